//! # An ID that stands twice
//!
//! An ID names one element of its document (XML 1.0, section 3.3.1; RELAX NG DTD Compatibility, section 5.1): a link to it
//! would otherwise lead to two places. Which attributes are IDs the schema says by their datatype, `xsd:ID`.
//!
//! ```xml
//! <p xml:id="p12"/> … <p xml:id="p12"/>
//! ```
//!
//! A warning, for RELAX NG by itself calls such a document valid; `--fail-on warning` refuses it.
//!
//! Mend: give one of the two elements another ID, and see which of the two the links mean.

use teiwright_source::{Rule, Severity};

/// RNG113.
pub static RULE: Rule =
    Rule { code: "RNG113", name: "id-twice", severity: Severity::Warning, file: include_str!("rng113.rs") };
