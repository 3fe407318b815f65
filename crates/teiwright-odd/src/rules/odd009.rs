//! # Something is in a class that there is not
//!
//! `memberOf` and `attRef` name classes of the schema. Membership of a class that is not there says nothing.
//!
//! Example: `<memberOf key="model.phraseLike"/>`.
//!
//! Mend: write the name of the class, or specify it with a `classSpec`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD009.
pub static RULE: Rule = Rule {
    code: "ODD009",
    name: "class-unknown",
    severity: Severity::Warning,
    file: include_str!("odd009.rs"),
};

/// `owner` says that it is in the class `key`.
pub(crate) fn unknown_class(owner: &str, key: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("`{owner}` is in a class `{key}`, which there is not"))
        .with_span(span);
    match near {
        Some(near) => found.with_help(format!("`{near}` is near")),
        None => found.with_help("write the name of a class of the schema, or specify the class"),
    }
}
