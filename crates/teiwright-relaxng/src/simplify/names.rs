//! Interned names, and name classes in a canonical form that is closed under union, difference and intersection.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

/// A namespace, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NsId(pub(crate) u32);

/// A name with its namespace, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NameId(pub(crate) u32);

/// The names of a schema.
#[derive(Debug, Default, Clone)]
pub(crate) struct Names {
    namespaces: Vec<Arc<str>>,
    by_uri: FxHashMap<Arc<str>, NsId>,
    names: Vec<(NsId, Arc<str>)>,
    by_name: Vec<FxHashMap<Arc<str>, NameId>>,
}

impl Names {
    pub(crate) fn namespace(&mut self, uri: &str) -> NsId {
        if let Some(id) = self.by_uri.get(uri) {
            return *id;
        }
        let id = NsId(u32::try_from(self.namespaces.len()).unwrap_or(u32::MAX));
        let uri: Arc<str> = Arc::from(uri);
        self.namespaces.push(Arc::clone(&uri));
        self.by_name.push(FxHashMap::default());
        self.by_uri.insert(uri, id);
        id
    }

    pub(crate) fn name(&mut self, namespace: NsId, local: &str) -> NameId {
        let index = namespace.0 as usize;
        if let Some(id) = self.by_name[index].get(local) {
            return *id;
        }
        let id = NameId(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        let local: Arc<str> = Arc::from(local);
        self.names.push((namespace, Arc::clone(&local)));
        self.by_name[index].insert(local, id);
        id
    }

    /// The numbers of a name of a document, as far as the schema knows them.
    pub(crate) fn find(&self, uri: &str, local: &str) -> (Option<NsId>, Option<NameId>) {
        let Some(namespace) = self.by_uri.get(uri).copied() else { return (None, None) };
        (Some(namespace), self.by_name[namespace.0 as usize].get(local).copied())
    }

    pub(crate) fn namespace_of(&self, name: NameId) -> NsId {
        self.names[name.0 as usize].0
    }

    /// The namespace and the local part of a name.
    pub(crate) fn parts(&self, name: NameId) -> (&str, &str) {
        let (namespace, local) = &self.names[name.0 as usize];
        (&self.namespaces[namespace.0 as usize], local)
    }

    /// The name as people read it.
    pub(crate) fn display(&self, name: NameId) -> String {
        let (namespace, local) = &self.names[name.0 as usize];
        let uri = &self.namespaces[namespace.0 as usize];
        if uri.is_empty() { local.to_string() } else { format!("{local} (namespace {uri})") }
    }
}

/// The local names of one namespace: those listed, or all but those listed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Locals {
    pub(crate) all: bool,
    pub(crate) listed: BTreeSet<NameId>,
}

impl Locals {
    fn contains(&self, name: Option<NameId>) -> bool {
        name.is_some_and(|name| self.listed.contains(&name)) != self.all
    }

    fn everything(all: bool) -> Self {
        Self { all, listed: BTreeSet::new() }
    }

    /// What `keep` says of each name, given whether it is in this and in the other.
    fn merge(&self, other: &Self, keep: fn(bool, bool) -> bool) -> Self {
        let all = keep(self.all, other.all);
        let names = self.listed.iter().chain(&other.listed).copied();
        let listed = names.filter(|n| keep(self.contains(Some(*n)), other.contains(Some(*n))) != all);
        Self { all, listed: listed.collect() }
    }
}

/// A set of names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum NameClass {
    /// One name, as nearly always.
    One(NameId),
    /// Any other set.
    Set(Arc<NameSet>),
}

/// The names of the namespaces listed, and of all others or none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct NameSet {
    pub(crate) others: bool,
    pub(crate) spaces: BTreeMap<NsId, Locals>,
}

impl NameSet {
    pub(crate) fn any() -> Self {
        Self { others: true, spaces: BTreeMap::new() }
    }

    pub(crate) fn of_namespace(namespace: NsId) -> Self {
        Self { others: false, spaces: BTreeMap::from([(namespace, Locals::everything(true))]) }
    }

