//! The only place that knows which TEI element stands for which part of a Document: [`lower`], and the proof
//! ([`prove`]) that every character of a transcription reached the TEI or the ledger.

mod blocks;
mod dates;
mod elements;
mod header;
mod ids;
mod inlines;
mod lift;
mod lower;
mod options;
mod proof;
pub mod rules;
mod sources;

pub use elements::holds_elements_only;
pub use lift::lift;
pub use lower::lower;
pub use options::{LowerOptions, NotePlacement, Publication};
pub use proof::{Proof, prove};

/// The namespace of TEI.
pub const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";
