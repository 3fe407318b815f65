//! # An address that its `prefixDef` does not match
//!
//! `prefixDef` says by `@matchPattern` which addresses of its scheme there are, and by `@replacementPattern` what they stand for. This address
//! does not match, so that it stands for nothing.
//!
//! Mend: write the address as the pattern wants it, or widen the pattern.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::listed;

/// TEI016.
pub static RULE: Rule = Rule {
    code: "TEI016",
    name: "prefix-pattern",
    severity: Severity::Warning,
    file: include_str!("tei016.rs"),
};

/// `value`, of the scheme `prefix`, matches none of `patterns`.
pub(crate) fn prefix_pattern(value: &str, prefix: &str, patterns: &[&str], span: Span) -> Diagnostic {
    let patterns = listed(patterns.iter().copied(), "or");
    Diagnostic::new(
        &RULE,
        format!("`{value}` stands for nothing: it does not match what `{prefix}:` declares"),
    )
    .with_span(span)
    .with_label("does not match")
    .with_help(format!("what follows `{prefix}:` must match {patterns}"))
}
