//! # A change to an attribute that is not there
//!
//! An `attDef` with the mode `change` or `delete` says what becomes of an attribute of the element or class, its own or one that it has
//! from a class. Where it has none of that name, nothing is taken away, and what is changed is added as a new attribute.
//!
//! Example: `<attDef ident="typ" mode="delete"/>`.
//!
//! Mend: write the name of the attribute; to add one, write `mode="add"`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD016.
pub static RULE: Rule = Rule {
    code: "ODD016",
    name: "attribute-unknown",
    severity: Severity::Warning,
    file: include_str!("odd016.rs"),
};

/// `owner` has no attribute `name` that could be changed or taken away.
pub(crate) fn unknown_attribute(owner: &str, name: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("`{owner}` has no attribute `{name}` to change or take away"));
    let found = found.with_span(span);
    match near {
        Some(near) => found.with_help(format!("`{near}` is near")),
        None => found.with_help("a new attribute has `mode=\"add\"`"),
    }
}
