//! # No schema is known for a document
//!
//! The document names no schema, the configuration has none for it, and its root element is not one of TEI. Only
//! whether it is well-formed was checked.
//!
//! Mend: name a schema with `--schema`, in an `xml-model` instruction, or for its path in `teiwright.toml`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// CFG012.
pub static RULE: Rule =
    Rule { code: "CFG012", name: "no-schema", severity: Severity::Warning, file: include_str!("cfg012.rs") };

/// There is no schema for a document whose root is `name`, at `span`.
pub(crate) fn no_schema(name: &str, namespace: &str, span: Span) -> Diagnostic {
    let of =
        if namespace.is_empty() { "no namespace".to_owned() } else { format!("the namespace `{namespace}`") };
    Diagnostic::new(
        &RULE,
        format!("no schema is known for `{name}` of {of}: only well-formedness was checked"),
    )
    .with_span(span)
    .with_help("name one with `--schema`, or in an `xml-model` instruction")
}
