//! # A definition refers to itself without an element between
//!
//! A pattern may refer to itself only inside an `element` (section 4.19); otherwise it would have no end.
//!
//! Example: `a = b | a`. Repetition is written `a = b*`.
//!
//! Mend: use `oneOrMore` or `zeroOrMore`, or put an element between.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG021.
pub static RULE: Rule = Rule {
    code: "RNG021",
    name: "recursive-reference",
    severity: Severity::Error,
    file: include_str!("rng021.rs"),
};

/// A definition refers to itself without an element between, at `span`.
pub(crate) fn recursive_reference(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{name} refers to itself with no element between"))
        .with_span(span)
        .with_help("write repetition with oneOrMore or zeroOrMore (compact syntax: + or *)")
}
