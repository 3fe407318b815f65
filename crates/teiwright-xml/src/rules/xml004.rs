//! # A prefix that is not declared
//!
//! A prefix stands for a namespace that an `xmlns:` attribute of the element or of one around it names (Namespaces in XML 1.0,
//! section 5). Without it, the name means nothing.
//!
//! ```xml
//! <TEI xmlns="http://www.tei-c.org/ns/1.0"><xi:include href="a.xml"/></TEI>
//! ```
//!
//! Mend: declare it: `xmlns:xi="http://www.w3.org/2001/XInclude"`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// XML004.
pub static RULE: Rule = Rule {
    code: "XML004",
    name: "undeclared-prefix",
    severity: Severity::Error,
    file: include_str!("xml004.rs"),
};

/// A prefix without declaration.
pub(crate) fn undeclared_prefix(prefix: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the prefix `{prefix}` is not declared"))
        .with_span(span)
        .with_help(format!("declare it on this element or the root: xmlns:{prefix}=\"\u{2026}\""))
}
