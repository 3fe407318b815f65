//! # A title that may be a name
//!
//! A line over the text could be the author's name or the title: two or three words with capitals, no initial, no
//! known given name, no `by`, nothing in the labelled lines that names the author again. Its place decided.
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

/// The line at `span` may be a title or a name; it was taken for a name if `author`.
pub(crate) fn title_or_author(span: Span, author: bool) -> Diagnostic {
    let taken = if author { "the author's name" } else { "a title" };
    Diagnostic::new(
        &RULE,
        format!("this line may be the author's name or the title; it was taken for {taken}"),
    )
    .with_span(span)
    .with_label("title or author?")
    .with_help("write “by” before the author's name to make it sure")
}
