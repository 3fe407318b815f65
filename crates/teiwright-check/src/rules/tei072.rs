//! # A citation structure that begins at the wrong place
//!
//! The outermost `citeStructure` begins at the root, so that its `@match` begins with `/`; those in it begin where the one around them ends, without `/`.
//!
//! Mend: write the path with `/` before it, or without.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI072.
pub static RULE: Rule = Rule {
    code: "TEI072",
    name: "cite-structure",
    severity: Severity::Error,
    file: include_str!("tei072.rs"),
};

/// `value` is the path of a structure that is within another one, if `inner`.
pub(crate) fn cite_structure(value: &str, inner: bool, span: Span) -> Diagnostic {
    let (message, help) = if inner {
        (
            format!("`{value}` begins at the root, within another structure"),
            "write the path without the `/` before it",
        )
    } else {
        (format!("`{value}` does not begin at the root"), "write the path with `/` or `//` before it")
    };
    Diagnostic::new(&RULE, message).with_span(span).with_label("begins at the wrong place").with_help(help)
}
