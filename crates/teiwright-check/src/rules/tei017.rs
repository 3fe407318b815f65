//! # An anchor that nothing points at
//!
//! `anchor` marks a point so that something can point at it. Nothing in this document does; another document may.
//!
//! Mend: point at it, or take it out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI017.
pub static RULE: Rule =
    Rule { code: "TEI017", name: "unused-anchor", severity: Severity::Hint, file: include_str!("tei017.rs") };

/// Nothing points at the anchor with the ID `id`.
pub(crate) fn unused_anchor(id: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("nothing in this document points at the anchor `{id}`"))
        .with_span(span)
        .with_label("not used")
        .with_help("take the anchor out, unless another document points at it")
}
