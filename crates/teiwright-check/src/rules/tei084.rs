//! # A part of a content model that occurs at least more often than at most
//!
//! `@minOccurs` is not more than `@maxOccurs`, which is 1 where it does not stand.
//!
//! Mend: write maxOccurs="unbounded" or a number that is large enough.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI084.
pub static RULE: Rule = Rule {
    code: "TEI084",
    name: "occurrences",
    severity: Severity::Warning,
    file: include_str!("tei084.rs"),
};

/// It occurs at least `least` and at most `most` times.
pub(crate) fn occurrences(least: u64, most: u64, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("it occurs at least {least} times, and at most {most}"))
        .with_span(span)
        .with_label("more than at most")
        .with_help("write maxOccurs=\"unbounded\", or a number that is large enough")
}
