//! # An attribute with too many values, or too few
//!
//! `link` and `join` connect two things at least; `@from` and `@to` of a `span` name one place each; a reference in the documentation of a schema has one
//! target; a specification has one source.
//!
//! Mend: write as many addresses, parted by spaces, as there must be.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI064.
pub static RULE: Rule = Rule {
    code: "TEI064",
    name: "number-of-values",
    severity: Severity::Error,
    file: include_str!("tei064.rs"),
};

/// The attribute `at` of `name` has `count` values and must have `least` or more, or one.
pub(crate) fn number_of_values(name: &str, at: &str, count: usize, least: usize, span: Span) -> Diagnostic {
    let (message, help) = if count < least && least > 1 {
        (
            format!("`{name}` connects two things at least, and `{at}` names {}", number(count)),
            "write two addresses or more, parted by spaces",
        )
    } else {
        (format!("`{at}` of `{name}` must name one thing, and names {}", number(count)), "write one address")
    };
    Diagnostic::new(&RULE, message).with_span(span).with_label("not so many").with_help(help)
}

fn number(count: usize) -> String {
    match count {
        0 => "none".to_owned(),
        1 => "one".to_owned(),
        count => count.to_string(),
    }
}
