//! What a grammar that is made of facts shows of a specification: content models without what is not there, and
//! attributes with their datatypes written out. For comparison with grammars that TEI publishes.

use teiwright_p5::Facts;
use teiwright_p5::spec::{
    Attribute, AttributeDef, AttributeType, Closure, Content, DataName, Expand, Kind, Mode, Occurs, Particle,
    Spec, Usage, ValueList,
};

use super::grammar::plain;

/// The content model of a specification.
pub(super) fn content(facts: &Facts, spec: &Spec) -> Particle {
    let content = spec.content.clone().unwrap_or_else(|| Particle::once(Content::Empty));
    let living = living(facts, content).unwrap_or_else(|| Particle::once(Content::Empty));
    plain(living)
}

/// A content model without what the facts do not have: it vanishes.
fn living(facts: &Facts, part: Particle) -> Option<Particle> {
    let parts = |parts: Vec<Particle>| -> Vec<Particle> {
        parts.into_iter().filter_map(|part| living(facts, part)).collect()
    };
    if let Content::Class(class) = &part.content
        && let Some(members) = expanded(facts, &class.key, class.expand)
    {
        return Some(Particle { content: Content::Sequence(members), ..part });
    }
    let content = match part.content {
        Content::Element(name) => Content::Element(facts.element(&name).map(|_| name)?),
        Content::Class(class) => {
            facts.members(&class.key).next()?;
            Content::Class(class)
        }
        content @ (Content::Data(_) | Content::Values(_)) => written_out(facts, &content),
        Content::Sequence(inner) => Content::Sequence(some(parts(inner))?),
        Content::Alternate(inner) => Content::Alternate(some(parts(inner))?),
        Content::Interleave(inner) => Content::Interleave(some(parts(inner))?),
        other => other,
    };
    Some(copied(Particle { content, ..part }))
}

/// The members of a class where they stand one after another.
fn expanded(facts: &Facts, class: &str, expand: Expand) -> Option<Vec<Particle>> {
    let (min, max) = match expand {
        Expand::Unsaid | Expand::Alternate => return None,
        Expand::Sequence => (1, Some(1)),
        Expand::SequenceOptional => (0, Some(1)),
        Expand::SequenceRepeatable => (1, None),
        Expand::SequenceOptionalRepeatable => (0, None),
    };
    let member = |spec: &Spec| {
        let content = match spec.kind {
            Kind::Element => Content::Element(spec.ident.clone()),
            _ => return expanded(facts, &spec.ident, expand).unwrap_or_default(),
        };
        vec![Particle { content, occurs: Occurs { min, max }, place: 0 }]
    };
    Some(facts.members(class).flat_map(member).collect())
}

/// What stands at least twice, written so often.
fn copied(part: Particle) -> Particle {
    if part.occurs.min < 2 {
        return part;
    }
    let once = Particle { occurs: Occurs::ONCE, ..part.clone() };
    let mut parts = vec![once; part.occurs.min as usize];
    let max = part.occurs.max.map(|max| max - part.occurs.min);
    if max != Some(0) {
        parts.push(Particle { occurs: Occurs { min: 0, max }, ..part });
    }
    Particle::once(Content::Sequence(parts))
}

fn some(parts: Vec<Particle>) -> Option<Vec<Particle>> {
    Some(parts).filter(|parts| !parts.is_empty())
}

/// A datatype with the datatypes of TEI written out.
pub(super) fn written_out(facts: &Facts, content: &Content) -> Content {
    let content = match content {
        Content::Data(data) => {
            let DataName::Key(key) = &data.which else {
                let mut data = data.clone();
                // A pattern is a facet as others are.
                if let [(name, _)] = &*data.facets
                    && &**name == "pattern"
                {
                    data.restriction = data.facets.pop().map(|facet| facet.1);
                }
                return Content::Data(data);
            };
            let inner = facts.spec(key).and_then(|spec| spec.content.as_ref());
            return inner.map_or(Content::Empty, |inner| written_out(facts, &inner.content));
        }
        Content::Alternate(parts) => {
            let written = |part: &Particle| Particle { content: written_out(facts, &part.content), ..*part };
            Content::Alternate(parts.iter().map(written).collect())
        }
        // A list in a datatype is closed, whatever it says of itself.
        Content::Values(list) => {
            Content::Values(ValueList { closure: Some(Closure::Closed), ..list.clone() })
        }
        other => other.clone(),
    };
    plain(Particle::once(content)).content
}

/// The attributes that a specification has of its own, as a grammar shows them.
pub(super) fn own(facts: &Facts, spec: &Spec) -> Vec<AttributeDef> {
    let mut defs = Vec::new();
    flat(&spec.attributes, &mut defs);
    let merged = facts.attributes(spec);
    let shown = defs.into_iter().filter(|def| def.mode != Some(Mode::Delete)).filter_map(|said| {
        let whole = merged.iter().find(|held| held.def.ident == said.ident)?;
        let mut def = whole.def.clone();
        // Without a mode of its own, the list of a change is passed over (see the README of teiwright-odd).
        if said.mode == Some(Mode::Change) && said.values.as_ref().is_some_and(|list| list.mode.is_none()) {
            def.values = None;
        }
        Some(shown(facts, def))
    });
    shown.collect()
}

/// An attribute as a grammar shows it.
fn shown(facts: &Facts, said: AttributeDef) -> AttributeDef {
    let mut def = AttributeDef::new(&said.ident);
    def.namespace = None;
    def.usage = Some(if said.usage == Some(Usage::Required) { Usage::Required } else { Usage::Optional });
    let occurs = said.datatype.as_ref().map_or(Occurs::ONCE, |datatype| datatype.occurs);
    let value = said.datatype.as_ref().map_or(Content::Text, |datatype| written_out(facts, &datatype.value));
    def.values = said.values.filter(|list| matches!(list.closure, Some(Closure::Closed | Closure::Semi)));
    if let Some(list) = &mut def.values {
        list.mode = None;
    }
    let closed = def.values.as_ref().is_some_and(|list| list.closure == Some(Closure::Closed));
    let value = match value {
        _ if closed => None,
        Content::Values(list) if def.values.is_none() => {
            def.values = Some(list);
            None
        }
        other => Some(other),
    };
    def.datatype = match value {
        Some(value) => Some(AttributeType { value: Box::new(value), occurs }),
        None if occurs == Occurs::ONCE => None,
        None => Some(AttributeType { value: Box::new(Content::Empty), occurs }),
    };
    def
}

/// The definitions in a list of attributes and in the lists in it.
pub(super) fn flat<'l>(list: &'l [Attribute], out: &mut Vec<&'l AttributeDef>) {
    for attribute in list {
        match attribute {
            Attribute::Def(def) => out.push(def),
            Attribute::List(_, inner) => flat(inner, out),
            Attribute::Class(..) => {}
        }
    }
}
