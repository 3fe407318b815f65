//! From what the grammars of two releases differ in to a table that changes the facts of the older one.

use std::collections::BTreeSet;

use teiwright_p5::Facts;
use teiwright_p5::spec::{
    Attribute, AttributeDef, AttributeType, Classes, Content, DataName, DataUse, Kind, Membership, Mode,
    Occurs, Particle, Spec, Usage,
};
use teiwright_p5::table::Table;

use super::expected::{flat, written_out};
use super::grammar::{Define, Grammar};

/// A table of changes, and what in it was no more than guessed.
pub(super) struct Changes {
    pub(super) table: Table,
    pub(super) notes: Vec<String>,
}

/// What changes `facts`, of which `old` was made, to those of which `new` was made.
pub(super) fn between(facts: &Facts, old: &Grammar, new: &Grammar) -> Changes {
    let mut work = Work { facts, old, new, specs: facts.specs().to_vec(), notes: Vec::new() };
    let mut table = Table::default();
    for name in old.order.iter().filter(|name| !new.defines.contains_key(*name)) {
        let letter = if matches!(old.defines[name], Define::Element(..)) { 'E' } else { 'C' };
        table.removed.push((letter, name.as_str().into()));
    }
    work.datatypes();
    for name in new.order.iter().filter(|name| !old.defines.contains_key(*name)) {
        work.begin(name);
    }
    for name in &new.order {
        if old.defines.get(name) != new.defines.get(name) {
            work.define(name);
        }
    }
    work.modules();
    let same = |spec: &Spec| facts.spec(&spec.ident) == Some(spec);
    let gone = |spec: &Spec| table.removed.iter().any(|(_, ident)| *ident == spec.ident);
    let specs = work.specs.into_iter().filter(|spec| !same(spec) && !gone(spec)).collect();
    Changes { table: Table { specs, ..table }, notes: work.notes }
}

struct Work<'f> {
    facts: &'f Facts,
    old: &'f Grammar,
    new: &'f Grammar,
    specs: Vec<Spec>,
    notes: Vec<String>,
}

