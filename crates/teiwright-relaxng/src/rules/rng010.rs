//! # An included schema is not a grammar
//!
//! `include` merges the definitions of another grammar into this one (section 4.7), so the other file has to be a `grammar`.
//!
//! Mend: use `externalRef` for a file that holds a pattern.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG010.
pub static RULE: Rule = Rule {
    code: "RNG010",
    name: "include-not-grammar",
    severity: Severity::Error,
    file: include_str!("rng010.rs"),
};

/// An included schema is not a grammar, at `span`.
pub(crate) fn include_not_grammar(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("“{name}” is not a grammar and cannot be included"))
        .with_span(span)
        .with_help("use externalRef (compact syntax: external) for a file that holds a pattern")
}
