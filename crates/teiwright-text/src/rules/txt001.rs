//! # Nothing to convert
//!
//! The file is empty, or holds nothing but white space, so there is no text to encode.
//!
//! Mend: check that it is the file you meant, and that it was saved.

use teiwright_source::{Diagnostic, Rule, Severity};

/// TXT001.
pub static RULE: Rule = Rule {
    code: "TXT001",
    name: "nothing-to-convert",
    severity: Severity::Error,
    file: include_str!("txt001.rs"),
};

/// The text is empty or blank.
pub fn nothing() -> Diagnostic {
    Diagnostic::new(&RULE, "there is no text here to convert")
        .with_help("check that this is the file you meant")
}
