//! # A publication statement that says nothing
//!
//! `publicationStmt` says who makes the file available, or that nobody does. It is empty, or what a template has there.
//!
//! Mend: write who publishes it and on what terms; `<p>Unpublished</p>` says something.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI051.
pub static RULE: Rule = Rule {
    code: "TEI051",
    name: "publication-unsaid",
    severity: Severity::Warning,
    file: include_str!("tei051.rs"),
};

/// The statement, or the paragraph in it, at `span` is empty, or `text` as in a template.
pub(crate) fn publication_unsaid(text: Option<&str>, span: Span) -> Diagnostic {
    let message = match text {
        Some(text) => format!("the publication statement is `{text}`, as in a template"),
        None => "the publication statement is empty".to_owned(),
    };
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_label("says nothing")
        .with_help("write who publishes the file and on what terms, or that it is unpublished")
}
