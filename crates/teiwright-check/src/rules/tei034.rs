//! # A language that the header lists and nothing uses
//!
//! `langUsage` lists a language that no `@xml:lang` of the document names.
//!
//! Mend: mark the text that is in this language, or take it out of the list.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::listed;

/// TEI034.
pub static RULE: Rule = Rule {
    code: "TEI034",
    name: "language-unused",
    severity: Severity::Hint,
    file: include_str!("tei034.rs"),
};

/// Nothing is in the languages `names`, of which the first stands at `span`.
pub(crate) fn language_unused(names: &[&str], span: Span) -> Diagnostic {
    let first = names.first().copied().unwrap_or_default();
    Diagnostic::new(
        &RULE,
        format!("nothing in this document is marked as {}", listed(names.iter().copied(), "or")),
    )
    .with_span(span)
    .with_label("listed, and not used")
    .with_help(format!("write xml:lang=\"{first}\" on what is in this language, or take it out of the list"))
}
