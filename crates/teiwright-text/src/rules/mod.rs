//! The `TXT` rules: one file each; the file's first comment is its explain page.

use teiwright_source::Rule;

/// Every `TXT` rule, in the order of its code.
pub static RULES: &[&Rule] = &[];
