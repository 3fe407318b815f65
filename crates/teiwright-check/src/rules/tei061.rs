//! # Attributes of which only one may stand
//!
//! The Guidelines say of some attributes that they exclude one another: `@target` and `@cRef` of a reference, `@target` and `@from` or `@to` of `span` and
//! `rt`, `@active` and `@mutual` of a relation, `@include` and `@except` of `moduleRef`. `@unit` beside `@unitRef` is a hint.
//!
//! Mend: leave one of the two out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI061.
pub static RULE: Rule = Rule {
    code: "TEI061",
    name: "exclusive-attributes",
    severity: Severity::Error,
    file: include_str!("tei061.rs"),
};

/// `name` has both the attribute `one`, whose value stands at `value`, and `other`, which stands at `span`.
pub(crate) fn exclusive(
    name: &str,
    one: &str,
    other: &str,
    span: Span,
    value: Span,
    severity: Severity,
) -> Diagnostic {
    let message = if severity == Severity::Error {
        format!("`{name}` may have `{one}` or `{other}`, not both")
    } else {
        format!("`{other}` may say again what `{one}` says")
    };
    Diagnostic::new(&RULE, message)
        .with_severity(severity)
        .with_span(span)
        .with_label("one too many")
        .with_related(value, format!("`{one}` stands here"))
        .with_help(format!("leave out `{one}` or `{other}`"))
}
