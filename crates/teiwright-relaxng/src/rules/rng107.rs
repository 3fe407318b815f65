//! # Text where only elements may stand
//!
//! The parent holds elements only; white space between them is free, other text is not.
//!
//! ```xml
//! <div>stray words<p>text</p></div>
//! ```
//!
//! Mend: put the text into an element that holds text, or take it out.

use teiwright_source::{Rule, Severity};

/// RNG107.
pub static RULE: Rule = Rule {
    code: "RNG107",
    name: "text-not-allowed",
    severity: Severity::Error,
    file: include_str!("rng107.rs"),
};
