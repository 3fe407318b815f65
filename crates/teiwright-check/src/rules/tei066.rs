//! # An element that lacks what it must hold, or holds it twice
//!
//! The Guidelines ask more of some elements than their grammar: a list of glosses has labels, `lg` a line, `subst` something added and something deleted,
//! `relatedItem` a target or content and not both, `quotation` an attribute `@marks` or a paragraph; and `msContents`, `physDesc`, `history` and `additional`, the
//! dimensions of one direction, and `lem` in a `rdgGrp` stand once.
//!
//! Mend: as the message says.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI066.
pub static RULE: Rule =
    Rule { code: "TEI066", name: "content", severity: Severity::Warning, file: include_str!("tei066.rs") };

/// What is said of the element whose name stands at `span`, and which ends at `end`.
pub(crate) fn children(message: &str, help: &str, span: Span, end: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, message).with_span(span).with_label("not complete").with_help(help);
    if end.start > span.end { found.with_related(end, "it ends here") } else { found }
}

/// The element `name` stands in `parent` again.
pub(crate) fn once_only(name: &str, parent: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{parent}` holds one `{name}`, and this is another"))
        .with_span(span)
        .with_label("one too many")
        .with_help(format!("put what it holds into the first `{name}`"))
}
