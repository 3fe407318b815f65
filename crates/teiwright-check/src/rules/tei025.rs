//! # A date whose text says another year
//!
//! `@when` is the date that the text says, in a form that programs read. The text says a year, and it is another one. Nothing is said where
//! calendars or limits are given, nor from January to April beside the year before, which began in March once.
//!
//! ```xml
//! <date when="1971-11-07">7 November 1917</date>
//! ```
//!
//! Mend: look which of the two is right.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI025.
pub static RULE: Rule =
    Rule { code: "TEI025", name: "other-year", severity: Severity::Warning, file: include_str!("tei025.rs") };

/// The text says the year `said`, the attribute `when`.
pub(crate) fn other_year(when: &str, said: i64, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the text says the year {said}, `when` says {when}"))
        .with_span(span)
        .with_label("two years")
        .with_help(format!("write when=\"{said}…\", or see what the source has"))
}
