//! # An attribute that means nothing without another
//!
//! The Guidelines say of some attributes that they stand only beside another: `@subtype` beside `@type`, `@targetLang` beside `@target`, `@schemeVersion`
//! beside `@scheme`, `@to` of a `span` beside `@from`, `@passive` of a relation beside `@active`.
//!
//! Mend: write the other attribute too, or take this one out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI062.
pub static RULE: Rule = Rule {
    code: "TEI062",
    name: "attribute-needs-another",
    severity: Severity::Error,
    file: include_str!("tei062.rs"),
};

/// `name` has the attribute `at` without `needed`.
pub(crate) fn needs(name: &str, at: &str, needed: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{at}` of `{name}` means nothing without `{needed}`"))
        .with_span(span)
        .with_label(format!("without `{needed}`"))
        .with_help(format!("write {needed}=\"…\" too, or take `{at}` out"))
}
