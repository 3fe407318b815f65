//! # A prefix of the schema is not declared
//!
//! A name with a prefix stands for a namespace (section 4.10), so the prefix has to be declared: by `xmlns:p="…"` in the XML
//! syntax, by `namespace p = "…"` at the head of the file in the compact syntax (`datatypes p = "…"` for a datatype).
//!
//! Mend: declare the prefix, or mend its spelling.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG006.
pub static RULE: Rule = Rule {
    code: "RNG006",
    name: "undeclared-prefix",
    severity: Severity::Error,
    file: include_str!("rng006.rs"),
};

/// A prefix of the schema is not declared, at `span`.
pub(crate) fn undeclared_prefix(prefix: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the prefix {prefix} is not declared"))
        .with_span(span)
        .with_help("declare the prefix, or mend its spelling")
}
