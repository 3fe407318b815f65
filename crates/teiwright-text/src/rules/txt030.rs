//! # A dual date whose days do not agree
//!
//! A date is given in the Julian and the Gregorian calendar, but the two days are not as far apart as the calendars were
//! in that year (12 days in the 19th century, 13 in the 20th). One of the two is a slip. The New Style day was taken.
//!
//! Mend: compare with the source of the transcription.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TXT030.
pub static RULE: Rule =
    Rule { code: "TXT030", name: "dual-date", severity: Severity::Warning, file: include_str!("txt030.rs") };

/// The dual date at `span` does not agree with itself, as `message` says.
pub(crate) fn dual_date(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_label("dual date")
        .with_help("compare with the source")
}
