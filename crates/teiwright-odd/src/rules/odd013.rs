//! # A list of values has no mode in an attribute that is changed
//!
//! The mode of a list of values is its own: without `@mode` it is `add`, whatever the attribute around it says, and the list that is
//! added beside an old one is left out by TEI's processor. So does Teiwright, since projects have come to depend on it: the old
//! list holds.
//!
//! Example: `<attDef ident="type" mode="change"><valList type="closed">…</valList></attDef>`.
//!
//! Mend: write `mode="replace"` (or `mode="change"`) on the `valList`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD013.
pub static RULE: Rule = Rule {
    code: "ODD013",
    name: "values-without-mode",
    severity: Severity::Warning,
    file: include_str!("odd013.rs"),
};

/// The list of values of the attribute `name` has no mode; the old list holds.
pub(crate) fn values_without_mode(name: &str, span: Span) -> Diagnostic {
    let message =
        format!("this list of values of `{name}` has no mode: the list that was there holds instead");
    let found = Diagnostic::new(&RULE, message).with_span(span);
    found.with_help("write `mode=\"replace\"`, or `mode=\"change\"`, on the valList")
}
