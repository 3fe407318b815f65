//! # An attribute that stands twice in one tag
//!
//! An element has each attribute at most once (XML 1.0, section 3.1, "Unique Att Spec"), also where two prefixes stand for one
//! namespace (Namespaces in XML 1.0, section 6.3). The first is kept.
//!
//! ```xml
//! <div type="chapter" n="1" type="part">
//! ```
//!
//! Mend: take one of them out, or join their values.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML003.
pub static RULE: Rule = Rule {
    code: "XML003",
    name: "attribute-twice",
    severity: Severity::Error,
    file: include_str!("xml003.rs"),
};

/// The attribute at `span` again.
pub(crate) fn twice(name: &str, first: Option<Span>, span: Span) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("the attribute `{name}` stands twice in this tag"))
        .with_span(span)
        .with_label("again")
        .with_help("take one of the two out");
    match first {
        Some(first) => found.with_related(first, "first here"),
        None => found,
    }
}
