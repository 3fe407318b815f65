//! # What comes of the customisation is no grammar
//!
//! Nothing is in the schema that a document could begin with, or its patterns contradict each other: a datatype that there is
//! not, a regular expression that cannot be read, two attributes of one name.
//!
//! Example: `<schemaSpec ident="mine" start="book">` without an element `book`.
//!
//! Mend: what the message says.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD015.
pub static RULE: Rule =
    Rule { code: "ODD015", name: "no-grammar", severity: Severity::Error, file: include_str!("odd015.rs") };

/// There is nothing that a document could begin with.
pub(crate) fn no_start(start: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, "no document could begin: there is no start").with_span(span);
    if start.is_empty() {
        found
            .with_help("refer to a module that has the element TEI, or name the start in `schemaSpec/@start`")
    } else {
        found.with_help(format!("`start` names {start}, which the schema does not have"))
    }
}

/// There is no schema in the file at all.
pub(crate) fn no_schema() -> Diagnostic {
    Diagnostic::new(&RULE, "there is no schemaSpec, and no specification, in the file")
        .with_help("a customisation has its modules and specifications in a schemaSpec")
}

/// What the grammar that was made lacks, in the words of RELAX NG.
pub(crate) fn faulty_grammar(why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the grammar that is made of this is not correct: {why}")).with_span(span)
}

/// There is no `schemaSpec` of the name that was asked for.
pub(crate) fn no_schema_named(ident: &str, known: &[Box<str>]) -> Diagnostic {
    let known = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Diagnostic::new(&RULE, format!("there is no schemaSpec `{ident}` in the file"))
        .with_help(format!("there are: {known}"))
}

/// One of the elements that a document could begin with is not in the schema; `at` is a place of a specification.
pub(crate) fn unknown_start(name: &str, at: u32) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`start` names `{name}`, which the schema does not have"))
        .with_span(Span { start: at, end: at })
        .with_severity(Severity::Warning)
        .with_help("write the name of an element of the schema")
}
