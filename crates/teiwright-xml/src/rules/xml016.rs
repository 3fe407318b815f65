//! # An external file that was not read
//!
//! The document type names a file: its external part, or an entity. Nothing is ever fetched from a network, and files beside the
//! document are read only where that is asked for (`teiwright check --allow-local-dtd`). What the file would add (entities,
//! default values of attributes, text) is missing from what was checked.
//!
//! Mend: none is needed where the document uses nothing of the file. Otherwise put the file beside the document, or below, and
//! allow it to be read.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML016.
pub static RULE: Rule =
    Rule { code: "XML016", name: "not-fetched", severity: Severity::Hint, file: include_str!("xml016.rs") };

/// An external subset or entity that was passed over.
pub(crate) fn not_fetched(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{what} was not read")).with_span(span).with_help(
        "what it declares is not known to this check; `--allow-local-dtd` reads it from beside the document",
    )
}

/// The same where it was to be read and could not be.
pub(crate) fn not_read(what: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{what} was not read: {why}"))
        .with_severity(Severity::Warning)
        .with_span(span)
        .with_help("what it declares is not known to this check")
}
