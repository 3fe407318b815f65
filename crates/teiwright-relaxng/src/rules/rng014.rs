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
    let xsd = crate::datatypes::xsd_names();
    let near =
        super::nearest(name, if library.is_empty() { &["string", "token"] } else { xsd }.iter().copied());
    let message = if library.is_empty() {
        format!("the built-in library has no datatype {name}, only string and token")
    } else {
        format!("the datatype {name} of the library “{library}” is not known")
    };
    let help = match near {
        Some(near) => format!("write `{near}`"),
        None if library.is_empty() && xsd.contains(&name) => {
            "say datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\" here or around it".to_owned()
        }
        None => "mend the name of the type, or its datatypeLibrary".to_owned(),
    };
    Diagnostic::new(&RULE, message).with_span(span).with_help(help)
}
