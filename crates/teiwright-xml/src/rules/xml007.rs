//! # A character that XML cannot hold
//!
//! XML 1.0 holds tab, line feed, carriage return, and the characters from U+0020 on but U+FFFE and U+FFFF (section 2.2). Control
//! characters come from old word processors and databases.
//!
//! Mend: take the character out, or write what it was meant for.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML007.
pub static RULE: Rule = Rule {
    code: "XML007",
    name: "forbidden-character",
    severity: Severity::Error,
    file: include_str!("xml007.rs"),
};

/// A character that cannot stand in XML.
pub(crate) fn forbidden(c: char, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("U+{:04X} cannot stand in XML", u32::from(c)))
        .with_span(span)
        .with_help("take the character out, or write what it stands for")
}
