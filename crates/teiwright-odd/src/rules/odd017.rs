//! # A name that no document could use
//!
//! The name of an element or attribute, `@ident` or `altIdent`, must be a name of XML without a colon (Namespaces in XML, NCName). An
//! attribute of another namespace has its prefix bound in the customisation, or its namespace in `@ns`.
//!
//! Example: `<elementSpec ident="line group">`.
//!
//! Mend: write a name of letters, digits, `-`, `_` and `.` that begins with a letter.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD017.
pub static RULE: Rule = Rule {
    code: "ODD017",
    name: "name-impossible",
    severity: Severity::Error,
    file: include_str!("odd017.rs"),
};

/// `name` cannot be a name of an element or attribute.
pub(crate) fn no_name(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{name}` cannot be the name of an element or attribute"))
        .with_span(span)
        .with_help("a name has no spaces and no colon; `@ns` says the namespace of an attribute")
}
