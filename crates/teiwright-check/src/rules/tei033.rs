//! # A language that the header does not list
//!
//! The header lists the languages of the document (`langUsage`), and this one is not among them, neither by itself nor by a shorter or longer tag.
//! The Guidelines ask for a `language` for each (at `att.global`).
//!
//! Mend: add `<language ident="…">` to `langUsage`, or write the language that is meant.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::listed;

/// TEI033.
pub static RULE: Rule = Rule {
    code: "TEI033",
    name: "language-undeclared",
    severity: Severity::Hint,
    file: include_str!("tei033.rs"),
};

/// `value`, used `count` times, is not among `declared`.
pub(crate) fn language_undeclared(value: &str, count: usize, span: Span, declared: &[&str]) -> Diagnostic {
    let times = if count > 1 { format!(" (used {count} times)") } else { String::new() };
    Diagnostic::new(&RULE, format!("`langUsage` does not list the language `{value}`{times}"))
        .with_span(span)
        .with_label("not listed")
        .with_help(format!(
            "add <language ident=\"{value}\"> there; it lists {}",
            listed(declared.iter().copied(), "and")
        ))
}
