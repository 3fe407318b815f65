//! # An attribute whose value is not of its type
//!
//! The attribute may stand here, its value may not: it is none of the values of a closed list, or not of the form of its datatype.
//!
//! ```xml
//! <date when="1917-10-5">5 October</date>
//! ```
//!
//! Mend: write a value of the type that is named.

use teiwright_source::{Rule, Severity};

/// RNG106.
pub static RULE: Rule =
    Rule { code: "RNG106", name: "wrong-value", severity: Severity::Error, file: include_str!("rng106.rs") };
