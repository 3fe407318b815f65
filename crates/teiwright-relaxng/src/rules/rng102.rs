//! # An element that the schema knows, but not in this place
//!
//! The parent's content model has no such element here. Its own content is checked all the same, and the parent goes on as if it
//! were not there. Several of them in a row have one cause, and are one message: often the element that should hold them is lost.
//!
//! ```xml
//! <div><item>first</item><item>second</item></div>
//! ```
//!
//! Mend: put it where it may stand, or put the element around it that may hold it.

use teiwright_source::{Rule, Severity};

/// RNG102.
pub static RULE: Rule = Rule {
    code: "RNG102",
    name: "misplaced-element",
    severity: Severity::Error,
    file: include_str!("rng102.rs"),
};
