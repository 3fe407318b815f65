//! # Processing models that cannot be told apart
//!
//! Two `model` of one element with the same `@predicate` and `@output` are for the same case; and a `model` in a `modelSequence` has the output of the sequence.
//!
//! Mend: as the message says.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI086.
pub static RULE: Rule = Rule {
    code: "TEI086",
    name: "processing-model",
    severity: Severity::Warning,
    file: include_str!("tei086.rs"),
};

/// What is said of the place at `span`.
pub(crate) fn processing_model(message: &str, help: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span).with_label("see `predicate` and `output`").with_help(help)
}
