//! XML for Teiwright: an arena [`Tree`] whose nodes say where they came from, a [`TreeBuilder`], [`write`],
//! and a [`reader`] that checks everything a non-validating processor must.

mod builder;
pub mod reader;
mod reread;
pub mod rules;
mod tree;
mod write;

pub use builder::TreeBuilder;
pub use reread::{Difference, same_as_written};
pub use tree::{Attribute, AttributeId, Element, Node, NodeId, NodeRef, Origin, Tree};
pub use write::write;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
