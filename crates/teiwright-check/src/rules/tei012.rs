//! # A pointer to a file that is not there
//!
//! An address without a scheme (`persons.xml#ann`) is relative to the document. No file lies there. All pointers to one missing file are one
//! finding; pictures have their own rule (TEI019), and nothing is said of a document from standard input.
//!
//! ```xml
//! <persName ref="persons.xml#ann">Ann</persName>
//! ```
//!
//! Mend: write the path as it is from the folder of the document; write `https://` before an address of the web.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI012.
pub static RULE: Rule = Rule {
    code: "TEI012",
    name: "file-missing",
    severity: Severity::Warning,
    file: include_str!("tei012.rs"),
};

/// The file at `path`, which `count` pointers name, is not there.
pub(crate) fn file_missing(path: &str, count: usize, span: Span) -> Diagnostic {
    let times = if count > 1 { format!(" ({count} pointers to it)") } else { String::new() };
    let web = path.starts_with("www.")
        || path.split('/').next().is_some_and(|host| host.ends_with(".org") || host.ends_with(".com"));
    let help = if web {
        format!("write `https://{path}` if it is on the web")
    } else {
        "write the path as it is from the folder of this document".to_owned()
    };
    Diagnostic::new(&RULE, format!("the file `{path}` is not there{times}"))
        .with_span(span)
        .with_label("no such file")
        .with_help(help)
}
