//! # A specification lacks an attribute that it says nothing without
//!
//! Specifications, references and values are named by attributes: `@ident` of what is specified, `@key` of what is referred to,
//! `@target` of a group (Guidelines, chapter 22).
//!
//! Example: `<memberOf/>`.
//!
//! Mend: put the attribute.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD002.
pub static RULE: Rule = Rule {
    code: "ODD002",
    name: "specification-attribute-missing",
    severity: Severity::Error,
    file: include_str!("odd002.rs"),
};

/// `element` lacks `attribute`, at `span`.
pub(crate) fn lacks(element: &str, attribute: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{element}` lacks `{attribute}`, and is passed over"))
        .with_span(span)
        .with_help(format!("put `{attribute}`"))
}
