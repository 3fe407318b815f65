//! # A reference to a group of specifications leads nowhere
//!
//! `specGrpRef/@target` is the address of a `specGrp`: `#` and its `xml:id`, or a file (Guidelines, 22.2).
//!
//! Example: `<specGrpRef target="#letters"/>` in a document with no element of that ID.
//!
//! Mend: write the ID of the group, or put it.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD006.
pub static RULE: Rule = Rule {
    code: "ODD006",
    name: "group-missing",
    severity: Severity::Warning,
    file: include_str!("odd006.rs"),
};

/// Nothing is at `target`.
pub(crate) fn no_group(target: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("there is nothing at `{target}`"))
        .with_span(span)
        .with_help("a group has its name in `xml:id`")
}
