//! Notes: their markers, where they are defined, which reference means which, and who wrote them.

mod attribution;
pub(crate) mod links;
pub(crate) mod markers;
mod more;

pub(crate) use attribution::attribution;
pub(crate) use links::{Anchor, Linker, Links};
pub(crate) use markers::{Definition, number};
pub(crate) use more::{More, take_bracket};
