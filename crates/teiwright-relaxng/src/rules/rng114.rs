//! # A reference to no ID
//!
//! An attribute of the type `xsd:IDREF` or `xsd:IDREFS` names IDs of the same document (RELAX NG DTD Compatibility,
//! section 5.1). No element of the document has this one.
//!
//! ```xml
//! <note ref="n2"/>    and no element with the ID n2
//! ```
//!
//! A warning, for RELAX NG by itself calls such a document valid; `--fail-on warning` refuses it.
//!
//! Mend: write the ID that is meant (the nearest is offered), or give the element that is meant this ID.

use teiwright_source::{Rule, Severity};

/// RNG114.
pub static RULE: Rule = Rule {
    code: "RNG114",
    name: "reference-to-no-id",
    severity: Severity::Warning,
    file: include_str!("rng114.rs"),
};
