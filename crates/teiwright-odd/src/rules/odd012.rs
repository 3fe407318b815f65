//! # A specification is added beside one of the same name
//!
//! A specification without `@mode`, or with `add`, is new. Where the schema has one of that name already, there would be two.
//! Teiwright takes one with both classes and content for a replacement, and another for a change; other processors make a
//! grammar that cannot be used.
//!
//! Example: `<elementSpec ident="p">…</elementSpec>` with the module `core`.
//!
//! Mend: write `mode="change"` or `mode="replace"`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD012.
pub static RULE: Rule = Rule {
    code: "ODD012",
    name: "specified-twice",
    severity: Severity::Warning,
    file: include_str!("odd012.rs"),
};

/// The `noun` `ident` is there already; the specification is taken for another `mode`: `replace` or `change`.
pub(crate) fn specified_twice(noun: &str, ident: &str, mode: &str, span: Span) -> Diagnostic {
    let taken = if mode == "replace" { "replacement" } else { "change" };
    Diagnostic::new(
        &RULE,
        format!("the {noun} `{ident}` is in the schema already; this is taken for a {taken}"),
    )
    .with_span(span)
    .with_help(format!("write `mode=\"{mode}\"`"))
}
