//! # A parent reference where there is no parent grammar
//!
//! `parentRef` refers to a pattern of the grammar around the nested one (section 4.18); the
//! outermost grammar has none.
//!
//! Mend: use `ref`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG020.
pub static RULE: Rule = Rule {
    code: "RNG020",
    name: "no-parent-grammar",
    severity: Severity::Error,
    file: include_str!("rng020.rs"),
};

/// A parent reference where there is no parent grammar, at `span`.
pub(crate) fn no_parent_grammar(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{name} is referred to in the parent grammar, but there is none"))
        .with_span(span)
        .with_help("use ref (compact syntax: the name alone)")
}
