//! # A note that nothing refers to
//!
//! A note stands among the notes, but no reference with its marker was found in the text before it. The note is kept,
//! without a link.
//!
//! Mend: put the reference into the text, or correct the note's number.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TXT005.
pub static RULE: Rule = Rule {
    code: "TXT005",
    name: "note-without-anchor",
    severity: Severity::Warning,
    file: include_str!("txt005.rs"),
};

/// The note at `span` has no reference.
pub(crate) fn note_without_anchor(span: Span, marker: &str) -> Diagnostic {
    Diagnostic::new(&RULE, format!("nothing in the text refers to the note {marker}"))
        .with_span(span)
        .with_label("never referred to")
        .with_help("put its marker where it belongs in the text")
}
