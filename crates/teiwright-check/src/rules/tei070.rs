//! # A span that ends before it begins
//!
//! `@spanTo` names where a span ends, which comes after where it begins. The element with this ID stands before.
//!
//! Mend: put the element that marks the end after the span, or write the ID of the one that is meant.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI070.
pub static RULE: Rule = Rule {
    code: "TEI070",
    name: "span-backwards",
    severity: Severity::Error,
    file: include_str!("tei070.rs"),
};

/// The ID `id`, pointed at from `span`, stands before, at `place`.
pub(crate) fn span_backwards(id: &str, span: Span, place: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the span ends at `{id}`, which stands before it"))
        .with_span(span)
        .with_label("ends before it begins")
        .with_related(place, "it ends here")
        .with_help("put the end after the beginning, or write the ID that is meant")
}
