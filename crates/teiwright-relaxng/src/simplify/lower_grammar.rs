//! Sections 4.7, 4.11, 4.17 and 4.18: grammars, includes with what they override, and how definitions combine.

use rustc_hash::FxHashMap;
use teiwright_source::Span;

use super::files::Place;
use super::ir::{DefId, Definition, Node, NodeId};
use super::lower::{Grammar, Lower, Site};
use crate::rules;
use crate::syntax::model::{Combine, Component, Define, Link, PatternKind};

/// One `define` or `start` of a name.
pub(super) struct Part {
    combine: Option<Combine>,
    node: NodeId,
    place: Place,
}

/// What one include overrides: each name (`None` for `start`) with its place, and whether it was met.
type Overrides = FxHashMap<Option<Box<str>>, (Span, bool)>;

/// Where a name of messages stands for `start`.
const START: &str = "start";

impl Lower<'_> {
    /// A grammar; it stands for its start (4.18).
    pub(super) fn grammar(&mut self, components: &[Component], site: &Site, span: Span) -> Node {
        let id = self.grammars.len();
        let start = self.definition(START, site, span);
        self.grammars.push(Grammar {
            parent: site.grammar,
            by_name: FxHashMap::default(),
            start,
            parts: Vec::new(),
            uses: Vec::new(),
        });
        let inner = Site { grammar: Some(id), ..site.clone() };
        self.components(components, &inner, id, &mut Vec::new());
        self.combine(id);
        if !self.ir.definitions[start].defined {
            self.report(site, rules::start_missing(span));
        }
        // What the grammar inside refers to in this one is defined by now.
        let uses = std::mem::take(&mut self.grammars[id].uses);
        for (definition, place) in uses {
            let Definition { name, defined, .. } = &self.ir.definitions[definition];
            if !defined {
                let all = self.ir.definitions.iter().filter(|d| d.defined).map(|d| &*d.name);
                let diagnostic = rules::undefined_reference(name, all, place.span);
                self.found.push((place.file, diagnostic));
            }
        }
        Node::Ref(start)
    }

    fn definition(&mut self, name: &str, site: &Site, span: Span) -> DefId {
        let body = self.add(Node::NotAllowed, site, span);
        self.ir.definitions.push(Definition { name: name.into(), body, defined: false });
        self.ir.definitions.len() - 1
    }

    /// The definition of `name` in a grammar, which may come later.
    fn named(&mut self, grammar: usize, name: &str, site: &Site, span: Span) -> (DefId, bool) {
        if let Some(id) = self.grammars[grammar].by_name.get(name) {
            return (*id, false);
        }
        let id = self.definition(name, site, span);
        self.grammars[grammar].by_name.insert(name.into(), id);
        (id, true)
    }

    fn refer(&mut self, grammar: usize, name: &str, site: &Site, span: Span) -> Node {
        let (id, first) = self.named(grammar, name, site, span);
        if first {
            self.grammars[grammar].uses.push((id, site.place(span)));
        }
        Node::Ref(id)
    }

    pub(super) fn reference(&mut self, name: &str, site: &Site, span: Span) -> Node {
        let Some(grammar) = site.grammar else {
            self.report(site, rules::undefined_reference(name, [], span));
            return Node::NotAllowed;
        };
        self.refer(grammar, name, site, span)
    }

    pub(super) fn parent_reference(&mut self, name: &str, site: &Site, span: Span) -> Node {
        let Some(parent) = site.grammar.and_then(|g| self.grammars[g].parent) else {
            self.report(site, rules::no_parent_grammar(name, span));
            return Node::NotAllowed;
        };
        self.refer(parent, name, site, span)
    }

    /// 4.11: what stands in a `div` stands in the grammar.
    fn components(
        &mut self,
        components: &[Component],
        site: &Site,
        grammar: usize,
        overrides: &mut Vec<Overrides>,
    ) {
        for component in components {
            match component {
                Component::Define(define) => self.define(define, site, grammar, overrides),
                Component::Div(inner) => self.components(inner, site, grammar, overrides),
                Component::Include(link, inner) => self.include(link, inner, site, grammar, overrides),
            }
        }
    }

    fn define(&mut self, define: &Define, site: &Site, grammar: usize, overrides: &mut [Overrides]) {
        for level in overrides.iter_mut().rev() {
            if let Some(entry) = level.get_mut(&define.name) {
                entry.1 = true;
                return;
            }
        }
        let node = self.group(&define.patterns, site, define.span);
        let id = match &define.name {
            None => self.grammars[grammar].start,
            Some(name) => self.named(grammar, name, site, define.span).0,
        };
        let part = Part { combine: define.combine, node, place: site.place(define.span) };
        self.grammars[grammar].parts.push((id, part));
    }

    /// 4.7: the definitions of another grammar, but for those that are overridden.
    fn include(
        &mut self,
        link: &Link,
        inner: &[Component],
        site: &Site,
        grammar: usize,
        overrides: &mut Vec<Overrides>,
    ) {
        if self.is_over(site, link.span) {
            return;
        }
        self.components(inner, site, grammar, overrides);
        let mut own = Overrides::default();
        overridden(inner, &mut own);
        overrides.push(own);
        let mut name = String::new();
        let files = self.files;
        let entered = self.enter_file(link, site).map(|(_, site)| site);
        if let Some(there) = &entered {
            let file = &files.list[there.file];
            name = file.source.name().to_string();
            match file.pattern.as_ref().map(|p| &p.kind) {
                Some(PatternKind::Grammar(components)) => {
                    self.components(components, there, grammar, overrides);
                }
                _ => self.report(site, rules::include_not_grammar(&name, link.span)),
            }
            self.active.pop();
        }
        let own = overrides.pop().unwrap_or_default();
        if entered.is_none() {
            return;
        }
        let mut missed = own.into_iter().filter(|o| !o.1.1).collect::<Vec<_>>();
        missed.sort_by_key(|o| o.1.0);
        for (key, (span, _)) in missed {
            let what = key.map_or_else(|| START.to_string(), |name| format!("definition of {name}"));
            self.report(site, rules::override_without_match(&what, &name, span));
        }
    }

    /// 4.17: the parts of each definition become one.
    fn combine(&mut self, grammar: usize) {
        let mut parts: FxHashMap<DefId, Vec<Part>> = FxHashMap::default();
        let mut order = Vec::new();
        for (id, part) in std::mem::take(&mut self.grammars[grammar].parts) {
            let entry = parts.entry(id).or_default();
            if entry.is_empty() {
                order.push(id);
            }
            entry.push(part);
        }
        for id in order {
            let list = parts.remove(&id).unwrap_or_default();
            let Some(place) = list.first().map(|p| p.place) else { continue };
            let method = list.iter().find_map(|p| p.combine);
            let name = self.ir.definitions[id].name.clone();
            let mut plain = 0;
            for part in &list {
                plain += usize::from(part.combine.is_none());
                let why = if part.combine.is_none() && plain > 1 {
                    "more than one of them has no combine"
                } else if part.combine.is_some() && part.combine != method {
                    "one says choice, another interleave"
                } else {
                    continue;
                };
                let diagnostic = rules::combine(&name, why, part.place.span);
                self.found.push((part.place.file, diagnostic));
            }
            let nodes = list.iter().map(|p| p.node).collect::<Vec<_>>();
            let body = match (nodes.as_slice(), method) {
                ([one], _) => *one,
                (_, Some(Combine::Interleave)) => self.ir.add(Node::Interleave(nodes), place),
                _ => self.ir.add(Node::Choice(nodes), place),
            };
            let definition = &mut self.ir.definitions[id];
            definition.body = body;
            definition.defined = true;
        }
    }
}

fn overridden(components: &[Component], into: &mut Overrides) {
    for component in components {
        match component {
            Component::Define(define) => {
                into.entry(define.name.clone()).or_insert((define.span, false));
            }
            Component::Div(inner) | Component::Include(_, inner) => overridden(inner, into),
        }
    }
}
