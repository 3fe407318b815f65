//! # An input cannot be read
//!
//! The file or folder does not exist, may not be read, or holds no transcription (`.txt` or `.text`).
//!
//! Mend: check the path and its permissions.

use teiwright_source::{Rule, Severity};

/// CFG001.
pub static RULE: Rule = Rule {
    code: "CFG001",
    name: "unreadable-input",
    severity: Severity::Error,
    file: include_str!("cfg001.rs"),
};
