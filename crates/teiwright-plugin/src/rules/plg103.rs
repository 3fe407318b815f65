//! # What a plugin says of itself cannot be used
//!
//! The answer of a program to `describe`, the description of a WebAssembly module, or a `backend.toml` does not have the form
//! that it must have, or says what cannot be: a name with capitals, an option whose default it does not take.
//!
//! Example: `describe` prints a greeting before the JSON.
//!
//! Mend: the author of the plugin corrects it; `crates/teiwright-plugin/README.md` has the form, and
//! `teiwright backends check NAME` tries it.

use teiwright_source::{Rule, Severity};

/// PLG103.
pub static RULE: Rule = Rule {
    code: "PLG103",
    name: "bad-description",
    severity: Severity::Error,
    file: include_str!("plg103.rs"),
};
