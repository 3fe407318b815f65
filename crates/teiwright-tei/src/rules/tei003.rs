//! # Text would be changed
//!
//! The converter proves on its own output that the words of the transcription are the words of the TEI. Here they differ,
//! so no output was written.
//!
//! This is a fault of the converter, not of the text. Mend: please report it with the passage.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI003.
pub static RULE: Rule =
    Rule { code: "TEI003", name: "text-changed", severity: Severity::Error, file: include_str!("tei003.rs") };

/// The words at `span` were changed.
pub(crate) fn changed(span: Span, own: &str, written: &str) -> Diagnostic {
    let (own, written) = (super::short(own), super::short(written));
    Diagnostic::new(&RULE, format!("“{own}” would become “{written}”"))
        .with_span(span)
        .with_help("this is a fault of the converter: please report it with the passage")
}
