//! # The text is too large
//!
//! Places in a text are counted in 32 bits, so a text can be 4 GiB long at most.
//!
//! Mend: split the file.

use crate::{Diagnostic, Rule, Severity};

/// ENC012.
pub static RULE: Rule =
    Rule { code: "ENC012", name: "too-large", severity: Severity::Error, file: include_str!("enc012.rs") };

/// The text is too large, as `message` says.
pub(crate) fn too_large(message: String) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_help("split the file")
}
