//! # A document whose check was given up
//!
//! The combinations of what the schema allows grew past all bounds, so the rest of the document was not checked.
//!
//! Mend: simplify the schema where interleaved patterns allow very many combinations.

use teiwright_source::{Rule, Severity};

/// RNG111.
pub static RULE: Rule =
    Rule { code: "RNG111", name: "given-up", severity: Severity::Error, file: include_str!("rng111.rs") };
