//! # There is no such backend
//!
//! `--to` names a format that is not known, or the ending of the output file belongs to none.
//!
//! Example: `--to htlm` is a slip for `--to html`.
//!
//! Mend: correct the name; `teiwright backends list` shows all.

use teiwright_source::{Rule, Severity};

/// PLG001.
pub static RULE: Rule = Rule {
    code: "PLG001",
    name: "unknown-backend",
    severity: Severity::Error,
    file: include_str!("plg001.rs"),
};
