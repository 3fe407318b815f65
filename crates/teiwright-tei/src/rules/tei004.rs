//! # A document that is no TEI
//!
//! The root element of what is to be exported is neither `TEI` nor `teiCorpus`, or it is not in the namespace of TEI. The
//! document is exported all the same: elements that TEI has by these names are taken for TEI's, all others keep their name.
//!
//! Example: `<TEI>` without `xmlns="http://www.tei-c.org/ns/1.0"`.
//!
//! Mend: give the root element the namespace, or convert the document to TEI P5 first.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI004.
pub static RULE: Rule =
    Rule { code: "TEI004", name: "no-tei", severity: Severity::Warning, file: include_str!("tei004.rs") };

pub(crate) fn no_tei(message: &str, span: Option<Span>) -> Diagnostic {
    let found = Diagnostic::new(&RULE, message)
        .with_help("give the root element `TEI` the namespace `http://www.tei-c.org/ns/1.0`");
    match span {
        Some(span) => found.with_span(span),
        None => found,
    }
}
