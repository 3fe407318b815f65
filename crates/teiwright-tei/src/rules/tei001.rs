//! # Text would be lost
//!
//! The converter proves on its own output that every letter, digit and mark of the transcription is in the TEI or in the
//! ledger of deliberate changes. These words are in neither, so no output was written.
//!
//! This is a fault of the converter, not of the text. Mend: please report it with the passage; changing the layout around
//! the words (a blank line before and after) helps in most cases.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI001.
pub static RULE: Rule =
    Rule { code: "TEI001", name: "lost-text", severity: Severity::Error, file: include_str!("tei001.rs") };

/// The words at `span` are lost.
pub(crate) fn lost(span: Span, words: &str) -> Diagnostic {
    Diagnostic::new(&RULE, format!("these words would be lost: “{}”", super::short(words)))
        .with_span(span)
        .with_label("not in the output")
        .with_help("this is a fault of the converter: please report it with the passage")
}
