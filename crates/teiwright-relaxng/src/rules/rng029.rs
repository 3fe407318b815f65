//! # A namespace is declared wrongly
//!
//! The prefix `xmlns` cannot be declared, `xml` stands for `http://www.w3.org/XML/1998/namespace` and nothing else does, and
//! one prefix is declared once in a file.
//!
//! Mend: use another prefix.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG029.
pub static RULE: Rule = Rule {
    code: "RNG029",
    name: "namespace-declaration",
    severity: Severity::Error,
    file: include_str!("rng029.rs"),
};

/// A namespace is declared wrongly, at `span`.
pub(crate) fn namespace_declaration(why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the declaration is wrong: {why}"))
        .with_span(span)
        .with_help("use another prefix")
}
