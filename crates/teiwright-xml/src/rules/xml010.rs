//! # A processing instruction that does not follow XML's grammar
//!
//! A processing instruction is `<?target words?>`; its target is a name, has no colon, and is not `xml` in any case (XML 1.0,
//! section 2.6; Namespaces, section 7).
//!
//! Mend: give it a target; an XML declaration stands only at the very beginning of a file.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML010.
pub static RULE: Rule = Rule {
    code: "XML010",
    name: "malformed-instruction",
    severity: Severity::Error,
    file: include_str!("xml010.rs"),
};

/// What is wrong with a processing instruction.
pub(crate) fn instruction(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span)
}
