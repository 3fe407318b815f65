//! # An attribute that must stand here
//!
//! The Guidelines ask for attributes that the grammar does not: `@spanTo` of `addSpan`, `delSpan` and `damageSpan`; one of `@name`, `@ref` and `@key` of a relation;
//! `@type` of a `standOff` in another; `@new` of `shift`, which is a warning.
//!
//! Mend: write the attribute.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::listed;

/// TEI063.
pub static RULE: Rule = Rule {
    code: "TEI063",
    name: "attribute-required",
    severity: Severity::Error,
    file: include_str!("tei063.rs"),
};

/// `name` has none of the attributes `names`.
pub(crate) fn required(name: &str, names: &[&str], span: Span, severity: Severity) -> Diagnostic {
    let first = names.first().copied().unwrap_or_default();
    Diagnostic::new(
        &RULE,
        format!("`{name}` must have the attribute {} here", listed(names.iter().copied(), "or")),
    )
    .with_severity(severity)
    .with_span(span)
    .with_label("attribute missing")
    .with_help(format!("write {first}=\"…\""))
}
