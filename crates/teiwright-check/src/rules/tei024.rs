//! # A calendar that the header does not declare
//!
//! `@calendar` and `@datingMethod` point at a `calendar` in `calendarDesc` of the header. There is none with this ID.
//!
//! Mend: add `<calendar xml:id="julian"><p>Julian</p></calendar>` to `calendarDesc` in `profileDesc`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::nearest_id;

/// TEI024.
pub static RULE: Rule = Rule {
    code: "TEI024",
    name: "calendar-undeclared",
    severity: Severity::Warning,
    file: include_str!("tei024.rs"),
};

/// No calendar has the ID `id`.
pub(crate) fn calendar_undeclared(id: &str, span: Span, near: &[(&str, usize)]) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("the header declares no calendar `{id}`"));
    let found = found.with_span(span).with_label("not declared");
    nearest_id(found, "#", id, span, near).unwrap_or_else(|found| {
        found.with_help(format!("add <calendar xml:id=\"{id}\"> to `calendarDesc` in `profileDesc`"))
    })
}
