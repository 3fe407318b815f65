//! RELAX NG DTD Compatibility: whether ID types and default values of attributes are sound. What is not is a warning only,
//! for it changes nothing in what is valid.

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_source::Diagnostic;

use super::files::FileId;
use super::ir::{Ir, Node, NodeId};
use super::names::{NameClass, NameId};
use super::resolve::Unit;
use crate::datatypes::{IdType, NoContext};
use crate::rules;

/// An attribute of an element.
struct Use<'a> {
    element: &'a NameClass,
    class: &'a NameClass,
    id: IdType,
    default: Option<&'a str>,
    optional: bool,
    node: NodeId,
}

/// Which attributes are IDs or refer to them, by the names of element and attribute. Empty where the schema has no such
/// attributes, or where its ID types are not sound.
#[derive(Debug, Default)]
pub(crate) struct IdTypes {
    types: FxHashMap<(NameId, NameId), IdType>,
    /// The attributes that are of an ID type in any element.
    attributes: Vec<bool>,
}

impl IdTypes {
    /// The ID type of an attribute of an element.
    pub(crate) fn of(&self, element: Option<NameId>, attribute: Option<NameId>) -> IdType {
        // Hardly any attribute is of an ID type: that is seen without hashing.
        let (Some(element), Some(attribute)) = (element, attribute) else { return IdType::None };
        if !self.attributes.get(attribute.0 as usize).copied().unwrap_or(false) {
            return IdType::None;
        }
        self.types.get(&(element, attribute)).copied().unwrap_or(IdType::None)
    }
}

/// Checks all elements that are reached.
pub(crate) fn check(ir: &Ir, units: &[Unit], found: &mut Vec<(FileId, Diagnostic)>) -> IdTypes {
    if !is_needed(ir) {
        return IdTypes::default();
    }
    let bearing = bearing(ir, units);
    let elements = elements(ir);
    let mut uses = Vec::new();
    for unit in units {
        if let Unit::Content(root) = unit
            && let Some(class) = elements.get(root)
        {
            collect(ir, class, *root, &bearing, &mut uses);
        }
    }
    let before = found.len();
    let types = id_types(ir, &uses, found);
    misplaced_ids(ir, units, found);
    let sound = found.len() == before;
    defaults(ir, &uses, found);
    if sound { types } else { IdTypes::default() }
}

/// Whether the schema has ID types or default values at all.
fn is_needed(ir: &Ir) -> bool {
    ir.datatypes.iter().any(|d| d.id_type() != IdType::None)
        || ir.nodes.iter().any(|n| matches!(n, Node::Attribute(_, _, Some(_))))
}

/// The name class of each element, by its content.
fn elements(ir: &Ir) -> FxHashMap<NodeId, &NameClass> {
    let elements = ir.nodes.iter().filter_map(|n| match n {
        Node::Element(class, content) => Some((*content, class)),
        _ => None,
    });
    elements.collect()
}

/// Which definitions have attributes outside of elements.
fn bearing(ir: &Ir, units: &[Unit]) -> Vec<bool> {
    let mut bearing = vec![false; ir.definitions.len()];
    for unit in units {
        let Unit::Definition(id) = unit else { continue };
        let mut open = vec![unit.root(ir)];
        while let Some(node) = open.pop() {
            bearing[*id] |= match &ir.nodes[node] {
                Node::Attribute(..) => true,
                Node::Ref(definition) => bearing[*definition],
                _ => false,
            };
            open.extend(ir.children(node));
        }
    }
    bearing
}

fn collect<'a>(ir: &'a Ir, element: &'a NameClass, root: NodeId, bearing: &[bool], uses: &mut Vec<Use<'a>>) {
    let mut seen = FxHashSet::default();
    let mut open = vec![(root, false)];
    while let Some((node, optional)) = open.pop() {
        match &ir.nodes[node] {
            Node::Attribute(class, content, default) => {
                let id = id_type(ir, *content);
                uses.push(Use { element, class, id, default: default.as_deref(), optional, node });
            }
            Node::Ref(definition) => {
                if bearing[*definition] && seen.insert((*definition, optional)) {
                    open.push((ir.definitions[*definition].body, optional));
                }
            }
            Node::Choice(children) => {
                let optional = optional || children.iter().any(|c| matches!(ir.nodes[*c], Node::Empty));
                open.extend(children.iter().map(|c| (*c, optional)));
            }
            _ => open.extend(ir.children(node).iter().map(|c| (*c, optional))),
        }
    }
}

/// The ID type of an attribute with this content.
fn id_type(ir: &Ir, mut content: NodeId) -> IdType {
    loop {
        return match &ir.nodes[content] {
            Node::Data(datatype, _) => ir.datatypes[*datatype].id_type(),
            Node::Value(value) => ir.datatypes[ir.values[*value].datatype].id_type(),
            Node::Ref(definition) => {
                content = ir.definitions[*definition].body;
                continue;
            }
            _ => IdType::None,
        };
    }
}

