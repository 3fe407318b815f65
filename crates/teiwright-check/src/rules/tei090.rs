//! # An instruction that ignores nothing
//!
//! `<?teiwright ignore CODE reason="…"?>` lets a finding pass that is known and wanted so: those of the code up to the end of the next element, or, before the root
//! element, of the whole document. There is no such finding: what was wrong was mended, or the code is another.
//!
//! Mend: take the instruction out, or mend the code.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI090.
pub static RULE: Rule = Rule {
    code: "TEI090",
    name: "unused-ignore",
    severity: Severity::Warning,
    file: include_str!("tei090.rs"),
};

/// Nothing of the code `code`, which stands at `span`, was found.
pub(crate) fn unused_ignore(code: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("there is no finding {code} to ignore here"))
        .with_span(span)
        .with_label("ignores nothing")
        .with_help("take it out of the instruction; it holds up to the end of the next element")
}
