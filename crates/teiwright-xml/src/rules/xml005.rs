//! # An `&` that begins no reference
//!
//! In XML an `&` begins a reference to a character or an entity, which ends with `;` (XML 1.0, section 4.1). The text is read as
//! it stands.
//!
//! ```xml
//! <p>Marx & Engels, &#xZZ;</p>
//! ```
//!
//! Mend: write `&amp;` for the sign itself.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// XML005.
pub static RULE: Rule = Rule {
    code: "XML005",
    name: "malformed-reference",
    severity: Severity::Error,
    file: include_str!("xml005.rs"),
};

/// An ampersand that is only a sign.
pub(crate) fn bare_ampersand(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "this `&` begins no reference")
        .with_span(span)
        .with_help("write `&amp;` for the sign itself")
        .with_fix(Fix::write(span, "&amp;", Applicability::Safe))
}

/// A reference that is wrong in another way.
pub(crate) fn bad_reference(message: String, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_help("write a number of a character that XML can hold")
}
