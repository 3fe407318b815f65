//! Reads what was written and holds it against the tree that it was written from.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::{Element, Node, NodeRef, Tree};

/// The first place where written XML is not the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What differs, for people.
    pub message: String,
    /// The byte of the written XML.
    pub offset: u64,
}

/// What the tree says should come next.
enum Expected<'a> {
    Start(Element<'a>),
    End(&'a str),
    Text(String),
}

/// Proves that `written` reads back as `tree`, but for white space between elements.
///
/// # Errors
/// The first difference.
pub fn same_as_written(tree: &Tree, written: &str) -> Result<(), Difference> {
    let mut reader = Reader::from_str(written);
    let config = reader.config_mut();
    config.check_end_names = true;
    config.expand_empty_elements = true;
    let mut expected = Walk::new(tree);
    let mut text = String::new();
    loop {
        let offset = reader.buffer_position();
        let fail = |message: String| Difference { message, offset };
        match reader.read_event().map_err(|error| fail(error.to_string()))? {
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(name) => {
                text.push_str(&reference(&name).ok_or_else(|| fail("unknown entity".into()))?);
            }
            Event::Start(start) => {
                expected.text(&mut text).map_err(fail)?;
                let Some(Expected::Start(element)) = expected.next() else {
                    return Err(fail("an element that the tree does not have".into()));
                };
                let fault = attributes(&start, element).map_err(|error| fail(error.to_string()))?;
                if start.name().as_ref() != element.written() || fault {
                    return Err(fail(format!("another start tag than <{}>", element.written())));
                }
            }
            Event::End(end) => {
                expected.text(&mut text).map_err(fail)?;
                match expected.next() {
                    Some(Expected::End(name)) if name == end.name().as_ref() => {}
                    _ => return Err(fail("an end tag at another place".into())),
                }
            }
            Event::Eof => {
                expected.text(&mut text).map_err(fail)?;
                return if expected.next().is_none() {
                    Ok(())
                } else {
                    Err(fail("the end is missing".into()))
                };
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Empty(_) | Event::CData(_) | Event::DocType(_) => {
                return Err(fail("unexpected markup".into()));
            }
        }
    }
}

/// Whether the attributes of a start tag, namespace declarations left out, are not those of the element.
fn attributes(
    start: &quick_xml::events::BytesStart<'_>,
    element: Element<'_>,
) -> Result<bool, quick_xml::Error> {
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

fn reference(name: &str) -> Option<String> {
    Some(quick_xml::escape::unescape(&format!("&{name};")).ok()?.into_owned())
}

/// The tree as the events that reading it should give; comments and processing instructions are none.
struct Walk<'a> {
    tree: &'a Tree,
    /// The node that comes next.
    at: u32,
    open: Vec<Element<'a>>,
}

impl<'a> Walk<'a> {
    const fn new(tree: &'a Tree) -> Self {
        Self { tree, at: 1, open: Vec::new() }
    }

    /// The node that comes next in the innermost open element, past what is no event.
    fn peek(&mut self) -> Option<NodeRef<'a>> {
        let end = self.open.last().map_or(self.tree.size(), |element| element.end());
        while self.at < end {
            let node = self.tree.node(crate::NodeId(self.at));
            if matches!(node.kind(), Node::Element(_) | Node::Text(_)) {
                return Some(node);
            }
            self.at += 1;
        }
        None
    }

    fn next(&mut self) -> Option<Expected<'a>> {
        let Some(node) = self.peek() else { return Some(Expected::End(self.open.pop()?.written())) };
        self.at += 1;
        if let Some(element) = node.element() {
            self.open.push(element);
            return Some(Expected::Start(element));
        }
        let mut text = node.characters().unwrap_or_default().to_owned();
        // Neighbouring text nodes read back as one.
        while let Some(more) = self.peek().and_then(NodeRef::characters) {
            text.push_str(more);
            self.at += 1;
        }
        Some(Expected::Text(text))
    }

    /// Takes the text that was read; white space alone may be indentation.
    fn text(&mut self, read: &mut String) -> Result<(), String> {
        let next_is_text = self.peek().is_some_and(|node| node.characters().is_some());
        let read = std::mem::take(read);
        if next_is_text {
            match self.next() {
                Some(Expected::Text(text)) if text == read => Ok(()),
                _ => Err("other characters than the tree has".into()),
            }
        } else if read.bytes().all(|b| b.is_ascii_whitespace()) {
            Ok(())
        } else {
            Err("characters that the tree does not have".into())
        }
    }
}
