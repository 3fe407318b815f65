//! The `ODD` rules: one file each; the file's first comment is its explain page.

use teiwright_source::Rule;

pub mod odd001;
pub mod odd002;
pub mod odd003;
pub mod odd004;
pub mod odd005;
pub mod odd006;
pub mod odd007;
pub mod odd008;
pub mod odd009;
pub mod odd010;
pub mod odd011;
pub mod odd012;
pub mod odd013;
pub mod odd014;
pub mod odd015;
pub mod odd016;
pub mod odd017;

pub(crate) use odd001::{unparsed, unread};
pub(crate) use odd002::lacks;
pub(crate) use odd003::{occurrence, value};
pub(crate) use odd004::unknown_content;
pub(crate) use odd005::{circular, too_deep};
pub(crate) use odd006::no_group;
pub(crate) use odd007::unknown_module;
pub(crate) use odd008::{not_in_module, not_in_source};
pub(crate) use odd009::unknown_class;
pub(crate) use odd010::change_of_nothing;
pub(crate) use odd011::unknown_reference;
pub(crate) use odd012::specified_twice;
pub(crate) use odd013::values_without_mode;
pub(crate) use odd014::unknown_version;
pub(crate) use odd015::{faulty_grammar, no_schema, no_schema_named, no_start, unknown_start};
pub(crate) use odd016::unknown_attribute;
pub(crate) use odd017::no_name;

/// Every `ODD` rule, in the order of its code.
pub static RULES: &[&Rule] = &[
    &odd001::RULE,
    &odd002::RULE,
    &odd003::RULE,
    &odd004::RULE,
    &odd005::RULE,
    &odd006::RULE,
    &odd007::RULE,
    &odd008::RULE,
    &odd009::RULE,
    &odd010::RULE,
    &odd011::RULE,
    &odd012::RULE,
    &odd013::RULE,
    &odd014::RULE,
    &odd015::RULE,
    &odd016::RULE,
    &odd017::RULE,
];

/// The name that is most like `name`, if one is like it.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let far = (name.chars().count() / 3).clamp(1, 3);
    let near = known.map(|other| (strsim::osa_distance(name, other), other));
    near.filter(|(distance, _)| *distance <= far).min().map(|found| found.1)
}
