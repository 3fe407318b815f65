//! # Not a text file
//!
//! The file holds NUL bytes, or a control character every few bytes, as pictures, archives and programs do. It is not
//! UTF-16 without a byte order mark either.
//!
//! Mend: check the file name; if it is a text in UTF-16 or UTF-32, save it as UTF-8.

use crate::{Diagnostic, Rule, Severity};

/// ENC011.
pub static RULE: Rule =
    Rule { code: "ENC011", name: "binary", severity: Severity::Error, file: include_str!("enc011.rs") };

/// The bytes are no text, as `message` says.
pub(crate) fn binary(message: String) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_help("check the file name; save a UTF-16 or UTF-32 text as UTF-8")
}
