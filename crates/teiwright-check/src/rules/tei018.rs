//! # A note and its reference that lead to different places
//!
//! Where notes are linked both ways, the reference points at the note and the note back at the reference. Here the note points at a reference
//! that leads to another note: a reader who follows the link and goes back is elsewhere.
//!
//! ```xml
//! <ref xml:id="r1" target="#n2">1</ref> … <note xml:id="n1" target="#r1">
//! ```
//!
//! Mend: write in both what the other is called.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI018.
pub static RULE: Rule = Rule {
    code: "TEI018",
    name: "links-disagree",
    severity: Severity::Warning,
    file: include_str!("tei018.rs"),
};

/// The note `note` points back at the reference `target`, which leads to the note `other`.
pub(crate) fn links_disagree(note: &str, target: &str, other: &str, span: Span, place: Span) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        format!("the note `{note}` points back at `{target}`, which leads to the note `{other}`"),
    )
    .with_span(span)
    .with_label("leads elsewhere")
    .with_related(place, "this leads to the other note")
    .with_help(format!("let `{target}` point at `{note}`, or the note at its own reference"))
}
