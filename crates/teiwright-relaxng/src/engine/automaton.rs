//! The lazily determinised automaton: states, and what each event makes of them, remembered.
//!
//! A state is a set of alternatives: a pattern that what is left of the open element may match, and the number of the
//! continuation that holds if it does. Continuations belong to the place where the element stands in its parent, so
//! states know nothing of depth, and what is remembered does not grow with it.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::run::TextRun;
use crate::datatypes::Context;
use crate::reference::derivative::{Derivatives, Name};
use crate::simplify::grammar::{Grammar, NOT_ALLOWED, Pattern, PatternId, TEXT};

/// A set of alternatives, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct StateId(u32);

/// What follows an element in its parent, for each alternative, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct NextId(u32);

/// A pattern and the number of its continuation.
pub(crate) type Alternative = (PatternId, u32);

/// How many states and patterns are remembered before a document is given up.
const MAX_REMEMBERED: usize = 4_000_000;

/// How many states and patterns may be left for the next document; past this it begins with an empty memory.
const KEPT: usize = 500_000;

/// The state in which nothing can match.
pub(crate) const DEAD: StateId = StateId(0);

/// Lists that are kept once and known by number.
#[derive(Default)]
struct Lists<T> {
    lists: Vec<Arc<[T]>>,
    numbers: FxHashMap<Arc<[T]>, u32>,
}

/// A state and a name as one number: a schema's number of a name stands for its namespace too.
fn key(state: StateId, name: Name) -> u64 {
    let name = match name {
        (_, Some(name)) => (name.0 << 1) | 1,
        (Some(namespace), None) => (namespace.0 + 1) << 1,
        (None, None) => 0,
    };
    (u64::from(state.0) << 32) | u64::from(name)
}

impl<T: Clone + Eq + std::hash::Hash> Lists<T> {
    fn intern(&mut self, list: &[T]) -> u32 {
        if let Some(number) = self.numbers.get(list) {
            return *number;
        }
        let number = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        let list: Arc<[T]> = list.into();
        self.lists.push(Arc::clone(&list));
        self.numbers.insert(list, number);
        number
    }

    fn get(&self, number: u32) -> Arc<[T]> {
        Arc::clone(&self.lists[number as usize])
    }
}

/// What is known of a state.
#[derive(Clone, Copy, Default)]
struct Facts {
    /// What any text makes of it, where the text itself does not matter.
    text: Option<StateId>,
    /// Whether the text itself matters; unknown at first.
    strings: Option<bool>,
    closed: Option<StateId>,
    /// What white space alone, or nothing, makes of an element without children, where the text does not matter.
    blank: Option<StateId>,
    /// The continuations of the alternatives that match nothing more.
    done: Option<u32>,
    ends: Option<bool>,
}

/// How the values of an attribute are told apart: by which of its contents they match, one bit each.
#[derive(Default)]
struct Matcher {
    /// Whether any text matches, and the text does not matter.
    text: bool,
    /// Whether what a value matches does not depend on where it stands.
    steady: bool,
    known: FxHashMap<Box<str>, u64>,
}

/// How many values of an attribute are remembered, and how long they may be, in bytes.
const VALUES: usize = 4_096;
const VALUE_LENGTH: usize = 64;

/// The first class of values that an attribute had in a state, and the state after it: mostly there is no other.
#[derive(Debug, Clone, Copy)]
struct Only {
    class: u64,
    next: StateId,
}

impl Only {
    const NONE: Self = Self { class: 0, next: DEAD };
}

/// The class of all values, where the schema allows any text.
const ANY: u64 = u64::MAX;

pub(crate) struct Automaton {
    pub(crate) derivatives: Derivatives,
    states: Lists<Alternative>,
    nexts: Lists<Alternative>,
    done: Lists<u32>,
    facts: Vec<Facts>,
    starts: FxHashMap<u64, (StateId, NextId)>,
    ends: FxHashMap<(NextId, u32), StateId>,
    /// The contents of the attributes of a name that a state has, with where the first class of their values leads.
    contents: FxHashMap<u64, (u32, Only)>,
    content_lists: Lists<PatternId>,
    /// What is known of each list of contents.
    matchers: Vec<Matcher>,
    attributes: FxHashMap<(u64, u64), StateId>,
    /// The state before the root element.
    pub(crate) first: StateId,
}

