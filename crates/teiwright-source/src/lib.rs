//! Decoded text and what can be said about it: [`Source`] (text, encoding, lines), [`Span`] (a place in it) and
//! [`Diagnostic`] (a finding with a code, a place and a mend).
//!
//! Every other crate of Teiwright stands on this one and nothing here knows of transcriptions, TEI or XML beyond the
//! characters that XML 1.0 can hold. Reading never fails: [`decode`] returns a [`Source`] and what it had to report;
//! only what cannot be text at all is an [`error`](DecodeError).

mod collector;
mod decode;
mod diagnostic;
mod lines;
mod offsets;
mod patch;
mod rewrite;
mod rule;
pub mod rules;
mod scan;
mod source;
mod span;

pub use collector::{Diagnostics, Mark};
pub use decode::{DecodeError, DecodeOptions, Normalization, decode};
pub use diagnostic::{Applicability, Diagnostic, Edit, Fix, Related, Severity};
pub use lines::{LineIndex, Position};
pub use rule::Rule;
pub use scan::{characters, is_xml_char};
pub use source::{Encoding, Source};
pub use span::Span;
