//! # Text that is not in Normalization Form C
//!
//! The same letter can be written as one character (`é`) or as a letter with a combining mark (`e` + U+0301). Both look
//! alike, but they do not compare equal, so searches miss words. TEI and the W3C recommend NFC (Unicode Standard Annex
//! 15).
//!
//! The text is left as it is unless `--normalize nfc` is given.

use crate::{Diagnostic, Rule, Severity, Span};

/// ENC008.
pub static RULE: Rule =
    Rule { code: "ENC008", name: "not-nfc", severity: Severity::Hint, file: include_str!("enc008.rs") };

/// The stretches of text that are not NFC; there is at least one.
pub(crate) fn not_nfc(places: &[Span]) -> Diagnostic {
    let count = places.len();
    let words = if count == 1 { "1 place is".to_owned() } else { format!("{count} places are") };
    let mut diagnostic = Diagnostic::new(&RULE, format!("{words} not in Unicode Normalization Form C"))
        .with_help("--normalize nfc brings the text into NFC");
    for place in places.iter().skip(1).take(4) {
        diagnostic = diagnostic.with_related(*place, "here too");
    }
    match places.first() {
        Some(first) => diagnostic.with_span(*first).with_label("the first"),
        None => diagnostic,
    }
}
