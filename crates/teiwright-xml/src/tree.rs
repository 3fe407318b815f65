//! The tree: nodes in one arena, each with its origin.

use std::borrow::Cow;

use teiwright_source::Span;

/// Where a node or attribute came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It stands at that place of the source: for a text node, the same characters, but for white space.
    Parsed(Span),
    /// It was made from what stands at that place.
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
}

/// The index of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name as written, with prefix (`xml:id`).
    pub name: &'static str,
    /// Its value, unescaped.
    pub value: Cow<'a, str>,
    /// Where it came from.
    pub origin: Origin,
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element<'a> {
    /// Its local name.
    pub name: Cow<'a, str>,
    /// Its attributes in order.
    pub attributes: Vec<Attribute<'a>>,
    /// Its children in order.
    pub children: Vec<NodeId>,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node<'a> {
    /// An element.
    Element(Element<'a>),
    /// Characters.
    Text(Cow<'a, str>),
    /// A processing instruction: target and data.
    Instruction(String, String),
}

/// An XML document in one namespace, as the lowering of a Document makes it; names, values and characters may be those of
/// what it was made from.
#[derive(Debug, Clone)]
pub struct Tree<'a> {
    pub(crate) namespace: String,
    pub(crate) nodes: Vec<(Node<'a>, Origin)>,
    pub(crate) top: Vec<NodeId>,
}

impl<'a> Tree<'a> {
    /// The namespace of its elements.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// What stands at the top: processing instructions and the root element.
    #[must_use]
    pub fn top(&self) -> &[NodeId] {
        &self.top
    }

    /// A node.
    ///
    /// # Panics
    /// When `id` is of another, larger tree.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id.0 as usize].0
    }

    /// Where a node came from.
    ///
    /// # Panics
    /// When `id` is of another, larger tree.
    #[must_use]
    pub fn origin(&self, id: NodeId) -> Origin {
        self.nodes[id.0 as usize].1
    }

    /// The element at `id`, if it is one.
    #[must_use]
    pub fn element(&self, id: NodeId) -> Option<&Element<'a>> {
        match self.node(id) {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Instruction(..) => None,
        }
    }

    /// All nodes with their origins, in document order: the order in which a builder made them.
    pub fn nodes(&self) -> impl Iterator<Item = (&Node<'a>, Origin)> {
        self.nodes.iter().map(|(node, origin)| (node, *origin))
    }
}
