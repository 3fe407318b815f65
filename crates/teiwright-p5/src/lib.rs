//! The facts of TEI P5: modules, classes, elements, attributes, content models and datatypes, as tables that are built in,
//! and look-ups in them.
//!
//! Nothing here knows a file or a document. What a customisation makes of the facts is the work of `teiwright-odd`.

pub mod spec;
mod version;

pub mod table;
pub use version::Version;
