//! # A deprecation that is not explained
//!
//! What is deprecated (`@validUntil`) says in a `desc` of the type `deprecationInfo` why, and what to use instead; and such a `desc` stands only where something is deprecated.
//!
//! Mend: as the message says.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI089.
pub static RULE: Rule = Rule {
    code: "TEI089",
    name: "deprecation",
    severity: Severity::Warning,
    file: include_str!("tei089.rs"),
};

/// What is said of the place at `span`.
pub(crate) fn deprecation(message: &str, help: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span).with_label("see `validUntil`").with_help(help)
}
