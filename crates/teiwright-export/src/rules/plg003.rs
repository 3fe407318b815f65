//! # A file of a backend was refused
//!
//! A backend wrote a file whose name is not relative, steps out of the output folder with `..`, or is there already (file
//! systems may not tell capitals from small letters). Nothing is written then.
//!
//! Example: `/etc/passwd`, `../index.html`, `A.html` beside `a.html`.
//!
//! Mend: the author of the backend gives each file a relative name of its own.

use teiwright_source::{Rule, Severity};

/// PLG003.
pub static RULE: Rule =
    Rule { code: "PLG003", name: "refused-file", severity: Severity::Error, file: include_str!("plg003.rs") };