impl Automaton {
    pub(crate) fn new(grammar: Arc<Grammar>) -> Self {
        let start = grammar.start;
        let mut automaton = Self {
            derivatives: Derivatives::new(grammar),
            states: Lists { lists: Vec::new(), numbers: FxHashMap::default() },
            nexts: Lists { lists: Vec::new(), numbers: FxHashMap::default() },
            done: Lists { lists: Vec::new(), numbers: FxHashMap::default() },
            facts: Vec::new(),
            starts: FxHashMap::default(),
            ends: FxHashMap::default(),
            contents: FxHashMap::default(),
            content_lists: Lists { lists: Vec::new(), numbers: FxHashMap::default() },
            matchers: Vec::new(),
            attributes: FxHashMap::default(),
            first: DEAD,
        };
        automaton.state(Vec::new());
        automaton.first = automaton.state(vec![(start, 0)]);
        automaton
    }

    /// Forgets everything between two documents, if it is too much to keep.
    pub(crate) fn keep_small(&mut self) {
        if self.len() > KEPT || self.derivatives.exhausted {
            *self = Self::new(Arc::clone(&self.derivatives.grammar));
        }
    }

    /// Whether the schema allows more combinations here than can be followed: the state is worth nothing.
    pub(crate) const fn gave_up(&self) -> bool {
        self.derivatives.exhausted
    }

    /// How much is remembered.
    fn len(&self) -> usize {
        self.states.lists.len() + self.derivatives.arena.len()
    }

    /// The state of these alternatives: patterns of one continuation are one choice.
    fn state(&mut self, mut alternatives: Vec<Alternative>) -> StateId {
        alternatives.retain(|a| a.0 != NOT_ALLOWED);
        alternatives.sort_unstable_by_key(|a| (a.1, a.0));
        alternatives.dedup();
        let mut merged: Vec<Alternative> = Vec::with_capacity(alternatives.len());
        for group in alternatives.chunk_by(|a, b| a.1 == b.1) {
            let pattern = match group {
                [one] => one.0,
                many => self.derivatives.arena.choice(many.iter().map(|a| a.0), true),
            };
            merged.push((pattern, group[0].1));
        }
        self.derivatives.exhausted |= self.len() > MAX_REMEMBERED;
        let number = self.states.intern(&merged);
        self.facts.resize(self.facts.len().max(number as usize + 1), Facts::default());
        StateId(number)
    }

    pub(crate) fn alternatives(&self, state: StateId) -> Arc<[Alternative]> {
        self.states.get(state.0)
    }

    fn facts(&mut self, state: StateId) -> &mut Facts {
        &mut self.facts[state.0 as usize]
    }

    fn map(
        &mut self,
        state: StateId,
        mut derive: impl FnMut(&mut Derivatives, PatternId) -> PatternId,
    ) -> StateId {
        let alternatives = self.alternatives(state);
        self.derivatives.begin();
        let derived = alternatives.iter().map(|a| (derive(&mut self.derivatives, a.0), a.1)).collect();
        self.state(derived)
    }

    /// The state in the element, and what follows it.
    pub(crate) fn start(&mut self, state: StateId, name: Name) -> (StateId, NextId) {
        if let Some(known) = self.starts.get(&key(state, name)) {
            return *known;
        }
        // Each content with all that can follow it: its continuation in the parent is the number of that list.
        let mut follow: Vec<(PatternId, Vec<Alternative>)> = Vec::new();
        self.derivatives.begin();
        for (pattern, slot) in self.alternatives(state).iter() {
            let derived = self.derivatives.start(*pattern, name);
            for (content, rest) in self.afters(derived) {
                match follow.iter_mut().find(|f| f.0 == content) {
                    Some(known) => known.1.push((rest, *slot)),
                    None => follow.push((content, vec![(rest, *slot)])),
                }
            }
        }
        follow.sort_unstable_by_key(|f| f.0);
        let mut contents = Vec::with_capacity(follow.len());
        let mut nexts = Vec::new();
        for (slot, (content, rests)) in (0_u32..).zip(follow) {
            contents.push((content, slot));
            let rest = self.state(rests);
            // A list of states, as alternatives of one pattern each would be.
            nexts.push((PatternId(rest.0), slot));
        }
        let inner = self.state(contents);
        let made = (inner, NextId(self.nexts.intern(&nexts)));
        self.starts.insert(key(state, name), made);
        made
    }

    fn afters(&self, pattern: PatternId) -> Vec<(PatternId, PatternId)> {
        let one = |id: PatternId| match self.derivatives.arena.get(id) {
            Pattern::After(content, rest) => Some((*content, *rest)),
            _ => None,
        };
        match self.derivatives.arena.get(pattern) {
            Pattern::Choice(parts) => parts.iter().filter_map(|p| one(*p)).collect(),
            _ => one(pattern).into_iter().collect(),
        }
    }

