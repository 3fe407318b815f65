//! # A picture or recording that is not there
//!
//! `graphic/@url`, `media/@url` and `@facs` name files relative to the document. No file lies there. Where none is there they are kept
//! elsewhere, most likely, and that is one finding, a hint.
//!
//! Mend: write the path as it is from the folder of the document.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::several;

/// TEI019.
pub static RULE: Rule = Rule {
    code: "TEI019",
    name: "image-missing",
    severity: Severity::Warning,
    file: include_str!("tei019.rs"),
};

/// The file at `path`, named `count` times, is not there.
pub(crate) fn image_missing(path: &str, count: usize, places: &[Span]) -> Diagnostic {
    let times = if count > 1 { format!(" (named {count} times)") } else { String::new() };
    let found = Diagnostic::new(&RULE, format!("the picture `{path}` is not there{times}"));
    let found = found.with_help("write the path as it is from the folder of this document");
    several(found, &places[..places.len().min(5)]).with_label("no such file")
}

/// None of the `count` pictures is there, of which `path` is the first.
pub(crate) fn images_missing(path: &str, count: usize, places: &[Span]) -> Diagnostic {
    let message = if count == 1 {
        format!("the picture `{path}`, the only one that is named, is not there")
    } else {
        format!("none of the {count} pictures that are named is there, such as `{path}`")
    };
    Diagnostic::new(&RULE, message)
        .with_span(places.first().copied().unwrap_or_default())
        .with_severity(Severity::Hint)
        .with_label("no such file")
        .with_help("nothing is wrong if they are kept elsewhere; otherwise write paths from the folder of this document")
}
