//! # A hyphen that was left at the end of a line
//!
//! In running text a line ends with a hyphen between two small letters: the two halves of one word, most likely, as a scanned page has them. The word is not found.
//!
//! ```xml
//! <p>He was an exam-
//! ple to all.</p>
//! ```
//!
//! Mend: join the halves, or mark the end of the line: `exam<lb break="no"/>ple`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::several;

/// TEI042.
pub static RULE: Rule =
    Rule { code: "TEI042", name: "hyphen-left", severity: Severity::Hint, file: include_str!("tei042.rs") };

/// The first places, of `count`.
pub(crate) fn hyphens_left(places: &[Span], count: usize) -> Diagnostic {
    let message = if count == 1 {
        "a line of running text ends with a hyphen".to_owned()
    } else {
        format!("lines of running text end with a hyphen at {count} places")
    };
    several(
        Diagnostic::new(&RULE, message)
            .with_help("join the halves, or write <lb break=\"no\"/> between them"),
        places,
    )
}
