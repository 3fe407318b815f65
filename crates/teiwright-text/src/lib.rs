//! Plain-text transcriptions to the [`Document`](teiwright_model::Document).
//!
//! [`read`] never fails: it returns a [`Reading`] with the Document, the ledger of deliberate changes, and why each
//! line was read as it was, and what there was to report. It knows transcriptions and nothing of XML.

mod context;
mod dates;
mod header;
mod lines;
mod reading;
pub mod rules;

pub use reading::{Dialect, LineReading, LineRole, ReadOptions, Reading};
