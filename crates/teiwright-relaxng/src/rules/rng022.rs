//! # A pattern stands where its kind is prohibited
//!
//! Section 7.1 of the specification prohibits some kinds of patterns inside others, references followed: an element or an
//! attribute in an attribute (7.1.1), a repeated group with an attribute (7.1.2), anything but strings in a list (7.1.3) and
//! in the exception of a datatype (7.1.4), anything but elements at the start (7.1.5).
//!
//! Example: `attribute a { element b { text } }`.
//!
//! Mend: move the inner pattern out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG022.
pub static RULE: Rule = Rule {
    code: "RNG022",
    name: "prohibited-path",
    severity: Severity::Error,
    file: include_str!("rng022.rs"),
};

/// A pattern stands where its kind is prohibited, at `span`.
pub(crate) fn prohibited_path(inner: &str, outer: &str, section: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{inner} cannot stand in {outer} (section {section})"))
        .with_span(span)
        .with_help("move the inner pattern out; references are followed, so look where they lead")
}
