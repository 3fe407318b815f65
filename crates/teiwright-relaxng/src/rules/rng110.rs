//! # An attribute that the element must have
//!
//! The schema asks for this attribute on the element in this place.
//!
//! ```xml
//! <graphic/>    url is missing
//! ```
//!
//! Mend: write the attribute.

use teiwright_source::{Rule, Severity};

/// RNG110.
pub static RULE: Rule = Rule {
    code: "RNG110",
    name: "missing-attribute",
    severity: Severity::Error,
    file: include_str!("rng110.rs"),
};
