//! # A change to something that is not in the schema
//!
//! A specification with the mode `change`, `replace` or `delete` says what becomes of one that a module brought into the schema. Where
//! none is there, because its module is not referred to, because `@include` or `@except` left it out, or because its name is
//! written in another way, the specification says nothing.
//!
//! Example: `<elementSpec ident="persName" mode="change">` without the module `namesdates`.
//!
//! Mend: bring it into the schema, or take the specification out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD010.
pub static RULE: Rule = Rule {
    code: "ODD010",
    name: "change-of-nothing",
    severity: Severity::Warning,
    file: include_str!("odd010.rs"),
};

/// The specification of `noun` `ident` changes nothing.
pub(crate) fn change_of_nothing(noun: &str, ident: &str, mode: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{mode} of the {noun} `{ident}`, which is not in the schema"))
        .with_span(span)
        .with_help(why)
}
