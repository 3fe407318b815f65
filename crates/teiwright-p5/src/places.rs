//! Which elements may stand in which: content models followed through classes and macros, once for all elements.

use crate::facts::Facts;
use crate::spec::{Content, Kind, Particle, Spec};

/// For each specification of a table, by its number there: what may stand in it.
#[derive(Debug)]
pub(crate) struct Places {
    children: Vec<Held>,
    parents: Vec<Vec<u32>>,
}

/// What may stand in something.
#[derive(Debug, Clone, Default)]
struct Held {
    elements: Vec<u32>,
    text: bool,
    any: bool,
}

impl Held {
    fn add(&mut self, other: &Self) {
        self.elements.extend_from_slice(&other.elements);
        self.text |= other.text;
        self.any |= other.any;
    }
}

impl Places {
    pub(crate) fn new(facts: &Facts) -> Self {
        let mut members = vec![Vec::new(); facts.specs().len()];
        for (number, spec) in (0..).zip(facts.specs()) {
            for member in spec.memberships().filter(|member| !member.deleted) {
                if let Some(class) = facts.number(&member.key) {
                    members[class].push(number);
                }
            }
        }
        let mut walk = Walk { facts, members, done: vec![None; facts.specs().len()] };
        let mut children = Vec::with_capacity(facts.specs().len());
        let mut parents = vec![Vec::new(); facts.specs().len()];
        for (number, spec) in (0..).zip(facts.specs()) {
            let mut held = Held::default();
            if let (Kind::Element, Some(content)) = (spec.kind, &spec.content) {
                walk.particle(content, &mut held);
                held.elements.sort_unstable();
                held.elements.dedup();
            }
            for child in &held.elements {
                parents[*child as usize].push(number);
            }
            children.push(held);
        }
        Self { children, parents }
    }

    pub(crate) fn children(&self, number: usize) -> impl Iterator<Item = u32> {
        self.children[number].elements.iter().copied()
    }

    pub(crate) fn parents(&self, number: usize) -> impl Iterator<Item = u32> {
        self.parents[number].iter().copied()
    }

    pub(crate) fn text(&self, number: usize) -> bool {
        self.children[number].text
    }

    pub(crate) fn any(&self, number: usize) -> bool {
        self.children[number].any
    }
}

/// The way through classes and macros, each of which is looked into once.
struct Walk<'f> {
    facts: &'f Facts,
    members: Vec<Vec<u32>>,
    done: Vec<Option<Held>>,
}

impl Walk<'_> {
    fn particle(&mut self, part: &Particle, held: &mut Held) {
        if part.occurs.max == Some(0) {
            return;
        }
        match &part.content {
            Content::Text => held.text = true,
            // A datatype or a value is written in characters.
            Content::Data(_) | Content::Values(_) => held.text = true,
            Content::Any { .. } => held.any = true,
            Content::Element(name) => held.elements.extend(self.element(name)),
            Content::Class(class) => self.named(&class.key, held),
            Content::Macro(key) => self.named(key, held),
            Content::Sequence(parts) | Content::Interleave(parts) | Content::Alternate(parts) => {
                for part in parts {
                    self.particle(part, held);
                }
            }
            Content::Empty | Content::Foreign(_) => {}
        }
    }

    fn element(&self, name: &str) -> Option<u32> {
        let is_element = |number: &usize| self.facts.specs()[*number].kind == Kind::Element;
        self.facts.number(name).filter(is_element).and_then(|number| u32::try_from(number).ok())
    }

    /// What a class or a macro stands for.
    fn named(&mut self, key: &str, held: &mut Held) {
        let Some(number) = self.facts.number(key) else { return };
        if self.done[number].is_none() {
            // Something that holds itself finds itself done, and empty.
            self.done[number] = Some(Held::default());
            let within = self.within(number);
            self.done[number] = Some(within);
        }
        if let Some(done) = &self.done[number] {
            held.add(done);
        }
    }

    fn within(&mut self, number: usize) -> Held {
        let facts = self.facts;
        let spec: &Spec = &facts.specs()[number];
        let mut held = Held::default();
        if let (Kind::Macro, Some(content)) = (spec.kind, &spec.content) {
            self.particle(content, &mut held);
        }
        for member in std::mem::take(&mut self.members[number]) {
            match facts.specs()[member as usize].kind {
                Kind::Element => held.elements.push(member),
                Kind::ModelClass => self.named(&facts.specs()[member as usize].ident, &mut held),
                _ => {}
            }
        }
        held
    }
}
