//! # A file of the customisation cannot be read
//!
//! The ODD, a file that it includes (`xi:include`), a group of specifications that it refers to (`specGrpRef`), or the ODD or
//! grammar that `@source` or `moduleRef/@url` names is not there, is not well-formed, or is on the network, where nothing is
//! fetched from.
//!
//! Example: `<specGrpRef target="groups/letters.xml"/>` where there is no such file.
//!
//! Mend: put a copy beside the customisation, and name it by a relative path.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD001.
pub static RULE: Rule = Rule {
    code: "ODD001",
    name: "customisation-file",
    severity: Severity::Error,
    file: include_str!("odd001.rs"),
};

/// What the file at `href` is needed for stands at `span`; it cannot be had, for the reason `why`.
pub(crate) fn unread(href: &str, why: &str, span: Span) -> Diagnostic {
    let why = why.strip_prefix("cannot be read: ").unwrap_or(why);
    Diagnostic::new(&RULE, format!("`{href}` cannot be read: {why}"))
        .with_span(span)
        .with_help("put a copy beside the customisation and name it by a relative path")
}

/// The file is not well-formed in a way that the reader of XML does not name.
pub(crate) fn unparsed(why: &str) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the customisation cannot be read: {why}"))
}
