//! # A name or declaration that breaks the rules of namespaces
//!
//! A name has at most one colon, with a name on both sides. `xml` and `xmlns` are bound to their own namespaces, no other prefix
//! is bound to these, and a prefix cannot be bound to nothing (Namespaces in XML 1.0, sections 3 to 5).
//!
//! Mend: choose another name or prefix.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML017.
pub static RULE: Rule = Rule {
    code: "XML017",
    name: "namespace-declaration",
    severity: Severity::Error,
    file: include_str!("xml017.rs"),
};

/// A name with colons at the wrong places.
pub(crate) fn colon(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        format!("`{name}` is not a name: a colon stands only between prefix and local name"),
    )
    .with_span(span)
    .with_help("take the colon out")
}

/// A declaration that may not be made.
pub(crate) fn namespace(message: String, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span)
}
