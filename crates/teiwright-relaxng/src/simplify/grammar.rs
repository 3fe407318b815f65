//! The finished grammar: hash-consed patterns in an arena, ready to be run.

use rustc_hash::FxHashMap;

use super::compat::IdTypes;
use super::ir::{Ir, Node, NodeId, ValueEntry};
use super::names::{NameClass, Names};
use super::resolve::Unit;
use crate::datatypes::Datatype;

/// A pattern of the arena. Equal patterns have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PatternId(pub(crate) u32);

/// A pattern of the simple form (section 5), choices of any width.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Pattern {
    NotAllowed,
    Empty,
    Text,
    /// At least two, in the order of their numbers, none twice.
    Choice(Box<[PatternId]>),
    Group(PatternId, PatternId),
    Interleave(PatternId, PatternId),
    OneOrMore(PatternId),
    List(PatternId),
    Data(u32, Option<PatternId>),
    Value(u32),
    Attribute(u32, PatternId),
    /// An element by the number of its definition.
    Element(u32),
    /// What is left of an element, then what is left after it (derivatives only).
    After(PatternId, PatternId),
}

/// The definition of an element.
#[derive(Debug, Clone)]
pub(crate) struct ElementDefinition {
    pub(crate) class: NameClass,
    pub(crate) content: PatternId,
}

/// What is known of a pattern beside itself.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Facts {
    /// Whether it matches nothing at all.
    pub(crate) nullable: bool,
    /// Whether it has attributes outside of elements.
    pub(crate) attributes: bool,
    /// Whether it has values, datatypes or lists outside of elements and attributes, so that it matters what a text says.
    pub(crate) strings: bool,
}

pub(crate) const NOT_ALLOWED: PatternId = PatternId(0);
pub(crate) const EMPTY: PatternId = PatternId(1);
pub(crate) const TEXT: PatternId = PatternId(2);

/// An arena of hash-consed patterns.
#[derive(Debug, Clone)]
pub(crate) struct Arena {
    patterns: Vec<Pattern>,
    facts: Vec<Facts>,
    numbers: FxHashMap<Pattern, PatternId>,
    /// How many patterns were put together, with their parts, since somebody began to count.
    pub(crate) work: usize,
}

impl Arena {
    fn new() -> Self {
        let mut arena =
            Self { patterns: Vec::new(), facts: Vec::new(), numbers: FxHashMap::default(), work: 0 };
        for pattern in [Pattern::NotAllowed, Pattern::Empty, Pattern::Text] {
            arena.intern(pattern);
        }
        arena
    }

    pub(crate) fn get(&self, id: PatternId) -> &Pattern {
        &self.patterns[id.0 as usize]
    }

    pub(crate) fn facts(&self, id: PatternId) -> Facts {
        self.facts[id.0 as usize]
    }

