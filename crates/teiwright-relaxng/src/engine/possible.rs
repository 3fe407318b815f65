//! What could stand at a place of a document.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::automaton::{Automaton, StateId};
use crate::simplify::grammar::{Pattern, PatternId};
use crate::simplify::names::NameClass;

/// What could stand at a place. Names are namespace and local part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Possible {
    /// The elements that could start here.
    pub elements: BTreeSet<(String, String)>,
    /// Whether elements of names that no list holds could start here too.
    pub any_element: bool,
    /// The attributes that the element which was started last could still have.
    pub attributes: BTreeSet<(String, String)>,
    /// Whether attributes of names that no list holds could stand here too.
    pub any_attribute: bool,
    /// Whether any text could stand here.
    pub text: bool,
    /// The strings that could stand here as the element's whole text.
    pub values: BTreeSet<String>,
    /// The datatypes whose strings could stand here.
    pub datatypes: BTreeSet<String>,
    /// Whether the open element could end here. Attributes that it must still have are no hindrance to this.
    pub end: bool,
}

impl Possible {
    /// Whether nothing could stand here, and the element could not end either: what was given is not valid.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What of a pattern is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    /// Content and attributes.
    Both,
    Content,
    /// Attributes alone: something must come before the content.
    Attributes,
}

/// What could stand in a state; attributes only in a start tag.
pub(crate) fn possible(automaton: &Automaton, state: StateId, in_tag: bool) -> Possible {
    let part = if in_tag { Part::Both } else { Part::Content };
    let mut found = Possible::default();
    let mut seen = FxHashSet::default();
    let alternatives = automaton.alternatives(state);
    let mut open = alternatives.iter().map(|a| (a.0, part)).collect::<Vec<_>>();
    found.end = alternatives.iter().any(|a| passable(automaton, a.0));
    while let Some((id, part)) = open.pop() {
        if seen.insert((id, part)) {
            visit(automaton, id, part, &mut found, &mut open);
        }
    }
    found
}

/// Whether a pattern can match nothing once its attributes are there.
fn passable(automaton: &Automaton, id: PatternId) -> bool {
    let arena = &automaton.derivatives.arena;
    match arena.get(id) {
        _ if arena.facts(id).nullable => true,
        Pattern::Attribute(..) => true,
        _ if !arena.facts(id).attributes => false,
        Pattern::Choice(parts) => parts.iter().any(|p| passable(automaton, *p)),
        Pattern::Group(a, b) | Pattern::Interleave(a, b) => {
            passable(automaton, *a) && passable(automaton, *b)
        }
        Pattern::OneOrMore(inner) => passable(automaton, *inner),
        _ => false,
    }
}

fn visit(
    automaton: &Automaton,
    id: PatternId,
    part: Part,
    found: &mut Possible,
    open: &mut Vec<(PatternId, Part)>,
) {
    let arena = &automaton.derivatives.arena;
    let grammar = &automaton.derivatives.grammar;
    match arena.get(id) {
        Pattern::Choice(parts) => open.extend(parts.iter().map(|inner| (*inner, part))),
        Pattern::Interleave(a, b) => open.extend([(*a, part), (*b, part)]),
        Pattern::OneOrMore(inner) | Pattern::After(inner, _) => open.push((*inner, part)),
        Pattern::Group(a, b) => {
            open.push((*a, part));
            // Attributes of a group may come in any order; content only after what must come before it.
            if part != Part::Attributes && passable(automaton, *a) {
                open.push((*b, part));
            } else if part != Part::Content && arena.facts(*b).attributes {
                open.push((*b, Part::Attributes));
            }
        }
        Pattern::Attribute(class, _) if part != Part::Content => {
            let class = &grammar.classes[*class as usize];
            found.any_attribute |= class.is_wild();
            add(automaton, class, &mut found.attributes);
        }
        _ if part == Part::Attributes => {}
        Pattern::List(inner) => open.push((*inner, part)),
        Pattern::Text => found.text = true,
        Pattern::Data(number, _) => {
            found.datatypes.insert(grammar.datatypes[*number as usize].name().to_string());
        }
        Pattern::Value(number) => {
            found.values.insert(grammar.values[*number as usize].text.to_string());
        }
        Pattern::Element(number) => {
            let class = &grammar.elements[*number as usize].class;
            found.any_element |= class.is_wild();
            add(automaton, class, &mut found.elements);
        }
        _ => {}
    }
}

fn add(automaton: &Automaton, class: &NameClass, to: &mut BTreeSet<(String, String)>) {
    let names = &automaton.derivatives.grammar.names;
    for name in class.names().unwrap_or_default() {
        let (uri, local) = names.parts(name);
        to.insert((uri.to_string(), local.to_string()));
    }
}
