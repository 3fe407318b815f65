//! # A tag or other markup that does not follow XML's grammar
//!
//! A `<` begins a tag, a comment, a CDATA section or a processing instruction (XML 1.0, section 3.1). What stands here is
//! none of them, or breaks off in the middle. Reading goes on after it.
//!
//! ```xml
//! <p>if 3 < 4</p>    <hi rend=italic>    < p>
//! ```
//!
//! Mend: write `&lt;` for a sign that is meant as text; otherwise complete the tag.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML001.
pub static RULE: Rule = Rule {
    code: "XML001",
    name: "malformed-tag",
    severity: Severity::Error,
    file: include_str!("xml001.rs"),
};

/// Markup that is not XML's.
pub(crate) fn malformed(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span)
}
