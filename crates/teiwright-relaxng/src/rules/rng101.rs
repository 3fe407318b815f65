//! # An element that the schema does not know
//!
//! No pattern of the schema has an element of this name, in no place. Mostly it is a slip, and the nearest name that could stand
//! here is named; it is then checked as if it had that name. Otherwise its content is checked for what the schema knows.
//!
//! ```xml
//! <hii rend="italic">words</hii>
//! ```
//!
//! Mend: correct the name in both tags, or take another element.

use teiwright_source::{Rule, Severity};

/// RNG101.
pub static RULE: Rule = Rule {
    code: "RNG101",
    name: "unknown-element",
    severity: Severity::Error,
    file: include_str!("rng101.rs"),
};
