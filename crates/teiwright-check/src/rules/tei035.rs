//! # A word with letters of another script that look the same
//!
//! Letters of Latin, Cyrillic and Greek that look alike are different characters. A word that mixes them reads well and is never found.
//!
//! Mend: write the word in one script.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// TEI035.
pub static RULE: Rule = Rule {
    code: "TEI035",
    name: "mixed-scripts",
    severity: Severity::Warning,
    file: include_str!("tei035.rs"),
};

/// `word` has letters of `script` among others; `meant` is the word without them.
pub(crate) fn mixed_scripts(word: &str, meant: &str, script: &str, span: Span, mend: bool) -> Diagnostic {
    let foreign = word.chars().zip(meant.chars()).find(|(a, b)| a != b);
    let which = foreign.map_or(String::new(), |(a, b)| {
        format!(": “{a}” is U+{:04X}, where U+{:04X} looks the same", u32::from(a), u32::from(b))
    });
    let found = Diagnostic::new(&RULE, format!("“{word}” has {script} letters among others{which}"))
        .with_span(span)
        .with_label("two scripts")
        .with_help(format!("write `{meant}`"));
    if mend { found.with_fix(Fix::write(span, meant, Applicability::Unsafe)) } else { found }
}
