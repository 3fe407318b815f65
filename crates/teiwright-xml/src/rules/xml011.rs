//! # An XML declaration that does not follow XML's grammar
//!
//! The XML declaration says the version, then the encoding, then whether the document stands alone, in this order and in quotes
//! (XML 1.0, section 2.8): `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`.
//!
//! Mend: write it so, or leave it out: UTF-8 needs none.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML011.
pub static RULE: Rule = Rule {
    code: "XML011",
    name: "malformed-declaration",
    severity: Severity::Error,
    file: include_str!("xml011.rs"),
};

/// What is wrong with the XML declaration.
pub(crate) fn declaration(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_help("write `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`")
}
