//! # A pointer to an element of the wrong kind
//!
//! Some attributes can point at one kind of thing only: `@who` and `@hand` at people and hands, not at a paragraph; `@rendition` at a
//! `rendition`, `@calendar` at a `calendar`, `@unitRef` at a `unitDef` (TEI Guidelines, at each attribute).
//!
//! ```xml
//! <p xml:id="p1">…</p> <sp who="#p1">
//! ```
//!
//! Mend: write the ID of what is meant.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI014.
pub static RULE: Rule = Rule {
    code: "TEI014",
    name: "wrong-target",
    severity: Severity::Warning,
    file: include_str!("tei014.rs"),
};

/// `word` in the attribute `at` should point at `wanted`, and points at the element `target`.
pub(crate) fn wrong_target(
    word: &str,
    at: &str,
    wanted: &str,
    target: &str,
    span: Span,
    place: Span,
) -> Diagnostic {
    let target = if target.is_empty() { "another element".to_owned() } else { format!("a `{target}`") };
    Diagnostic::new(&RULE, format!("`{word}` in `{at}` points at {target}, and should point at {wanted}"))
        .with_span(span)
        .with_label("of the wrong kind")
        .with_related(place, "it points here")
        .with_help("write the ID of what is meant")
}