    /// The state after an attribute. Which of the patterns for its value match, is all that matters of the value.
    pub(crate) fn attribute(
        &mut self,
        state: StateId,
        name: Name,
        value: &str,
        context: &dyn Context,
    ) -> StateId {
        let place = key(state, name);
        let (number, only) = match self.contents.get(&place) {
            Some(known) => *known,
            None => (self.contents(state, name), Only::NONE),
        };
        if only.class == ANY {
            return only.next;
        }
        let matcher = &self.matchers[number as usize];
        let text = matcher.text;
        let class = if text {
            1
        } else if let Some(known) = matcher.known.get(value) {
            *known
        } else {
            let contents = self.content_lists.get(number);
            if contents.len() > 64 {
                return self.map(state, |d, p| d.attribute(p, name, Some(value), context));
            }
            self.class(number, &contents, value, context)
        };
        if class == 0 {
            return DEAD;
        }
        if only.class == class {
            return only.next;
        }
        if let Some(known) = self.attributes.get(&(place, class)) {
            return *known;
        }
        let next = self.map(state, |d, p| d.attribute(p, name, Some(value), context));
        self.attributes.insert((place, class), next);
        if only.class == 0 {
            self.contents.insert(place, (number, Only { class: if text { ANY } else { class }, next }));
        }
        next
    }

    /// Which of the contents a value matches.
    fn class(&mut self, number: u32, contents: &[PatternId], value: &str, context: &dyn Context) -> u64 {
        let mut class = 0_u64;
        self.derivatives.begin();
        for (bit, content) in contents.iter().enumerate() {
            let matches = *content == TEXT || self.derivatives.value_matches(*content, value, context);
            class |= u64::from(matches) << bit;
        }
        let matcher = &mut self.matchers[number as usize];
        if matcher.steady && value.len() <= VALUE_LENGTH && matcher.known.len() < VALUES {
            matcher.known.insert(value.into(), class);
        }
        class
    }

    /// The number of the list of contents that attributes of this name have in a state.
    fn contents(&mut self, state: StateId, name: Name) -> u32 {
        if let Some(known) = self.contents.get(&key(state, name)) {
            return known.0;
        }
        let mut found = Vec::new();
        let (arena, classes) = (&self.derivatives.arena, &self.derivatives.grammar.classes);
        arena.walk(self.alternatives(state).iter().map(|a| a.0), |id, pattern| {
            if let Pattern::Attribute(class, content) = pattern {
                found.extend(classes[*class as usize].contains(name.0, name.1).then_some(*content));
            }
            arena.facts(id).attributes
        });
        found.sort_unstable();
        found.dedup();
        let number = self.content_lists.intern(&found);
        if self.matchers.len() <= number as usize {
            let steady = self.steady(&found);
            self.matchers.push(Matcher { text: found == [TEXT], steady, known: FxHashMap::default() });
        }
        self.contents.insert(key(state, name), (number, Only::NONE));
        number
    }

    /// Whether no datatype in the patterns looks at the namespace declarations or entities where a value stands.
    fn steady(&self, patterns: &[PatternId]) -> bool {
        let grammar = &self.derivatives.grammar;
        let free = |datatype: usize| {
            !matches!(grammar.datatypes[datatype].name(), "QName" | "NOTATION" | "ENTITY" | "ENTITIES")
        };
        let mut steady = true;
        self.derivatives.arena.walk(patterns.iter().copied(), |_, pattern| {
            steady &= match pattern {
                Pattern::Value(number) => free(grammar.values[*number as usize].datatype),
                Pattern::Data(number, except) => {
                    free(*number as usize) && except.is_none_or(|except| self.steady(&[except]))
                }
                _ => true,
            };
            steady
        });
        steady
    }

    /// The state after the last attribute.
    #[inline]
    pub(crate) fn close(&mut self, state: StateId) -> StateId {
        self.facts(state).closed.unwrap_or_else(|| self.find_closed(state))
    }

    #[cold]
    fn find_closed(&mut self, state: StateId) -> StateId {
        let closed = self.map(state, Derivatives::close);
        self.facts(state).closed = Some(closed);
        closed
    }

    /// The state after text.
    pub(crate) fn text(&mut self, state: StateId, text: &str, context: &dyn Context) -> StateId {
        if let Some(known) = self.facts(state).text {
            return known;
        }
        let next = self.map(state, |d, p| d.text(p, text, context));
        if !self.reads_strings(state) {
            self.facts(state).text = Some(next);
        }
        next
    }

    /// The state after a text of white space, which may be a text and may be nothing.
    fn blank(&mut self, state: StateId, text: &str, context: &dyn Context) -> StateId {
        if let Some(known) = self.facts(state).blank {
            return known;
        }
        let next = self.text(state, text, context);
        let both = self.alternatives(state).iter().chain(self.alternatives(next).iter()).copied().collect();
        let both = self.state(both);
        if !self.reads_strings(state) {
            self.facts(state).blank = Some(both);
        }
        both
    }

    /// The state after the text before a child element; white space between tags is nothing.
    pub(crate) fn before_child(&mut self, state: StateId, run: &TextRun, context: &dyn Context) -> StateId {
        if run.is_blank() { state } else { self.text(state, run.text(), context) }
    }

