//! # A name class takes a wildcard out of a wildcard
//!
//! What stands after “except” in `anyName` cannot hold `anyName`, and in `nsName` neither `anyName` nor `nsName` (section 4.16).
//!
//! Mend: name what is to be taken out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG012.
pub static RULE: Rule =
    Rule { code: "RNG012", name: "name-class", severity: Severity::Error, file: include_str!("rng012.rs") };

/// A name class takes a wildcard out of a wildcard, at `span`.
pub(crate) fn name_class(inner: &str, outer: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{inner} cannot stand in the exception of {outer}"))
        .with_span(span)
        .with_help("name what is to be taken out, or take the exception out")
}
