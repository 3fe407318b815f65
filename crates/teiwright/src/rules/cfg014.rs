//! # Standard input cannot be mended in its place
//!
//! `check --fix` writes mended documents where they were read from. What came by standard input came from nowhere.
//!
//! Mend: name a file; or `--diff`, whose output `patch` takes.

use teiwright_source::{Rule, Severity};

/// CFG014.
pub static RULE: Rule =
    Rule { code: "CFG014", name: "fix-of-stdin", severity: Severity::Error, file: include_str!("cfg014.rs") };
