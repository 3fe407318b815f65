//! # An attribute that the element does not have
//!
//! The schema gives this element no attribute of this name, or not together with those before it.
//!
//! ```xml
//! <pb nn="12"/>
//! ```
//!
//! Mend: correct the name, or take the attribute out.

use teiwright_source::{Rule, Severity};

/// RNG105.
pub static RULE: Rule = Rule {
    code: "RNG105",
    name: "unknown-attribute",
    severity: Severity::Error,
    file: include_str!("rng105.rs"),
};
