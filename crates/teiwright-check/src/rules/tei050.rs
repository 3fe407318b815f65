//! # A title that says nothing
//!
//! The title of the file (`titleStmt/title`) is empty, or what a template has where a title is to be written. It is what catalogues and search results show.
//!
//! ```xml
//! <titleStmt><title>Title</title></titleStmt>
//! ```
//!
//! Mend: write the title of the text, and what this file is: `The Jungle: an electronic edition`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI050.
pub static RULE: Rule = Rule {
    code: "TEI050",
    name: "placeholder-title",
    severity: Severity::Warning,
    file: include_str!("tei050.rs"),
};

/// The title at `span` is `text`, as in a template.
pub(crate) fn placeholder_title(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the title is `{text}`, as in a template"))
        .with_span(span)
        .with_label("says nothing")
        .with_help("write the title of the text")
}

/// The title at `span` is empty.
pub(crate) fn title_missing(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "the title is empty")
        .with_span(span)
        .with_label("says nothing")
        .with_help("write the title of the text, or take this element out if there is another title")
}
