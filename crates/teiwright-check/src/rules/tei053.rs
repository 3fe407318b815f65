//! # A source that is not described
//!
//! `sourceDesc` says from what the text was taken, or that it was written for this file. It is empty, or what a template has there.
//!
//! Mend: describe the source in a `bibl`; `<p>Born digital</p>` says something.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI053.
pub static RULE: Rule = Rule {
    code: "TEI053",
    name: "source-unsaid",
    severity: Severity::Warning,
    file: include_str!("tei053.rs"),
};

/// The description, or the paragraph in it, at `span` is empty, or `text` as in a template.
pub(crate) fn source_unsaid(text: Option<&str>, span: Span) -> Diagnostic {
    let message = match text {
        Some(text) => format!("the description of the source is `{text}`, as in a template"),
        None => "the description of the source is empty".to_owned(),
    };
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_label("says nothing")
        .with_help("write from what the text was taken, or that it was written for this file")
}
