//! # An attribute of the schema is unknown, missing or malformed
//!
//! Section 3 of the specification says which attributes each element of RELAX NG has. Attributes of other namespaces are
//! annotations and are skipped.
//!
//! Example: `<ref/>` without `name`; `<define name="a b">`, which is not a name.
//!
//! Mend: put the attribute that the message names, or take out the one it does not know.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG004.
pub static RULE: Rule = Rule {
    code: "RNG004",
    name: "schema-attribute",
    severity: Severity::Error,
    file: include_str!("rng004.rs"),
};

/// An attribute of the schema is unknown, missing or malformed, at `span`.
pub(crate) fn schema_attribute(message: String, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_help("see section 3 of the RELAX NG specification for the attributes of each element")
}
