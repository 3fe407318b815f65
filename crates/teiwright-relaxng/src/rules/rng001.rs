//! # The schema is not well-formed XML
//!
//! A schema in the XML syntax has to be an XML document before it can be RELAX NG. Reading stops at the first fault.
//!
//! Mend: close what is open, declare the prefixes, or, if the schema is in the compact syntax, name the file `.rnc`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG001.
pub static RULE: Rule = Rule {
    code: "RNG001",
    name: "schema-not-well-formed",
    severity: Severity::Error,
    file: include_str!("rng001.rs"),
};

/// The schema is not well-formed XML, at `span`.
pub(crate) fn not_well_formed(why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the schema is not well-formed XML: {why}"))
        .with_span(span)
        .with_help("mend the XML; a schema in compact syntax is known by the file name ending .rnc")
}
