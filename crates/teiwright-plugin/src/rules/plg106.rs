//! # A plugin wrote too much
//!
//! A plugin wrote more than it may, or a WebAssembly module wanted more memory than it may have. It was ended.
//!
//! Example: a program that prints without end.
//!
//! Mend: give it more below `[backends.NAME]` in `teiwright.toml`: `megabytes = 2048`; else tell its author.

use teiwright_source::{Rule, Severity};

/// PLG106.
pub static RULE: Rule =
    Rule { code: "PLG106", name: "too-much", severity: Severity::Error, file: include_str!("plg106.rs") };
