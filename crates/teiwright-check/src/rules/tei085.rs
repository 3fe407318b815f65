//! # A sequence or an alternation of one part
//!
//! `sequence` and `alternate` in a content model hold two parts or more.
//!
//! Mend: take the element out, and keep what it holds.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI085.
pub static RULE: Rule =
    Rule { code: "TEI085", name: "lone-part", severity: Severity::Warning, file: include_str!("tei085.rs") };

/// The element `name` has one part.
pub(crate) fn lone_part(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{name}` has one part, and needs two"))
        .with_span(span)
        .with_label("one part")
        .with_help(format!("take `{name}` out and keep what it holds"))
}
