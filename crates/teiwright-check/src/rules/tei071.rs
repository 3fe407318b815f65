//! # Several declarations of one kind that cannot be told apart
//!
//! Parts of the header of which there may be several (`editorialDecl`, `langUsage`, `bibl` …) are chosen by `@decls` in the text. Where there are several of one kind,
//! each has an `@xml:id`, and one is the default (constraint `att-declarable`). It is asked where
//! the document has `@decls`, or where several are the default.
//!
//! Mend: give each an ID, and one of them default="true".

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI071.
pub static RULE: Rule =
    Rule { code: "TEI071", name: "declarable", severity: Severity::Warning, file: include_str!("tei071.rs") };

/// `count` elements `name` stand side by side.
pub(crate) fn declarable(
    name: &str,
    count: usize,
    without_id: usize,
    defaults: usize,
    first: Span,
    second: Option<Span>,
) -> Diagnostic {
    let what = match (without_id, defaults) {
        (0, 0) => "none of them is the default".to_owned(),
        (0, _) => "more than one is the default".to_owned(),
        (n, _) => format!("{n} of them {} no ID", if n == 1 { "has" } else { "have" }),
    };
    let found = Diagnostic::new(&RULE, format!("there are {count} `{name}` side by side, and {what}"))
        .with_span(first)
        .with_label("the first")
        .with_help(
            "if parts of the text choose among them, write xml:id on each and default=\"true\" on one",
        );
    second.into_iter().fold(found, |found, second| found.with_related(second, "another one"))
}
