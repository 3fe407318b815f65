//! # An annotation of the compact syntax is wrong
//!
//! An annotation `[…]` stands before what it annotates and holds attributes and elements that are not of RELAX NG's own
//! namespace, each attribute once; attributes have a prefix. A `value` cannot hold annotation elements.
//!
//! Example: `[ a:b = "1" a:b = "2" ] element c { empty }`.
//!
//! Mend: mend or take out the annotation.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG028.
pub static RULE: Rule =
    Rule { code: "RNG028", name: "annotation", severity: Severity::Error, file: include_str!("rng028.rs") };

/// An annotation of the compact syntax is wrong, at `span`.
pub(crate) fn annotation(why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the annotation is wrong: {why}"))
        .with_span(span)
        .with_help("mend the annotation, or take it out")
}
