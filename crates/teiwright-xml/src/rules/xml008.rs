//! # `]]>` in text
//!
//! `]]>` ends a CDATA section and may not stand in text (XML 1.0, section 2.4).
//!
//! Mend: write `]]&gt;`.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// XML008.
pub static RULE: Rule = Rule {
    code: "XML008",
    name: "cdata-end-in-text",
    severity: Severity::Error,
    file: include_str!("xml008.rs"),
};

/// The mark of the end of a CDATA section, in text.
pub(crate) fn cdata_end(span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, "`]]>` stands in text")
        .with_span(span)
        .with_help("write `]]&gt;`")
        .with_fix(Fix::write(span, "]]&gt;", Applicability::Safe))
}
