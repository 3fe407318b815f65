//! # A value pattern holds a string that its datatype does not have
//!
//! Nothing can ever match a `value` whose string is not of the named type, so this is surely a slip.
//!
//! Example: `<value type="integer">one</value>`.
//!
//! Mend: mend the string or the type.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG016.
pub static RULE: Rule = Rule {
    code: "RNG016",
    name: "value-not-of-type",
    severity: Severity::Error,
    file: include_str!("rng016.rs"),
};

/// A value pattern holds a string that its datatype does not have, at `span`.
pub(crate) fn value_not_of_type(value: &str, datatype: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("“{value}” is not a value of the datatype {datatype}"))
        .with_span(span)
        .with_help("mend the string or the type")
}
