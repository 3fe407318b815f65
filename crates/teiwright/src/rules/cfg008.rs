//! # What was made is not valid
//!
//! The converter checks what it made against its own customisation of TEI (`schemas/teiwright.odd`) before it writes. Something
//! is not as it should be, so no output was written. The place is the passage of the transcription that it was made of.
//!
//! This is a fault of the converter, not of the text. Mend: please report it with the passage.

use teiwright_source::{Rule, Severity};

/// CFG008.
pub static RULE: Rule =
    Rule { code: "CFG008", name: "made-invalid", severity: Severity::Error, file: include_str!("cfg008.rs") };
