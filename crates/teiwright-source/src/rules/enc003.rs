//! # A replacement character in the text
//!
//! U+FFFD is what a program writes where it could not read a character. The character was lost before this file was
//! saved; no later step can bring it back.
//!
//! Mend: compare with the source of the transcription and put the character that belongs here.

use crate::{Diagnostic, Rule, Severity, Span};

/// ENC003.
pub static RULE: Rule = Rule {
    code: "ENC003",
    name: "replacement-character",
    severity: Severity::Warning,
    file: include_str!("enc003.rs"),
};

/// U+FFFD at `span`.
pub(crate) fn replacement_character(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "U+FFFD: a character was lost here before the file was saved")
        .with_span(span)
        .with_label("lost character")
        .with_help("put the character that belongs here, from the source of the transcription")
}
