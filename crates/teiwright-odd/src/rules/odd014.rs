//! # The version of TEI that a customisation names is not built in
//!
//! `schemaSpec/@source`, and that of a single specification or reference, says what is customised: `tei:` and a version of TEI, the
//! address of a release, or another customisation. Built in are the versions that `teiwright schema list` names, and nothing is
//! fetched from a network; the version that is nearest is taken instead. What it has and the named one had not, or the other way
//! round, can make findings that are not right.
//!
//! Example: `source="tei:3.1.0"`.
//!
//! Mend: name a version that is built in, or name a copy of that release's `p5subset.xml` by a relative path.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD014.
pub static RULE: Rule = Rule {
    code: "ODD014",
    name: "version-unknown",
    severity: Severity::Warning,
    file: include_str!("odd014.rs"),
};

/// There is no TEI of the version asked for; `taken` is taken instead.
pub(crate) fn unknown_version(source: &str, taken: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{source}` is not built in; TEI {taken} is taken instead"))
        .with_span(span)
        .with_help("name a version that is built in, or a copy of that release by a relative path")
}
