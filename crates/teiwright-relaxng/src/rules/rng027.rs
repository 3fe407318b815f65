//! # The schema is beyond a limit
//!
//! Patterns are nested too deeply, or includes multiply the schema beyond any use. The limits are far above what any real
//! schema needs; they keep a broken or hostile schema from using up memory.
//!
//! Mend: look for an include or a reference that multiplies itself.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG027.
pub static RULE: Rule = Rule {
    code: "RNG027",
    name: "schema-too-large",
    severity: Severity::Error,
    file: include_str!("rng027.rs"),
};

/// The schema is beyond a limit, at `span`.
pub(crate) fn too_large(what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the schema is beyond a limit: {what}"))
        .with_span(span)
        .with_help("look for an include or a reference that multiplies itself")
}
