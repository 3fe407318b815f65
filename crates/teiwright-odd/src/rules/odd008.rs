//! # A reference names what its source does not have
//!
//! `moduleRef/@include` and `@except` list elements of the module; `elementRef`, `classRef`, `macroRef` and `dataRef` in a
//! `schemaSpec` import what TEI, or the customisation that `@source` names, has under that name.
//!
//! Example: `<moduleRef key="core" include="p persName"/>`; `persName` is of the module `namesdates`.
//!
//! Mend: refer to the module that has the element, or write the name as TEI has it.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD008.
pub static RULE: Rule = Rule {
    code: "ODD008",
    name: "not-in-module",
    severity: Severity::Warning,
    file: include_str!("odd008.rs"),
};

/// `name` is no element of `module`; `elsewhere` is the module that has it, `near` a name that is like it.
pub(crate) fn not_in_module(
    name: &str,
    module: &str,
    elsewhere: Option<&str>,
    near: Option<&str>,
    span: Span,
) -> Diagnostic {
    let found =
        Diagnostic::new(&RULE, format!("the module `{module}` has no element `{name}`")).with_span(span);
    match (elsewhere, near) {
        (Some(module), _) => found.with_help(format!("it is in the module `{module}`")),
        (None, Some(near)) => found.with_help(format!("`{near}` is near")),
        (None, None) => found,
    }
}

/// There is no `noun` called `key` to be imported.
pub(crate) fn not_in_source(noun: &str, key: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("there is no {noun} `{key}` to be had")).with_span(span);
    match near {
        Some(near) => found.with_help(format!("`{near}` is near")),
        None => found,
    }
}
