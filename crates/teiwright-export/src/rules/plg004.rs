//! # A backend could not write the document
//!
//! A backend gave up. Nothing is written then.
//!
//! Example: an archive of more than 65,535 parts.
//!
//! Mend: what the message says; otherwise tell the author of the backend.

use teiwright_source::{Rule, Severity};

/// PLG004.
pub static RULE: Rule = Rule {
    code: "PLG004",
    name: "backend-failed",
    severity: Severity::Error,
    file: include_str!("plg004.rs"),
};
