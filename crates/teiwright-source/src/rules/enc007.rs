//! # A private-use character
//!
//! A character of the private use areas of Unicode means only what one font says. With another font it is a box, and
//! nobody can search for it.
//!
//! Mend: put the standard character, if there is one by now; otherwise keep it and describe it (`charDecl` in TEI).

use crate::{Diagnostic, Rule, Severity, Span};

/// ENC007.
pub static RULE: Rule = Rule {
    code: "ENC007",
    name: "private-use-character",
    severity: Severity::Warning,
    file: include_str!("enc007.rs"),
};

/// The private-use character `c`.
pub(crate) fn private_use(c: char, span: Span) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        format!("U+{:04X} is a private-use character: only one font knows what it means", u32::from(c)),
    )
    .with_span(span)
    .with_help("put the standard character if there is one, or describe this one in charDecl")
}
