//! # An element that may stand here only after another one
//!
//! The content model asks for something before this element. It is taken as if it were there, so that what follows is checked.
//!
//! ```xml
//! <TEI><text/></TEI>    a teiHeader is missing before text
//! ```
//!
//! Mend: write the missing element, or change the order.

use teiwright_source::{Rule, Severity};

/// RNG103.
pub static RULE: Rule = Rule {
    code: "RNG103",
    name: "something-missing-before",
    severity: Severity::Error,
    file: include_str!("rng103.rs"),
};
