//! # A parameter of a datatype is wrong
//!
//! The parameters (facets) of a datatype are checked when the schema is read (section 4.16): the type must have the facet,
//! and its value must be right for it.
//!
//! Example: `maxLength` on `xsd:decimal`; `pattern` with the value `[a-`.
//!
//! Mend: mend the value or take the parameter out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG015.
pub static RULE: Rule = Rule {
    code: "RNG015",
    name: "datatype-parameter",
    severity: Severity::Error,
    file: include_str!("rng015.rs"),
};

/// A parameter of a datatype is wrong, at `span`.
pub(crate) fn datatype_parameter(name: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the parameter {name} is wrong: {why}"))
        .with_span(span)
        .with_help("mend the value of the parameter, or take it out")
}
