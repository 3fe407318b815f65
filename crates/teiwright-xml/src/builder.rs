//! Builds a tree from the outside in.

use rustc_hash::FxHashMap;
use teiwright_source::{Span, is_xml_char};

use crate::reader::XML_NAMESPACE;
use crate::tree::{AttributeEntry, Data, Name, narrow};
use crate::{Origin, Tree};

/// Builds a [`Tree`]: open elements, give them attributes and content, close them.
#[derive(Debug)]
pub struct TreeBuilder {
    tree: Tree,
    namespace: u32,
    open: Vec<u32>,
    /// The numbers of names: elements' and attributes'.
    names: [FxHashMap<Box<str>, u32>; 2],
}

impl TreeBuilder {
    /// A builder of a tree whose elements are in `namespace`.
    #[must_use]
    pub fn new(namespace: &str) -> Self {
        let mut tree = Tree::empty();
        let namespace = tree.namespace_number(namespace);
        Self { tree, namespace, open: Vec::new(), names: Default::default() }
    }

    /// Opens an element with this local name.
    pub fn open(&mut self, name: impl AsRef<str>, origin: Origin) {
        let name = self.name(false, name.as_ref());
        let at = narrow(self.tree.attributes.len());
        let parent = self.open.last().copied().unwrap_or(0);
        let data = Data::Element { name, attributes: (at, at), close: Span::at(0) };
        let id = self.tree.push(data, origin, parent);
        if parent == 0 && self.namespace != 0 {
            self.tree.declarations.push((id, "".into(), self.namespace));
        }
        self.open.push(id);
    }

    /// Gives the open element an attribute, in no namespace or with the prefix `xml`; a second one of the same name replaces
    /// the first.
    pub fn attr(&mut self, name: &str, value: impl AsRef<str>, origin: Origin) {
        let Some(&owner) = self.open.last() else { return };
        let name = self.name(true, name);
        let value = self.tree.keep(&clean(value.as_ref()));
        let tree = &mut self.tree;
        let Data::Element { attributes, .. } = &mut tree.nodes[owner as usize].data else { return };
        let (from, to) = (attributes.0 as usize, attributes.1 as usize);
        let begin = tree.attributes.len();
        if to != begin || tree.attributes[from..to].iter().any(|own| own.name == name) {
            // Others were added since, or the new one takes a place: the element's go to the end, without the old one.
            let own = tree.attributes[from..to].to_vec();
            if to == begin {
                tree.attributes.truncate(from);
            }
            attributes.0 = narrow(tree.attributes.len());
            tree.attributes.extend(own.into_iter().filter(|own| own.name != name));
        }
        let value_span = origin.span().unwrap_or_default();
        tree.attributes.push(AttributeEntry { owner, name, value, origin, value_span });
        attributes.1 = narrow(tree.attributes.len());
    }

    /// Adds characters to the open element; what XML 1.0 cannot hold becomes U+FFFD, a form feed a space.
    pub fn text(&mut self, text: impl AsRef<str>, origin: Origin) {
        if let Some(&parent) = self.open.last()
            && !text.as_ref().is_empty()
        {
            let chars = self.tree.keep(&clean(text.as_ref()));
            self.tree.push(Data::Text { chars, exact: false }, origin, parent);
        }
    }

    /// Adds a processing instruction.
    pub fn instruction(&mut self, target: &str, data: &str) {
        let data = self.tree.keep(&data.replace("?>", "? >"));
        let data = Data::Instruction { target: self.tree.keep(target), data };
        self.tree.push(data, Origin::Synthetic, self.open.last().copied().unwrap_or(0));
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if let Some(id) = self.open.pop() {
            self.tree.nodes[id as usize].end = self.tree.size();
        }
    }

    /// An element that holds only characters.
    pub fn leaf(&mut self, name: &str, text: impl AsRef<str>, origin: Origin) {
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
        self.open.last().is_none_or(|id| id + 1 == self.tree.size())
    }

    /// The tree.
    #[must_use]
    pub fn finish(mut self) -> Tree {
        while !self.open.is_empty() {
            self.close();
        }
        self.tree.nodes[0].end = self.tree.size();
        self.tree
    }

    fn name(&mut self, attribute: bool, text: &str) -> u32 {
        let names = usize::from(attribute);
        if let Some(known) = self.names[names].get(text) {
            return *known;
        }
        let local = text.strip_prefix("xml:").unwrap_or(text);
        let namespace = match (attribute, local.len() < text.len()) {
            (_, true) => self.tree.namespace_number(XML_NAMESPACE),
            (true, false) => 0,
            (false, false) => self.namespace,
        };
        let number = narrow(self.tree.names.len());
        self.tree.names.push(Name { written: text.into(), local: text.len() - local.len(), namespace });
        self.names[names].insert(text.into(), number);
        number
    }
}

fn clean(text: &str) -> std::borrow::Cow<'_, str> {
    // Only control characters, surrogates (which a string cannot have) and U+FFFE/U+FFFF are outside XML 1.0.
    // One pass without branches, of many bytes at once.
    let suspect = text.bytes().fold(false, |seen, b| {
        let control = (b < 0x20) & (b != b'\t') & (b != b'\n') & (b != b'\r');
        seen | control | (b == 0xEF)
    });
    if suspect && !text.chars().all(is_xml_char) {
        // A form feed is white space in plain text, and XML 1.0 cannot hold it.
        let hold = |c: char| match c {
            '\u{C}' => ' ',
            c if is_xml_char(c) => c,
            _ => '\u{FFFD}',
        };
        return text.chars().map(hold).collect::<String>().into();
    }
    text.into()
}
