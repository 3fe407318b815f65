//! A grammar that was made of P5, read back into specifications as far as it still shows them: content models, classes by
//! reference, attributes with their datatypes written out.

use roxmltree::{Document, Node};
use rustc_hash::FxHashMap;
use teiwright_p5::spec::{
    Attribute, AttributeDef, AttributeType, ClassUse, Closure, Content, DataName, DataUse, Expand, Occurs,
    Organisation, Particle, Usage, Value, ValueList,
};

const RNG: &str = "http://relaxng.org/ns/structure/1.0";

/// What one define shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Define {
    /// An element: its content, and its attributes.
    Element(Particle, Vec<Attribute>),
    /// A model class: its members.
    Members(Vec<String>),
    /// An attribute class: its classes and attributes.
    Attributes(Vec<Attribute>),
    /// A macro.
    Macro(Particle),
}

/// The defines by the names of what they show, in their order.
#[derive(Debug)]
pub(super) struct Grammar {
    pub(super) order: Vec<String>,
    pub(super) defines: FxHashMap<String, Define>,
}

/// Reads a grammar in XML syntax.
pub(super) fn read(text: &str) -> Result<Grammar, String> {
    let document = Document::parse(text).map_err(|error| error.to_string())?;
    let nodes = document.descendants().filter(|node| node.has_tag_name((RNG, "define")));
    let named = nodes.filter_map(|node| Some((node.attribute("name")?, node))).collect::<FxHashMap<_, _>>();
    let mut grammar = Grammar { order: Vec::new(), defines: FxHashMap::default() };
    for node in document.descendants().filter(|node| node.has_tag_name((RNG, "define"))) {
        let name = node.attribute("name").unwrap_or_default();
        if let Some((name, define)) = define(name, node, &named) {
            grammar.order.push(name.clone());
            grammar.defines.insert(name, define);
        }
    }
    Ok(grammar)
}

fn define(name: &str, node: Node<'_, '_>, named: &FxHashMap<&str, Node<'_, '_>>) -> Option<(String, Define)> {
    if name.starts_with("anyElement_") || name.contains(".attribute.") || class_of(name).1 != Expand::Unsaid {
        return None;
    }
    if let Some(class) = name.strip_suffix(".attributes") {
        let list = parts(node).filter_map(|part| attribute(part, Some((class, named)))).collect();
        return Some((class.to_owned(), Define::Attributes(list)));
    }
    let define = if name.starts_with("model.") {
        let members = node.descendants().filter(|inner| inner.has_tag_name((RNG, "ref")));
        Define::Members(members.filter_map(|inner| inner.attribute("name")).map(Into::into).collect())
    } else if name.starts_with("macro.") {
        Define::Macro(together(parts(node)))
    } else {
        let element = parts(node).next().filter(|element| element.has_tag_name("element"))?;
        let is_attribute = |part: &Node<'_, '_>| attribute(*part, None).is_some();
        let content = parts(element).take_while(|part| !is_attribute(part));
        Define::Element(together(content), parts(element).filter_map(|part| attribute(part, None)).collect())
    };
    Some((name.to_owned(), define))
}

fn parts<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(|child| child.tag_name().namespace() == Some(RNG))
}

/// Patterns one after another.
fn together<'a, 'i: 'a>(nodes: impl Iterator<Item = Node<'a, 'i>>) -> Particle {
    plain(Particle::once(Content::Sequence(nodes.map(particle).collect())))
}

fn particle(node: Node<'_, '_>) -> Particle {
    let occurs = |min, max| Particle { occurs: Occurs { min, max }, ..Particle::once(inner(node)) };
    let inner = || parts(node).map(particle).collect::<Vec<_>>();
    let content = match node.tag_name().name() {
        "optional" => return occurs(0, Some(1)),
        "zeroOrMore" => return occurs(0, None),
        "oneOrMore" => return occurs(1, None),
        "choice" => choice(node),
        "interleave" => Content::Interleave(inner()),
        "text" => Content::Text,
        "value" => choice(node),
        "data" => data(node),
        "ref" => reference(node.attribute("name").unwrap_or_default()),
        "empty" => Content::Empty,
        _ => Content::Sequence(inner()),
    };
    Particle::once(content)
}

