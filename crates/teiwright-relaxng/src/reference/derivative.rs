//! The derivatives of patterns.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::datatypes::Context;
use crate::simplify::grammar::{Arena, EMPTY, Grammar, NOT_ALLOWED, Pattern, PatternId, TEXT};
use crate::simplify::names::{NameId, NsId};
use crate::syntax::names::is_space;

/// A name of the document as far as the schema knows it; what it does not know, only wildcards match.
pub(crate) type Name = (Option<NsId>, Option<NameId>);

/// How many patterns one event may put together. Definitions that are each twice the next, with parts that may be left out,
/// allow so many ways that no machine could follow them all.
const MOST_WORK: usize = 1_000_000;

/// What is done to the first parts of the afters in a pattern.
#[derive(Clone, Copy)]
enum Wrap {
    Group(PatternId),
    Interleave(PatternId),
    After(PatternId),
}

/// Derivatives over an arena that grows as they are made.
pub(crate) struct Derivatives {
    pub(crate) grammar: Arc<Grammar>,
    pub(crate) arena: Arena,
    starts: FxHashMap<(PatternId, Name), PatternId>,
    closes: FxHashMap<PatternId, PatternId>,
    texts: FxHashMap<PatternId, PatternId>,
    ends: FxHashMap<PatternId, PatternId>,
    /// Whether an event needed more than [`MOST_WORK`]: what was derived since is worth nothing.
    pub(crate) exhausted: bool,
}

impl Derivatives {
    pub(crate) fn new(grammar: Arc<Grammar>) -> Self {
        let arena = grammar.arena.clone();
        Self {
            grammar,
            arena,
            starts: FxHashMap::default(),
            closes: FxHashMap::default(),
            texts: FxHashMap::default(),
            ends: FxHashMap::default(),
            exhausted: false,
        }
    }

    /// Begins to count what the next event needs.
    pub(crate) fn begin(&mut self) {
        self.arena.work = 0;
    }

    /// Whether the event has needed too much.
    fn spent(&mut self) -> bool {
        self.exhausted |= self.arena.work > MOST_WORK;
        self.exhausted
    }

    fn each(
        &mut self,
        parts: &[PatternId],
        mut derive: impl FnMut(&mut Self, PatternId) -> PatternId,
    ) -> PatternId {
        let parts = parts.iter().map(|p| derive(self, *p)).collect::<Vec<_>>();
        self.arena.choice(parts, true)
    }

    fn either(&mut self, a: PatternId, b: PatternId) -> PatternId {
        self.arena.choice([a, b], true)
    }

    /// `applyAfter`: changes what comes after the element.
    fn wrap(&mut self, pattern: PatternId, how: Wrap) -> PatternId {
        if self.spent() {
            return NOT_ALLOWED;
        }
        match self.arena.get(pattern).clone() {
            Pattern::Choice(parts) => self.each(&parts, |s, p| s.wrap(p, how)),
            Pattern::After(first, rest) => {
                let rest = match how {
                    Wrap::Group(next) => self.arena.group(rest, next),
                    Wrap::Interleave(other) => self.arena.interleave(rest, other),
                    Wrap::After(next) => self.arena.after(rest, next),
                };
                self.arena.after(first, rest)
            }
            _ => NOT_ALLOWED,
        }
    }

