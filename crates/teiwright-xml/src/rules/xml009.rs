//! # A comment that does not follow XML's grammar
//!
//! A comment begins with `<!--`, ends with `-->`, and has no `--` in between (XML 1.0, section 2.5).
//!
//! Mend: write a single hyphen or a dash; end the comment with `-->`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML009.
pub static RULE: Rule = Rule {
    code: "XML009",
    name: "malformed-comment",
    severity: Severity::Error,
    file: include_str!("xml009.rs"),
};

/// What is wrong with a comment.
pub(crate) fn comment(message: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_help("a comment is `<!-- words -->`, without `--` inside")
}
