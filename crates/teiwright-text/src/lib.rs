//! Plain-text transcriptions to the [`Document`](teiwright_model::Document).
//!
//! [`read`] never fails: it returns a [`Reading`] with the Document, the ledger of deliberate changes, and why each
//! line was read as it was, and what there was to report. It knows transcriptions and nothing of XML.

mod anchors;
mod blocks;
mod contents;
mod context;
mod dates;
mod drama;
mod header;
mod headings;
mod inlines;
mod language;
mod layout;
mod lines;
mod markdown;
mod notes;
mod numbers;
mod outline;
mod parts;
mod pieces;
mod reader;
mod reading;
pub mod rules;
mod signals;
mod structure;
mod words;

pub use reader::read;
pub use reading::{Dialect, LineReading, LineRole, ReadOptions, Reading};
