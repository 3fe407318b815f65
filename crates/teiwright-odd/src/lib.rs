//! ODD: customisations of TEI, compiled to RELAX NG grammars by the rules of the Guidelines (chapters 22 and 23).
//!
//! Nothing here touches a file: a [`Resolver`](teiwright_relaxng::Resolver) finds what a customisation refers to.

mod facts;
mod read;
pub mod rules;

pub use facts::{Facts, facts};