fn inner(node: Node<'_, '_>) -> Content {
    Content::Sequence(parts(node).map(particle).collect())
}

fn choice(node: Node<'_, '_>) -> Content {
    let (values, others) = values(node);
    match (values, others.is_empty()) {
        (Some(list), true) => Content::Values(list),
        (Some(list), false) => {
            let rest = others.into_iter().map(particle);
            Content::Alternate(std::iter::once(Particle::once(Content::Values(list))).chain(rest).collect())
        }
        (None, _) => Content::Alternate(others.into_iter().map(particle).collect()),
    }
}

/// The values of a choice, or the one value, and what else it has.
fn values<'a, 'i>(node: Node<'a, 'i>) -> (Option<ValueList>, Vec<Node<'a, 'i>>) {
    let is_value = |node: &Node<'_, '_>| node.has_tag_name((RNG, "value"));
    let nodes = if is_value(&node) { vec![node] } else { parts(node).collect() };
    let (values, others) = nodes.into_iter().partition::<Vec<_>, _>(is_value);
    let value = |node: Node<'_, '_>| Value {
        ident: node.text().unwrap_or_default().into(),
        renamed: None,
        mode: None,
    };
    let items = values.into_iter().map(value).collect::<Vec<_>>();
    let closure = if others.is_empty() { Closure::Closed } else { Closure::Semi };
    (
        Some(ValueList { closure: Some(closure), mode: None, items, place: 0 })
            .filter(|list| !list.items.is_empty()),
        others,
    )
}

fn data(node: Node<'_, '_>) -> Content {
    let params = parts(node).filter_map(|p| Some((p.attribute("name")?, p.text().unwrap_or_default())));
    let (patterns, facets) = params.partition::<Vec<_>, _>(|(name, _)| *name == "pattern");
    Content::Data(DataUse {
        which: DataName::Xsd(node.attribute("type").unwrap_or_default().into()),
        restriction: patterns.first().map(|pattern| pattern.1.into()),
        facets: facets.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
    })
}

fn reference(name: &str) -> Content {
    if name.starts_with("anyElement_") {
        return Content::Any { require: Vec::new(), except: None };
    }
    if name.starts_with("macro.") {
        return Content::Macro(name.into());
    }
    if !name.starts_with("model.") {
        return Content::Element(name.into());
    }
    let (key, expand) = class_of(name);
    Content::Class(ClassUse { key: key.into(), expand, include: None, except: Vec::new() })
}

/// The class of a name, and how its members stand by it.
fn class_of(name: &str) -> (&str, Expand) {
    let endings = [
        ("_sequenceOptionalRepeatable", Expand::SequenceOptionalRepeatable),
        ("_sequenceRepeatable", Expand::SequenceRepeatable),
        ("_sequenceOptional", Expand::SequenceOptional),
        ("_sequence", Expand::Sequence),
        ("_alternation", Expand::Alternate),
    ];
    let found = endings.iter().find_map(|(ending, expand)| Some((name.strip_suffix(ending)?, *expand)));
    found.unwrap_or((name, Expand::Unsaid))
}

type Local<'n, 'a, 'i> = Option<(&'n str, &'n FxHashMap<&'n str, Node<'a, 'i>>)>;

/// What stands in a list of attributes; `local` is the class whose attributes stand in defines of their own.
fn attribute(node: Node<'_, '_>, local: Local<'_, '_, '_>) -> Option<Attribute> {
    match node.tag_name().name() {
        "ref" => {
            let name = node.attribute("name")?;
            if let Some(class) = name.strip_suffix(".attributes") {
                return Some(Attribute::Class(class.into(), None));
            }
            let (class, one) = name.split_once(".attribute.")?;
            match local {
                Some((own, named)) if own == class => attribute(parts(*named.get(name)?).next()?, None),
                _ => Some(Attribute::Class(class.into(), Some(one.into()))),
            }
        }
        "attribute" => Some(Attribute::Def(definition(node, Usage::Required))),
        "optional" => {
            let inner = parts(node).next().filter(|inner| inner.has_tag_name("attribute"))?;
            Some(Attribute::Def(definition(inner, Usage::Optional)))
        }
        organised @ ("choice" | "group") => {
            let inner = parts(node).map(|part| attribute(part, local)).collect::<Option<Vec<_>>>()?;
            let choice = organised == "choice";
            let organisation = if choice { Organisation::Choice } else { Organisation::Group };
            Some(Attribute::List(organisation, inner)).filter(|_| parts(node).next().is_some())
        }
        _ => None,
    }
}

