//! # A calendar that the header does not declare
//!
//! `@calendar` and `@datingMethod` point at a `calendar` in `calendarDesc` of the header. There is none with this ID.
//!
//! Mend: add `<calendar xml:id="julian"><p>Julian</p></calendar>` to `calendarDesc` in `profileDesc`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::Dangling;

/// TEI024.
pub static RULE: Rule = Rule {
    code: "TEI024",
    name: "calendar-undeclared",
    severity: Severity::Warning,
    file: include_str!("tei024.rs"),
};

/// No calendar has the ID `id`, at which `count` pointers point; the first of them stand at `places`.
pub(crate) fn calendar_undeclared(
    id: &str,
    count: usize,
    places: &[Span],
    near: &[(&str, usize)],
) -> Diagnostic {
    let message = format!("the header declares no calendar `{id}`");
    Dangling { id, count, places, near }.finding(&RULE, &message, "not declared", || {
        format!("add <calendar xml:id=\"{id}\"> to `calendarDesc` in `profileDesc`")
    })
}
