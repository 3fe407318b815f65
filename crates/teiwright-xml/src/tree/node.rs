//! How a tree is looked at: nodes, elements and attributes as small handles that know their tree.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use teiwright_source::Span;

use super::{AttributeEntry, AttributeId, Data, NodeId, Origin, Tree};
use crate::reader::{ExpandedName, XML_NAMESPACE};

/// A node of a tree; as cheap to copy as a reference.
#[derive(Clone, Copy)]
pub struct NodeRef<'t> {
    tree: &'t Tree,
    id: NodeId,
}

/// What a node is.
#[derive(Debug, Clone, Copy)]
pub enum Node<'t> {
    /// The document, in which the root element is.
    Document,
    /// An element.
    Element(Element<'t>),
    /// Characters; in a tree that was read, all between two tags, comments or processing instructions.
    Text(&'t str),
    /// A comment.
    Comment(&'t str),
    /// A processing instruction: target and data.
    Instruction(&'t str, &'t str),
}

impl PartialEq for NodeRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for NodeRef<'_> {}

impl std::fmt::Debug for NodeRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind() {
            Node::Element(element) => element.fmt(f),
            other => write!(f, "{other:?}"),
        }
    }
}

impl<'t> NodeRef<'t> {
    pub(super) const fn new(tree: &'t Tree, id: NodeId) -> Self {
        Self { tree, id }
    }

    /// Its number.
    #[must_use]
    pub const fn id(self) -> NodeId {
        self.id
    }

    /// The tree that it is in.
    #[must_use]
    pub const fn tree(self) -> &'t Tree {
        self.tree
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Node<'t> {
        match self.tree.entry(self.id).data {
            Data::Document => Node::Document,
            Data::Element { .. } => Node::Element(Element(self)),
            Data::Text { chars, .. } => Node::Text(self.tree.chars(chars)),
            Data::Comment(chars) => Node::Comment(self.tree.chars(chars)),
            Data::Instruction { target, data } => {
                Node::Instruction(self.tree.chars(target), self.tree.chars(data))
            }
        }
    }

    /// Where it came from.
    #[must_use]
    pub fn origin(self) -> Origin {
        self.tree.entry(self.id).origin
    }

    /// The element that it is.
    #[must_use]
    pub fn element(self) -> Option<Element<'t>> {
        matches!(self.tree.entry(self.id).data, Data::Element { .. }).then_some(Element(self))
    }

    /// The characters of a text node.
    #[must_use]
    pub fn characters(self) -> Option<&'t str> {
        match self.kind() {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Where a part of a text node stands in the source: exactly, where the text is there as it is; otherwise
    /// (with references, or in a tree that was made) the place of the whole node.
    #[must_use]
    pub fn place(self, part: Range<usize>) -> Option<Span> {
        let span = self.origin().span()?;
        match self.tree.entry(self.id).data {
            Data::Text { exact: true, .. } if part.end <= span.len() as usize => Some(span.part(part)),
            _ => Some(span),
        }
    }

    /// The node in which it is; `None` for the document.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        (self.id.0 > 0).then(|| Self::new(self.tree, NodeId(self.tree.entry(self.id).parent)))
    }

    /// The element in which it is.
    #[must_use]
    pub fn parent_element(self) -> Option<Element<'t>> {
        self.parent().and_then(Self::element)
    }

    /// The elements in which it is, innermost first.
    pub fn ancestors(self) -> impl Iterator<Item = Element<'t>> {
        std::iter::successors(self.parent_element(), |element| element.parent_element())
    }

    /// What is in it, one level deep.
    pub fn children(self) -> impl Iterator<Item = Self> + use<'t> {
        let (tree, end) = (self.tree, self.end());
        let mut at = self.id.0 + 1;
        std::iter::from_fn(move || {
            let child = Self::new(tree, NodeId(at));
            (at < end).then(|| {
                at = child.end();
                child
            })
        })
    }

    /// The elements that are in it, one level deep.
    pub fn elements(self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        self.children().filter_map(Self::element)
    }

    /// All that is in it, at any depth, in document order.
    pub fn descendants(self) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + use<'t> {
        let tree = self.tree;
        (self.id.0 + 1..self.end()).map(move |id| Self::new(tree, NodeId(id)))
    }

    /// The node after it in its parent.
    #[must_use]
    pub fn next_sibling(self) -> Option<Self> {
        let next = NodeId(self.end());
        (next.0 < self.parent()?.end()).then(|| Self::new(self.tree, next))
    }

    /// The node before it in its parent.
    #[must_use]
    pub fn previous_sibling(self) -> Option<Self> {
        let parent = self.parent()?;
        // What stands just before it is the parent, or the last descendant of the sibling.
        let mut before = Self::new(self.tree, NodeId(self.id.0 - 1));
        while before != parent {
            let above = before.parent()?;
            if above == parent {
                return Some(before);
            }
            before = above;
        }
        None
    }

    /// Whether `other` is in it, at any depth.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id < other.id && other.id.0 < self.end()
    }

    /// All characters in it, at any depth: its string value, as XPath has it.
    #[must_use]
    pub fn text(self) -> Cow<'t, str> {
        match self.kind() {
            Node::Text(text) | Node::Comment(text) | Node::Instruction(_, text) => {
                return Cow::Borrowed(text);
            }
            Node::Document | Node::Element(_) => {}
        }
        let mut texts = self.descendants().filter_map(Self::characters);
        let (first, second) = (texts.next().unwrap_or_default(), texts.next());
        let Some(second) = second else { return Cow::Borrowed(first) };
        let mut all = first.to_owned() + second;
        all.extend(texts);
        Cow::Owned(all)
    }

    pub(crate) fn end(self) -> u32 {
        self.tree.entry(self.id).end
    }
}

