//! # A language that the header lists and nothing uses
//!
//! `langUsage` lists a language that no `@xml:lang` of the document names.
//!
//! Mend: mark the text that is in this language, or take it out of the list.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI034.
pub static RULE: Rule = Rule {
    code: "TEI034",
    name: "language-unused",
    severity: Severity::Hint,
    file: include_str!("tei034.rs"),
};

/// Nothing is in the language `known`.
pub(crate) fn language_unused(known: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("nothing in this document is marked as `{known}`"))
        .with_span(span)
        .with_label("listed, and not used")
        .with_help(format!(
            "write xml:lang=\"{known}\" on what is in this language, or take it out of the list"
        ))
}
