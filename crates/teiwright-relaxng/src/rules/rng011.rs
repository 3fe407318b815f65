//! # An include overrides what the included grammar does not have
//!
//! A `define` or `start` inside `include` replaces one of the included grammar, which must have it (section 4.7).
//!
//! Mend: mend the name, or move the definition out of the `include`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG011.
pub static RULE: Rule = Rule {
    code: "RNG011",
    name: "override-without-match",
    severity: Severity::Error,
    file: include_str!("rng011.rs"),
};

/// An include overrides what the included grammar does not have, at `span`.
pub(crate) fn override_without_match(what: &str, name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the included grammar “{name}” has no {what} to override"))
        .with_span(span)
        .with_help("mend the name, or move the definition out of the include")
}
