//! # An external file that was not read
//!
//! The document type names a file. It is not read: nothing is ever fetched from a network, and what the file would add (entities,
//! default values of attributes) is missing from what was checked.
//!
//! Mend: none is needed where the document uses nothing of the file.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML016.
pub static RULE: Rule =
    Rule { code: "XML016", name: "not-fetched", severity: Severity::Hint, file: include_str!("xml016.rs") };

/// An external subset or entity that was passed over.
pub(crate) fn not_fetched(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{what} was not read"))
        .with_span(span)
        .with_help("what it declares is not known to this check")
}
