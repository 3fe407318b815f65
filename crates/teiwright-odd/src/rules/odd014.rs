//! # The source of a customisation cannot be had
//!
//! `schemaSpec/@source`, and that of a single specification or reference, says what is customised: `tei:` and a version of TEI, or the
//! address of another customisation. Built in are the versions that `teiwright schema list` names; nothing is fetched from a
//! network.
//!
//! Example: `source="tei:3.1.0"`.
//!
//! Mend: name a version that is built in, or put a copy of the customisation beside this one.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD014.
pub static RULE: Rule = Rule {
    code: "ODD014",
    name: "source-unknown",
    severity: Severity::Error,
    file: include_str!("odd014.rs"),
};

/// There is no TEI of the version asked for.
pub(crate) fn unknown_version(source: &str, known: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{source}` is not built in"))
        .with_span(span)
        .with_help(format!("built in are {known}; or name a copy of that customisation by a relative path"))
}