impl Work<'_> {
    fn place(&self, name: &str) -> Option<usize> {
        self.specs.iter().position(|spec| &*spec.ident == name)
    }

    /// Something new, which has no module yet.
    fn begin(&mut self, name: &str) {
        let kind = match self.new.defines.get(name) {
            Some(Define::Element(..)) => Kind::Element,
            Some(Define::Members(_)) => Kind::ModelClass,
            Some(Define::Attributes(_)) => Kind::AttributeClass,
            _ => Kind::Macro,
        };
        let mut spec = Spec::new(kind, name);
        spec.classes = Some(Classes::default()).filter(|_| kind != Kind::Macro);
        self.specs.push(spec);
    }

    fn define(&mut self, name: &str) {
        let Some(place) = self.place(name) else { return };
        let old = self.old.defines.get(name);
        match &self.new.defines[name] {
            Define::Macro(content) => self.specs[place].content = Some(content.clone()),
            Define::Members(members) => self.members(name, old, members),
            Define::Attributes(list) => {
                let before = if let Some(Define::Attributes(before)) = old { &**before } else { &[] };
                self.attributes(place, before, list);
            }
            Define::Element(content, list) => {
                let before = if let Some(Define::Element(model, before)) = old {
                    (Some(model), &**before)
                } else {
                    (None, &[][..])
                };
                if before.0 != Some(content) {
                    self.specs[place].content = Some(content.clone());
                }
                self.attributes(place, before.1, list);
            }
        }
    }

    fn members(&mut self, class: &str, old: Option<&Define>, members: &[String]) {
        let before = if let Some(Define::Members(before)) = old { &**before } else { &[] };
        for member in before.iter().filter(|member| !members.contains(member)) {
            if let Some(place) = self.place(member) {
                self.leave(place, class);
            }
        }
        for member in members.iter().filter(|member| !before.contains(member)) {
            if let Some(place) = self.place(member) {
                self.join(place, class);
            }
        }
    }

    /// Something is in a class, in the order of TEI: `att.global`, other attribute classes, model classes, each by name.
    fn join(&mut self, place: usize, class: &str) {
        let members = &mut self.specs[place].classes.get_or_insert_default().members;
        if members.iter().any(|member| &*member.key == class) {
            return;
        }
        let later = |member: &Membership| &*member.key > class && &*member.key != "att.global";
        let after = members.iter().position(later).unwrap_or(members.len());
        members.insert(after, Membership { key: class.into(), deleted: false, occurs: Occurs::ONCE });
    }

    fn leave(&mut self, place: usize, class: &str) {
        if let Some(classes) = &mut self.specs[place].classes {
            classes.members.retain(|member| &*member.key != class);
        }
    }

    fn attributes(&mut self, place: usize, old: &[Attribute], new: &[Attribute]) {
        let classes = |list: &[Attribute]| {
            let class = |attribute: &Attribute| match attribute {
                Attribute::Class(class, _) => Some(class.clone()),
                _ => None,
            };
            list.iter().filter_map(class).collect::<BTreeSet<_>>()
        };
        let (before, after) = (classes(old), classes(new));
        for class in before.difference(&after) {
            self.leave(place, class);
        }
        for class in after.difference(&before) {
            self.join(place, class);
        }
        if !self.organised(place, old, new) {
            self.definitions(place, old, new);
        }
    }

    /// Attributes that stand as a choice or a group, where that changed: they are taken whole.
    fn organised(&mut self, place: usize, old: &[Attribute], new: &[Attribute]) -> bool {
        let lists = |list: &[Attribute]| {
            list.iter()
                .filter(|attribute| matches!(attribute, Attribute::List(..)))
                .cloned()
                .collect::<Vec<_>>()
        };
        if lists(old) == lists(new) {
            return false;
        }
        let known = self.specs[place].clone();
        let whole = new.iter().filter(|attribute| !matches!(attribute, Attribute::Class(..)));
        self.specs[place].attributes = whole.map(|attribute| self.list(&known, attribute)).collect();
        true
    }

    fn list(&mut self, spec: &Spec, attribute: &Attribute) -> Attribute {
        match attribute {
            Attribute::List(organisation, inner) => {
                Attribute::List(*organisation, inner.iter().map(|inner| self.list(spec, inner)).collect())
            }
            Attribute::Def(shown) => Attribute::Def(self.definition(spec, shown)),
            class @ Attribute::Class(..) => class.clone(),
        }
    }

    /// Attributes one by one.
    fn definitions(&mut self, place: usize, old: &[Attribute], new: &[Attribute]) {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        flat(old, &mut before);
        flat(new, &mut after);
        for shown in &before {
            if after.iter().all(|def| def.ident != shown.ident) {
                let gone =
                    |known: &Attribute| matches!(known, Attribute::Def(def) if def.ident == shown.ident);
                self.specs[place].attributes.retain(|known| !gone(known));
            }
        }
        for shown in after {
            if before.contains(&shown) {
                continue;
            }
            let spec = self.specs[place].clone();
            let def = self.definition(&spec, shown);
            if !replace(&mut self.specs[place].attributes, &def) {
                self.specs[place].attributes.push(Attribute::Def(def));
            }
        }
    }

    /// An attribute as the facts say it, so that a grammar shows it so.
    fn definition(&mut self, spec: &Spec, shown: &AttributeDef) -> AttributeDef {
        let mut known = Vec::new();
        flat(&spec.attributes, &mut known);
        let known = known.into_iter().find(|def| def.ident.trim_start_matches("xml:") == &*shown.ident);
        let mut def = known.cloned().unwrap_or_else(|| AttributeDef::new(&shown.ident));
        let required = |usage: Option<Usage>| usage == Some(Usage::Required);
        if known.is_none() || required(def.usage) != required(shown.usage) {
            def.usage = shown.usage;
        }
        def.datatype = self.datatype(spec, known, shown);
        match (&shown.values, &mut def.values) {
            (Some(shown), Some(known)) if shown.items == known.items && shown.closure == known.closure => {
                // It was there and passed over.
                let of_class = def.mode == Some(Mode::Change) && known.mode.is_none();
                known.mode = if of_class { Some(Mode::Add) } else { known.mode };
            }
            (Some(shown), known) => {
                let mut list = shown.clone();
                list.mode = Some(Mode::Add).filter(|_| def.mode == Some(Mode::Change));
                *known = Some(list);
            }
            (None, _) => {}
        }
        def
    }

    fn datatype(
        &mut self,
        spec: &Spec,
        known: Option<&AttributeDef>,
        shown: &AttributeDef,
    ) -> Option<AttributeType> {
        if known.is_some_and(|def| def.mode == Some(Mode::Change) && def.datatype.is_none()) {
            return None;
        }
        let known = known.and_then(|def| def.datatype.clone());
        let Some(shown_type) = &shown.datatype else {
            return known.or_else(|| Some(enumerated(Occurs::ONCE)));
        };
        let occurs = shown_type.occurs;
        let facts = Facts::new(Table { specs: self.specs.clone(), ..Table::default() });
        if let Some(known) = known {
            let same =
                *shown_type.value == Content::Empty || written_out(&facts, &known.value) == *shown_type.value;
            if same {
                return Some(AttributeType { occurs, ..known });
            }
        }
        if shown.values.is_some() {
            return Some(enumerated(occurs));
        }
        let fits = facts.specs().iter().filter(|spec| spec.kind == Kind::Datatype).filter(|spec| {
            let content = key(&spec.ident);
            written_out(&facts, &content) == *shown_type.value
        });
        let mut fits =
            fits.map(|spec| (self.used(&shown.ident, &spec.ident), &*spec.ident)).collect::<Vec<_>>();
        fits.sort_by_key(|(used, _)| std::cmp::Reverse(*used));
        let fits = fits.into_iter().map(|fit| fit.1.to_owned()).collect::<Vec<_>>();
        if fits.len() != 1 {
            let fits = fits.join(", ");
            let note =
                format!("{} @{}: the datatype is one of {fits}; the first is taken", spec.ident, shown.ident);
            self.notes.push(note);
        }
        let value = fits.first().map_or_else(|| (*shown_type.value).clone(), |ident| key(ident));
        Some(AttributeType { value: Box::new(value), occurs })
    }

    /// How many attributes of a name have a datatype.
    fn used(&self, attribute: &str, datatype: &str) -> usize {
        let mut defs = Vec::new();
        for spec in self.facts.specs() {
            flat(&spec.attributes, &mut defs);
        }
        let of_it = |def: &&&AttributeDef| {
            &*def.ident == attribute && def.datatype.as_ref().is_some_and(|used| *used.value == key(datatype))
        };
        defs.iter().filter(of_it).count()
    }

    /// The datatypes that changed: those that every attribute of that datatype shows so.
    fn datatypes(&mut self) {
        for place in 0..self.specs.len() {
            if self.specs[place].kind != Kind::Datatype {
                continue;
            }
            let ident = self.specs[place].ident.clone();
            let mut shown = Vec::new();
            for spec in self.facts.specs() {
                let mut defs = Vec::new();
                flat(&spec.attributes, &mut defs);
                for def in defs {
                    let of_it = def.datatype.as_ref().is_some_and(|datatype| *datatype.value == key(&ident));
                    let names = |grammar: &Grammar| shown_type(grammar, &spec.ident, &def.ident);
                    if let (true, Some(old), Some(new)) = (of_it, names(self.old), names(self.new)) {
                        shown.push((old, new));
                    }
                }
            }
            let Some((old, new)) = shown.first().cloned().filter(|(old, new)| old != new) else { continue };
            if written_out(self.facts, &key(&ident)) == old
                && shown.iter().all(|pair| *pair == (old.clone(), new.clone()))
            {
                self.specs[place].content = Some(Particle::once(new));
            }
        }
    }

    /// The modules of new things: of a class that of most of its members, of an element that of what stands beside it in the
    /// grammar.
    fn modules(&mut self) {
        for place in 0..self.specs.len() {
            if self.specs[place].module.is_some() {
                continue;
            }
            let ident = self.specs[place].ident.clone();
            let at = self.new.order.iter().position(|name| **name == *ident).unwrap_or_default();
            let of = |name: &String| self.facts.spec(name).and_then(|spec| spec.module.clone());
            let before = self.new.order[..at].iter().rev().find_map(of);
            let after = self.new.order[at..].iter().find_map(of);
            let is_in = |spec: &&Spec| spec.memberships().any(|member| member.key == ident);
            let mut members =
                self.specs.iter().filter(is_in).filter_map(|spec| spec.module.clone()).collect::<Vec<_>>();
            members.sort();
            let count = |module: &str| members.iter().filter(|member| &***member == module).count();
            let most = members.iter().max_by_key(|module| count(module)).cloned();
            let agree = before == after || most == before || most == after;
            if !agree || before != after {
                self.notes.push(format!(
                    "{ident}: the module is that of its members ({members:?}) or of its neighbours ({before:?}, {after:?})"
                ));
            }
            self.specs[place].module = most.or(before);
        }
    }
}

fn key(ident: &str) -> Content {
    Content::Data(DataUse { which: DataName::Key(ident.into()), restriction: None, facets: Vec::new() })
}

fn enumerated(occurs: Occurs) -> AttributeType {
    AttributeType { value: Box::new(key("teidata.enumerated")), occurs }
}

/// What a grammar shows as the type of one value of an attribute.
fn shown_type(grammar: &Grammar, spec: &str, attribute: &str) -> Option<Content> {
    let (Define::Element(_, list) | Define::Attributes(list)) = grammar.defines.get(spec)? else {
        return None;
    };
    let mut defs = Vec::new();
    flat(list, &mut defs);
    let def = defs.into_iter().find(|def| &*def.ident == attribute)?;
    def.datatype.as_ref().map(|datatype| (*datatype.value).clone())
}

/// Puts a definition in the place of the one of the same name, in whatever list it stands.
fn replace(list: &mut [Attribute], def: &AttributeDef) -> bool {
    list.iter_mut().any(|attribute| match attribute {
        Attribute::Def(known) if known.ident == def.ident => {
            *known = def.clone();
            true
        }
        Attribute::List(_, inner) => replace(inner, def),
        _ => false,
    })
}
