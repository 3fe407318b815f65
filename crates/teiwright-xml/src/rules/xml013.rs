//! # A document type declaration that does not follow XML's grammar
//!
//! The document type declaration (`<!DOCTYPE …>`) stands once, before the root element, and its internal part holds declarations
//! of elements, attributes, entities and notations (XML 1.0, sections 2.8, 3.2, 3.3, 4.2, 4.7).
//!
//! Mend: correct the declaration; TEI documents can mostly do without any.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML013.
pub static RULE: Rule = Rule {
    code: "XML013",
    name: "malformed-document-type",
    severity: Severity::Error,
    file: include_str!("xml013.rs"),
};

/// What is wrong in the document type declaration.
pub(crate) fn document_type(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span)
}
