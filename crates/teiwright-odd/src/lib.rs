//! ODD: customisations of TEI, compiled to RELAX NG grammars by the rules of the Guidelines (chapters 22 and 23).
//!
//! [`compile`] reads a customisation with all that it refers to, and says what is wrong with it. It touches no file: a
//! [`Resolver`](teiwright_relaxng::Resolver) finds what the customisation refers to.

mod assemble;
mod base;
mod check;
mod compile;
mod facts;
mod merge;
mod pattern;
mod read;
pub mod rules;

pub use base::version as nearest_version;
pub use compile::{Compiled, OddFile, Options, compile, whole, whole_for};
pub use facts::{Facts, facts};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