    /// Visits `roots` and the patterns that they are made of, each once: parts of choices, groups, interleaves, repetitions and
    /// lists, but not the contents of elements and attributes. It goes into those for which `visit` says so.
    pub(crate) fn walk(
        &self,
        roots: impl IntoIterator<Item = PatternId>,
        mut visit: impl FnMut(PatternId, &Pattern) -> bool,
    ) {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut open = roots.into_iter().collect::<Vec<_>>();
        while let Some(id) = open.pop() {
            if !seen.insert(id) || !visit(id, self.get(id)) {
                continue;
            }
            match self.get(id) {
                Pattern::Choice(parts) => open.extend(parts.iter()),
                Pattern::Group(a, b) | Pattern::Interleave(a, b) => open.extend([*a, *b]),
                Pattern::OneOrMore(inner) | Pattern::List(inner) => open.push(*inner),
                _ => {}
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.patterns.len()
    }

    pub(crate) fn intern(&mut self, pattern: Pattern) -> PatternId {
        if let Some(id) = self.numbers.get(&pattern) {
            return *id;
        }
        let of = |id: PatternId| self.facts[id.0 as usize];
        let any = |all: &[PatternId], has: fn(Facts) -> bool| all.iter().any(|p| has(of(*p)));
        let both = |all: &[PatternId], nullable| Facts {
            nullable,
            attributes: any(all, |facts| facts.attributes),
            strings: any(all, |facts| facts.strings),
        };
        let facts = match &pattern {
            Pattern::NotAllowed | Pattern::Element(_) => Facts::default(),
            Pattern::Data(..) | Pattern::Value(_) | Pattern::List(_) => {
                Facts { strings: true, ..Facts::default() }
            }
            Pattern::Empty | Pattern::Text => Facts { nullable: true, ..Facts::default() },
            Pattern::Attribute(..) => Facts { attributes: true, ..Facts::default() },
            Pattern::Choice(parts) => both(parts, any(parts, |facts| facts.nullable)),
            Pattern::Group(a, b) | Pattern::Interleave(a, b) => {
                both(&[*a, *b], of(*a).nullable && of(*b).nullable)
            }
            Pattern::OneOrMore(inner) => of(*inner),
            Pattern::After(first, _) => Facts { nullable: false, ..of(*first) },
        };
        let id = PatternId(u32::try_from(self.patterns.len()).unwrap_or(u32::MAX));
        self.patterns.push(pattern.clone());
        self.facts.push(facts);
        self.numbers.insert(pattern, id);
        id
    }

    /// A choice; `flat` where choices in it are taken apart, as derivatives need to stay few.
    pub(crate) fn choice(&mut self, parts: impl IntoIterator<Item = PatternId>, flat: bool) -> PatternId {
        let mut kept = Vec::new();
        for part in parts {
            match self.get(part) {
                Pattern::NotAllowed => {}
                Pattern::Choice(inner) if flat => kept.extend_from_slice(inner),
                _ => kept.push(part),
            }
        }
        self.work += kept.len();
        kept.sort_unstable();
        kept.dedup();
        if kept.first() == Some(&EMPTY) && kept[1..].iter().any(|p| self.facts(*p).nullable) {
            kept.remove(0);
        }
        match kept.as_slice() {
            [] => NOT_ALLOWED,
            [one] => *one,
            _ => self.intern(Pattern::Choice(kept.into())),
        }
    }

    pub(crate) fn group(&mut self, a: PatternId, b: PatternId) -> PatternId {
        self.work += 1;
        match (a, b) {
            (NOT_ALLOWED, _) | (_, NOT_ALLOWED) => NOT_ALLOWED,
            (EMPTY, other) | (other, EMPTY) => other,
            _ => self.intern(Pattern::Group(a, b)),
        }
    }

    pub(crate) fn interleave(&mut self, a: PatternId, b: PatternId) -> PatternId {
        self.work += 1;
        match (a.min(b), a.max(b)) {
            (NOT_ALLOWED, _) => NOT_ALLOWED,
            (EMPTY, other) => other,
            (a, b) => self.intern(Pattern::Interleave(a, b)),
        }
    }

    pub(crate) fn one_or_more(&mut self, inner: PatternId) -> PatternId {
        match self.get(inner) {
            Pattern::NotAllowed | Pattern::Empty | Pattern::OneOrMore(_) | Pattern::Text => inner,
            _ => self.intern(Pattern::OneOrMore(inner)),
        }
    }

    pub(crate) fn after(&mut self, first: PatternId, rest: PatternId) -> PatternId {
        if first == NOT_ALLOWED || rest == NOT_ALLOWED {
            return NOT_ALLOWED;
        }
        self.intern(Pattern::After(first, rest))
    }

    /// Groups or interleaves many in a balanced tree, so that no walk is deep.
    fn balanced(
        &mut self,
        parts: &[PatternId],
        join: fn(&mut Self, PatternId, PatternId) -> PatternId,
    ) -> PatternId {
        match parts {
            [] => EMPTY,
            [one] => *one,
            _ => {
                let (left, right) = parts.split_at(parts.len() / 2);
                let left = self.balanced(left, join);
                let right = self.balanced(right, join);
                join(self, left, right)
            }
        }
    }
}

/// A compiled grammar.
#[derive(Debug)]
pub(crate) struct Grammar {
    pub(crate) arena: Arena,
    pub(crate) start: PatternId,
    pub(crate) names: Names,
    pub(crate) classes: Vec<NameClass>,
    pub(crate) elements: Vec<ElementDefinition>,
    pub(crate) datatypes: Vec<Datatype>,
    pub(crate) values: Vec<ValueEntry>,
    pub(crate) ids: IdTypes,
}

/// Builds the grammar of the units that are reached; those come first that others refer to.
pub(crate) fn build(ir: Ir, units: &[Unit], ids: IdTypes) -> Grammar {
    let definitions = ir.definitions.len();
    let mut builder = Builder {
        arena: Arena::new(),
        classes: Vec::new(),
        by_class: FxHashMap::default(),
        by_value: FxHashMap::default(),
        by_element: FxHashMap::default(),
        elements: Vec::new(),
        built: vec![NOT_ALLOWED; definitions],
        ir: &ir,
    };
    let mut start = NOT_ALLOWED;
    let mut contents = Vec::new();
    for unit in units {
        let pattern = builder.pattern(unit.root(&ir));
        match unit {
            Unit::Start => start = pattern,
            Unit::Definition(id) => builder.built[*id] = pattern,
            Unit::Content(root) => contents.push((*root, pattern)),
        }
    }
    for (root, content) in contents {
        if let Some(number) = builder.by_element.get(&root) {
            builder.elements[*number as usize].content = content;
        }
    }
    let Builder { arena, classes, elements, .. } = builder;
    Grammar {
        arena,
        start,
        names: ir.names,
        classes,
        elements,
        datatypes: ir.datatypes,
        values: ir.values,
        ids,
    }
}

struct Builder<'a> {
    ir: &'a Ir,
    arena: Arena,
    classes: Vec<NameClass>,
    by_class: FxHashMap<NameClass, u32>,
    by_value: FxHashMap<ValueEntry, u32>,
    by_element: FxHashMap<NodeId, u32>,
    elements: Vec<ElementDefinition>,
    built: Vec<PatternId>,
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

impl Builder<'_> {
    fn pattern(&mut self, node: NodeId) -> PatternId {
        let ir = self.ir;
        match &ir.nodes[node] {
            Node::Empty => EMPTY,
            Node::NotAllowed => NOT_ALLOWED,
            Node::Text => TEXT,
            Node::Choice(children) => {
                let parts = self.each(children);
                self.arena.choice(parts, false)
            }
            Node::Group(children) => {
                let parts = self.each(children);
                self.arena.balanced(&parts, Arena::group)
            }
            Node::Interleave(children) => {
                let parts = self.each(children);
                self.arena.balanced(&parts, Arena::interleave)
            }
            Node::OneOrMore(child) => {
                let inner = self.pattern(*child);
                self.arena.one_or_more(inner)
            }
            Node::List(child) => {
                let inner = self.pattern(*child);
                self.arena.intern(Pattern::List(inner))
            }
            Node::Data(datatype, except) => {
                let except = except.map(|e| self.pattern(e));
                self.arena.intern(Pattern::Data(number(*datatype), except))
            }
            Node::Value(value) => {
                let entry = &ir.values[*value];
                let shared = *self.by_value.entry(entry.clone()).or_insert(number(*value));
                self.arena.intern(Pattern::Value(shared))
            }
            Node::Attribute(class, content, _) => {
                let content = self.pattern(*content);
                let class = self.class(class);
                self.arena.intern(Pattern::Attribute(class, content))
            }
            Node::Element(class, content) => {
                let next = number(self.elements.len());
                let element = *self.by_element.entry(*content).or_insert(next);
                if element == next {
                    let definition = ElementDefinition { class: class.clone(), content: NOT_ALLOWED };
                    self.elements.push(definition);
                }
                self.arena.intern(Pattern::Element(element))
            }
            Node::Ref(definition) => self.built[*definition],
        }
    }

    fn each(&mut self, nodes: &[NodeId]) -> Vec<PatternId> {
        nodes.iter().map(|n| self.pattern(*n)).collect()
    }

    fn class(&mut self, class: &NameClass) -> u32 {
        if let Some(number) = self.by_class.get(class) {
            return *number;
        }
        let next = number(self.classes.len());
        self.classes.push(class.clone());
        self.by_class.insert(class.clone(), next);
        next
    }
}