    /// The state after the last text of an element. White space alone may be a text, or nothing; after a child it is nothing.
    pub(crate) fn before_end(
        &mut self,
        state: StateId,
        run: &TextRun,
        had_child: bool,
        context: &dyn Context,
    ) -> StateId {
        match (run.is_blank(), had_child) {
            (false, _) => self.text(state, run.text(), context),
            (true, false) => self.blank(state, run.text(), context),
            (true, true) => state,
        }
    }

    /// Whether the state looks into a text: it has datatypes, values or lists outside of elements and attributes.
    #[inline]
    pub(crate) fn reads_strings(&mut self, state: StateId) -> bool {
        self.facts(state).strings.unwrap_or_else(|| self.find_strings(state))
    }

    #[cold]
    fn find_strings(&mut self, state: StateId) -> bool {
        let strings = self.alternatives(state).iter().any(|a| self.derivatives.arena.facts(a.0).strings);
        self.facts(state).strings = Some(strings);
        strings
    }

    /// Whether the open element may end in this state.
    #[inline]
    pub(crate) fn may_end(&mut self, state: StateId) -> bool {
        self.facts(state).ends.unwrap_or_else(|| self.find_end(state))
    }

    #[cold]
    fn find_end(&mut self, state: StateId) -> bool {
        let ends = self.alternatives(state).iter().any(|a| self.derivatives.arena.facts(a.0).nullable);
        self.facts(state).ends = Some(ends);
        ends
    }

    /// The state of the parent after the element.
    pub(crate) fn end(&mut self, state: StateId, next: NextId) -> StateId {
        let done = match self.facts(state).done {
            Some(known) => known,
            None => {
                let alternatives = self.alternatives(state);
                let slots = alternatives.iter().filter(|a| self.derivatives.arena.facts(a.0).nullable);
                let slots = slots.map(|a| a.1).collect::<Vec<_>>();
                let done = self.done.intern(&slots);
                self.facts(state).done = Some(done);
                done
            }
        };
        if let Some(known) = self.ends.get(&(next, done)) {
            return *known;
        }
        let slots = self.done.get(done);
        let mut all = Vec::new();
        for (rest, slot) in self.nexts.get(next.0).iter() {
            if slots.contains(slot) {
                all.extend(self.alternatives(StateId(rest.0)).iter().copied());
            }
        }
        let state = self.state(all);
        self.ends.insert((next, done), state);
        state
    }

    /// The state after the attribute, whatever its value: for going on after a wrong one.
    pub(crate) fn assume_attribute(&mut self, state: StateId, name: Name, context: &dyn Context) -> StateId {
        self.map(state, |d, p| d.attribute(p, name, None, context))
    }

    /// The state after the last attribute, with those that are missing taken as if they were there.
    pub(crate) fn assume_closed(&mut self, state: StateId) -> StateId {
        self.map(state, Derivatives::assume_closed)
    }

    /// The state of the parent after an element that is taken to be complete.
    pub(crate) fn assume_ended(&mut self, next: NextId) -> StateId {
        let mut all = Vec::new();
        for (rest, _) in self.nexts.get(next.0).iter() {
            all.extend(self.alternatives(StateId(rest.0)).iter().copied());
        }
        self.state(all)
    }

    /// The state in an element of this name wherever it may stand; `None` where no element has the name.
    pub(crate) fn anywhere(&mut self, name: Name) -> Option<StateId> {
        let grammar = Arc::clone(&self.derivatives.grammar);
        let elements =
            grammar.elements.iter().filter(|e| !e.class.is_wild() && e.class.contains(name.0, name.1));
        let contents = elements.map(|e| (e.content, 0)).collect::<Vec<_>>();
        (!contents.is_empty()).then(|| self.state(contents))
    }

    /// What the attribute of this name may be: values, and names of datatypes.
    pub(crate) fn forms(&mut self, state: StateId, name: Name) -> (Vec<String>, Vec<String>, bool) {
        let number = self.contents(state, name);
        let contents = self.content_lists.get(number);
        let (mut values, mut types, mut text) = (Vec::new(), Vec::new(), false);
        let grammar = &self.derivatives.grammar;
        self.derivatives.arena.walk(contents.iter().copied(), |_, pattern| {
            match pattern {
                Pattern::Value(number) => values.push(grammar.values[*number as usize].text.to_string()),
                Pattern::Data(number, _) => types.push(grammar.datatypes[*number as usize].name().to_owned()),
                Pattern::Text => text = true,
                _ => {}
            }
            true
        });
        for list in [&mut values, &mut types] {
            list.sort_unstable();
            list.dedup();
        }
        (values, types, text)
    }
}
