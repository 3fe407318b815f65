//! # An entity that holds itself, or half an element
//!
//! The text of an entity is put where it is referred to. It may not, even by way of others, hold a reference to itself, and
//! elements that begin in it end in it (XML 1.0, sections 4.1 and 4.3.2). An attribute's value may refer only to internal parsed
//! entities without `<` (section 3.1).
//!
//! Mend: correct the declaration of the entity.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML014.
pub static RULE: Rule = Rule {
    code: "XML014",
    name: "entity-nesting",
    severity: Severity::Error,
    file: include_str!("xml014.rs"),
};

/// What is wrong with a reference to an entity.
pub(crate) fn entity(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span)
}
