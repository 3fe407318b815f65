//! What writing a schema needs in either syntax: the namespaces that it uses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::{Component, NameClass, NameClassKind, Namespace, Pattern, PatternKind, XML_NS};

/// The namespaces that a schema uses.
#[derive(Default)]
pub(super) struct Namespaces {
    /// How many elements are of each.
    elements: BTreeMap<Arc<str>, usize>,
    /// Those of any name at all.
    all: BTreeSet<Arc<str>>,
    /// Those of which any name is meant.
    wild: BTreeSet<Arc<str>>,
    /// Whether something is of the namespace of an including file.
    pub(super) inherits: bool,
    /// The prefixes that values use.
    pub(super) bindings: BTreeMap<Box<str>, Arc<str>>,
}

impl Namespaces {
    pub(super) fn of(pattern: &Pattern) -> Self {
        let mut found = Self::default();
        found.pattern(pattern);
        found
    }

    /// The namespace of most elements, which is the one of names without prefix.
    pub(super) fn main(&self) -> Option<&Arc<str>> {
        if self.inherits {
            return None;
        }
        self.elements.iter().max_by_key(|(_, count)| **count).map(|(uri, _)| uri)
    }

    /// A prefix for each namespace that needs one.
    pub(super) fn prefixes(&self) -> BTreeMap<Arc<str>, String> {
        let main = self.main();
        let bare = |uri: &&Arc<str>| Some(*uri) == main && !self.wild.contains(*uri);
        let needed = self.all.iter().filter(|uri| &***uri != XML_NS && !bare(uri));
        let mut prefixes = BTreeMap::new();
        for (number, uri) in needed.enumerate() {
            let known =
                self.bindings.iter().find(|(_, bound)| *bound == uri).map(|(prefix, _)| prefix.to_string());
            prefixes.insert(Arc::clone(uri), known.unwrap_or_else(|| format!("ns{}", number + 1)));
        }
        prefixes
    }

    fn patterns(&mut self, patterns: &[Pattern]) {
        for pattern in patterns {
            self.pattern(pattern);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Element(class, inner) => {
                if let NameClassKind::Name(Namespace::Uri(uri), _) = &class.kind {
                    *self.elements.entry(Arc::clone(uri)).or_default() += 1;
                }
                self.class(class, true);
                self.patterns(inner);
            }
            PatternKind::Attribute(class, inner) => {
                self.class(class, false);
                self.patterns(inner);
            }
            PatternKind::Group(inner)
            | PatternKind::Interleave(inner)
            | PatternKind::Choice(inner)
            | PatternKind::Optional(inner)
            | PatternKind::ZeroOrMore(inner)
            | PatternKind::OneOrMore(inner)
            | PatternKind::Mixed(inner)
            | PatternKind::List(inner) => self.patterns(inner),
            PatternKind::Data(data) => self.patterns(data.except.as_deref().unwrap_or_default()),
            PatternKind::Value(value) => {
                for (prefix, namespace) in &value.bindings {
                    if let Namespace::Uri(uri) = namespace {
                        self.bindings.entry(prefix.clone()).or_insert_with(|| Arc::clone(uri));
                    }
                }
            }
            PatternKind::Grammar(components) => self.components(components),
            PatternKind::External(link) => self.inherits |= link.namespace == Namespace::Inherit,
            _ => {}
        }
    }

    fn components(&mut self, components: &[Component]) {
        for component in components {
            match component {
                Component::Define(define) => self.patterns(&define.patterns),
                Component::Div(inner) => self.components(inner),
                Component::Include(link, inner) => {
                    self.inherits |= link.namespace == Namespace::Inherit;
                    self.components(inner);
                }
            }
        }
    }

    fn class(&mut self, class: &NameClass, element: bool) {
        let (namespace, except) = match &class.kind {
            NameClassKind::Name(namespace, _) => (Some(namespace), None),
            NameClassKind::NsName(namespace, except) => (Some(namespace), except.as_deref()),
            NameClassKind::AnyName(except) => (None, except.as_deref()),
            NameClassKind::Choice(classes) => {
                for class in classes {
                    self.class(class, element);
                }
                (None, None)
            }
        };
        if let NameClassKind::NsName(Namespace::Uri(uri), _) = &class.kind {
            self.wild.insert(Arc::clone(uri));
            self.all.insert(Arc::clone(uri));
        }
        match namespace {
            Some(Namespace::Inherit) => self.inherits = true,
            // A name of an attribute without prefix is of no namespace.
            Some(Namespace::Uri(uri)) if element || !uri.is_empty() => {
                self.all.insert(Arc::clone(uri));
            }
            _ => {}
        }
        if let Some(except) = except {
            self.class(except, element);
        }
    }
}
