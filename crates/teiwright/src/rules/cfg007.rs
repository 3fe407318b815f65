//! # TEI does not have this name
//!
//! `teiwright schema show` was asked for a name that is no element, class, macro, datatype or module of the release of TEI. Names
//! have their case: it is `persName`, not `persname`.
//!
//! Mend: take one of the names that are near; `teiwright schema list` has the modules, and `teiwright schema show MODULE` the
//! elements of one.

use teiwright_source::{Rule, Severity};

/// CFG007.
pub static RULE: Rule = Rule {
    code: "CFG007",
    name: "unknown-tei-name",
    severity: Severity::Error,
    file: include_str!("cfg007.rs"),
};
