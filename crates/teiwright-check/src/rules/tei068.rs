//! # Text in a facsimile
//!
//! `facsimile` stands for a text by pictures of it: its zones and lines are places in a picture. What is transcribed stands in `text` or `sourceDoc`.
//!
//! Mend: put the text into `sourceDoc`, where zones hold it, or into `text`, with `@facs` to the zone.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI068.
pub static RULE: Rule = Rule {
    code: "TEI068",
    name: "text-in-facsimile",
    severity: Severity::Error,
    file: include_str!("tei068.rs"),
};

/// The element `name` of a facsimile has text in it.
pub(crate) fn text_in_facsimile(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("text stands in a `{name}` of a facsimile"))
        .with_span(span)
        .with_label("text in here")
        .with_help("put the text into `sourceDoc`, or into `text` with `facs` to this place")
}
