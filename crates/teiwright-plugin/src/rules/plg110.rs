//! # A plugin has something to say
//!
//! The finding is the plugin's own, with the severity that it gave it and the place of the node that it is about. After an
//! error there is no result.
//!
//! Example: a backend for slides that warns of a table too wide for one.
//!
//! Mend: what the message says.

use teiwright_source::{Rule, Severity};

/// PLG110.
pub static RULE: Rule = Rule {
    code: "PLG110",
    name: "plugin-says",
    severity: Severity::Warning,
    file: include_str!("plg110.rs"),
};
