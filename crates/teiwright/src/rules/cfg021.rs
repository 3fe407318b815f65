//! # The baseline cannot be used
//!
//! The file of `--baseline` is not there, or is not what `--update-baseline` writes: JSON with a version and one finding a line.
//! A conflict of two branches that was left in it is the usual reason.
//!
//! Mend: `teiwright check … --baseline FILE --update-baseline` makes a baseline of what is found now; after a conflict, take
//! either side and do the same.

use teiwright_source::{Rule, Severity};

/// CFG021.
pub static RULE: Rule =
    Rule { code: "CFG021", name: "bad-baseline", severity: Severity::Error, file: include_str!("cfg021.rs") };
