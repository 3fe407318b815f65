//! # Notes that are numbered out of order
//!
//! The numbers of notes (`note/@n`) of one type and place go up within a division and a page, or begin anew with 1. This one is lower than the one before.
//!
//! Mend: look whether a note stands at the wrong place, or has the wrong number.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI057.
pub static RULE: Rule = Rule {
    code: "TEI057",
    name: "notes-out-of-order",
    severity: Severity::Warning,
    file: include_str!("tei057.rs"),
};

/// The note with `number` stands after the one with `before`.
pub(crate) fn notes_out_of_order(number: u32, before: u32, span: Span, place: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("note {number} comes after note {before}"))
        .with_span(span)
        .with_label("out of order")
        .with_related(place, "the note before")
        .with_help("look whether a note stands at the wrong place, or has the wrong number")
}
