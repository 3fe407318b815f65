//! # A datatype is not known
//!
//! The type is not one of its datatype library, or the library is not known (section 4.16). Known are the built-in library
//! (`string`, `token`), the datatypes of W3C XML Schema Part 2, and the DTD compatibility library (`ID`, `IDREF`, `IDREFS`).
//!
//! Mend: mend the name or the `datatypeLibrary`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG014.
pub static RULE: Rule = Rule {
    code: "RNG014",
    name: "unknown-datatype",
    severity: Severity::Error,
    file: include_str!("rng014.rs"),
};

/// A datatype is not known, at `span`.
pub(crate) fn unknown_datatype(name: &str, library: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the datatype {name} of the library “{library}” is not known"))
        .with_span(span)
        .with_help("mend the name of the type, or its datatypeLibrary")
}
