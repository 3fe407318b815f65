//! # A plugin crashed
//!
//! A program could not be started, or ended by a signal or with a status other than 0; a WebAssembly module trapped. Nothing
//! of its answer is written. The help has the end of what a program wrote to standard error.
//!
//! Example: a Python program that ends with a traceback.
//!
//! Mend: what the help shows; otherwise tell the author of the plugin.

use teiwright_source::{Rule, Severity};

/// PLG107.
pub static RULE: Rule = Rule {
    code: "PLG107",
    name: "plugin-crashed",
    severity: Severity::Error,
    file: include_str!("plg107.rs"),
};
