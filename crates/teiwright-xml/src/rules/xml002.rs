//! # A start tag without end tag, or the other way round
//!
//! Elements nest: what was opened last is closed first (XML 1.0, section 3, well-formedness constraint "Element Type Match").
//! An element that is never closed is reported once, where its parent's end tag or the end of the file shows it; an end tag
//! for which nothing is open is passed over.
//!
//! ```xml
//! <p>some <hi>words</p>
//! ```
//!
//! Mend: write the tag that is missing, or take out the one too many.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML002.
pub static RULE: Rule = Rule {
    code: "XML002",
    name: "tags-do-not-match",
    severity: Severity::Error,
    file: include_str!("xml002.rs"),
};

/// Elements that are still open where an outer one ends; `opened` is the start tag of the innermost.
pub(crate) fn unclosed(name: &str, opened: Span, more: usize, end: &str, at: Span) -> Diagnostic {
    let others = match more {
        0 => String::new(),
        1 => " and one more around it".to_owned(),
        many => format!(" and {many} more around it"),
    };
    Diagnostic::new(&RULE, format!("`<{name}>`{others} is not closed before {end}"))
        .with_span(at)
        .with_label(format!("`</{name}>` should come before this"))
        .with_related(opened, format!("`<{name}>` is opened here"))
        .with_help(format!("write `</{name}>` where the element ends"))
}

/// An end tag of another name than the open element's, taken for it.
pub(crate) fn misspelt(name: &str, open: &str, opened: Span, at: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the end tag is `</{name}>`, the open element is `{open}`"))
        .with_span(at)
        .with_label(format!("`</{open}>` is expected here"))
        .with_related(opened, format!("`<{open}>` is opened here"))
        .with_help(format!("write `</{open}>`"))
}

/// An end tag for which nothing is open.
pub(crate) fn stray(name: &str, at: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`</{name}>` closes nothing: no `<{name}>` is open here"))
        .with_span(at)
        .with_help("take the end tag out, or write the start tag that belongs to it")
}
