//! # An output cannot be written
//!
//! The folder of the output does not exist, or may not be written to, or the output is a folder. Nothing was written.
//!
//! Mend: check the path and its permissions.

use teiwright_source::{Rule, Severity};

/// CFG002.
pub static RULE: Rule = Rule {
    code: "CFG002",
    name: "unwritable-output",
    severity: Severity::Error,
    file: include_str!("cfg002.rs"),
};
