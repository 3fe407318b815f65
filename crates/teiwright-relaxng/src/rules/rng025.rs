//! # A wildcard attribute is not repeated
//!
//! An attribute whose name class holds `anyName` or `nsName` must stand in `oneOrMore` or `zeroOrMore` (section 7.3).
//!
//! Example: `attribute * { text }` should be `attribute * { text }*`.
//!
//! Mend: repeat it.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG025.
pub static RULE: Rule = Rule {
    code: "RNG025",
    name: "attribute-not-repeated",
    severity: Severity::Error,
    file: include_str!("rng025.rs"),
};

/// A wildcard attribute is not repeated, at `span`.
pub(crate) fn attribute_not_repeated(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "an attribute pattern with a wildcard name must be repeated")
        .with_span(span)
        .with_help("put it in zeroOrMore or oneOrMore (compact syntax: * or +)")
}
