//! # An option of a backend that is not known or not sound
//!
//! `--set BACKEND.OPTION=VALUE` names an option that the backend does not have, or gives it a value of the wrong kind. Nothing
//! is written with an option that is not understood.
//!
//! Example: `--set html.tok=false` is a slip for `--set html.toc=false`; `html.toc` is true or false, not `no`.
//!
//! Mend: correct the option or value; `teiwright backends list` shows the options of each backend.

use teiwright_source::{Rule, Severity};

/// PLG002.
pub static RULE: Rule =
    Rule { code: "PLG002", name: "bad-option", severity: Severity::Error, file: include_str!("plg002.rs") };
