//! # Definitions of one name cannot be combined
//!
//! Several `define` elements of one name (or several `start`) are combined as their `combine` attribute says: at most one may
//! lack it, and all others must say the same (section 4.17).
//!
//! Example: `a = b` and `a = c`; say `a |= c` in one of them.
//!
//! Mend: give each but one the same `combine`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG017.
pub static RULE: Rule =
    Rule { code: "RNG017", name: "combine", severity: Severity::Error, file: include_str!("rng017.rs") };

/// Definitions of one name cannot be combined, at `span`.
pub(crate) fn combine(name: &str, why: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the definitions of {name} cannot be combined: {why}"))
        .with_span(span)
        .with_help("give each but one the same combine (compact syntax: |= or &=)")
}