fn definition(node: Node<'_, '_>, usage: Usage) -> AttributeDef {
    let mut def = AttributeDef::new(node.attribute("name").unwrap_or_default());
    def.usage = Some(usage);
    let Some(value) = parts(node).next() else { return def };
    let (item, occurs) = match value.tag_name().name() {
        "list" | "optional" => list(value),
        _ => (value, Occurs::ONCE),
    };
    let (values, others) = match item.tag_name().name() {
        "choice" | "value" => values(item),
        _ => (None, vec![item]),
    };
    def.datatype = match &*others {
        [] => None,
        // A choice without values is a datatype of several alternatives.
        others if values.is_none() && others.len() > 1 => Some(plain(particle(item)).content),
        [other, ..] => Some(plain(particle(*other)).content),
    }
    .map(|value| AttributeType { value: Box::new(value), occurs });
    if def.datatype.is_none() && occurs != Occurs::ONCE {
        def.datatype = Some(AttributeType { value: Box::new(Content::Empty), occurs });
    }
    def.values = values;
    def
}

/// One value of a list, and how many there are; or of one that may be missing.
fn list<'a, 'i>(node: Node<'a, 'i>) -> (Node<'a, 'i>, Occurs) {
    let mut occurs = Occurs { min: 0, max: Some(0) };
    let mut item = node;
    let within = if node.has_tag_name((RNG, "list")) { parts(node).collect() } else { vec![node] };
    for part in within {
        let (more, end) = match part.tag_name().name() {
            "zeroOrMore" => (0, None),
            "oneOrMore" => (1, None),
            "optional" => (0, Some(1)),
            _ => (1, Some(1)),
        };
        item = if more == 1 && end.is_some() { part } else { parts(part).next().unwrap_or(part) };
        occurs.min += more;
        occurs.max = occurs.max.zip(end).map(|(max, end)| max + end);
    }
    (item, occurs)
}

/// A content model without what says nothing: groups of one, groups of the same kind in one another.
pub(super) fn plain(part: Particle) -> Particle {
    let Particle { content, occurs, place } = part;
    let content = match content {
        Content::Sequence(parts) => Content::Sequence(flat(parts, |content| match content {
            Content::Sequence(inner) => Ok(inner),
            Content::Empty => Ok(Vec::new()),
            other => Err(other),
        })),
        Content::Alternate(parts) => Content::Alternate(flat(parts, |content| match content {
            Content::Alternate(inner) => Ok(inner),
            other => Err(other),
        })),
        Content::Any { .. } => Content::Any { require: Vec::new(), except: None },
        other => other,
    };
    match content {
        Content::Sequence(parts) if parts.is_empty() => Particle { content: Content::Empty, occurs, place },
        Content::Sequence(mut parts) | Content::Alternate(mut parts)
            if parts.len() == 1 && (occurs == Occurs::ONCE || parts[0].occurs == Occurs::ONCE) =>
        {
            let inner = parts.remove(0);
            let occurs = if occurs == Occurs::ONCE { inner.occurs } else { occurs };
            Particle { content: inner.content, occurs, place }
        }
        content => Particle { content, occurs, place },
    }
}

/// Parts in which each that `open` takes apart is its own parts.
fn flat(parts: Vec<Particle>, open: impl Fn(Content) -> Result<Vec<Particle>, Content>) -> Vec<Particle> {
    let mut out = Vec::new();
    for part in parts.into_iter().map(plain) {
        if part.occurs != Occurs::ONCE {
            out.push(part);
            continue;
        }
        match open(part.content) {
            Ok(inner) => out.extend(inner),
            Err(content) => out.push(Particle { content, ..part }),
        }
    }
    out
}
