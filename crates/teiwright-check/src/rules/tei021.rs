//! # A date beside a range, or two dates for one end
//!
//! `@when` says when; `@from`, `@to`, `@notBefore` and `@notAfter` say between when. Beside one another they say two things; so do `@from` and
//! `@notBefore`, and `@to` and `@notAfter` (constraints of `att.datable.w3c`).
//!
//! ```xml
//! <date when="1917" notBefore="1916">
//! ```
//!
//! Mend: leave one of the two out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI021.
pub static RULE: Rule = Rule {
    code: "TEI021",
    name: "date-beside-range",
    severity: Severity::Warning,
    file: include_str!("tei021.rs"),
};

/// The attribute `one` stands beside `other`.
pub(crate) fn date_beside_range(one: &str, other: &str, span: Span, place: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{one}` and `{other}` say two things of one date"))
        .with_span(span)
        .with_label("beside a range")
        .with_related(place, "and this")
        .with_help(format!("leave out `{one}` or `{other}`"))
}
