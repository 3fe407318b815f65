//! # A constraint that cannot be read, or whose name is taken
//!
//! In a customisation, a `constraintSpec` that is new says by `@scheme` in which language it is; ISO Schematron is `schematron`; an `assert` or `report` stands in a
//! `rule` with a `@context`; names of constraints are unique, and so are the schemes of `constraintDecl`.
//!
//! Mend: as the message says.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI087.
pub static RULE: Rule = Rule {
    code: "TEI087",
    name: "constraint-specification",
    severity: Severity::Warning,
    file: include_str!("tei087.rs"),
};

/// What is said of the place at `span`.
pub(crate) fn constraint(message: &str, help: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span).with_label("not sound").with_help(help)
}
