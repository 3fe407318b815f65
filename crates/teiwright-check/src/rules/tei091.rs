//! # An instruction to Teiwright that cannot be read
//!
//! An instruction to Teiwright is `<?teiwright ignore CODE reason="…"?>`, with one code or several, and the reason for whoever reads the document next. Without a reason it holds all the
//! same, and is a hint.
//!
//! Mend: write it so.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI091.
pub static RULE: Rule = Rule {
    code: "TEI091",
    name: "ignore-unsound",
    severity: Severity::Warning,
    file: include_str!("tei091.rs"),
};

/// The instruction at `span` is none that is known.
pub(crate) fn instruction_unknown(span: Span) -> Diagnostic {
    unsound("this is no instruction that Teiwright knows", span)
}

/// The instruction at `span` has no code.
pub(crate) fn ignores_nothing(span: Span) -> Diagnostic {
    unsound("this instruction names no code to ignore", span)
}

/// The instruction at `span` has no reason.
pub(crate) fn ignores_without_reason(span: Span) -> Diagnostic {
    unsound("this instruction does not say why", span).with_severity(Severity::Hint)
}

fn unsound(message: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_help("write <?teiwright ignore TEI011 reason=\"the index is another file\"?>")
}
