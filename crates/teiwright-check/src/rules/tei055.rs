//! # A division with a heading and no text
//!
//! A division holds its heading and nothing else: the text was lost, or the heading belongs to the division that follows.
//!
//! Mend: put the text into the division, or the heading into the next one; what is missing in the source is a `gap`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI055.
pub static RULE: Rule =
    Rule { code: "TEI055", name: "heading-alone", severity: Severity::Hint, file: include_str!("tei055.rs") };

/// The division whose name stands at `span` holds headings only.
pub(crate) fn heading_alone(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "this division has a heading and no text")
        .with_span(span)
        .with_label("no text")
        .with_help("put the text, or the divisions below it, into it; what the source lacks is a `gap`")
}
