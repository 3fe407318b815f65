//! The `CFG` rules: one file each; the file's first comment is its explain page.

use teiwright_source::Rule;

pub mod cfg001;
pub mod cfg002;
pub mod cfg003;
pub mod cfg004;
pub mod cfg005;
pub mod cfg006;
pub mod cfg007;
pub mod cfg008;
pub mod cfg014;
pub mod cfg020;
pub mod cfg021;

/// Every `CFG` rule, in the order of its code.
pub static RULES: &[&Rule] = &[
    &cfg001::RULE,
    &cfg002::RULE,
    &cfg003::RULE,
    &cfg004::RULE,
    &cfg005::RULE,
    &cfg006::RULE,
    &cfg007::RULE,
    &cfg008::RULE,
    &cfg014::RULE,
    &cfg020::RULE,
    &cfg021::RULE,
];
