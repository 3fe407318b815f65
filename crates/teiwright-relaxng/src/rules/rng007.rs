//! # The name of a datatype library is not an absolute URI
//!
//! `datatypeLibrary` holds an absolute URI without a fragment, or nothing for the built-in library (sections 3 and 4.3).
//!
//! Example: `datatypeLibrary="xsd"` should be `datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"`.
//!
//! Mend: put the full URI.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG007.
pub static RULE: Rule = Rule {
    code: "RNG007",
    name: "datatype-library-uri",
    severity: Severity::Error,
    file: include_str!("rng007.rs"),
};

/// The name of a datatype library is not an absolute URI, at `span`.
pub(crate) fn datatype_library_uri(uri: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("“{uri}” is not an absolute URI without fragment"))
        .with_span(span)
        .with_help("the W3C datatypes are http://www.w3.org/2001/XMLSchema-datatypes")
}
