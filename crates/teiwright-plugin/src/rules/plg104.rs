//! # A plugin's answer is not one
//!
//! What a plugin wrote is not a row of framed events that ends with `done`: a line is no JSON, a file has fewer bytes than it
//! was said to have, `done` counts other files than there were. Nothing of such an answer is written.
//!
//! Example: a program that prints a message for its author to standard output, where only events may stand.
//!
//! Mend: the author of the plugin writes messages to standard error, and flushes standard output before it ends.

use teiwright_source::{Rule, Severity};

/// PLG104.
pub static RULE: Rule = Rule {
    code: "PLG104",
    name: "broken-protocol",
    severity: Severity::Error,
    file: include_str!("plg104.rs"),
};
