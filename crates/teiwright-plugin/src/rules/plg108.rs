//! # A template is not sound
//!
//! A template of a backend has a fault of syntax, uses a name that is not there, or is for no behaviour. Names that are not
//! there are errors, never empty: a slip would silently lose text.
//!
//! Example: `{{ contnet }}` in `paragraph.html`.
//!
//! Mend: correct the file at the line that the message names. Templates that others include begin with `_`.

use teiwright_source::{Rule, Severity};

/// PLG108.
pub static RULE: Rule = Rule {
    code: "PLG108",
    name: "template-fault",
    severity: Severity::Error,
    file: include_str!("plg108.rs"),
};
