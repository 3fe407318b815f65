//! # A control character in the text
//!
//! XML 1.0 cannot hold most control characters (production 2 of the recommendation), and those that it can hold (U+0080
//! to U+009F) are discouraged: they are nearly always windows-1252 punctuation that was read as Latin-1.
//!
//! What XML cannot hold becomes U+FFFD in the output, at its place, and is listed in the ledger of the conversion.
//!
//! Mend: delete the character or put what was meant; for U+0080 to U+009F try `--encoding windows-1252`.

use crate::{Diagnostic, Rule, Severity, Span};

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
    let diagnostic = if refused {
        Diagnostic::new(
            &RULE,
            format!("the control character U+{code:04X} cannot stand in XML; U+FFFD stands for it"),
        )
        .with_help("delete it, or put the character that was meant")
    } else {
        Diagnostic::new(&RULE, format!("the control character U+{code:04X} stands in the text"))
            .with_help("this is often windows-1252 read as Latin-1: try --encoding windows-1252")
    };
    diagnostic.with_span(span)
}
