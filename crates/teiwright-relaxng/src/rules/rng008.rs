//! # A schema that this one refers to cannot be had
//!
//! `include` and `externalRef` name another file by a URI reference without a fragment (section 4.5). It could not be read, or
//! the reference is not one. Nothing is fetched from a network.
//!
//! Mend: put the file where the reference says, or mend the reference.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG008.
pub static RULE: Rule = Rule {
    code: "RNG008",
    name: "schema-not-found",
    severity: Severity::Error,
    file: include_str!("rng008.rs"),
};

/// A schema that this one refers to cannot be had, at `span`.
pub(crate) fn not_found(href: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the schema “{href}” cannot be read: {why}"))
        .with_span(span)
        .with_help("put the file there, or mend the reference")
}
