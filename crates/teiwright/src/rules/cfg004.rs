//! # A setting that is not known or not sound
//!
//! A key of `--set` or of `teiwright.toml` is not known, or its value is of the wrong kind: all values are strings, some of
//! them from a list, or dates, language tags or addresses. Nothing is converted with a setting that is not understood.
//!
//! The keys: `title`, `author`, `language`, `from`, `notes`, `publication.publisher`, `publication.place`,
//! `publication.date`, `publication.licence`, `publication.licence-url`, `publication.idno`.
//!
//! In `teiwright.toml`, the keys of `publication` stand below `[publication]`, the others at the top or below `[convert]`.
//!
//! Example: `titel = "Letters"` is a slip for `title = "Letters"`.
//!
//! Mend: correct the key or value.

use teiwright_source::{Rule, Severity};

/// CFG004.
pub static RULE: Rule =
    Rule { code: "CFG004", name: "bad-setting", severity: Severity::Error, file: include_str!("cfg004.rs") };
