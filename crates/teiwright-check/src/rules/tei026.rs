//! # A range of pages or numbers that runs backwards
//!
//! The first page of a range is not after the last (`@from` and `@to` of `biblScope` and `citedRange`, and their text where it is nothing but a range);
//! `@min` is not more than `@max`, nor `@atLeast` than `@atMost`. `123-45`, which is short for 123 to 145, is read so.
//!
//! Mend: exchange the two, or mend the one that is wrong.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI026.
pub static RULE: Rule = Rule {
    code: "TEI026",
    name: "numbers-backwards",
    severity: Severity::Warning,
    file: include_str!("tei026.rs"),
};

/// `low` in the attribute `one` is more than `high` in `other`.
pub(crate) fn numbers_backwards(
    one: &str,
    other: &str,
    low: &str,
    high: &str,
    span: Span,
    first: Span,
) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{other}` ({high}) is less than `{one}` ({low})"))
        .with_span(span)
        .with_label("less")
        .with_related(first, "than this")
        .with_help("exchange the two, or mend the one that is wrong")
}

/// The text at `span` runs from page `from` to page `to`, which comes before.
pub(crate) fn pages_backwards(from: &str, to: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the pages run backwards, from {from} to {to}"))
        .with_span(span)
        .with_label("runs backwards")
        .with_help("look in the source for the pages")
}
