//! # An element that ends before it holds what it must
//!
//! The content model asks for more: an element or a text without which this one may not end.
//!
//! ```xml
//! <list></list>    an item is missing
//! ```
//!
//! Mend: write what is missing, or take the element out.

use teiwright_source::{Rule, Severity};

/// RNG109.
pub static RULE: Rule =
    Rule { code: "RNG109", name: "incomplete", severity: Severity::Error, file: include_str!("rng109.rs") };
