//! # A datatype that is narrowed in a way that it cannot be
//!
//! Facets and `@restriction` narrow datatypes of XML Schema (`dataRef/@name`), not those of TEI (`@key`), and not both at once.
//!
//! Mend: name a datatype of XML Schema, and narrow it in one way.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI082.
pub static RULE: Rule = Rule {
    code: "TEI082",
    name: "data-reference",
    severity: Severity::Warning,
    file: include_str!("tei082.rs"),
};

/// What is said of the place at `span`.
pub(crate) fn data_reference(message: &str, help: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span).with_label("not narrowed so").with_help(help)
}
