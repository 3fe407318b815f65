//! # An element whose text is not of its type
//!
//! The content of the element is a value of a datatype or of a closed list, and this text is none.
//!
//! Mend: write a value of the type that is named.

use teiwright_source::{Rule, Severity};

/// RNG108.
pub static RULE: Rule = Rule {
    code: "RNG108",
    name: "wrong-content",
    severity: Severity::Error,
    file: include_str!("rng108.rs"),
};
