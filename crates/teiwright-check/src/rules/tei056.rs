//! # A division that skips a level
//!
//! The types of divisions end with the number of a level, and this one is two or more below the one around it (`level1`, then `level3`).
//!
//! Mend: write the level that is next, or put the division into one of the level between.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI056.
pub static RULE: Rule =
    Rule { code: "TEI056", name: "level-skipped", severity: Severity::Hint, file: include_str!("tei056.rs") };

/// A division of the level `own` stands in one of the level `outer`.
pub(crate) fn level_skipped(stem: &str, outer: u32, own: u32, span: Span, place: Span) -> Diagnostic {
    let next = outer + 1;
    Diagnostic::new(&RULE, format!("`{stem}{own}` stands in `{stem}{outer}`: a level is skipped"))
        .with_span(span)
        .with_label("skips a level")
        .with_related(place, "it stands in this one")
        .with_help(format!("write `{stem}{next}`, or put a division of that level around it"))
}
