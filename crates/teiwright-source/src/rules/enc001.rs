//! # Bytes that are not valid UTF-8
//!
//! The file is UTF-8 but for a few stray bytes, as happens when a passage from a word processor is pasted into it. Such
//! a byte is read as the windows-1252 character that it stands for there, so that nothing is lost, and reported.
//!
//! Example: the byte 0x92 in `the workers\x92 councils` is read as `’`.
//!
//! Mend: look at the place, put the character that was meant, and save the file as UTF-8; or name the encoding of the
//! whole file with `--encoding`.

use crate::{Diagnostic, Rule, Severity, Span};

/// ENC001.
pub static RULE: Rule = Rule {
    code: "ENC001",
    name: "invalid-bytes",
    severity: Severity::Warning,
    file: include_str!("enc001.rs"),
};

/// `bytes` at `offset` on disk were read as `text`.
pub(crate) fn invalid_bytes(bytes: &[u8], text: &str, offset: usize, span: Span) -> Diagnostic {
    let hex = super::hex(bytes);
    Diagnostic::new(
        &RULE,
        format!("{hex} at byte {offset} is not valid UTF-8; read as windows-1252, “{text}”"),
    )
    .with_span(span)
    .with_label("read as windows-1252")
    .with_help("save the file as UTF-8, or name its encoding with --encoding")
}
