//! # An attribute pattern for a namespace declaration
//!
//! Namespace declarations are not attributes to RELAX NG, so no attribute pattern may be named `xmlns` or stand in the
//! namespace `http://www.w3.org/2000/xmlns` (section 4.16).
//!
//! Mend: take the pattern out; declarations are always allowed.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG013.
pub static RULE: Rule = Rule {
    code: "RNG013",
    name: "xmlns-attribute",
    severity: Severity::Error,
    file: include_str!("rng013.rs"),
};

/// An attribute pattern for a namespace declaration, at `span`.
pub(crate) fn xmlns_attribute(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        format!("an attribute pattern cannot name {what}: namespace declarations are not attributes"),
    )
    .with_span(span)
    .with_help("take it out; namespace declarations are always allowed")
}
