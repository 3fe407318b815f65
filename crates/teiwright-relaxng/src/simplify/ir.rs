//! The schema between reading and the finished grammar: a tree of nodes with places, on which simplification works.

use rustc_hash::FxHashMap;

use super::files::Place;
use super::names::{NameClass, Names};
use crate::datatypes::{Datatype, Value};

pub(crate) type NodeId = usize;
pub(crate) type DefId = usize;

/// A node. Refs lead to definitions until the end, so that nothing is ever multiplied.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Empty,
    NotAllowed,
    Text,
    Choice(Vec<NodeId>),
    Group(Vec<NodeId>),
    Interleave(Vec<NodeId>),
    OneOrMore(NodeId),
    List(NodeId),
    Data(usize, Option<NodeId>),
    Value(usize),
    Attribute(NameClass, NodeId, Option<Box<str>>),
    Element(NameClass, NodeId),
    Ref(DefId),
}

/// A string of a datatype that a `value` matches.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ValueEntry {
    pub(crate) datatype: usize,
    pub(crate) value: Value,
    pub(crate) text: Box<str>,
}

/// A definition after its parts are combined (4.17).
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) name: Box<str>,
    pub(crate) body: NodeId,
    pub(crate) defined: bool,
}

type DatatypeKey = (Box<str>, Box<str>, Vec<(Box<str>, Box<str>)>);

#[derive(Default)]
pub(crate) struct Ir {
    pub(crate) nodes: Vec<Node>,
    pub(crate) places: Vec<Place>,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) names: Names,
    pub(crate) datatypes: Vec<Datatype>,
    pub(crate) by_datatype: FxHashMap<DatatypeKey, usize>,
    pub(crate) values: Vec<ValueEntry>,
    pub(crate) start: NodeId,
}

impl Ir {
    pub(crate) fn add(&mut self, node: Node, place: Place) -> NodeId {
        self.nodes.push(node);
        self.places.push(place);
        self.nodes.len() - 1
    }

    /// The nodes directly inside `node`, but for the content of an element and what a ref leads to.
    pub(crate) fn children(&self, node: NodeId) -> &[NodeId] {
        match &self.nodes[node] {
            Node::Choice(children) | Node::Group(children) | Node::Interleave(children) => children,
            Node::OneOrMore(child) | Node::List(child) | Node::Attribute(_, child, _) => {
                std::slice::from_ref(child)
            }
            Node::Data(_, Some(except)) => std::slice::from_ref(except),
            _ => &[],
        }
    }

    /// What a message calls a node.
    pub(crate) fn describe(&self, node: NodeId) -> String {
        match &self.nodes[node] {
            Node::Empty => "empty".to_string(),
            Node::NotAllowed => "notAllowed".to_string(),
            Node::Text => "text".to_string(),
            Node::Choice(_) => "a choice".to_string(),
            Node::Group(_) => "a group".to_string(),
            Node::Interleave(_) => "an interleave".to_string(),
            Node::OneOrMore(_) => "a repetition".to_string(),
            Node::List(_) => "a list".to_string(),
            Node::Data(datatype, _) => format!("the datatype {}", self.datatypes[*datatype].name()),
            Node::Value(value) => format!("the value “{}”", self.values[*value].text),
            Node::Attribute(class, ..) => format!("the attribute {}", self.class_name(class)),
            Node::Element(class, _) => format!("the element {}", self.class_name(class)),
            Node::Ref(definition) => self.definitions[*definition].name.to_string(),
        }
    }

    pub(crate) fn class_name(&self, class: &NameClass) -> String {
        match class {
            NameClass::One(name) => self.names.display(*name),
            NameClass::Set(set) if set.is_wild() => "with a wildcard name".to_string(),
            NameClass::Set(set) => {
                set.listed().map(|name| self.names.display(name)).collect::<Vec<_>>().join(" | ")
            }
        }
    }
}
