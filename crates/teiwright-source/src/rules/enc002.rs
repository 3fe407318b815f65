//! # A control character in the text
//!
//! XML 1.0 cannot hold most control characters (production 2 of the recommendation), and those that it can hold (U+0080
//! to U+009F) are discouraged: they are nearly always windows-1252 punctuation that was read as Latin-1.
//!
//! What XML cannot hold becomes U+FFFD in the output, at its place, and is listed in the ledger of the conversion.
//!
//! Mend: delete the character or put what was meant; for U+0080 to U+009F that is probably the character which has the
//! number as its byte in windows-1252, and the message names it.

use crate::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// ENC002.
pub static RULE: Rule = Rule {
    code: "ENC002",
    name: "control-character",
    severity: Severity::Warning,
    file: include_str!("enc002.rs"),
};

/// The control character `c`; `refused` where XML 1.0 cannot hold it.
pub(crate) fn control(c: char, refused: bool, span: Span) -> Diagnostic {
    let code = u32::from(c);
    if refused {
        let message = format!("the control character U+{code:04X} cannot stand in XML; U+FFFD stands for it");
        return Diagnostic::new(&RULE, message)
            .with_help("delete it, or put the character that was meant")
            .with_span(span);
    }
    let message = format!("the control character U+{code:04X} stands in the text");
    let found = Diagnostic::new(&RULE, message).with_span(span);
    match meant(c) {
        Some(meant) => found
            .with_help(format!("byte 0x{code:02X} is `{meant}` in windows-1252: that was probably meant"))
            .with_fix(Fix::write(span, meant, Applicability::Unsafe)),
        None => found.with_help("delete it, or put the character that was meant"),
    }
}

/// What the byte of the same number is in windows-1252, from which texts were often taken for Latin-1.
fn meant(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok()?;
    let meant = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()?;
    (!meant.is_control()).then_some(meant)
}
