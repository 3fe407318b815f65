//! # A specification that does not do what its mode says
//!
//! In a customisation (ODD), `@mode` of `elementSpec` and `constraintSpec` says what the specification does. One that deletes has no content; one that adds, changes or
//! replaces has some, or attributes that change something.
//!
//! Mend: write the mode that is meant, or the content.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI080.
pub static RULE: Rule = Rule {
    code: "TEI080",
    name: "specification-mode",
    severity: Severity::Warning,
    file: include_str!("tei080.rs"),
};

/// What is said of the specification whose name stands at `span`.
pub(crate) fn mode(message: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_label("see `mode`")
        .with_help("write the mode that is meant, put content into it, or take it out")
}
