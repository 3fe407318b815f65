//! Writes a tree: UTF-8, LF, two spaces of indentation where white space cannot matter.

use crate::{Element, Node, NodeRef, Tree};

/// An element that was begun, and its end is to come.
struct Begun<'t> {
    element: Element<'t>,
    /// Where in the document its end tag comes: before the node of this number.
    end: u32,
    /// How deep its end tag is indented; `None` where it follows what is in it.
    indent: Option<usize>,
    /// How deep its children are.
    inner: Option<usize>,
}

/// Writes `tree` as an XML document.
///
/// Children are put on lines of their own only in elements that `holds_elements_only` names (by local name), that in
/// fact hold no characters, and that are not inside mixed content. A document type is not written: a tree has none.
#[must_use]
pub fn write(tree: &Tree, holds_elements_only: &dyn Fn(&str) -> bool) -> String {
    let size = tree.chars.len() + tree.nodes.len() * 24;
    let mut out = String::with_capacity(size + size / 8 + 256);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Begun elements are kept in a list, so that depth costs no call stack.
    let mut begun: Vec<Begun<'_>> = Vec::new();
    for node in tree.nodes() {
        close(&mut begun, node.id().0, &mut out);
        let depth = begun.last().map_or(Some(0), |parent| parent.inner);
        if let Some(depth) = depth {
            new_line(&mut out, depth);
        }
        match node.kind() {
            Node::Element(element) => begun.extend(open(element, depth, holds_elements_only, &mut out)),
            _ => leaf(node, &mut out),
        }
    }
    close(&mut begun, u32::MAX, &mut out);
    out.push('\n');
    out
}

/// Ends the elements that end before the node `next`.
fn close(begun: &mut Vec<Begun<'_>>, next: u32, out: &mut String) {
    while let Some(last) = begun.pop_if(|last| last.end <= next) {
        if let Some(depth) = last.indent {
            new_line(out, depth);
        }
        out.push_str("</");
        out.push_str(last.element.written());
        out.push('>');
    }
}

/// Writes a start tag, or all of an empty element.
fn open<'t>(
    element: Element<'t>,
    depth: Option<usize>,
    holds_elements_only: &dyn Fn(&str) -> bool,
    out: &mut String,
) -> Option<Begun<'t>> {
    start_tag(element, out);
    if element.children().next().is_none() {
        out.push_str("/>");
        return None;
    }
    out.push('>');
    let laid_out = |_: &usize| {
        holds_elements_only(element.local()) && element.children().all(|c| c.characters().is_none())
    };
    let indent = depth.filter(laid_out);
    Some(Begun { element, end: element.end(), indent, inner: indent.map(|depth| depth + 1) })
}

/// Writes a node that is no element.
fn leaf(node: NodeRef<'_>, out: &mut String) {
    match node.kind() {
        Node::Text(text) => escape(text, false, out),
        Node::Comment(text) => {
            out.push_str("<!--");
            out.push_str(text);
            out.push_str("-->");
        }
        Node::Instruction(target, data) => {
            out.push_str("<?");
            out.push_str(target);
            if !data.is_empty() {
                out.push(' ');
                out.push_str(data);
            }
            out.push_str("?>");
        }
        Node::Document | Node::Element(_) => {}
    }
}

fn start_tag(element: Element<'_>, out: &mut String) {
    out.push('<');
    out.push_str(element.written());
    for (prefix, namespace) in element.declarations() {
        out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
        out.push_str(prefix);
        out.push_str("=\"");
        escape(namespace, true, out);
        out.push('"');
    }
    for attribute in element.attributes() {
        out.push(' ');
        out.push_str(attribute.written());
        out.push_str("=\"");
        escape(attribute.value(), true, out);
        out.push('"');
    }
}

/// Begins a new line, unless the last one is still empty.
fn new_line(out: &mut String, depth: usize) {
    if !out.ends_with('\n') {
        out.push('\n');
    }
    for _ in 0..depth {
        out.push_str("  ");
    }
}

/// Escapes characters for text or (`attribute`) for a quoted value, so that a parser gives the same back.
fn escape(text: &str, attribute: bool, out: &mut String) {
    let bytes = text.as_bytes();
    if !attribute
        && memchr::memchr3(b'<', b'&', b'>', bytes).is_none()
        && memchr::memchr(b'\r', bytes).is_none()
    {
        return out.push_str(text);
    }
    let special = |b: u8| match b {
        b'<' | b'&' | b'>' | b'\r' => true,
        b'"' | b'\n' | b'\t' => attribute,
        _ => false,
    };
    let mut rest = text;
    while let Some(at) = rest.bytes().position(special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'&' => "&amp;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\n' => "&#10;",
            b'\t' => "&#9;",
            _ => "&#13;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
