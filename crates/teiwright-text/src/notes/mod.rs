//! Notes: their markers, where they are defined, and which reference means which.

pub(crate) mod links;
pub(crate) mod markers;

pub(crate) use links::{Anchor, Linker, Links};
pub(crate) use markers::Definition;
