//! # A content model names what the schema does not have
//!
//! An element, a class, a macro or a datatype that a content model refers to is not in the schema. Within TEI this is how
//! modules are left out: the reference vanishes. In a specification of the customisation itself it is more often a slip, and what
//! is left of the content may be narrower than meant, or empty.
//!
//! Example: `<content><elementRef key="notee"/></content>`: the element can have no content at all.
//!
//! Mend: write the name as the schema has it, or bring what is meant into the schema.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD011.
pub static RULE: Rule = Rule {
    code: "ODD011",
    name: "content-unknown",
    severity: Severity::Warning,
    file: include_str!("odd011.rs"),
};

/// The content of `owner` names the `noun` `key`.
pub(crate) fn unknown_reference(
    owner: &str,
    noun: &str,
    key: &str,
    near: Option<&str>,
    span: Span,
) -> Diagnostic {
    let message = format!("the content of `{owner}` names the {noun} `{key}`, which is not in the schema");
    let found = Diagnostic::new(&RULE, message).with_span(span);
    match near {
        Some(near) => found.with_help(format!("`{near}` is near")),
        None => found.with_help("the reference is left out"),
    }
}
