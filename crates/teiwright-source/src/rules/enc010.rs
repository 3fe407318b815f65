//! # Bytes that the encoding cannot have
//!
//! The file was read in an encoding that has no character for these bytes, so what they meant is lost. A conversion
//! stops here rather than lose text.
//!
//! Mend: name the right encoding with `--encoding`, or mend the bytes.

use crate::{Diagnostic, Rule, Severity, Span};

/// ENC010.
pub static RULE: Rule = Rule {
    code: "ENC010",
    name: "undecodable-bytes",
    severity: Severity::Error,
    file: include_str!("enc010.rs"),
};

/// `bytes` at `offset` on disk mean nothing in the encoding.
pub(crate) fn undecodable(bytes: &[u8], offset: usize, span: Span) -> Diagnostic {
    let hex = super::hex(bytes);
    Diagnostic::new(&RULE, format!("{hex} at byte {offset} is no character of this encoding"))
        .with_span(span)
        .with_label("undecodable")
        .with_help("name the right encoding with --encoding")
}
