//! Sections 7.3 and 7.4: attributes of one element, and branches of an interleave, have no name in common.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_source::{Diagnostic, Span};

use super::files::FileId;
use super::ir::{DefId, Ir, Node, NodeId};
use super::names::{NameClass, NameId, NameSet};
use super::resolve::Unit;
use crate::rules;

/// Names with the patterns that match them, and whether text is matched too.
#[derive(Default, Clone)]
struct Matched {
    plain: FxHashMap<NameId, NodeId>,
    wild: Vec<(NameSet, NodeId)>,
    text: Option<NodeId>,
}

/// What two branches have in common: what it is called, and the two patterns.
type Common = (String, NodeId, NodeId);

impl Matched {
    fn add_class(&mut self, class: &NameClass, node: NodeId) {
        match class.names() {
            Some(names) => names.into_iter().for_each(|name| {
                self.plain.entry(name).or_insert(node);
            }),
            None => {
                if let NameClass::Set(set) = class {
                    self.wild.push((set.as_ref().clone(), node));
                }
            }
        }
    }

    fn add(&mut self, other: &Self) {
        for (name, node) in &other.plain {
            self.plain.entry(*name).or_insert(*node);
        }
        self.wild.extend(other.wild.iter().cloned());
        self.text = self.text.or(other.text);
    }

    fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.wild.is_empty() && self.text.is_none()
    }

    fn common(&self, other: &Self, ir: &Ir) -> Option<Common> {
        let mut shared = other.plain.iter().filter_map(|(name, b)| Some((*name, *self.plain.get(name)?, *b)));
        if let Some((name, a, b)) = shared.next() {
            return Some((ir.names.display(name), a, b));
        }
        self.common_wild(other, ir).or_else(|| other.common_wild(self, ir).map(|(what, b, a)| (what, a, b)))
    }

    /// What the wildcards of this have in common with the other.
    fn common_wild(&self, other: &Self, ir: &Ir) -> Option<Common> {
        for (set, a) in &self.wild {
            for (name, b) in &other.plain {
                if set.contains(Some(ir.names.namespace_of(*name)), Some(*name)) {
                    return Some((ir.names.display(*name), *a, *b));
                }
            }
            for (theirs, b) in &other.wild {
                if let Some(name) = set.common(theirs) {
                    let what =
                        name.map_or_else(|| "the names of a wildcard".to_string(), |n| ir.names.display(n));
                    return Some((what, *a, *b));
                }
            }
        }
        None
    }
}

struct Checker<'a> {
    ir: &'a Ir,
    attributes: Vec<Option<Rc<Matched>>>,
    elements: FxHashMap<DefId, Rc<Matched>>,
    reported: FxHashSet<(NodeId, NodeId)>,
    found: &'a mut Vec<(FileId, Diagnostic)>,
}

/// Checks every unit; those come first that others refer to.
pub(crate) fn check(ir: &Ir, units: &[Unit], found: &mut Vec<(FileId, Diagnostic)>) {
    let attributes = vec![None; ir.definitions.len()];
    let mut checker =
        Checker { ir, attributes, elements: FxHashMap::default(), reported: FxHashSet::default(), found };
    for unit in units {
        let root = unit.root(ir);
        let attributes = checker.attributes(root);
        checker.interleaves(root);
        if let Unit::Definition(id) = unit {
            checker.attributes[*id] = Some(attributes);
        }
    }
}

impl Checker<'_> {
    /// 7.3: the attributes of a pattern, checked where they are grouped.
    fn attributes(&mut self, node: NodeId) -> Rc<Matched> {
        let mut own = Matched::default();
        match &self.ir.nodes[node] {
            Node::Attribute(class, ..) => own.add_class(class, node),
            Node::Ref(definition) => return self.attributes[*definition].clone().unwrap_or_default(),
            Node::OneOrMore(child) => return self.attributes(*child),
            Node::Choice(children) => {
                let mut parts = children.iter().map(|c| self.attributes(*c)).collect::<Vec<_>>();
                parts.retain(|p| !p.is_empty());
                if parts.len() == 1 {
                    return parts.swap_remove(0);
                }
                parts.iter().for_each(|p| own.add(p));
            }
            Node::Group(children) | Node::Interleave(children) => {
                for child in children {
                    let part = self.attributes(*child);
                    if part.is_empty() {
                        continue;
                    }
                    if let Some((name, a, b)) = own.common(&part, self.ir) {
                        self.report(a, b, |span| rules::duplicate_attribute(&name, span));
                    }
                    own.add(&part);
                }
            }
            _ => {}
        }
        Rc::new(own)
    }

    fn report(&mut self, a: NodeId, b: NodeId, make: impl FnOnce(Span) -> Diagnostic) {
        if !self.reported.insert((a, b)) {
            return;
        }
        let (first, second) = (self.ir.places[a], self.ir.places[b]);
        let mut diagnostic = make(second.span);
        if first.file == second.file {
            diagnostic = diagnostic.with_related(first.span, "the other pattern");
        }
        self.found.push((second.file, diagnostic));
    }

    /// 7.4 for every interleave of a unit.
    fn interleaves(&mut self, root: NodeId) {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            open.extend(self.ir.children(node));
            let Node::Interleave(children) = &self.ir.nodes[node] else { continue };
            let mut all = Matched::default();
            for child in children {
                let part = self.elements(*child);
                if let (Some(a), Some(b)) = (all.text, part.text) {
                    self.report(a, b, |span| rules::interleave_overlap("text", span));
                }
                if let Some((name, a, b)) = all.common(&part, self.ir) {
                    let what = format!("the element {name}");
                    self.report(a, b, |span| rules::interleave_overlap(&what, span));
                }
                all.add(&part);
            }
        }
    }

    /// The elements and the text that a pattern can match, without what is in the elements.
    fn elements(&mut self, node: NodeId) -> Rc<Matched> {
        let definition = match &self.ir.nodes[node] {
            Node::Ref(definition) => Some(*definition),
            _ => None,
        };
        if let Some(known) = definition.and_then(|d| self.elements.get(&d)) {
            return Rc::clone(known);
        }
        let mut own = Matched::default();
        let mut seen = FxHashSet::default();
        let mut open = vec![node];
        while let Some(next) = open.pop() {
            match &self.ir.nodes[next] {
                Node::Ref(definition) => {
                    if seen.insert(*definition) {
                        open.push(self.ir.definitions[*definition].body);
                    }
                }
                Node::Element(class, _) => own.add_class(class, next),
                Node::Text => own.text = own.text.or(Some(next)),
                Node::Attribute(..) | Node::List(_) | Node::Data(..) => {}
                _ => open.extend(self.ir.children(next)),
            }
        }
        let own = Rc::new(own);
        if let Some(definition) = definition {
            self.elements.insert(definition, Rc::clone(&own));
        }
        own
    }
}
