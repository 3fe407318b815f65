//! # A datatype is grouped with other content
//!
//! An element or attribute whose content is a datatype, a value or a list has nothing else beside it but attributes (section
//! 7.2): it would not be clear where the string ends.
//!
//! Example: `element a { xsd:integer, element b { empty } }`.
//!
//! Mend: use `text` for mixed content, or `list` for several strings.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG023.
pub static RULE: Rule = Rule {
    code: "RNG023",
    name: "string-sequence",
    severity: Severity::Error,
    file: include_str!("rng023.rs"),
};

/// A datatype is grouped with other content, at `span`.
pub(crate) fn string_sequence(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "a datatype, value or list cannot be grouped with other content or repeated")
        .with_span(span)
        .with_help("use text for mixed content, list for several strings")
}
