//! # No root element, or something outside of it
//!
//! A document is one element with all that is in it; before and after it only comments, processing instructions and white space
//! may stand (XML 1.0, section 2.1).
//!
//! Mend: put everything into one element.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML012.
pub static RULE: Rule = Rule {
    code: "XML012",
    name: "outside-the-root",
    severity: Severity::Error,
    file: include_str!("xml012.rs"),
};

/// What stands outside of the root element, or that there is none.
pub(crate) fn outside(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span)
}
