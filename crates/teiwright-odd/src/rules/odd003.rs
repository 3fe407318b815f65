//! # An attribute of a specification has a value that it cannot have
//!
//! `@mode`, `@usage`, `@expand`, `@org`, `@type` of a list of values, `@minOccurs` and `@maxOccurs` have few values, and each says
//! something different (Guidelines, chapter 22).
//!
//! Example: `<elementRef key="p" minOccurs="2" maxOccurs="1"/>`, which nothing can satisfy.
//!
//! Mend: write one of the values that the message lists.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// ODD003.
pub static RULE: Rule = Rule {
    code: "ODD003",
    name: "specification-value",
    severity: Severity::Error,
    file: include_str!("odd003.rs"),
};

/// `attribute` of `element` is none of `words`.
pub(crate) fn value(element: &str, attribute: &str, value: &str, words: &[&str], span: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("`{attribute}` of `{element}` cannot be `{value}`"))
        .with_span(span)
        .with_help(format!("write one of: {}", words.join(", ")))
        .with_expected(words.iter().map(|word| (*word).to_owned()).collect());
    let near = super::nearest(value, words.iter().copied());
    match near {
        Some(word) => found.with_fix(Fix::write(span, word, Applicability::Unsafe)),
        None => found,
    }
}

/// `element` may stand at least `min` times and at most `max`, which is less.
pub(crate) fn occurrence(element: &str, min: u32, max: Option<u32>, span: Span) -> Diagnostic {
    let max = max.map_or_else(|| "unbounded".to_owned(), |max| max.to_string());
    Diagnostic::new(&RULE, format!("`{element}` would stand at least {min} times and at most {max}"))
        .with_span(span)
        .with_help("`minOccurs` is no more than `maxOccurs`")
}
