//! # A default value of the schema is not sound
//!
//! RELAX NG DTD Compatibility lets an attribute have a default value (`a:defaultValue`) when it is optional, has a plain name in
//! an element of a plain name, the value matches the pattern, and no other pattern gives another default for it.
//!
//! Mend: mend the value, make the attribute optional, or take the annotation out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG031.
pub static RULE: Rule = Rule {
    code: "RNG031",
    name: "default-value",
    severity: Severity::Warning,
    file: include_str!("rng031.rs"),
};

/// A default value of the schema is not sound, at `span`.
pub(crate) fn default_value(why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the default value is not sound: {why}"))
        .with_span(span)
        .with_help("mend the value, make the attribute optional, or take the annotation out")
}
