//! # A reference to a pattern that is not defined
//!
//! A `ref` names a `define` of the same grammar, a `parentRef` one of the grammar around it (section 4.18).
//!
//! Mend: mend the spelling, define the name, or include the file that defines it.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG019.
pub static RULE: Rule = Rule {
    code: "RNG019",
    name: "undefined-reference",
    severity: Severity::Error,
    file: include_str!("rng019.rs"),
};

/// A reference to a pattern that is not defined, at `span`.
pub(crate) fn undefined_reference<'n>(
    name: &str,
    defined: impl IntoIterator<Item = &'n str>,
    span: Span,
) -> Diagnostic {
    let help = match super::nearest(name, defined) {
        Some(near) => format!("write `{near}`, or define {name}"),
        None => "mend the spelling, define it, or include the grammar that does".to_owned(),
    };
    Diagnostic::new(&RULE, format!("the pattern {name} is not defined")).with_span(span).with_help(help)
}