/// An element; what all nodes have, it has too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Element<'t>(NodeRef<'t>);

impl<'t> Deref for Element<'t> {
    type Target = NodeRef<'t>;

    fn deref(&self) -> &NodeRef<'t> {
        &self.0
    }
}

impl std::fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}> at {:?}", self.written(), self.origin())
    }
}

impl<'t> Element<'t> {
    /// The node that it is.
    #[must_use]
    pub const fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// Its namespace name and local name.
    #[must_use]
    pub fn name(self) -> ExpandedName<'t> {
        self.0.tree.expanded(self.data().0)
    }

    /// Its local name.
    #[must_use]
    pub fn local(self) -> &'t str {
        self.name().local
    }

    /// Its namespace name; empty for none.
    #[must_use]
    pub fn namespace(self) -> &'t str {
        self.name().namespace
    }

    /// Its name as written, with its prefix.
    #[must_use]
    pub fn written(self) -> &'t str {
        &self.0.tree.name(self.data().0).written
    }

    /// Its prefix; empty for none.
    #[must_use]
    pub fn prefix(self) -> &'t str {
        prefix(self.0.tree, self.data().0)
    }

    /// Whether this is its name.
    #[must_use]
    pub fn is(self, namespace: &str, local: &str) -> bool {
        self.name() == ExpandedName { namespace, local }
    }

    /// Where its name stands in the start tag.
    #[must_use]
    pub fn name_span(self) -> Option<Span> {
        match self.origin() {
            Origin::Parsed(tag) => Some(tag.part(1..1 + self.written().len())),
            other => other.span(),
        }
    }

    /// Its end tag; its only tag, where it is empty; what showed that the end tag is missing. `None` in a tree that was made.
    #[must_use]
    pub fn end_span(self) -> Option<Span> {
        self.origin().span().and_then(|_| (!self.data().2.is_empty()).then_some(self.data().2))
    }

    /// Its attributes in their order, those by default last; namespace declarations are none.
    #[must_use]
    pub fn attributes(self) -> impl DoubleEndedIterator<Item = Attribute<'t>> + ExactSizeIterator + use<'t> {
        let tree = self.0.tree;
        let (from, to) = self.data().1;
        (from..to).map(move |id| Attribute { tree, id: AttributeId(id) })
    }

    /// The value of the attribute `n` (in no namespace) or `xml:id` (any with the prefix `xml`).
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        self.attribute_node(name).map(Attribute::value)
    }

    /// The same attribute with all there is to know of it.
    #[must_use]
    pub fn attribute_node(self, name: &str) -> Option<Attribute<'t>> {
        match name.strip_prefix("xml:") {
            Some(local) => self.attribute_in(XML_NAMESPACE, local),
            None => self.attribute_in("", name),
        }
    }

    /// The attribute of an expanded name.
    #[must_use]
    pub fn attribute_in(self, namespace: &str, local: &str) -> Option<Attribute<'t>> {
        let name = ExpandedName { namespace, local };
        self.attributes().find(|attribute| attribute.name() == name)
    }

    /// The namespace declarations in its tag: prefix (empty for the default) and namespace name.
    pub fn declarations(self) -> impl ExactSizeIterator<Item = (&'t str, &'t str)> {
        let tree = self.0.tree;
        let declared = tree.declared(self.id()).iter();
        declared.map(|(_, prefix, namespace)| (&**prefix, &*tree.namespaces[*namespace as usize]))
    }

    /// The namespace that a prefix (empty: the default) stands for here; `None` where it is not declared.
    #[must_use]
    pub fn namespace_of(self, prefix: &str) -> Option<&'t str> {
        if prefix == "xml" {
            return Some(XML_NAMESPACE);
        }
        let around = std::iter::once(self).chain(self.0.ancestors());
        let found = around.flat_map(Self::declarations).find(|declared| declared.0 == prefix);
        found.map(|declared| declared.1).filter(|namespace| !namespace.is_empty())
    }

    /// The path from the root, such as `/TEI/text/body/div[2]`: a place among siblings of the name where there are several.
    #[must_use]
    pub fn path(self) -> String {
        let mut steps = std::iter::once(self).chain(self.0.ancestors()).collect::<Vec<_>>();
        steps.reverse();
        let mut path = String::new();
        for element in steps {
            path.push('/');
            path.push_str(element.written());
            let parent = element.parent().unwrap_or(element.0);
            let mut same = parent.elements().filter(|sibling| sibling.name() == element.name());
            let before = same.by_ref().take_while(|sibling| *sibling != element).count();
            if before > 0 || same.next().is_some() {
                path.push_str(&format!("[{}]", before + 1));
            }
        }
        path
    }

    /// The number of its name, its attributes, its end tag.
    fn data(self) -> (u32, (u32, u32), Span) {
        match self.0.tree.entry(self.0.id).data {
            Data::Element { name, attributes, close } => (name, attributes, close),
            // There is no way to make such a handle.
            _ => (0, (0, 0), Span::at(0)),
        }
    }
}

