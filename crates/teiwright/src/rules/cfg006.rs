//! # What was written does not read back
//!
//! The converter reads its own output and holds it against what it meant to write. They differ, so no output was written.
//!
//! This is a fault of the converter, not of the text. Mend: please report it with the passage.

use teiwright_source::{Rule, Severity};

/// CFG006.
pub static RULE: Rule = Rule {
    code: "CFG006",
    name: "written-wrong",
    severity: Severity::Error,
    file: include_str!("cfg006.rs"),
};
