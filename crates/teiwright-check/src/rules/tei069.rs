//! # A path that ends where it begins
//!
//! `path` is a line along points; one that ends where it begins is an area, and that is a `zone` (constraint `pathmustnotbeclosed`).
//!
//! Mend: write `zone` for `path`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI069.
pub static RULE: Rule =
    Rule { code: "TEI069", name: "path-closed", severity: Severity::Error, file: include_str!("tei069.rs") };

/// The points at `span` end where they begin.
pub(crate) fn closed_path(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "this path ends where it begins")
        .with_span(span)
        .with_label("the first and the last point are one")
        .with_help("write `zone` for `path`")
}
