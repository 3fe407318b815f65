//! # The ID types of the schema are not sound
//!
//! RELAX NG DTD Compatibility asks that one attribute of one element has one ID type in all of the schema, that attributes of
//! such a type have plain names, and that the types stand in attributes only. Otherwise a validator cannot tell from an
//! element's and an attribute's name whether it is an ID: whether IDs stand once (RNG113) and references name one (RNG114) is
//! not checked then. Validation of everything else is as usual.
//!
//! Example: `attribute * { text }*` in a wildcard element that also matches an element whose `id` is an `xsd:ID`.
//!
//! Mend: take the name out of the wildcard, or use `xsd:NCName` for one that need not be unique.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG030.
pub static RULE: Rule =
    Rule { code: "RNG030", name: "id-type", severity: Severity::Warning, file: include_str!("rng030.rs") };

/// The ID types of the schema are not sound, at `span`.
pub(crate) fn id_type(message: String, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_help("take the name out of the wildcard, or give both the same type")
}
