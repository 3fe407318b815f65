//! Reads what was written and holds it against the tree that it was written from.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::{Node, NodeId, Tree};

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
    Start(&'a crate::Element<'a>),
    End(&'a str),
    Text(Cow<'a, str>),
}

/// Proves that `written` reads back as `tree`, but for white space between elements.
///
/// # Errors
/// The first difference.
pub fn same_as_written(tree: &Tree<'_>, written: &str) -> Result<(), Difference> {
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
                if start.name().as_ref() != &*element.name || fault {
                    return Err(fail(format!("another start tag than <{}>", element.name)));
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
            Event::Decl(_) | Event::PI(_) => {}
            Event::Empty(_) | Event::CData(_) | Event::Comment(_) | Event::DocType(_) => {
                return Err(fail("unexpected markup".into()));
            }
        }
    }
}

/// Whether the attributes of a start tag, namespace declaration left out, are not those of the element.
fn attributes(
    start: &quick_xml::events::BytesStart<'_>,
    element: &crate::Element<'_>,
) -> Result<bool, quick_xml::Error> {
    let mut rest = element.attributes.iter();
    for attribute in start.attributes() {
        let attribute = attribute?;
        if attribute.key.as_ref() == "xmlns" {
            continue;
        }
        let value = quick_xml::escape::unescape(&attribute.value)?;
        let same = |own: &crate::Attribute<'_>| own.name == attribute.key.as_ref() && own.value == value;
        if !rest.next().is_some_and(same) {
            return Ok(true);
        }
    }
    Ok(rest.next().is_some())
}

fn reference(name: &str) -> Option<String> {
    Some(quick_xml::escape::unescape(&format!("&{name};")).ok()?.into_owned())
}

/// The tree as the events that reading it should give.
struct Walk<'a> {
    tree: &'a Tree<'a>,
    open: Vec<Result<NodeId, &'a str>>,
}

impl<'a> Walk<'a> {
    fn new(tree: &'a Tree<'a>) -> Self {
        Self { tree, open: tree.top.iter().rev().map(|&id| Ok(id)).collect() }
    }

    fn next(&mut self) -> Option<Expected<'a>> {
        loop {
            match self.open.pop()? {
                Err(name) => return Some(Expected::End(name)),
                Ok(id) => match self.tree.node(id) {
                    Node::Instruction(..) => {}
                    Node::Text(text) => {
                        let mut text = Cow::Borrowed(text.as_ref());
                        // Neighbouring text nodes read back as one.
                        while let Some(Ok(next)) = self.open.last().copied()
                            && let Node::Text(more) = self.tree.node(next)
                        {
                            text.to_mut().push_str(more);
                            self.open.pop();
                        }
                        return Some(Expected::Text(text));
                    }
                    Node::Element(element) => {
                        self.open.push(Err(&element.name));
                        self.open.extend(element.children.iter().rev().map(|&child| Ok(child)));
                        return Some(Expected::Start(element));
                    }
                },
            }
        }
    }

    /// Takes the text that was read; white space alone may be indentation.
    fn text(&mut self, read: &mut String) -> Result<(), String> {
        let next_is_text = match self.open.last() {
            Some(Ok(id)) => matches!(self.tree.node(*id), Node::Text(_)),
            _ => false,
        };
        let same = if next_is_text {
            matches!(self.next(), Some(Expected::Text(text)) if text == *read)
        } else {
            read.bytes().all(|b| b.is_ascii_whitespace())
        };
        read.clear();
        if same { Ok(()) } else { Err("other characters than the tree has".into()) }
    }
}
