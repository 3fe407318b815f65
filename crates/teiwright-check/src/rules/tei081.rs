//! # A definition of an attribute that leaves its values open
//!
//! In a customisation, an attribute that is new has a `datatype` or a closed list of values; one that is required has no default, which would never be used; and a default is one of
//! the values of a closed list.
//!
//! Mend: as the message says.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI081.
pub static RULE: Rule = Rule {
    code: "TEI081",
    name: "attribute-definition",
    severity: Severity::Warning,
    file: include_str!("tei081.rs"),
};

/// What is said of the place at `span`.
pub(crate) fn attribute_definition(message: &str, help: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span).with_label("not sound").with_help(help)
}
