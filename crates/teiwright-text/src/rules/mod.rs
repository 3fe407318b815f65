//! The `TXT` rules: one file each; the file's first comment is its explain page.

use teiwright_source::Rule;

pub mod txt001;
pub mod txt002;
pub mod txt004;
pub mod txt005;
pub mod txt020;
pub mod txt021;
pub mod txt030;
pub mod txt031;

pub use txt001::nothing;
pub(crate) use txt002::guessed_heading;
pub(crate) use txt004::anchor_without_note;
pub(crate) use txt005::note_without_anchor;
pub(crate) use txt020::unknown_label;
pub(crate) use txt021::title_or_author;
pub(crate) use txt030::dual_date;
pub(crate) use txt031::impossible_date;

/// Every `TXT` rule, in the order of its code.
pub static RULES: &[&Rule] = &[
    &txt001::RULE,
    &txt002::RULE,
    &txt004::RULE,
    &txt005::RULE,
    &txt020::RULE,
    &txt021::RULE,
    &txt030::RULE,
    &txt031::RULE,
];