    /// `startTagOpenDeriv`.
    pub(crate) fn start(&mut self, pattern: PatternId, name: Name) -> PatternId {
        if let Some(known) = self.starts.get(&(pattern, name)) {
            return *known;
        }
        if self.spent() {
            return NOT_ALLOWED;
        }
        let derived = match self.arena.get(pattern).clone() {
            Pattern::Choice(parts) => self.each(&parts, |s, p| s.start(p, name)),
            Pattern::Element(number) => {
                let definition = &self.grammar.elements[number as usize];
                let content = definition.content;
                if definition.class.contains(name.0, name.1) {
                    self.arena.after(content, EMPTY)
                } else {
                    NOT_ALLOWED
                }
            }
            Pattern::Interleave(a, b) => {
                let left = self.start(a, name);
                let left = self.wrap(left, Wrap::Interleave(b));
                let right = self.start(b, name);
                let right = self.wrap(right, Wrap::Interleave(a));
                self.either(left, right)
            }
            Pattern::OneOrMore(inner) => {
                let first = self.start(inner, name);
                let again = self.either(pattern, EMPTY);
                self.wrap(first, Wrap::Group(again))
            }
            Pattern::Group(a, b) => {
                let first = self.start(a, name);
                let first = self.wrap(first, Wrap::Group(b));
                if self.arena.facts(a).nullable {
                    let second = self.start(b, name);
                    self.either(first, second)
                } else {
                    first
                }
            }
            Pattern::After(first, rest) => {
                let first = self.start(first, name);
                self.wrap(first, Wrap::After(rest))
            }
            _ => NOT_ALLOWED,
        };
        self.starts.insert((pattern, name), derived);
        derived
    }

    /// `attDeriv`; without a value, any value is taken.
    pub(crate) fn attribute(
        &mut self,
        pattern: PatternId,
        name: Name,
        value: Option<&str>,
        context: &dyn Context,
    ) -> PatternId {
        if !self.arena.facts(pattern).attributes || self.spent() {
            return NOT_ALLOWED;
        }
        match self.arena.get(pattern).clone() {
            Pattern::After(first, rest) => {
                let first = self.attribute(first, name, value, context);
                self.arena.after(first, rest)
            }
            Pattern::Choice(parts) => self.each(&parts, |s, p| s.attribute(p, name, value, context)),
            Pattern::Group(a, b) => {
                let left = self.attribute(a, name, value, context);
                let left = self.arena.group(left, b);
                let right = self.attribute(b, name, value, context);
                let right = self.arena.group(a, right);
                self.either(left, right)
            }
            Pattern::Interleave(a, b) => {
                let left = self.attribute(a, name, value, context);
                let left = self.arena.interleave(left, b);
                let right = self.attribute(b, name, value, context);
                let right = self.arena.interleave(a, right);
                self.either(left, right)
            }
            Pattern::OneOrMore(inner) => {
                let first = self.attribute(inner, name, value, context);
                let again = self.either(pattern, EMPTY);
                self.arena.group(first, again)
            }
            Pattern::Attribute(class, content) => {
                let named = self.grammar.classes[class as usize].contains(name.0, name.1);
                if named && value.is_none_or(|value| self.value_matches(content, value, context)) {
                    EMPTY
                } else {
                    NOT_ALLOWED
                }
            }
            _ => NOT_ALLOWED,
        }
    }

    /// `valueMatch`: white space alone may stand for nothing.
    pub(crate) fn value_matches(&mut self, pattern: PatternId, value: &str, context: &dyn Context) -> bool {
        if value.chars().all(is_space) && self.arena.facts(pattern).nullable {
            return true;
        }
        let derived = self.text(pattern, value, context);
        self.arena.facts(derived).nullable
    }

    /// `startTagCloseDeriv`: no more attributes.
    pub(crate) fn close(&mut self, pattern: PatternId) -> PatternId {
        if !self.arena.facts(pattern).attributes {
            return pattern;
        }
        if let Some(known) = self.closes.get(&pattern) {
            return *known;
        }
        let derived = match self.arena.get(pattern).clone() {
            Pattern::After(first, rest) => {
                let first = self.close(first);
                self.arena.after(first, rest)
            }
            Pattern::Choice(parts) => self.each(&parts, Self::close),
            Pattern::Group(a, b) => {
                let (a, b) = (self.close(a), self.close(b));
                self.arena.group(a, b)
            }
            Pattern::Interleave(a, b) => {
                let (a, b) = (self.close(a), self.close(b));
                self.arena.interleave(a, b)
            }
            Pattern::OneOrMore(inner) => {
                let inner = self.close(inner);
                self.arena.one_or_more(inner)
            }
            Pattern::Attribute(..) => NOT_ALLOWED,
            _ => pattern,
        };
        self.closes.insert(pattern, derived);
        derived
    }

