//! # Attributes that contradict one another
//!
//! `@location` of `variantEncoding` is not `external` where `@method` is `parallel-segmentation`, which keeps variants in the text; a `@scheme` that is `free` has no
//! `@schemeVersion`.
//!
//! Mend: change one of the two.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI073.
pub static RULE: Rule = Rule {
    code: "TEI073",
    name: "contradiction",
    severity: Severity::Error,
    file: include_str!("tei073.rs"),
};

/// The attribute `at` contradicts another, for `why`.
pub(crate) fn contradiction(at: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{at}` contradicts what stands beside it: {why}"))
        .with_span(span)
        .with_label("contradicts")
        .with_help(format!("take `{at}` out, or change the other attribute"))
}
