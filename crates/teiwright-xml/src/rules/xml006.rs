//! # An entity that is not declared
//!
//! XML itself knows five entities: `amp`, `lt`, `gt`, `quot` and `apos`. Others, such as HTML's `nbsp`, must be declared in the
//! document type (XML 1.0, section 4.1, "Entity Declared"). Where the declaration may be in a part that was not read, this is a
//! warning, and the reference stands for nothing.
//!
//! ```xml
//! <p>one&nbsp;word</p>
//! ```
//!
//! Mend: write the character itself, or its number: `&#xA0;`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML006.
pub static RULE: Rule = Rule {
    code: "XML006",
    name: "undeclared-entity",
    severity: Severity::Error,
    file: include_str!("xml006.rs"),
};

/// A reference to an entity without declaration.
pub(crate) fn undeclared_entity(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the entity `{name}` is not declared"))
        .with_span(span)
        .with_help("write the character itself, or its number as in `&#xA0;`")
}

/// A reference to an entity that may be declared in what was not read.
pub(crate) fn unread_entity(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the entity `{name}` may be declared in a file that was not read"))
        .with_severity(Severity::Warning)
        .with_span(span)
        .with_help("the reference was read as nothing; write the character itself to be sure of it")
}