    /// The pattern with its attributes taken as if they were there.
    pub(crate) fn assume_closed(&mut self, pattern: PatternId) -> PatternId {
        if !self.arena.facts(pattern).attributes {
            return pattern;
        }
        match self.arena.get(pattern).clone() {
            Pattern::Choice(parts) => self.each(&parts, Self::assume_closed),
            Pattern::Group(a, b) => {
                let (a, b) = (self.assume_closed(a), self.assume_closed(b));
                self.arena.group(a, b)
            }
            Pattern::Interleave(a, b) => {
                let (a, b) = (self.assume_closed(a), self.assume_closed(b));
                self.arena.interleave(a, b)
            }
            Pattern::OneOrMore(inner) => {
                let inner = self.assume_closed(inner);
                self.arena.one_or_more(inner)
            }
            Pattern::Attribute(..) => EMPTY,
            _ => pattern,
        }
    }

    /// `textDeriv`. Where it does not matter what the text says, it is derived once.
    pub(crate) fn text(&mut self, pattern: PatternId, text: &str, context: &dyn Context) -> PatternId {
        if self.arena.facts(pattern).strings {
            return self.text_of(pattern, text, context);
        }
        if let Some(known) = self.texts.get(&pattern) {
            return *known;
        }
        let derived = self.text_of(pattern, text, context);
        self.texts.insert(pattern, derived);
        derived
    }

    fn text_of(&mut self, pattern: PatternId, text: &str, context: &dyn Context) -> PatternId {
        if self.spent() {
            return NOT_ALLOWED;
        }
        match self.arena.get(pattern).clone() {
            Pattern::Choice(parts) => self.each(&parts, |s, p| s.text(p, text, context)),
            Pattern::Interleave(a, b) => {
                let left = self.text(a, text, context);
                let left = self.arena.interleave(left, b);
                let right = self.text(b, text, context);
                let right = self.arena.interleave(a, right);
                self.either(left, right)
            }
            Pattern::Group(a, b) => {
                let first = self.text(a, text, context);
                let first = self.arena.group(first, b);
                if self.arena.facts(a).nullable {
                    let second = self.text(b, text, context);
                    self.either(first, second)
                } else {
                    first
                }
            }
            Pattern::After(first, rest) => {
                let first = self.text(first, text, context);
                self.arena.after(first, rest)
            }
            Pattern::OneOrMore(inner) => {
                let first = self.text(inner, text, context);
                let again = self.either(pattern, EMPTY);
                self.arena.group(first, again)
            }
            Pattern::Text => TEXT,
            Pattern::Value(number) => {
                let grammar = Arc::clone(&self.grammar);
                let entry = &grammar.values[number as usize];
                let value = grammar.datatypes[entry.datatype].value(text, context);
                if value.as_ref() == Some(&entry.value) { EMPTY } else { NOT_ALLOWED }
            }
            Pattern::Data(number, except) => {
                if !self.grammar.datatypes[number as usize].allows(text, context) {
                    return NOT_ALLOWED;
                }
                let excepted = except.is_some_and(|except| {
                    let derived = self.text(except, text, context);
                    self.arena.facts(derived).nullable
                });
                if excepted { NOT_ALLOWED } else { EMPTY }
            }
            Pattern::List(inner) => {
                let mut rest = inner;
                for item in text.split(is_space).filter(|item| !item.is_empty()) {
                    self.begin();
                    rest = self.text(rest, item, context);
                }
                if self.arena.facts(rest).nullable { EMPTY } else { NOT_ALLOWED }
            }
            _ => NOT_ALLOWED,
        }
    }

    /// `endTagDeriv`.
    pub(crate) fn end(&mut self, pattern: PatternId) -> PatternId {
        if let Some(known) = self.ends.get(&pattern) {
            return *known;
        }
        let derived = match self.arena.get(pattern).clone() {
            Pattern::Choice(parts) => self.each(&parts, Self::end),
            Pattern::After(first, rest) if self.arena.facts(first).nullable => rest,
            _ => NOT_ALLOWED,
        };
        self.ends.insert(pattern, derived);
        derived
    }
}
