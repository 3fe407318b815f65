//! # A schema includes itself
//!
//! An `include` or `externalRef` leads back, directly or through others, to the file in which it stands (sections 4.6 and
//! 4.7), so the schema would have no end.
//!
//! Mend: take one of the references out; patterns of one grammar refer to each other with `ref`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG009.
pub static RULE: Rule = Rule {
    code: "RNG009",
    name: "recursive-include",
    severity: Severity::Error,
    file: include_str!("rng009.rs"),
};

/// A schema includes itself, at `span`.
pub(crate) fn recursive_include(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("“{name}” leads back to itself"))
        .with_span(span)
        .with_help("take one of the references of the circle out")
}
