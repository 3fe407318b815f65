//! # `@calendar` on an element without content
//!
//! `@calendar` says in which calendar the date is that stands in the element. There is none in it (constraint of `att.calendarSystem`).
//!
//! ```xml
//! <date calendar="#julian" when="1917-11-07"/>
//! ```
//!
//! Mend: put the date as the source has it into the element; or use `@datingMethod` beside `@when-custom` for the calendar of an attribute.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI023.
pub static RULE: Rule = Rule {
    code: "TEI023",
    name: "calendar-without-content",
    severity: Severity::Error,
    file: include_str!("tei023.rs"),
};

/// The element at `span` has `@calendar` and no content.
pub(crate) fn calendar_without_content(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "`calendar` is about the date that stands in the element, and there is none")
        .with_span(span)
        .with_label("no content")
        .with_help("put the date as the source has it into the element, or take `calendar` out")
}
