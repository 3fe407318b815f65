//! # No-break spaces in a row
//!
//! Several no-break spaces in a row (U+00A0) make room on a page of the web. In an edition room is said by `space` or `@rend`.
//!
//! Mend: put one space, or `space`, or `@rend`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::several;

/// TEI041.
pub static RULE: Rule = Rule {
    code: "TEI041",
    name: "no-break-spaces",
    severity: Severity::Hint,
    file: include_str!("tei041.rs"),
};

/// The first places, of `count`.
pub(crate) fn no_break_spaces(places: &[Span], count: usize) -> Diagnostic {
    let message = if count == 1 {
        "no-break spaces stand in a row".to_owned()
    } else {
        format!("no-break spaces stand in a row at {count} places")
    };
    several(
        Diagnostic::new(&RULE, message).with_help("put one space, or `space`, or say in `rend` how it looks"),
        places,
    )
}
