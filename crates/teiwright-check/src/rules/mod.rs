//! The rules of association (`CFG`) and of TEI beyond a grammar (`TEI`): one file each; the file's first comment is its explain page.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Span};

pub mod cfg011;
pub mod cfg012;
pub mod cfg013;
pub mod tei010;
pub mod tei011;
pub mod tei012;
pub mod tei013;
pub mod tei014;
pub mod tei015;
pub mod tei016;
pub mod tei017;
pub mod tei018;
pub mod tei019;
pub mod tei020;
pub mod tei021;
pub mod tei022;
pub mod tei023;
pub mod tei024;
pub mod tei025;
pub mod tei026;
pub mod tei027;
pub mod tei030;
pub mod tei031;
pub mod tei032;
pub mod tei033;
pub mod tei034;
pub mod tei035;
pub mod tei040;
pub mod tei041;
pub mod tei042;
pub mod tei043;
pub mod tei050;
pub mod tei051;
pub mod tei052;
pub mod tei053;
pub mod tei054;
pub mod tei055;
pub mod tei056;
pub mod tei057;
pub mod tei060;
pub mod tei061;
pub mod tei062;
pub mod tei063;
pub mod tei064;
pub mod tei065;
pub mod tei066;
pub mod tei067;
pub mod tei068;
pub mod tei069;
pub mod tei070;
pub mod tei071;
pub mod tei072;
pub mod tei073;
pub mod tei080;
pub mod tei081;
pub mod tei082;
pub mod tei083;
pub mod tei084;
pub mod tei085;
pub mod tei086;
pub mod tei087;
pub mod tei088;
pub mod tei089;
pub mod tei090;
pub mod tei091;

mod characters;

pub(crate) use cfg011::remote_schema;
pub(crate) use cfg012::no_schema;
pub(crate) use cfg013::unreadable_model;
pub(crate) use characters::not_nfc;
pub(crate) use tei010::id_twice;
pub(crate) use tei011::points_to_nothing;
pub(crate) use tei012::{bare_words, file_missing, sign_missing};
pub(crate) use tei013::id_missing;
pub(crate) use tei014::wrong_target;
pub(crate) use tei015::unknown_prefix;
pub(crate) use tei016::prefix_pattern;
pub(crate) use tei017::unused_anchor;
pub(crate) use tei018::links_disagree;
pub(crate) use tei019::{image_missing, images_missing};
pub(crate) use tei020::range_backwards;
pub(crate) use tei021::date_beside_range;
pub(crate) use tei022::no_such_day;
pub(crate) use tei023::calendar_without_content;
pub(crate) use tei024::calendar_undeclared;
pub(crate) use tei025::other_year;
pub(crate) use tei026::{numbers_backwards, pages_backwards};
pub(crate) use tei027::year_of_eight_digits;
pub(crate) use tei030::language_malformed;
pub(crate) use tei031::language_unknown;
pub(crate) use tei032::language_outdated;
pub(crate) use tei033::language_undeclared;
pub(crate) use tei034::language_unused;
pub(crate) use tei035::mixed_scripts;
pub(crate) use tei040::soft_hyphens;
pub(crate) use tei041::no_break_spaces;
pub(crate) use tei042::hyphens_left;
pub(crate) use tei043::quotes_open;
pub(crate) use tei050::{placeholder_title, title_missing};
pub(crate) use tei051::publication_unsaid;
pub(crate) use tei052::resp_of_nobody;
pub(crate) use tei053::source_unsaid;
pub(crate) use tei054::empty;
pub(crate) use tei055::heading_alone;
pub(crate) use tei056::level_skipped;
pub(crate) use tei057::notes_out_of_order;
pub(crate) use tei060::nested;
pub(crate) use tei061::exclusive;
pub(crate) use tei062::needs;
pub(crate) use tei063::required;
pub(crate) use tei064::number_of_values;
pub(crate) use tei065::out_of_place;
pub(crate) use tei066::{children, once_only};
pub(crate) use tei067::manuscript_unidentified;
pub(crate) use tei068::text_in_facsimile;
pub(crate) use tei069::closed_path;
pub(crate) use tei070::span_backwards;
pub(crate) use tei071::declarable;
pub(crate) use tei072::cite_structure;
pub(crate) use tei073::contradiction;
pub(crate) use tei080::mode;
pub(crate) use tei081::attribute_definition;
pub(crate) use tei082::data_reference;
pub(crate) use tei083::reference;
pub(crate) use tei084::occurrences;
pub(crate) use tei085::lone_part;
pub(crate) use tei086::processing_model;
pub(crate) use tei087::constraint;
pub(crate) use tei088::module;
pub(crate) use tei089::deprecation;
pub(crate) use tei090::unused_ignore;
pub(crate) use tei091::{ignores_nothing, ignores_without_reason, instruction_unknown};

