//! What templates there may be, which names each may use, and what is used where one is not there.

/// A behaviour: a part of a Document that a template may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behaviour {
    /// Its name, and that of its template without the ending: `note-ref`.
    pub name: &'static str,
    /// The behaviour whose template is used where it has none of its own.
    pub instead: Option<&'static str>,
    /// The names that its template may use, besides those that every template may ([`COMMON`]).
    pub names: &'static [&'static str],
}

/// The names that every template may use: `content`, what is in it, written already; `id`, `lang`, `n`, `rend`, of its head;
/// `look`, what the rendition means (`italic`, `bold`, …); `element` and `attributes` of the TEI; `options`.
pub(crate) const COMMON: &[&str] =
    &["content", "id", "lang", "n", "rend", "look", "element", "attributes", "options"];

const fn behaviour(
    name: &'static str,
    instead: Option<&'static str>,
    names: &'static [&'static str],
) -> Behaviour {
    Behaviour { name, instead, names }
}

/// Every behaviour, from the whole to the smallest.
pub const BEHAVIOURS: &[Behaviour] = &[
    behaviour(
        "document",
        None,
        &["front", "body", "back", "notes", "outline", "metadata", "title", "authors", "language"],
    ),
    behaviour("front", None, &[]),
    behaviour("body", None, &[]),
    behaviour("back", None, &[]),
    behaviour("division", None, &["kind", "subtype", "level", "title"]),
    behaviour("heading", Some("paragraph"), &["role", "level"]),
    behaviour("paragraph", None, &[]),
    behaviour("label", Some("paragraph"), &[]),
    behaviour("line-group", None, &["kind"]),
    behaviour("verse", Some("paragraph"), &["part"]),
    behaviour("quotation", None, &["source"]),
    behaviour("epigraph", Some("quotation"), &["source"]),
    behaviour("list", None, &["kind"]),
    behaviour("item", None, &["kind", "label"]),
    behaviour("table", None, &[]),
    behaviour("row", None, &["labels"]),
    behaviour("cell", Some("paragraph"), &["labels"]),
    behaviour("speech", None, &["speaker"]),
    behaviour("stage", Some("paragraph"), &["kind"]),
    behaviour("opener", None, &[]),
    behaviour("closer", Some("opener"), &[]),
    behaviour("letter-part", Some("paragraph"), &["kind"]),
    behaviour("postscript", None, &[]),
    behaviour("byline", Some("paragraph"), &[]),
    behaviour("trailer", Some("paragraph"), &[]),
    behaviour("break", None, &["unit"]),
    behaviour("figure", None, &["url", "caption", "description"]),
    behaviour("note-list", None, &[]),
    behaviour("generic-block", None, &[]),
    behaviour("emphasis", None, &[]),
    behaviour("note-ref", None, &["marker", "target", "note"]),
    behaviour("date", None, &["when", "not_before", "not_after", "from", "to"]),
    behaviour("time", None, &["when", "from", "to"]),
    behaviour("inline-stage", None, &["kind"]),
    behaviour("reaction", Some("inline-stage"), &["kind"]),
    behaviour("alternate", None, &["readings", "preferred"]),
    behaviour("editorial", None, &["kind"]),
    behaviour("name", None, &["kind"]),
    behaviour("foreign", None, &[]),
    behaviour("link", None, &["target"]),
    behaviour("inline-break", None, &["unit"]),
    behaviour("image", None, &["url"]),
    behaviour("generic-inline", None, &[]),
    behaviour("notes", None, &[]),
    behaviour("note", None, &["marker", "kind", "place", "references"]),
];

/// The behaviour of that name.
pub(crate) fn find(name: &str) -> Option<&'static Behaviour> {
    BEHAVIOURS.iter().find(|behaviour| behaviour.name == name)
}

/// The name that differs least, if it may be a slip.
pub(crate) fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let best = words.min_by_key(|known| strsim::osa_distance(word, known))?;
    (strsim::osa_distance(word, best) <= (word.chars().count() / 3).max(1)).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::{BEHAVIOURS, find};

    #[test]
    fn what_is_used_instead_uses_no_other_names() {
        for behaviour in BEHAVIOURS {
            let Some(instead) = behaviour.instead else { continue };
            let other = find(instead).unwrap();
            assert!(other.names.iter().all(|name| behaviour.names.contains(name)), "{}", behaviour.name);
        }
    }
}
