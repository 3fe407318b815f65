//! # A pointer to an ID that another file does not have
//!
//! `persons.xml#ann` names the element with the ID `ann` in the file persons.xml. The file is there and could be read, and has no such ID.
//!
//! Mend: write the ID that is meant, or give it to the element in the other file.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::nearest_id;

/// TEI013.
pub static RULE: Rule = Rule {
    code: "TEI013",
    name: "id-missing-in-file",
    severity: Severity::Warning,
    file: include_str!("tei013.rs"),
};

/// The file at `path` has no ID `id`, which is pointed at from `span`.
pub(crate) fn id_missing(path: &str, id: &str, span: Span, near: &[(&str, usize)]) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("the file `{path}` has no ID `{id}`"));
    let found = found.with_span(span).with_label("no such ID there");
    nearest_id(found, &format!("{path}#"), id, span, near, || {
        format!("give the element that is meant xml:id=\"{id}\" there")
    })
}
