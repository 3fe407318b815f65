//! The `RNG` rules: one file each; the file's first comment is its explain page. 001–031 are about schemas.

use teiwright_source::Rule;

pub mod rng001;
pub mod rng002;
pub mod rng003;
pub mod rng004;
pub mod rng005;
pub mod rng006;
pub mod rng007;
pub mod rng008;
pub mod rng009;
pub mod rng010;
pub mod rng011;
pub mod rng012;
pub mod rng013;
pub mod rng014;
pub mod rng015;
pub mod rng016;
pub mod rng017;
pub mod rng018;
pub mod rng019;
pub mod rng020;
pub mod rng021;
pub mod rng022;
pub mod rng023;
pub mod rng024;
pub mod rng025;
pub mod rng026;
pub mod rng027;
pub mod rng028;
pub mod rng029;
pub mod rng030;
pub mod rng031;
pub mod rng101;
pub mod rng102;
pub mod rng103;
pub mod rng104;
pub mod rng105;
pub mod rng106;
pub mod rng107;
pub mod rng108;
pub mod rng109;
pub mod rng110;
pub mod rng111;
pub mod rng112;
pub mod rng113;
pub mod rng114;

pub(crate) use rng001::not_well_formed;
pub(crate) use rng002::compact_syntax;
pub(crate) use rng003::{no_pattern, schema_element};
pub(crate) use rng004::schema_attribute;
pub(crate) use rng005::child_missing;
pub(crate) use rng006::undeclared_prefix;
pub(crate) use rng007::datatype_library_uri;
pub(crate) use rng008::not_found;
pub(crate) use rng009::recursive_include;
pub(crate) use rng010::include_not_grammar;
pub(crate) use rng011::override_without_match;
pub(crate) use rng012::name_class;
pub(crate) use rng013::xmlns_attribute;
pub(crate) use rng014::unknown_datatype;
pub(crate) use rng015::datatype_parameter;
pub(crate) use rng016::value_not_of_type;
pub(crate) use rng017::combine;
pub(crate) use rng018::start_missing;
pub(crate) use rng019::undefined_reference;
pub(crate) use rng020::no_parent_grammar;
pub(crate) use rng021::recursive_reference;
pub(crate) use rng022::prohibited_path;
pub(crate) use rng023::string_sequence;
pub(crate) use rng024::duplicate_attribute;
pub(crate) use rng025::attribute_not_repeated;
pub(crate) use rng026::interleave_overlap;
pub(crate) use rng027::too_large;
pub(crate) use rng028::annotation;
pub(crate) use rng029::namespace_declaration;
pub(crate) use rng030::id_type;
pub(crate) use rng031::default_value;

/// Every `RNG` rule, in the order of its code.
pub static RULES: &[&Rule] = &[
    &rng001::RULE,
    &rng002::RULE,
    &rng003::RULE,
    &rng004::RULE,
    &rng005::RULE,
    &rng006::RULE,
    &rng007::RULE,
    &rng008::RULE,
    &rng009::RULE,
    &rng010::RULE,
    &rng011::RULE,
    &rng012::RULE,
    &rng013::RULE,
    &rng014::RULE,
    &rng015::RULE,
    &rng016::RULE,
    &rng017::RULE,
    &rng018::RULE,
    &rng019::RULE,
    &rng020::RULE,
    &rng021::RULE,
    &rng022::RULE,
    &rng023::RULE,
    &rng024::RULE,
    &rng025::RULE,
    &rng026::RULE,
    &rng027::RULE,
    &rng028::RULE,
    &rng029::RULE,
    &rng030::RULE,
    &rng031::RULE,
    &rng101::RULE,
    &rng102::RULE,
    &rng103::RULE,
    &rng104::RULE,
    &rng105::RULE,
    &rng106::RULE,
    &rng107::RULE,
    &rng108::RULE,
    &rng109::RULE,
    &rng110::RULE,
    &rng111::RULE,
    &rng112::RULE,
    &rng113::RULE,
    &rng114::RULE,
];

/// The name that a word is most likely a slip for.
pub(crate) fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let allowed = if word.chars().count() <= 6 { 1 } else { 2 };
    let near = |name: &&str| strsim::osa_distance(word, name) <= allowed || word.eq_ignore_ascii_case(name);
    names.into_iter().filter(near).min_by_key(|name| (strsim::osa_distance(word, name), *name))
}
