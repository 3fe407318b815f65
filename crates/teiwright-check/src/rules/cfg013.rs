//! # An `xml-model` instruction names nothing
//!
//! The instruction has no pseudo-attribute `href`, or its pseudo-attributes cannot be read: they stand as attributes do, each with its
//! value in quotation marks (W3C, Associating Schemas with XML documents 1.0).
//!
//! Example: `<?xml-model href=edition.rng?>`.
//!
//! Mend: write `<?xml-model href="edition.rng"?>`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// CFG013.
pub static RULE: Rule = Rule {
    code: "CFG013",
    name: "xml-model-unreadable",
    severity: Severity::Warning,
    file: include_str!("cfg013.rs"),
};

/// The instruction at `span` names no schema.
pub(crate) fn unreadable_model(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "this xml-model instruction names no schema")
        .with_span(span)
        .with_help("write `href=\"…\"` in it")
}
