//! # More than this reader takes
//!
//! Depth of elements, number of attributes, and the text that entities stand for are bounded, so that no document can use up the
//! memory of the machine: 4,000,000 open elements, 65,536 attributes of an element, 64 entities in one another, and 64 MiB of text
//! out of entities.
//!
//! Mend: if the document is not an attack, write it with fewer levels or without entities.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML015.
pub static RULE: Rule =
    Rule { code: "XML015", name: "limit", severity: Severity::Error, file: include_str!("xml015.rs") };

/// What there is too much of.
pub(crate) fn limit(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span)
}
