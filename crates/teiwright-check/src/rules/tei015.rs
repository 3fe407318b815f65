//! # A scheme that no `prefixDef` explains
//!
//! `psn:ann` is an address in a scheme of the project's own. What it stands for, `prefixDef` in the header says (TEI Guidelines, 17.2.3); there is
//! none for this prefix. Schemes that everybody knows (`https`, `mailto`, `urn`, `doi` …) need none.
//!
//! Mend: add `<prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="persons.xml#$1"/>` to `listPrefixDef` in `encodingDesc`.

use rustc_hash::FxHashSet;
use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// TEI015.
pub static RULE: Rule = Rule {
    code: "TEI015",
    name: "unknown-prefix",
    severity: Severity::Warning,
    file: include_str!("tei015.rs"),
};

/// The scheme `prefix` of `value`, and of `count` addresses in all, is not declared; those of `known` are.
pub(crate) fn unknown_prefix(
    prefix: &str,
    value: &str,
    count: usize,
    span: Span,
    known: &FxHashSet<&str>,
) -> Diagnostic {
    let mut known = known.iter().copied().collect::<Vec<_>>();
    known.sort_unstable();
    let near = known.iter().find(|other| teiwright_relaxng::near(prefix, other));
    let times = if count > 1 { format!(" ({count} addresses)") } else { String::new() };
    let found = Diagnostic::new(
        &RULE,
        format!("nothing says what the scheme `{prefix}` of `{value}` stands for{times}"),
    )
    .with_span(span)
    .with_label("not declared");
    match near {
        Some(near) => {
            let fixed = format!("{near}{}", &value[prefix.len()..]);
            let found = found.with_help(format!("write `{fixed}`"));
            if count == 1 && span.len() as usize == value.len() {
                let fix = Fix::write(span.part(0..prefix.len()), *near, Applicability::Unsafe);
                found.with_fix(Fix { title: format!("write `{fixed}`"), ..fix })
            } else {
                found
            }
        }
        None => found.with_help(format!(
            "declare it in the header: <prefixDef ident=\"{prefix}\" …/> in `listPrefixDef`"
        )),
    }
}
