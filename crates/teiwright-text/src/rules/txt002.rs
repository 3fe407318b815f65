//! # A heading that was guessed
//!
//! The line was taken for a heading only because of its place: it is short, it is no sentence, it stands alone between
//! blank lines, and a paragraph follows. No mark, number, keyword or capitals say so.
//!
//! Mend: none if the guess is right. Otherwise end the line with its punctuation, or join it to its paragraph; underline
//! real headings (`=====`) to take away the doubt.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TXT002.
pub static RULE: Rule = Rule {
    code: "TXT002",
    name: "guessed-heading",
    severity: Severity::Hint,
    file: include_str!("txt002.rs"),
};

/// The heading at `span` was guessed.
pub(crate) fn guessed_heading(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "this line was taken for a heading because of its place alone")
        .with_span(span)
        .with_label("taken for a heading")
        .with_help("underline it with === to make it sure, or join it to its paragraph")
}
