//! # Branches of an interleave overlap
//!
//! The branches of an `interleave` (and of `mixed`) must not match the same element, and only one may match text (section 7.4);
//! otherwise a validator could not say which branch an element belongs to. References are followed.
//!
//! Example: `element a { empty } & element a { empty }`.
//!
//! Mend: take the shared pattern out of one branch.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG026.
pub static RULE: Rule = Rule {
    code: "RNG026",
    name: "interleave-overlap",
    severity: Severity::Error,
    file: include_str!("rng026.rs"),
};

/// Branches of an interleave overlap, at `span`.
pub(crate) fn interleave_overlap(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("two branches of an interleave both match {what}"))
        .with_span(span)
        .with_help("take it out of one branch; references are followed")
}
