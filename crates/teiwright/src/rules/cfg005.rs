//! # The command cannot be run like this
//!
//! The options do not go together: several inputs with one output, an unknown encoding, and the like.
//!
//! Mend: as the message says; `teiwright help convert` lists the options.

use teiwright_source::{Rule, Severity};

/// CFG005.
pub static RULE: Rule =
    Rule { code: "CFG005", name: "bad-usage", severity: Severity::Error, file: include_str!("cfg005.rs") };
