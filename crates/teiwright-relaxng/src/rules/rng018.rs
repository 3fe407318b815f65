//! # A grammar has no start
//!
//! Every grammar says with `start` which pattern a whole document matches (section 4.18).
//!
//! Mend: put a `start`; a file of definitions alone is for `include`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG018.
pub static RULE: Rule = Rule {
    code: "RNG018",
    name: "start-missing",
    severity: Severity::Error,
    file: include_str!("rng018.rs"),
};

/// A grammar has no start, at `span`.
pub(crate) fn start_missing(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "the grammar has no start")
        .with_span(span)
        .with_help("put a start that names the root element")
}
