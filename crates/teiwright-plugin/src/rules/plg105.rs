//! # A plugin took too long
//!
//! A plugin did not end within its time, or a WebAssembly module within the steps that stand for it. It was ended, with all
//! that it had started.
//!
//! Example: a program that waits for a person to answer.
//!
//! Mend: give it more below `[backends.NAME]` in `teiwright.toml`: `seconds = 300`; else tell its author.

use teiwright_source::{Rule, Severity};

/// PLG105.
pub static RULE: Rule =
    Rule { code: "PLG105", name: "out-of-time", severity: Severity::Error, file: include_str!("plg105.rs") };
