//! # A manuscript that is not identified
//!
//! `msIdentifier` says where a manuscript is and what it is called. It is empty (constraint `msId_minimal`).
//!
//! Mend: write a settlement, a repository and an `idno`, or an `msName`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI067.
pub static RULE: Rule = Rule {
    code: "TEI067",
    name: "manuscript-unidentified",
    severity: Severity::Warning,
    file: include_str!("tei067.rs"),
};

/// The identifier whose name stands at `span` is empty.
pub(crate) fn manuscript_unidentified(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "`msIdentifier` says nothing of where the manuscript is, nor what it is called")
        .with_span(span)
        .with_label("empty")
        .with_help("write `repository` and `idno`, or `msName`")
}
