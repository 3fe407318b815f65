//! RELAX NG: schemas in both syntaxes, checked and simplified, datatypes, and validation.
//!
//! [`load`] reads a schema with all that it refers to and says what is wrong with it. It touches no files: a
//! [`Resolver`] finds what a schema refers to.

mod check;
pub mod datatypes;
mod engine;
pub mod reference;
pub mod rules;
mod schema;
mod simplify;
pub mod syntax;

pub use check::{
    Anchor, Beside, Checker, Findings, check, check_beside, check_stream, check_stream_beside, distance, near,
};
pub use engine::{Identifiers, Possible, Validator};
pub use schema::{Loaded, Schema, SchemaFile, compile, load};
pub use simplify::files::{NoFiles, Resolver};
pub use syntax::{is_ncname, join};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
