//! # Words of the text are not in the result
//!
//! A backend says that some words of the Document have no place in its format. The message has the words, the span their
//! place.
//!
//! Example: a backend for a table of dates that leaves out a note.
//!
//! Mend: choose a format that holds them, if they matter.

use teiwright_source::{Rule, Severity};

/// PLG111.
pub static RULE: Rule =
    Rule { code: "PLG111", name: "text-lost", severity: Severity::Warning, file: include_str!("plg111.rs") };
