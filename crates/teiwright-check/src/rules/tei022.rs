//! # A day that the calendar does not have
//!
//! `@when-iso` and its like, and `@when-custom` and its like where `@datingMethod` or `@calendar` names the Julian or the Gregorian calendar, can
//! hold days that there are not, as the grammar cannot tell. 29 February 1900 is a day of the Julian calendar and none of the Gregorian.
//!
//! Mend: look for the day in the source; `@when` takes the Gregorian one.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI022.
pub static RULE: Rule =
    Rule { code: "TEI022", name: "no-such-day", severity: Severity::Error, file: include_str!("tei022.rs") };

/// The calendar called `calendar` has no day `value`.
pub(crate) fn no_such_day(value: &str, calendar: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the {calendar} calendar has no day {value}"))
        .with_span(span)
        .with_label("no such day")
        .with_help("look for the day in the source")
}
