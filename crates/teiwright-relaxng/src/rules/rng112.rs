//! # An element in another namespace than the schema's
//!
//! The schema has an element of this name, but in another namespace. What follows in the same namespace is checked as if it
//! were in the schema's, so this is said once.
//!
//! ```xml
//! <TEI><teiHeader/></TEI>    without xmlns="http://www.tei-c.org/ns/1.0"
//! ```
//!
//! Mend: declare the namespace of the schema on the root element.

use teiwright_source::{Rule, Severity};

/// RNG112.
pub static RULE: Rule = Rule {
    code: "RNG112",
    name: "other-namespace",
    severity: Severity::Error,
    file: include_str!("rng112.rs"),
};
