//! # A range of dates that runs backwards
//!
//! `@from` is not after `@to`, and `@notBefore` not after `@notAfter`, each as exact as it is given: a year is all its days.
//!
//! ```xml
//! <date from="1918" to="1917">
//! ```
//!
//! Mend: exchange the two, or mend the one that is wrong.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI020.
pub static RULE: Rule = Rule {
    code: "TEI020",
    name: "range-backwards",
    severity: Severity::Error,
    file: include_str!("tei020.rs"),
};

/// `low` in the attribute `one` is after `high` in `other`.
pub(crate) fn range_backwards(
    one: &str,
    other: &str,
    low: &str,
    high: &str,
    span: Span,
    first: Span,
) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{other}` ({high}) is before `{one}` ({low})"))
        .with_span(span)
        .with_label("before it begins")
        .with_related(first, "it begins here")
        .with_help("exchange the two, or mend the one that is wrong")
}
