//! The tree: a whole document in one arena, each node and attribute with its origin, whether it was read or made.
//!
//! Nodes stand in document order, each followed by what is in it; so a node's descendants are a range, and the order of
//! [`NodeId`]s is document order. All characters stand in one string. Walks are loops, never calls in calls.

mod node;
mod read;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use teiwright_source::{Position, Source, Span};

pub use node::{Attribute, Element, Node, NodeRef};

use crate::reader::{ExpandedName, XML_NAMESPACE};

/// Where a node or attribute came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It stands at that place of the source. In a tree that was made, a text node has the same characters, but for white
    /// space; in one that was read, the place is its markup (an element's is its start tag, an attribute's from its name to
    /// the quote after its value).
    Parsed(Span),
    /// It was made from what stands at that place: in a tree that was read, from a reference to an entity, or, for an
    /// attribute by default, from the name in the tag.
    Derived(Span),
    /// It was made from nothing in the source.
    Synthetic,
}

impl Origin {
    /// The place in the source, if there is one.
    #[must_use]
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Parsed(span) | Self::Derived(span) => Some(span),
            Self::Synthetic => None,
        }
    }

    /// Line, column and offset on disk of where it begins in `source`.
    #[must_use]
    pub fn position(self, source: &Source) -> Option<Position> {
        self.span().map(|span| source.position(span.start))
    }
}

/// The number of a node in its tree; their order is document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The number, from 0 (the document) without gaps.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of an attribute in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttributeId(pub(crate) u32);

impl AttributeId {
    /// The number, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Characters of a tree: a range of the one string.
pub(crate) type Chars = (u32, u32);

/// What a node is, with what only that kind has.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Data {
    Document,
    Element {
        name: u32,
        /// Its attributes: a range of the tree's.
        attributes: (u32, u32),
        /// Its end tag.
        close: Span,
    },
    Text {
        chars: Chars,
        /// Whether its bytes stand in the source one for one (a lone carriage return for a line feed).
        exact: bool,
    },
    Comment(Chars),
    Instruction {
        target: Chars,
        data: Chars,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) data: Data,
    pub(crate) origin: Origin,
    pub(crate) parent: u32,
    /// The number after that of its last descendant.
    pub(crate) end: u32,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct AttributeEntry {
    pub(crate) owner: u32,
    pub(crate) name: u32,
    pub(crate) value: Chars,
    pub(crate) origin: Origin,
    pub(crate) value_span: Span,
}

/// A name as it is written, and what it means.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    pub(crate) written: Box<str>,
    /// Where its local part begins.
    pub(crate) local: usize,
    pub(crate) namespace: u32,
}

/// An XML document in memory: made by [`Tree::read`] from a source, or by a [`TreeBuilder`](crate::TreeBuilder).
#[derive(Debug, Clone)]
pub struct Tree {
    pub(crate) chars: String,
    pub(crate) nodes: Vec<Entry>,
    pub(crate) attributes: Vec<AttributeEntry>,
    pub(crate) names: Vec<Name>,
    pub(crate) namespaces: Vec<Box<str>>,
    /// Namespace declarations in document order: the element, the prefix (empty for the default), the namespace.
    pub(crate) declarations: Vec<(u32, Box<str>, u32)>,
    /// The elements by `xml:id`, made when they are first asked for.
    pub(crate) ids: OnceLock<FxHashMap<Box<str>, NodeId>>,
}

impl Tree {
    /// A tree of a document without anything in it.
    pub(crate) fn empty() -> Self {
        let document = Entry { data: Data::Document, origin: Origin::Synthetic, parent: 0, end: 1 };
        Self {
            chars: String::new(),
            nodes: vec![document],
            attributes: Vec::new(),
            names: Vec::new(),
            namespaces: vec!["".into(), XML_NAMESPACE.into()],
            declarations: Vec::new(),
            ids: OnceLock::new(),
        }
    }

    /// The document itself: its children are the root element and what stands beside it.
    #[must_use]
    pub const fn document(&self) -> NodeRef<'_> {
        NodeRef::new(self, NodeId(0))
    }

    /// The root element; the first, where a broken document has several.
    #[must_use]
    pub fn root(&self) -> Option<Element<'_>> {
        self.document().elements().next()
    }

    /// The node of a number.
    ///
    /// # Panics
    /// What it is asked panics when `id` is of another, larger tree.
    #[must_use]
    pub const fn node(&self, id: NodeId) -> NodeRef<'_> {
        NodeRef::new(self, id)
    }

    /// The attribute of a number, if it is of this tree.
    #[must_use]
    pub fn attribute(&self, id: AttributeId) -> Option<Attribute<'_>> {
        self.attributes.get(id.index()).map(|_| Attribute { tree: self, id })
    }

    /// All nodes but the document in document order.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeRef<'_>> + ExactSizeIterator {
        (1..self.size()).map(|id| self.node(NodeId(id)))
    }

    /// All elements in document order.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = Element<'_>> {
        self.nodes().filter_map(NodeRef::element)
    }

    /// The element with this `xml:id`, white space around it left out; the first, where several have it.
    #[must_use]
    pub fn element_by_id(&self, id: &str) -> Option<Element<'_>> {
        let ids = self.ids.get_or_init(|| {
            let mut ids = FxHashMap::default();
            for element in self.elements() {
                if let Some(id) = element.attribute("xml:id") {
                    ids.entry(id.trim_ascii().into()).or_insert_with(|| element.id());
                }
            }
            ids
        });
        ids.get(id).and_then(|id| self.node(*id).element())
    }

    /// How many nodes there are, the document too.
    pub(crate) fn size(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn entry(&self, id: NodeId) -> &Entry {
        &self.nodes[id.index()]
    }

    pub(crate) fn chars(&self, chars: Chars) -> &str {
        &self.chars[chars.0 as usize..chars.1 as usize]
    }

    pub(crate) fn name(&self, name: u32) -> &Name {
        &self.names[name as usize]
    }

    pub(crate) fn expanded(&self, name: u32) -> ExpandedName<'_> {
        let name = self.name(name);
        ExpandedName {
            namespace: &self.namespaces[name.namespace as usize],
            local: &name.written[name.local..],
        }
    }

    /// The declarations of an element: prefix and number of the namespace.
    pub(crate) fn declared(&self, id: NodeId) -> &[(u32, Box<str>, u32)] {
        let from = self.declarations.partition_point(|d| d.0 < id.0);
        let length = self.declarations[from..].partition_point(|d| d.0 == id.0);
        &self.declarations[from..from + length]
    }

    /// Puts characters into the arena.
    pub(crate) fn keep(&mut self, text: &str) -> Chars {
        let from = self.chars.len();
        self.chars.push_str(text);
        (narrow(from), narrow(self.chars.len()))
    }

    /// Appends a node to what is in `parent`, which must be the last that is open.
    pub(crate) fn push(&mut self, data: Data, origin: Origin, parent: u32) -> u32 {
        let id = self.size();
        self.nodes.push(Entry { data, origin, parent, end: id + 1 });
        id
    }

    /// The number of a namespace name.
    pub(crate) fn namespace_number(&mut self, namespace: &str) -> u32 {
        let known = self.namespaces.iter().position(|known| &**known == namespace);
        narrow(known.unwrap_or_else(|| {
            self.namespaces.push(namespace.into());
            self.namespaces.len() - 1
        }))
    }
}

/// Makers of trees keep what they count below 4 Gi.
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
