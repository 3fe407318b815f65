//! # A line that holds only a no-break space
//!
//! Web pages use a no-break space to keep an empty paragraph open, and copying the page brings it along. The line is
//! read as a blank line; the ledger of a conversion lists it.
//!
//! Mend: none is needed; delete the space if you like the file clean.

use crate::{Diagnostic, Rule, Severity, Span};

/// ENC006.
pub static RULE: Rule = Rule {
    code: "ENC006",
    name: "no-break-space-line",
    severity: Severity::Hint,
    file: include_str!("enc006.rs"),
};

/// The first no-break space of a line that is otherwise blank.
pub(crate) fn no_break_space_line(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "this line holds only a no-break space; it is read as a blank line")
        .with_span(span)
}
