//! # A plugin is for another version of the contract
//!
//! A plugin says which versions of the contract with backends it understands, from a least to a most one, and this
//! program's is not among them. The versions are read before anything else of the plugin, so that this can always be said.
//!
//! Example: a plugin for versions 2.0 to 2, and a Teiwright that speaks 1.0.
//!
//! Mend: install a newer Teiwright where the plugin needs one, a newer release of the plugin where it is for older ones.

use teiwright_source::{Rule, Severity};

/// PLG102.
pub static RULE: Rule = Rule {
    code: "PLG102",
    name: "plugin-version",
    severity: Severity::Error,
    file: include_str!("plg102.rs"),
};