/// An attribute of an element.
#[derive(Clone, Copy)]
pub struct Attribute<'t> {
    pub(super) tree: &'t Tree,
    pub(super) id: AttributeId,
}

impl std::fmt::Debug for Attribute<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={:?}", self.written(), self.value())
    }
}

impl<'t> Attribute<'t> {
    /// Its number.
    #[must_use]
    pub const fn id(self) -> AttributeId {
        self.id
    }

    /// Its namespace name and local name.
    #[must_use]
    pub fn name(self) -> ExpandedName<'t> {
        self.tree.expanded(self.entry().name)
    }

    /// Its name as written, with its prefix.
    #[must_use]
    pub fn written(self) -> &'t str {
        &self.tree.name(self.entry().name).written
    }

    /// Its prefix; empty for none.
    #[must_use]
    pub fn prefix(self) -> &'t str {
        prefix(self.tree, self.entry().name)
    }

    /// Its value, normalised.
    #[must_use]
    pub fn value(self) -> &'t str {
        self.tree.chars(self.entry().value)
    }

    /// Where it came from.
    #[must_use]
    pub fn origin(self) -> Origin {
        self.entry().origin
    }

    /// Where its name stands.
    #[must_use]
    pub fn name_span(self) -> Option<Span> {
        match self.origin() {
            Origin::Parsed(span) => Some(span.part(0..self.written().len())),
            other => other.span(),
        }
    }

    /// Where its value stands, without the quotes.
    #[must_use]
    pub fn value_span(self) -> Option<Span> {
        self.origin().span().map(|_| self.entry().value_span)
    }

    /// The element that has it.
    #[must_use]
    pub const fn element(self) -> Element<'t> {
        Element(NodeRef::new(self.tree, NodeId(self.entry().owner)))
    }

    const fn entry(self) -> &'t AttributeEntry {
        &self.tree.attributes.as_slice()[self.id.index()]
    }
}

fn prefix(tree: &Tree, name: u32) -> &str {
    let name = tree.name(name);
    name.written[..name.local].trim_end_matches(':')
}
