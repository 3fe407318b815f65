//! # An attribute that does not follow XML's grammar
//!
//! An attribute is a name, `=`, and a value in quotes; white space stands before it; its value has no `<` (XML 1.0, section 3.1).
//!
//! ```xml
//! <pb n=12/>    <hi rend>    <p n="1"rend="a">    <p n="a<b">
//! ```
//!
//! Mend: put the value in quotes; write `&lt;` for `<`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML019.
pub static RULE: Rule = Rule {
    code: "XML019",
    name: "malformed-attribute",
    severity: Severity::Error,
    file: include_str!("xml019.rs"),
};

/// What is wrong with an attribute.
pub(crate) fn attribute(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span)
}
