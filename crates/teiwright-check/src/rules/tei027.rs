//! # A date without hyphens, which is read as a year
//!
//! `20101123` is a date of ISO 8601 and none of XML Schema, which reads it as a year, some twenty million years from now.
//!
//! ```xml
//! <date when="20101123">
//! ```
//!
//! Mend: write `2010-11-23`.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// TEI027.
pub static RULE: Rule = Rule {
    code: "TEI027",
    name: "year-of-eight-digits",
    severity: Severity::Warning,
    file: include_str!("tei027.rs"),
};

/// `value` at `span` is read as a year, and means the day `date`.
pub(crate) fn year_of_eight_digits(value: &str, date: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("`{value}` is read as a year: a day is written with hyphens"))
        .with_span(span)
        .with_label("a year, as it is")
        .with_help(format!("write `{date}`"));
    let exact = span.len() as usize == value.len();
    if exact { found.with_fix(Fix::write(span, date, Applicability::Safe)) } else { found }
}
