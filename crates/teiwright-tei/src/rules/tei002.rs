//! # Text would stand twice
//!
//! The converter proves on its own output that every character of the transcription stands there once. These words would
//! stand there twice, so no output was written.
//!
//! This is a fault of the converter, not of the text. Mend: please report it with the passage.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI002.
pub static RULE: Rule =
    Rule { code: "TEI002", name: "text-twice", severity: Severity::Error, file: include_str!("tei002.rs") };

/// The words at `span` stand twice.
pub(crate) fn twice(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "these words would stand twice in the output")
        .with_span(span)
        .with_help("this is a fault of the converter: please report it with the passage")
}
