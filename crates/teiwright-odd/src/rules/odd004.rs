//! # Something stands in a content model that says nothing there
//!
//! A content model is made of `sequence`, `alternate`, `interleave`, `elementRef`, `classRef`, `macroRef`, `dataRef`, `anyElement`,
//! `textNode`, `valList`, `empty`, and of patterns of RELAX NG (Guidelines, 22.5).
//!
//! Example: `<content><memberOf key="model.pLike"/></content>`.
//!
//! Mend: write the reference that is meant, here `<classRef key="model.pLike"/>`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// ODD004.
pub static RULE: Rule = Rule {
    code: "ODD004",
    name: "content-model-part",
    severity: Severity::Error,
    file: include_str!("odd004.rs"),
};

/// An element `name` stands in a content model.
pub(crate) fn unknown_content(name: &str, foreign: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("`{name}`{foreign} says nothing in a content model, and is passed over"))
        .with_span(span)
        .with_help("content is made of elementRef, classRef, macroRef, dataRef, sequence, alternate, textNode, … or RELAX NG")
}