    pub(crate) fn of_name(namespace: NsId, name: NameId) -> Self {
        let locals = Locals { all: false, listed: BTreeSet::from([name]) };
        Self { others: false, spaces: BTreeMap::from([(namespace, locals)]) }
    }

    fn merge(&self, other: &Self, keep: fn(bool, bool) -> bool) -> Self {
        let others = keep(self.others, other.others);
        let rest = (Locals::everything(self.others), Locals::everything(other.others));
        let mut spaces = BTreeMap::new();
        for space in self.spaces.keys().chain(other.spaces.keys()) {
            let a = self.spaces.get(space).unwrap_or(&rest.0);
            let b = other.spaces.get(space).unwrap_or(&rest.1);
            let locals = a.merge(b, keep);
            if locals != Locals::everything(others) {
                spaces.insert(*space, locals);
            }
        }
        Self { others, spaces }
    }

    pub(crate) fn without(&self, other: &Self) -> Self {
        self.merge(other, |a, b| a && !b)
    }

    /// Adds the names of another set, which costs no more than that set has namespaces and names where this lists names.
    pub(crate) fn add(&mut self, other: &Self) {
        if self.others || other.others {
            *self = self.merge(other, |a, b| a || b);
            return;
        }
        for (space, locals) in &other.spaces {
            let mine = self.spaces.entry(*space).or_default();
            if mine.all || locals.all {
                *mine = mine.merge(locals, |a, b| a || b);
            } else {
                mine.listed.extend(&locals.listed);
            }
        }
    }

    pub(crate) fn contains(&self, namespace: Option<NsId>, name: Option<NameId>) -> bool {
        let locals = namespace.and_then(|ns| self.spaces.get(&ns));
        locals.map_or(self.others, |locals| locals.contains(name))
    }

    /// The one name of the set, if it is one.
    pub(crate) fn single(&self) -> Option<NameId> {
        if self.others || self.spaces.len() != 1 {
            return None;
        }
        let locals = self.spaces.values().next()?;
        (!locals.all && locals.listed.len() == 1).then(|| locals.listed.first().copied())?
    }

    /// Whether the set is without end.
    pub(crate) fn is_wild(&self) -> bool {
        self.others || self.spaces.values().any(|l| l.all)
    }

    /// The listed names, where the set is not wild.
    pub(crate) fn listed(&self) -> impl Iterator<Item = NameId> + '_ {
        self.spaces.values().filter(|l| !l.all).flat_map(|l| l.listed.iter().copied())
    }

    /// Something that both sets have: a name, or only that there is one.
    pub(crate) fn common(&self, other: &Self) -> Option<Option<NameId>> {
        let both = self.merge(other, |a, b| a && b);
        let any = both.others || both.spaces.values().any(|l| l.all || !l.listed.is_empty());
        any.then(|| both.listed().next())
    }
}

impl NameClass {
    pub(crate) fn from_set(set: NameSet) -> Self {
        match set.single() {
            Some(name) => Self::One(name),
            None => Self::Set(Arc::new(set)),
        }
    }

    pub(crate) fn contains(&self, namespace: Option<NsId>, name: Option<NameId>) -> bool {
        match self {
            Self::One(one) => name == Some(*one),
            Self::Set(set) => set.contains(namespace, name),
        }
    }

    pub(crate) fn is_wild(&self) -> bool {
        matches!(self, Self::Set(set) if set.is_wild())
    }

    /// The names, if they can be listed.
    pub(crate) fn names(&self) -> Option<Vec<NameId>> {
        match self {
            Self::One(name) => Some(vec![*name]),
            Self::Set(set) if set.is_wild() => None,
            Self::Set(set) => Some(set.listed().collect()),
        }
    }

    pub(crate) fn to_set(&self, names: &Names) -> NameSet {
        match self {
            Self::One(name) => NameSet::of_name(names.namespace_of(*name), *name),
            Self::Set(set) => set.as_ref().clone(),
        }
    }
}
