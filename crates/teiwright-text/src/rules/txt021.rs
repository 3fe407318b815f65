//! # A title that may be a name
//!
//! A line over the text could be the author's name or the title: two or three words with capitals, no initial, no
//! known given name, no `by`. It was taken for a title.
//!
//! Mend: write `by` before the author's name, give the author's initials or full name, or set `author=` when converting.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TXT021.
pub static RULE: Rule = Rule {
    code: "TXT021",
    name: "title-or-author",
    severity: Severity::Hint,
    file: include_str!("txt021.rs"),
};

/// The line at `span` may be a title or a name.
pub(crate) fn title_or_author(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "this line may be the author's name or the title; it was taken for a title")
        .with_span(span)
        .with_label("title or author?")
        .with_help("write “by” before it if it is the author's name")
}
