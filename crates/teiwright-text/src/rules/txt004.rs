//! # A reference to a note that is not there
//!
//! The text refers to a note, as in `[7]`, but no note with that marker was found where its notes stand: after the
//! paragraph, at the end of the chapter, or at the end of the text. The marker is kept as it stands.
//!
//! Mend: add the note, correct the number, or leave it if the brackets mean something else.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TXT004.
pub static RULE: Rule = Rule {
    code: "TXT004",
    name: "anchor-without-note",
    severity: Severity::Warning,
    file: include_str!("txt004.rs"),
};

/// The reference at `span` has no note.
pub(crate) fn anchor_without_note(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "no note with this marker was found; the marker is kept as text")
        .with_span(span)
        .with_label("refers to nothing")
        .with_help("add the note, or correct the number")
}
