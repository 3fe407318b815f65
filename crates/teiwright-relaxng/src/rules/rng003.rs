//! # Something stands in the schema that RELAX NG does not allow there
//!
//! Sections 3 and 4.1 of the specification say which elements RELAX NG has and what may stand in each. Elements of other
//! namespaces are annotations and are skipped; elements of the RELAX NG namespace and text are not.
//!
//! Example: `<optional>` directly in `<grammar>`, or `<sequence>`, which is a word of W3C XML Schema.
//!
//! Mend: move it to where it may stand, or take it out.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG003.
pub static RULE: Rule = Rule {
    code: "RNG003",
    name: "schema-element",
    severity: Severity::Error,
    file: include_str!("rng003.rs"),
};

/// Something stands in the schema that RELAX NG does not allow there, at `span`.
pub(crate) fn schema_element(what: &str, parent: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("{what} cannot stand in {parent}"))
        .with_span(span)
        .with_help("move it to where RELAX NG allows it, or take it out")
}

/// The patterns of RELAX NG (section 3).
const PATTERNS: &[&str] = &[
    "element",
    "attribute",
    "group",
    "interleave",
    "choice",
    "optional",
    "zeroOrMore",
    "oneOrMore",
    "list",
    "mixed",
    "ref",
    "parentRef",
    "empty",
    "value",
    "data",
    "text",
    "notAllowed",
    "externalRef",
    "grammar",
];

/// An element where a pattern should stand.
pub(crate) fn no_pattern(name: &str, parent: &str, span: Span) -> Diagnostic {
    let found = schema_element(&format!("the element {name}"), parent, span);
    match super::nearest(name, PATTERNS.iter().copied()) {
        Some(near) if near != name => found.with_help(format!("write `{near}`")),
        _ => found,
    }
}
