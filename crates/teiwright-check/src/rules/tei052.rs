//! # A responsibility without anybody, or somebody without responsibility
//!
//! `respStmt` says who did what. Either nobody is named (the names are empty), or nothing is said of what they did (`resp` is empty).
//!
//! Mend: write the name, or what was done; or take the statement out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI052.
pub static RULE: Rule = Rule {
    code: "TEI052",
    name: "resp-of-nobody",
    severity: Severity::Warning,
    file: include_str!("tei052.rs"),
};

/// The statement at `span` names nobody; or, where it does (`told`: what was done is said), not what was done.
pub(crate) fn resp_of_nobody(told: bool, span: Span) -> Diagnostic {
    let (message, help) = if told {
        ("nobody is named who has this responsibility", "write the name, or take the statement out")
    } else {
        ("nothing says what these persons did", "write in `resp` what they did")
    };
    Diagnostic::new(&RULE, message).with_span(span).with_label("incomplete").with_help(help)
}
