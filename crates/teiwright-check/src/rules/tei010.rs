//! # An `xml:id` that stands twice
//!
//! An ID names one element of its document (xml:id Version 1.0; XML 1.0, section 3.3.1): a pointer to it would otherwise lead to two
//! places, and programs take the first, the last, or none.
//!
//! ```xml
//! <p xml:id="p12"/> … <p xml:id="p12"/>
//! ```
//!
//! IDs in examples (`egXML`) are not counted.
//!
//! Mend: give one of the two elements another ID, and see which of the two the pointers mean.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI010.
pub static RULE: Rule =
    Rule { code: "TEI010", name: "id-twice", severity: Severity::Error, file: include_str!("tei010.rs") };

/// The ID `id` stands at `span`, and stood at `first`.
pub(crate) fn id_twice(id: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the ID `{id}` stands for two elements"))
        .with_span(span)
        .with_label("stands here again")
        .with_related(first, "it stood here first")
        .with_help("give one of the two another ID, and look which of them the pointers mean")
}
