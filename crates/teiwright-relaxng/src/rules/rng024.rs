//! # Two attributes of one element can have the same name
//!
//! XML has an attribute once on an element, so the name classes of attributes that are grouped or interleaved must not
//! overlap (section 7.3), references followed.
//!
//! Example: `attribute a { text }, attribute a { "x" }`.
//!
//! Mend: take one out, or make them a choice.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG024.
pub static RULE: Rule = Rule {
    code: "RNG024",
    name: "duplicate-attribute",
    severity: Severity::Error,
    file: include_str!("rng024.rs"),
};

/// Two attributes of one element can have the same name, at `span`.
pub(crate) fn duplicate_attribute(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("two attribute patterns of one element both match {name}"))
        .with_span(span)
        .with_help("take one out, or make them a choice; references are followed")
}
