//! Reads what was written and holds it against the tree that it was written from.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::{Element, Node, NodeRef, Tree};

/// The first place where written XML is not the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What differs, for people.
    pub message: String,
    /// The byte of the written XML.
    pub offset: u64,
}

/// Proves that `written` reads back as `tree`, but for white space between elements.
///
/// # Errors
/// The first difference.
pub fn same_as_written(tree: &Tree, written: &str) -> Result<(), Difference> {
    let mut reader = Reader::from_str(written);
    let config = reader.config_mut();
    // Names of end tags are held against the tree.
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut walk = Walk::new(tree);
    loop {
        let offset = reader.buffer_position();
        let fail = |message: String| Difference { message, offset };
        let event = reader.read_event().map_err(|error| fail(error.to_string()))?;
        let last = matches!(event, Event::Eof);
        walk.event(event).map_err(fail)?;
        if last {
            return Ok(());
        }
    }
}

/// Whether the attributes of a start tag, namespace declarations left out, are not those of the element.
fn attributes(start: &BytesStart<'_>, element: Element<'_>) -> Result<bool, quick_xml::Error> {
    let mut rest = element.attributes();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let name = attribute.key.as_ref();
        if name == "xmlns" || name.starts_with("xmlns:") {
            continue;
        }
        let value = quick_xml::escape::unescape(&attribute.value)?;
        if !rest.next().is_some_and(|own| own.written() == name && own.value() == value) {
            return Ok(true);
        }
    }
    Ok(rest.next().is_some())
}

fn reference(name: &BytesRef<'_>) -> Option<char> {
    match name.resolve_char_ref().ok()? {
        Some(c) => Some(c),
        None => quick_xml::escape::resolve_predefined_entity(name)?.chars().next(),
    }
}

/// A walk over the tree in step with what is read; comments and processing instructions are passed over in both.
struct Walk<'a> {
    tree: &'a Tree,
    /// The node that comes next.
    at: u32,
    open: Vec<Element<'a>>,
    /// What is still to come of the text node that was begun.
    rest: &'a str,
    /// Whether a text node was begun since the last tag.
    in_text: bool,
}

impl<'a> Walk<'a> {
    const fn new(tree: &'a Tree) -> Self {
        Self { tree, at: 1, open: Vec::new(), rest: "", in_text: false }
    }

    /// Takes what was read, if it is what the tree has here.
    fn event(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Text(part) => self.text(&part),
            Event::GeneralRef(name) => {
                let c = reference(&name).ok_or("unknown entity")?;
                self.text(c.encode_utf8(&mut [0; 4]))
            }
            Event::Start(tag) => {
                self.end_of_text()?;
                let element = self.start().ok_or("an element that the tree does not have")?;
                let fault = attributes(&tag, element).map_err(|error| error.to_string())?;
                let same = tag.name().as_ref() == element.written() && !fault;
                same.then_some(()).ok_or_else(|| format!("another start tag than <{}>", element.written()))
            }
            Event::End(tag) => {
                self.end_of_text()?;
                let same = self.end().is_some_and(|name| name == tag.name().as_ref());
                same.then_some(()).ok_or_else(|| "an end tag at another place".into())
            }
            Event::Eof => {
                self.end_of_text()?;
                let whole = self.open.is_empty() && self.peek().is_none();
                whole.then_some(()).ok_or_else(|| "the end is missing".into())
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => Ok(()),
            Event::Empty(_) | Event::CData(_) | Event::DocType(_) => Err("unexpected markup".into()),
        }
    }

    /// The element or text that comes next in the innermost open element.
    fn peek(&mut self) -> Option<NodeRef<'a>> {
        let end = self.open.last().map_or(self.tree.size(), |element| element.end());
        while self.at < end {
            let node = self.tree.node(crate::NodeId(self.at));
            match node.kind() {
                Node::Text("") | Node::Document | Node::Comment(_) | Node::Instruction(..) => self.at += 1,
                Node::Element(_) | Node::Text(_) => return Some(node),
            }
        }
        None
    }

    fn start(&mut self) -> Option<Element<'a>> {
        let element = self.peek()?.element()?;
        self.at += 1;
        self.open.push(element);
        Some(element)
    }

    fn end(&mut self) -> Option<&'a str> {
        if self.peek().is_some() { None } else { Some(self.open.pop()?.written()) }
    }

    /// Takes characters that were read. Neighbouring text nodes read back as one; white space alone may be indentation.
    fn text(&mut self, mut read: &str) -> Result<(), String> {
        while !read.is_empty() {
            if self.rest.is_empty() {
                let Some(text) = self.peek().and_then(NodeRef::characters) else {
                    let indentation = !self.in_text && read.bytes().all(|b| b.is_ascii_whitespace());
                    let fault = || "characters that the tree does not have".to_owned();
                    return indentation.then_some(()).ok_or_else(fault);
                };
                (self.rest, self.in_text) = (text, true);
                self.at += 1;
            }
            // The shorter of the two is a whole string, so that characters are not cut.
            let length = self.rest.len().min(read.len());
            if self.rest.as_bytes()[..length] != read.as_bytes()[..length] {
                return Err("other characters than the tree has".into());
            }
            (self.rest, read) = (&self.rest[length..], &read[length..]);
        }
        Ok(())
    }

    /// All characters that the tree has here must have been read.
    fn end_of_text(&mut self) -> Result<(), String> {
        self.in_text = false;
        let whole = self.rest.is_empty() && self.peek().and_then(NodeRef::characters).is_none();
        whole.then_some(()).ok_or_else(|| "other characters than the tree has".into())
    }
}
