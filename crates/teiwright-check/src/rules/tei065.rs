//! # An element or attribute outside of where it belongs
//!
//! `catchwords`, `signatures` and `secFol` are parts of the description of a manuscript (`msDesc`), and `@generatedBy` of a `post`; elsewhere the grammar lets them
//! stand, and they mean nothing.
//!
//! Mend: put it where it belongs; in a transcription, catchwords and signatures are `fw`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI065.
pub static RULE: Rule =
    Rule { code: "TEI065", name: "out-of-place", severity: Severity::Error, file: include_str!("tei065.rs") };

/// `what` stands outside of `within`.
pub(crate) fn out_of_place(what: &str, within: &str, span: Span) -> Diagnostic {
    let help = if within == "msDesc" {
        format!("put it into `{within}`; in a transcription it is `fw`")
    } else {
        format!("put it into `{within}`, or take it out")
    };
    Diagnostic::new(&RULE, format!("`{}` belongs into `{within}`", what.trim_start_matches('@')))
        .with_span(span)
        .with_label("out of place")
        .with_help(help)
}
