//! The facts of TEI P5: modules, classes, elements, attributes, content models and datatypes, as tables that are built in,
//! and look-ups in them.
//!
//! Nothing here knows a file or a document. What a customisation makes of the facts is the work of `teiwright-odd`.

mod attributes;
mod facts;
mod places;
mod readable;
mod similar;
pub mod spec;
pub mod table;
mod version;

pub use attributes::Held;
pub use facts::{Facts, page};
pub use version::{UnknownVersion, Version, facts};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
