//! # An empty paragraph, heading or division
//!
//! A paragraph, a heading or a division holds nothing at all. What makes room on a page is said by `@rend` or `space`, what is not there by `gap`. With attributes
//! it may be meant so, and is a hint.
//!
//! Mend: take it out, or write what belongs there.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI054.
pub static RULE: Rule =
    Rule { code: "TEI054", name: "empty", severity: Severity::Warning, file: include_str!("tei054.rs") };

/// The element `name` whose tag stands at `tag` is empty.
pub(crate) fn empty(name: &str, attributes: bool, span: Span) -> Diagnostic {
    let found =
        Diagnostic::new(&RULE, format!("`{name}` is empty")).with_span(span).with_label("nothing in it");
    let found = found.with_help("take it out, or write what belongs there; what is lost is a `gap`");
    if attributes { found.with_severity(Severity::Hint) } else { found }
}
