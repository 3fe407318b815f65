//! # A reference that cannot stand where it stands in a customisation
//!
//! An element that a schema takes in has no number of occurrences; a content model names elements of its own schema, without `@source`; and a datatype refers to no elements.
//!
//! Mend: as the message says.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI083.
pub static RULE: Rule = Rule {
    code: "TEI083",
    name: "reference-in-content",
    severity: Severity::Warning,
    file: include_str!("tei083.rs"),
};

/// What is said of the place at `span`.
pub(crate) fn reference(message: &str, help: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span).with_label("not here").with_help(help)
}
