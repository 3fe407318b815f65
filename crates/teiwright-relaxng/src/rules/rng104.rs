//! # An element that may not stand here any more
//!
//! It could have stood earlier in its parent: either there is one too many, or it comes too late in the order of the content model.
//!
//! ```xml
//! <div><p>words</p><head>Title</head></div>
//! ```
//!
//! Mend: move it forward, or take it out.

use teiwright_source::{Rule, Severity};

/// RNG104.
pub static RULE: Rule =
    Rule { code: "RNG104", name: "too-many", severity: Severity::Error, file: include_str!("rng104.rs") };