/// Every rule of this crate, in the order of its code.
pub static RULES: &[&Rule] = &[
    &cfg011::RULE,
    &cfg012::RULE,
    &cfg013::RULE,
    &tei010::RULE,
    &tei011::RULE,
    &tei012::RULE,
    &tei013::RULE,
    &tei014::RULE,
    &tei015::RULE,
    &tei016::RULE,
    &tei017::RULE,
    &tei018::RULE,
    &tei019::RULE,
    &tei020::RULE,
    &tei021::RULE,
    &tei022::RULE,
    &tei023::RULE,
    &tei024::RULE,
    &tei025::RULE,
    &tei026::RULE,
    &tei027::RULE,
    &tei030::RULE,
    &tei031::RULE,
    &tei032::RULE,
    &tei033::RULE,
    &tei034::RULE,
    &tei035::RULE,
    &tei040::RULE,
    &tei041::RULE,
    &tei042::RULE,
    &tei043::RULE,
    &tei050::RULE,
    &tei051::RULE,
    &tei052::RULE,
    &tei053::RULE,
    &tei054::RULE,
    &tei055::RULE,
    &tei056::RULE,
    &tei057::RULE,
    &tei060::RULE,
    &tei061::RULE,
    &tei062::RULE,
    &tei063::RULE,
    &tei064::RULE,
    &tei065::RULE,
    &tei066::RULE,
    &tei067::RULE,
    &tei068::RULE,
    &tei069::RULE,
    &tei070::RULE,
    &tei071::RULE,
    &tei072::RULE,
    &tei073::RULE,
    &tei080::RULE,
    &tei081::RULE,
    &tei082::RULE,
    &tei083::RULE,
    &tei084::RULE,
    &tei085::RULE,
    &tei086::RULE,
    &tei087::RULE,
    &tei088::RULE,
    &tei089::RULE,
    &tei090::RULE,
    &tei091::RULE,
];

/// `` `a`, `b` or `c` ``; of many, the first.
pub(crate) fn listed<'w>(words: impl Iterator<Item = &'w str>, last: &str) -> String {
    const MOST: usize = 8;
    let words = words.map(|word| format!("`{word}`")).collect::<Vec<_>>();
    let more = words.len().saturating_sub(MOST);
    let told = &words[..words.len().min(MOST)];
    match told.split_last() {
        None => "nothing".to_owned(),
        _ if more > 0 => format!("{} {last} {more} others", told.join(", ")),
        Some((one, [])) => one.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// A finding about several places, of which the first few are shown.
fn several(found: Diagnostic, places: &[Span]) -> Diagnostic {
    let Some((first, more)) = places.split_first() else { return found };
    let found = found.with_span(*first).with_label(if more.is_empty() { "here" } else { "the first" });
    more.iter().fold(found, |found, place| found.with_related(*place, "here too"))
}

/// Pointers to an ID that nothing has.
struct Dangling<'a> {
    id: &'a str,
    /// How many there are, and where the first of them stand.
    count: usize,
    places: &'a [Span],
    /// IDs that may be meant, with how far they are.
    near: &'a [(&'a str, usize)],
}

impl Dangling<'_> {
    /// The finding about them; where no ID is near, `otherwise` is the help.
    fn finding(
        &self,
        rule: &'static Rule,
        message: &str,
        label: &str,
        otherwise: impl FnOnce() -> String,
    ) -> Diagnostic {
        let times = if self.count > 1 { format!(" ({} pointers to it)", self.count) } else { String::new() };
        let found =
            several(Diagnostic::new(rule, format!("{message}{times}")), self.places).with_label(label);
        let span = self.places.first().copied().unwrap_or_default();
        nearest_id(found, "#", self.id, span, self.near, otherwise)
    }
}

/// Offers the nearest ID for `id`, which stands after `before` at `span`; where none is near, `otherwise` is the help.
fn nearest_id(
    found: Diagnostic,
    before: &str,
    id: &str,
    span: Span,
    near: &[(&str, usize)],
    otherwise: impl FnOnce() -> String,
) -> Diagnostic {
    let Some((best, distance)) = near.first() else { return found.with_help(otherwise()) };
    let found = found
        .with_help(format!("write `{before}{best}`"))
        .with_expected(near.iter().map(|(id, _)| format!("{before}{id}")).collect());
    // Behind references, or by way of a prefix, the ID does not stand there as it is.
    if span.len() as usize != before.len() + id.len() {
        return found;
    }
    // Of a row of numbered IDs another number is another place.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let alone = near.get(1).is_none_or(|(_, other)| other > distance);
    let safe = *distance == 1 && alone && digits(best) == digits(id);
    let applicability = if safe { Applicability::Safe } else { Applicability::Unsafe };
    let place = span.part(before.len()..span.len() as usize);
    let title = format!("write `{before}{best}`");
    found.with_fix(Fix { title, ..Fix::write(place, *best, applicability) })
}
