//! The rules of association: one file each; the file's first comment is its explain page.

use teiwright_source::Rule;

pub mod cfg011;
pub mod cfg012;
pub mod cfg013;

pub(crate) use cfg011::remote_schema;
pub(crate) use cfg012::no_schema;
pub(crate) use cfg013::unreadable_model;

/// Every rule of this crate, in the order of its code.
pub static RULES: &[&Rule] = &[&cfg011::RULE, &cfg012::RULE, &cfg013::RULE];
