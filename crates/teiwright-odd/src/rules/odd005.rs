//! # A customisation is nested too deep, or contains itself
//!
//! Groups that refer to each other (`specGrpRef`), customisations whose `@source` leads back to themselves, and content models
//! without end would never be done.
//!
//! Example: a `specGrp` that refers to itself.
//!
//! Mend: break the circle at the place that is named.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD005.
pub static RULE: Rule = Rule {
    code: "ODD005",
    name: "customisation-too-deep",
    severity: Severity::Error,
    file: include_str!("odd005.rs"),
};

/// Elements stand deeper in one another than is read.
pub(crate) fn too_deep(most: usize, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("elements stand more than {most} deep in one another")).with_span(span)
}

/// A reference leads back to where it stands.
pub(crate) fn circular(target: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{target}` leads back to itself"))
        .with_span(span)
        .with_help("break the circle here")
}
