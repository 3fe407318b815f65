//! # An element of the schema lacks a child
//!
//! Most patterns need at least one child pattern, `except` needs a name class, an `element` needs a name (section 3).
//!
//! Example: `<optional/>`.
//!
//! Mend: put the child, or `<empty/>` where nothing is meant.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG005.
pub static RULE: Rule = Rule {
    code: "RNG005",
    name: "schema-child-missing",
    severity: Severity::Error,
    file: include_str!("rng005.rs"),
};

/// An element of the schema lacks a child, at `span`.
pub(crate) fn child_missing(parent: &str, wanted: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{parent} lacks {wanted}"))
        .with_span(span)
        .with_help("put what is missing; `<empty/>` says that nothing may stand there")
}
