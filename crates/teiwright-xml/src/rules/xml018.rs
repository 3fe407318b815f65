//! # A file in another encoding than it says, or in an unknown one
//!
//! The encoding is what the byte order mark says, or else the XML declaration, or else UTF-8 (XML 1.0, section 4.3.3 and appendix
//! F). Bytes that are not of it mean that characters are lost.
//!
//! Mend: save the file as UTF-8, and let the declaration say so.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML018.
pub static RULE: Rule =
    Rule { code: "XML018", name: "encoding", severity: Severity::Error, file: include_str!("xml018.rs") };

/// What is wrong with the encoding.
pub(crate) fn encoding(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_help("save the file as UTF-8, with `encoding=\"UTF-8\"` or no declaration")
}
