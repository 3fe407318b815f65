//! # A date that there is not
//!
//! The words name a day that no calendar has, such as 31 April, or a double year whose second year does not follow the first,
//! such as 1731/33. It is a slip of the pen, the printer or the transcriber. The date was taken as far as it can be right (the
//! month, the first year), with low certainty.
//!
//! Mend: compare with the source of the transcription; where that has it too, say `[sic]` after it.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TXT031.
pub static RULE: Rule = Rule {
    code: "TXT031",
    name: "impossible-date",
    severity: Severity::Warning,
    file: include_str!("txt031.rs"),
};

/// The date at `span` cannot be, as `message` says.
pub(crate) fn impossible_date(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(&RULE, message)
        .with_span(span)
        .with_label("no such date")
        .with_help("compare with the source")
}
