//! # A metadata label that is not known
//!
//! A line among those that describe the text has a label that no archive is known to use. Its words are kept in the
//! header as a note.
//!
//! Mend: check the spelling of the label; if it is right, nothing need be done.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TXT020.
pub static RULE: Rule = Rule {
    code: "TXT020",
    name: "unknown-label",
    severity: Severity::Warning,
    file: include_str!("txt020.rs"),
};

/// The label at `span` is not known; `nearest` is a known one like it.
pub(crate) fn unknown_label(span: Span, label: &str, nearest: Option<&str>) -> Diagnostic {
    let help = nearest.map_or_else(
        || "check its spelling".to_owned(),
        |nearest| format!("the nearest label that is known is “{nearest}”"),
    );
    Diagnostic::new(
        &RULE,
        format!("the label “{label}” is not known; its line is kept as a note in the header"),
    )
    .with_span(span)
    .with_label("unknown label")
    .with_help(help)
}