/// One attribute of one element has one ID type.
fn id_types(ir: &Ir, uses: &[Use<'_>], found: &mut Vec<(FileId, Diagnostic)>) -> IdTypes {
    let mut typed: FxHashMap<NameId, Vec<&Use<'_>>> = FxHashMap::default();
    for one in uses.iter().filter(|u| u.id != IdType::None) {
        match one.class.names() {
            Some(names) => names.into_iter().for_each(|name| typed.entry(name).or_default().push(one)),
            None => {
                let place = ir.places[one.node];
                let message = "an attribute of an ID type has a wildcard name".to_string();
                found.push((place.file, rules::id_type(message, place.span)));
            }
        }
    }
    let mut reported = FxHashSet::default();
    let mut known: FxHashMap<(NameId, NameId), IdType> = FxHashMap::default();
    for one in uses {
        let clash = match (one.class.names(), one.element.names()) {
            (Some(attributes), Some(elements)) => {
                plain_clash(&attributes, &elements, one, &typed, &mut known)
            }
            _ => wild_clash(ir, one, &typed),
        };
        if let Some(name) = clash
            && reported.insert(one.node)
        {
            let place = ir.places[one.node];
            let name = ir.names.display(name);
            let message = format!("the attribute {name} has another ID type elsewhere on the same element");
            found.push((place.file, rules::id_type(message, place.span)));
        }
    }
    known.retain(|_, kind| *kind != IdType::None);
    let mut attributes = Vec::new();
    for (_, attribute) in known.keys() {
        let at = attribute.0 as usize;
        attributes.resize(attributes.len().max(at + 1), false);
        attributes[at] = true;
    }
    IdTypes { types: known, attributes }
}

fn plain_clash(
    attributes: &[NameId],
    elements: &[NameId],
    one: &Use<'_>,
    typed: &FxHashMap<NameId, Vec<&Use<'_>>>,
    known: &mut FxHashMap<(NameId, NameId), IdType>,
) -> Option<NameId> {
    let mut clash = None;
    for attribute in attributes.iter().filter(|a| typed.contains_key(a)) {
        for element in elements {
            let first = *known.entry((*element, *attribute)).or_insert(one.id);
            if first != one.id {
                clash = Some(*attribute);
            }
        }
    }
    clash
}

/// A wildcard (of the element or of the attribute) that also matches an attribute of another ID type.
fn wild_clash(ir: &Ir, one: &Use<'_>, typed: &FxHashMap<NameId, Vec<&Use<'_>>>) -> Option<NameId> {
    let names = &ir.names;
    let element = one.element.to_set(names);
    typed.iter().find_map(|(name, others)| {
        let attribute = one.class.contains(Some(names.namespace_of(*name)), Some(*name));
        let same = |other: &&Use<'_>| match other.element {
            NameClass::One(e) => element.contains(Some(names.namespace_of(*e)), Some(*e)),
            other => element.common(&other.to_set(names)).is_some(),
        };
        (attribute && others.iter().any(|o| o.id != one.id && same(o))).then_some(*name)
    })
}

/// ID types stand directly in attributes.
fn misplaced_ids(ir: &Ir, units: &[Unit], found: &mut Vec<(FileId, Diagnostic)>) {
    for unit in units.iter().filter(|u| matches!(u, Unit::Content(_))) {
        let mut open = vec![unit.root(ir)];
        while let Some(node) = open.pop() {
            let inside = match &ir.nodes[node] {
                Node::Attribute(_, content, _) => ir.children(*content),
                Node::Data(..) | Node::Value(_) if id_type(ir, node) != IdType::None => {
                    let place = ir.places[node];
                    let message =
                        format!("{} is of an ID type and does not stand in an attribute", ir.describe(node));
                    found.push((place.file, rules::id_type(message, place.span)));
                    &[]
                }
                _ => ir.children(node),
            };
            open.extend(inside);
        }
    }
}

/// A default value belongs to an optional attribute of a plain name, matches its pattern, and is the only one.
fn defaults(ir: &Ir, uses: &[Use<'_>], found: &mut Vec<(FileId, Diagnostic)>) {
    let mut known: FxHashMap<(NameId, NameId), &str> = FxHashMap::default();
    let mut reported = FxHashSet::default();
    for one in uses {
        let Some(default) = one.default else { continue };
        let mut why = None;
        match (one.class, one.element.names()) {
            (NameClass::One(attribute), Some(elements)) => {
                for element in elements {
                    if *known.entry((element, *attribute)).or_insert(default) != default {
                        why = Some("the attribute has another default elsewhere on the same element");
                    }
                }
            }
            _ => why = Some("the attribute or its element has no plain name"),
        }
        if !one.optional {
            why = Some("the attribute is not optional");
        }
        let Node::Attribute(_, content, _) = &ir.nodes[one.node] else { continue };
        if !may_match(ir, *content, default) {
            why = Some("it does not match the pattern of the attribute");
        }
        if let Some(why) = why
            && reported.insert(one.node)
        {
            let place = ir.places[one.node];
            found.push((place.file, rules::default_value(why, place.span)));
        }
    }
}

/// Whether a string may match; what is not a string type is taken to match.
fn may_match(ir: &Ir, content: NodeId, text: &str) -> bool {
    let mut open = vec![content];
    while let Some(node) = open.pop() {
        let matched = match &ir.nodes[node] {
            Node::Data(datatype, _) => ir.datatypes[*datatype].allows(text, &NoContext),
            Node::Value(value) => {
                let entry = &ir.values[*value];
                ir.datatypes[entry.datatype].value(text, &NoContext).as_ref() == Some(&entry.value)
            }
            Node::Choice(children) => {
                open.extend(children);
                false
            }
            Node::Ref(definition) => {
                open.push(ir.definitions[*definition].body);
                false
            }
            Node::Empty => text.is_empty(),
            Node::NotAllowed => false,
            _ => true,
        };
        if matched {
            return true;
        }
    }
    false
}
