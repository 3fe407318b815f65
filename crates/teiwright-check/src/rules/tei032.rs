//! # A language tag for which another one is to be used
//!
//! BCP 47 has one tag for a language: that of two letters where there is one (`de`, not `deu` or `ger`), and what the registry prefers to an outdated one
//! (`he`, not `iw`). A search for the other finds nothing.
//!
//! Mend: write the tag that is preferred.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// TEI032.
pub static RULE: Rule = Rule {
    code: "TEI032",
    name: "language-outdated",
    severity: Severity::Hint,
    file: include_str!("tei032.rs"),
};

/// For the subtag `part` of `value`, `meant` is to be used.
pub(crate) fn language_outdated(value: &str, part: &str, meant: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("for `{part}` in `{value}`, BCP 47 has `{meant}`"))
        .with_span(span)
        .with_label("another one is preferred")
        .with_help(format!("write `{meant}`"));
    let exact = span.len() as usize == part.len();
    if exact { found.with_fix(Fix::write(span, meant, Applicability::Unsafe)) } else { found }
}
