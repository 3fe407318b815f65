//! # Soft hyphens in the text
//!
//! A soft hyphen (U+00AD) says where a word may be broken. In an edition it is most often left over from a page of the web or a word processor; it cannot
//! be seen, and the word is not found.
//!
//! Mend: take it out, or encode a hyphen at the end of a line with `lb` and `@break`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::several;

/// TEI040.
pub static RULE: Rule =
    Rule { code: "TEI040", name: "soft-hyphen", severity: Severity::Hint, file: include_str!("tei040.rs") };

/// The first places, of `count`.
pub(crate) fn soft_hyphens(places: &[Span], count: usize) -> Diagnostic {
    let message = if count == 1 {
        "a soft hyphen stands in the text".to_owned()
    } else {
        format!("{count} soft hyphens stand in the text")
    };
    several(
        Diagnostic::new(&RULE, message)
            .with_help("take it out; a word that is broken at the end of a line has `lb` with break=\"no\""),
        places,
    )
}
