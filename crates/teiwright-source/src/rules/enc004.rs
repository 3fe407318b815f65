//! # Mojibake: UTF-8 that was read as windows-1252 and saved again
//!
//! `â€™` is the three bytes of `’` in UTF-8, each taken for a character of windows-1252. The text is readable by
//! guessing only, and a search for the right word does not find it.
//!
//! The text is left as it is: what looks like mojibake is now and then meant.
//!
//! Mend: put the character that the message names; if the whole file is like this, decode it again from its source.

use crate::{Applicability, Diagnostic, Edit, Fix, Rule, Severity, Span};

/// ENC004.
pub static RULE: Rule =
    Rule { code: "ENC004", name: "mojibake", severity: Severity::Warning, file: include_str!("enc004.rs") };

/// `wrong` stands where `meant` was meant.
pub(crate) fn mojibake(wrong: &str, meant: char, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("“{wrong}” looks like “{meant}” read in the wrong encoding"))
        .with_span(span)
        .with_label("mojibake")
        .with_help(format!("put “{meant}” (U+{:04X})", u32::from(meant)))
        .with_fix(Fix {
            title: format!("put “{meant}”"),
            applicability: Applicability::Unsafe,
            edits: vec![Edit { span, text: meant.to_string() }],
        })
}
