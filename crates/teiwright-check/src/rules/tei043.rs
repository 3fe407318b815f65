//! # A quotation mark that is opened and not closed
//!
//! A paragraph opens a quotation and does not close it. Where a quotation goes on in the next paragraph that is as it should be; otherwise a mark was lost.
//! Only marks that have a form of their own for the beginning are counted.
//!
//! Mend: look in the source whether the mark is missing.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI043.
pub static RULE: Rule =
    Rule { code: "TEI043", name: "quotes-open", severity: Severity::Hint, file: include_str!("tei043.rs") };

/// The mark `mark` is left open in the paragraph whose name stands at `span`.
pub(crate) fn quotes_open(mark: char, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("a quotation is opened with {mark} in this paragraph and not closed"))
        .with_span(span)
        .with_label("in here")
        .with_help(
            "look in the source whether a mark is missing; a quotation may go on in the next paragraph",
        )
}
