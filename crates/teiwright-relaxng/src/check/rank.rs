//! Which of many names to tell first.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::reference::derivative::Name;
use crate::simplify::grammar::{Grammar, Pattern};
use crate::simplify::names::NameId;

/// How many names are told in a sentence.
const TOLD: usize = 8;

/// A name that could stand at a place.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) name: Name,
    pub(super) namespace: String,
    pub(super) local: String,
    /// Whether the parent, which is not complete, would be with it.
    pub(super) required: bool,
    /// How often the document had it so far.
    pub(super) count: u32,
    /// How many elements of the schema may hold it: one that only this parent holds is most likely meant.
    pub(super) parents: u32,
}

impl Candidate {
    /// As a document writes it.
    pub(super) fn shown(&self) -> String {
        if self.namespace == crate::syntax::model::XML_NS {
            format!("xml:{}", self.local)
        } else {
            self.local.clone()
        }
    }
}

/// Whether one word is most likely a slip for the other.
#[must_use]
pub fn near(word: &str, name: &str) -> bool {
    let longest = word.chars().count().max(name.chars().count());
    let allowed = if longest <= 2 {
        0
    } else if longest <= 6 {
        1
    } else {
        2
    };
    let short = longest <= 3 && word.chars().next() == name.chars().next();
    let distance = strsim::osa_distance(word, name);
    distance <= allowed.max(usize::from(short)) || word.eq_ignore_ascii_case(name)
}

/// How many letters differ between two words, two that changed places counted once.
#[must_use]
pub fn distance(word: &str, name: &str) -> usize {
    strsim::osa_distance(word, name)
}

/// The same among the few names that could stand at the place, where a short name may be a slip too.
pub(super) fn near_here(word: &str, name: &str) -> bool {
    let short = word.chars().count().max(name.chars().count()) <= 3;
    near(word, name) || short && strsim::osa_distance(word, name) <= 1
}

/// The names, nearest to `word` first, then what is required, what the document has most often, what stands in few others.
pub(super) fn ranked(mut list: Vec<Candidate>, word: Option<&str>) -> Vec<String> {
    list.sort_by_cached_key(|c| {
        let distance = word
            .filter(|word| near_here(word, &c.local))
            .map_or(usize::MAX, |w| strsim::osa_distance(w, &c.local));
        (distance, !c.required, std::cmp::Reverse(c.count), c.parents, c.local.clone())
    });
    list.iter().map(Candidate::shown).collect()
}

/// The first names in a sentence: `` `a`, `b` or `c` ``.
pub(super) fn some(names: &[String], last: &str) -> String {
    let told = names.iter().take(TOLD).map(|name| format!("`{name}`")).collect::<Vec<_>>();
    let more = names.len().saturating_sub(TOLD);
    match told.split_last() {
        None => "something".to_owned(),
        _ if more > 0 => format!("{} {last} {more} others", told.join(", ")),
        Some((one, [])) => one.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// How many elements of the schema may hold each name.
pub(super) fn parents(grammar: &Grammar) -> FxHashMap<NameId, u32> {
    let mut parents = FxHashMap::default();
    for element in &grammar.elements {
        let mut inside = FxHashSet::default();
        grammar.arena.walk([element.content], |_, pattern| {
            if let Pattern::Element(number) = pattern {
                inside.extend(grammar.elements[*number as usize].class.names().unwrap_or_default());
            }
            true
        });
        for name in inside {
            *parents.entry(name).or_default() += 1;
        }
    }
    parents
}
