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

use teiwright_source::{Applicability, Diagnostic, Edit, Fix, Rule, Severity, Span};

use super::{listed, several};

/// TEI012.
pub static RULE: Rule = Rule {
    code: "TEI012",
    name: "file-missing",
    severity: Severity::Warning,
    file: include_str!("tei012.rs"),
};

/// The file at `path`, which `count` pointers name, the first of them at `places`, is not there.
pub(crate) fn file_missing(path: &str, count: usize, places: &[Span]) -> Diagnostic {
    let times = if count > 1 { format!(" ({count} pointers to it)") } else { String::new() };
    let host = path.split('/').next().unwrap_or_default();
    let web =
        host.starts_with("www.") || [".org", ".com", ".net", ".edu"].iter().any(|end| host.ends_with(end));
    let help = if web {
        format!("write `https://{path}` if it is on the web")
    } else {
        "write the path as it is from the folder of this document".to_owned()
    };
    let found = Diagnostic::new(&RULE, format!("the file `{path}` is not there{times}")).with_help(help);
    several(found, &places[..places.len().min(5)]).with_label("no such file")
}

/// The word `id`, in pointers at `places`, is an ID of the document whose `#` is missing; there are `count`.
pub(crate) fn sign_missing(id: &str, places: &[Span], count: usize) -> Diagnostic {
    let times = if count > 1 { format!(" ({count} times)") } else { String::new() };
    let message = format!("`{id}` names a file, and is an ID of this document: `#` is missing{times}");
    let found = Diagnostic::new(&RULE, message).with_help(format!("write `#{id}`"));
    let found = several(found, &places[..places.len().min(5)]).with_label("without `#`");
    // Behind references it does not stand there as it is.
    if count != places.len() || places.iter().any(|span| span.len() as usize != id.len()) {
        return found;
    }
    let edits = places.iter().map(|span| Edit { span: Span::at(span.start), text: "#".to_owned() }).collect();
    found.with_fix(Fix { title: format!("write `#{id}`"), applicability: Applicability::Unsafe, edits })
}

/// The words `names`, the first of each at `places`, stand in the attribute `at` and are neither files nor IDs.
pub(crate) fn bare_words(at: &str, names: &[&str], places: &[Span]) -> Diagnostic {
    let (files, are) = if names.len() == 1 { ("a file", "is") } else { ("files", "are") };
    let message = format!(
        "{} in `{at}` {are} read as {files} and {are} not there",
        listed(names.iter().copied(), "and")
    );
    let found = Diagnostic::new(&RULE, message);
    let found = found.with_help(format!(
        "`{at}` points: an ID is written `#id`, a name without an address stands in `key` or the text"
    ));
    several(found, &places[..places.len().min(5)]).with_label("no such file")
}
