//! # A plugin is not there
//!
//! A backend was named that is neither built in nor to be found: `teiwright.toml` names a folder, program or module that is
//! not there, or there is no program `teiwright-backend-NAME` on the `PATH`. Only what was configured or named is ever looked
//! for, and only what was named is run.
//!
//! Example: `--to zine` without `[backends.zine]` in `teiwright.toml`, and without a program `teiwright-backend-zine`.
//!
//! Mend: install the program, or say below `[backends.NAME]` where the plugin is: `template = "FOLDER"`, `program = "FILE"`
//! or `wasm = "FILE"`.

use teiwright_source::{Rule, Severity};

/// PLG101.
pub static RULE: Rule = Rule {
    code: "PLG101",
    name: "missing-plugin",
    severity: Severity::Error,
    file: include_str!("plg101.rs"),
};
