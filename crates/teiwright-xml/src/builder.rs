//! Builds a tree from the outside in.

use std::borrow::Cow;

use teiwright_source::is_xml_char;

use crate::{Attribute, Element, Node, NodeId, Origin, Tree};

/// Builds a [`Tree`]: open elements, give them attributes and content, close them.
#[derive(Debug)]
pub struct TreeBuilder<'a> {
    tree: Tree<'a>,
    open: Vec<NodeId>,
}

impl<'a> TreeBuilder<'a> {
    /// A builder of a tree whose elements are in `namespace`.
    #[must_use]
    pub fn new(namespace: &str) -> Self {
        let tree = Tree { namespace: namespace.to_owned(), nodes: Vec::new(), top: Vec::new() };
        Self { tree, open: Vec::new() }
    }

    /// Opens an element with this local name.
    pub fn open(&mut self, name: impl Into<Cow<'a, str>>, origin: Origin) {
        let element = Element { name: name.into(), attributes: Vec::new(), children: Vec::new() };
        let id = self.push(Node::Element(element), origin);
        self.open.push(id);
    }

    /// Gives the open element an attribute; a second one of the same name replaces the first.
    pub fn attr(&mut self, name: &'static str, value: impl Into<Cow<'a, str>>, origin: Origin) {
        let value = clean(value.into());
        if let Some(&id) = self.open.last()
            && let Node::Element(element) = &mut self.tree.nodes[id.0 as usize].0
        {
            element.attributes.retain(|attribute| attribute.name != name);
            element.attributes.push(Attribute { name, value, origin });
        }
    }

    /// Adds characters to the open element; what XML 1.0 cannot hold becomes U+FFFD, a form feed a space.
    pub fn text(&mut self, text: impl Into<Cow<'a, str>>, origin: Origin) {
        let text = clean(text.into());
        if !text.is_empty() && !self.open.is_empty() {
            self.push(Node::Text(text), origin);
        }
    }

    /// Adds a processing instruction.
    pub fn instruction(&mut self, target: &str, data: &str) {
        self.push(Node::Instruction(target.to_owned(), data.replace("?>", "? >")), Origin::Synthetic);
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// An element that holds only characters.
    pub fn leaf(&mut self, name: &'a str, text: impl Into<Cow<'a, str>>, origin: Origin) {
        self.open(name, origin);
        self.text(text, origin);
        self.close();
    }

    /// How many elements are open.
    #[must_use]
    pub const fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the open element has no children yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let element = self.open.last().and_then(|&id| self.tree.element(id));
        element.is_none_or(|element| element.children.is_empty())
    }

    /// The tree.
    #[must_use]
    pub fn finish(self) -> Tree<'a> {
        self.tree
    }

    fn push(&mut self, node: Node<'a>, origin: Origin) -> NodeId {
        let id = NodeId(u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX));
        self.tree.nodes.push((node, origin));
        match self.open.last().copied() {
            Some(parent) => {
                if let Node::Element(element) = &mut self.tree.nodes[parent.0 as usize].0 {
                    element.children.push(id);
                }
            }
            None => self.tree.top.push(id),
        }
        id
    }
}

fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    // Only control characters, surrogates (which a string cannot have) and U+FFFE/U+FFFF are outside XML 1.0.
    let suspect = text.bytes().any(|b| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || b == 0xEF);
    if suspect && !text.chars().all(is_xml_char) {
        // A form feed is white space in plain text, and XML 1.0 cannot hold it.
        let hold = |c: char| match c {
            '\u{C}' => ' ',
            c if is_xml_char(c) => c,
            _ => '\u{FFFD}',
        };
        return text.chars().map(hold).collect();
    }
    text
}
