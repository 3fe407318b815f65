//! # The output is an input
//!
//! The output is the same file as an input, or two inputs would be written to the same output. Transcriptions are never
//! overwritten.
//!
//! Mend: name another output with `-o`, or another folder with `--out-dir`.

use teiwright_source::{Rule, Severity};

/// CFG003.
pub static RULE: Rule = Rule {
    code: "CFG003",
    name: "output-is-input",
    severity: Severity::Error,
    file: include_str!("cfg003.rs"),
};
