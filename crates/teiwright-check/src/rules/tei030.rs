//! # A value that is no language tag
//!
//! `@xml:lang`, `language/@ident` and their like are language tags (BCP 47, RFC 5646): a language, then a script, a region, variants, parted by hyphens.
//!
//! ```xml
//! <p xml:lang="de_AT">      write de-AT
//! ```
//!
//! Mend: write a tag; what has none begins with `x-`.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// TEI030.
pub static RULE: Rule = Rule {
    code: "TEI030",
    name: "language-tag",
    severity: Severity::Warning,
    file: include_str!("tei030.rs"),
};

/// `value` is no tag by the grammar of BCP 47.
pub(crate) fn language_malformed(value: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("`{value}` is no language tag"))
        .with_span(span)
        .with_label("not of BCP 47");
    let mended = value.replace('_', "-");
    if mended != value && crate::bcp47::fault(&mended).is_none() {
        let found = found.with_help(format!("write `{mended}`"));
        let exact = span.len() as usize == value.len();
        return if exact { found.with_fix(Fix::write(span, mended, Applicability::Unsafe)) } else { found };
    }
    found.with_help(
        "write a language and, if need be, script, region and variants, such as `de`, `sr-Latn` or `en-GB`",
    )
}
