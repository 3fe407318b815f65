//! # A part of a language tag that is not registered
//!
//! The parts of a language tag are those of IANA's registry of language subtags (BCP 47). This one is not there; a program does not know what is
//! meant. Names of languages and codes of countries are the commonest slips.
//!
//! ```xml
//! <p xml:lang="german">     write de
//! <p xml:lang="en-UK">      write en-GB
//! ```
//!
//! Mend: write the registered subtag; what has none stands after `x-`, as in `la-x-medieval`.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// TEI031.
pub static RULE: Rule = Rule {
    code: "TEI031",
    name: "language-subtag",
    severity: Severity::Warning,
    file: include_str!("tei031.rs"),
};

/// The subtag `part` of `value` is not registered as a `what`.
pub(crate) fn language_unknown(
    value: &str,
    what: &str,
    part: &str,
    meant: Option<&str>,
    span: Span,
) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("`{part}` in `{value}` is no registered {what}"))
        .with_span(span)
        .with_label("not registered");
    match meant {
        Some(meant) => {
            let found = found.with_help(format!("write `{meant}`"));
            let exact = span.len() as usize == part.len();
            if exact { found.with_fix(Fix::write(span, meant, Applicability::Unsafe)) } else { found }
        }
        None => found
            .with_help("look for it in IANA's registry of language subtags; what has none stands after `x-`"),
    }
}
