//! # The encoding was guessed
//!
//! The file has no byte order mark and is not UTF-8. Its encoding was guessed from the bytes, by the method of the
//! Firefox browser, and a guess can be wrong: look whether accented letters and quotation marks came out right.
//!
//! Mend: save the file as UTF-8, or say `--encoding NAME`.

use crate::{Diagnostic, Rule, Severity};

/// ENC009.
pub static RULE: Rule = Rule {
    code: "ENC009",
    name: "encoding-guessed",
    severity: Severity::Warning,
    file: include_str!("enc009.rs"),
};

/// The text was read as `name` because of `why`.
pub(crate) fn encoding_guessed(name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&RULE, format!("read as {name}, which is a guess: there is no byte order mark and {why}"))
        .with_help(format!("if that is right, say --encoding {}", name.to_ascii_lowercase()))
}
