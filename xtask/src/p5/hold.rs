//! Holds facts to a grammar that TEI made of the same release: every element, class and macro, part by part.

use std::collections::BTreeSet;

use teiwright_p5::Facts;
use teiwright_p5::spec::{Attribute, AttributeDef, Kind, Spec};

use super::expected;
use super::grammar::{Define, Grammar};

/// In words, where the facts and the grammar do not agree.
pub(super) fn differences(facts: &Facts, grammar: &Grammar) -> Vec<String> {
    let mut found = Vec::new();
    for name in &grammar.order {
        let Some(spec) = facts.spec(name) else {
            found.push(format!("{name}: the facts do not have it"));
            continue;
        };
        let mut differ = |what: &str, ours: String, theirs: String| {
            if ours != theirs {
                found.push(format!("{name}: {what}\n  facts    {ours}\n  grammar  {theirs}"));
            }
        };
        match &grammar.defines[name] {
            Define::Element(content, attributes) => {
                differ("content", format!("{:?}", expected::content(facts, spec)), format!("{content:?}"));
                differ(
                    "classes of attributes",
                    classes(facts, spec),
                    shown_classes(facts, grammar, attributes),
                );
                differ("attributes", own(facts, spec), shown_own(attributes));
            }
            Define::Attributes(attributes) => {
                differ("classes", classes(facts, spec), shown_classes(facts, grammar, attributes));
                differ("attributes", own(facts, spec), shown_own(attributes));
            }
            Define::Members(members) => {
                let ours = facts.members(name).filter(|member| alive(facts, grammar, member));
                let ours = ours.map(|member| &*member.ident).collect::<BTreeSet<_>>();
                let theirs = members.iter().map(String::as_str).collect::<BTreeSet<_>>();
                differ("members", format!("{ours:?}"), format!("{theirs:?}"));
            }
            Define::Macro(content) => {
                differ("content", format!("{:?}", expected::content(facts, spec)), format!("{content:?}"));
            }
        }
    }
    for spec in facts.elements().filter(|spec| !grammar.defines.contains_key(&*spec.ident)) {
        found.push(format!("{}: the grammar does not have it", spec.ident));
    }
    found
}

/// Whether something of a model class reaches the grammar: classes that nothing refers to do not.
fn alive(facts: &Facts, grammar: &Grammar, member: &Spec) -> bool {
    member.kind == Kind::Element
        || grammar.defines.contains_key(&*member.ident) && facts.members(&member.ident).next().is_some()
}

/// The classes that something has attributes of and says nothing anew about.
fn classes(facts: &Facts, spec: &Spec) -> String {
    let held = facts.attributes(spec);
    let of_class = held.iter().filter(|held| !held.changed).filter_map(|held| held.class);
    format!("{:?}", of_class.collect::<BTreeSet<_>>())
}

/// The classes that a list of attributes refers to, and those that they refer to in turn.
fn shown_classes(facts: &Facts, grammar: &Grammar, list: &[Attribute]) -> String {
    fn gather<'g>(grammar: &'g Grammar, list: &'g [Attribute], found: &mut BTreeSet<&'g str>) {
        for attribute in list {
            let Attribute::Class(class, one) = attribute else { continue };
            let new = found.insert(class);
            if let (true, None, Some(Define::Attributes(inner))) = (new, one, grammar.defines.get(&**class)) {
                gather(grammar, inner, found);
            }
        }
    }
    let mut found = BTreeSet::new();
    gather(grammar, list, &mut found);
    found.retain(|class| facts.spec(class).is_none_or(has_own));
    format!("{found:?}")
}

/// Whether a class has attributes that no other one has.
fn has_own(class: &Spec) -> bool {
    class.attributes.iter().any(|attribute| !matches!(attribute, Attribute::Class(..)))
}

fn own(facts: &Facts, spec: &Spec) -> String {
    written(expected::own(facts, spec).iter())
}

fn shown_own(list: &[Attribute]) -> String {
    let mut defs = Vec::new();
    expected::flat(list, &mut defs);
    written(defs.into_iter())
}

fn written<'d>(defs: impl Iterator<Item = &'d AttributeDef>) -> String {
    let line = |def: &AttributeDef| {
        let values = def.values.as_ref().map(|list| {
            let items = list.items.iter().map(|item| &*item.ident).collect::<BTreeSet<_>>();
            format!("{:?}{items:?}", list.closure)
        });
        let ident = def.ident.trim_start_matches("xml:");
        format!("{ident} {:?} {:?} {values:?}", def.usage, def.datatype)
    };
    defs.map(line).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" · ")
}
