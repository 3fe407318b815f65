//! The `XML` rules: one file each; the file's first comment is its explain page.

use teiwright_source::Rule;

pub mod xml001;
pub mod xml002;
pub mod xml003;
pub mod xml004;
pub mod xml005;
pub mod xml006;
pub mod xml007;
pub mod xml008;
pub mod xml009;
pub mod xml010;
pub mod xml011;
pub mod xml012;
pub mod xml013;
pub mod xml014;
pub mod xml015;
pub mod xml016;
pub mod xml017;
pub mod xml018;
pub mod xml019;

pub(crate) use xml001::malformed;
pub(crate) use xml002::{misspelt, stray, unclosed};
pub(crate) use xml003::twice;
pub(crate) use xml004::undeclared_prefix;
pub(crate) use xml005::{bad_reference, bare_ampersand};
pub(crate) use xml006::{undeclared_entity, unread_entity};
pub(crate) use xml007::forbidden;
pub(crate) use xml008::cdata_end;
pub(crate) use xml009::comment;
pub(crate) use xml010::instruction;
pub(crate) use xml011::declaration;
pub(crate) use xml012::outside;
pub(crate) use xml013::document_type;
pub(crate) use xml014::entity;
pub(crate) use xml015::limit;
pub(crate) use xml016::{not_fetched, not_read};
pub(crate) use xml017::{colon, namespace};
pub(crate) use xml018::encoding;
pub(crate) use xml019::attribute;

/// Every `XML` rule, in the order of its code.
pub static RULES: &[&Rule] = &[
    &xml001::RULE,
    &xml002::RULE,
    &xml003::RULE,
    &xml004::RULE,
    &xml005::RULE,
    &xml006::RULE,
    &xml007::RULE,
    &xml008::RULE,
    &xml009::RULE,
    &xml010::RULE,
    &xml011::RULE,
    &xml012::RULE,
    &xml013::RULE,
    &xml014::RULE,
    &xml015::RULE,
    &xml016::RULE,
    &xml017::RULE,
    &xml018::RULE,
    &xml019::RULE,
];
