//! Writes a tree: UTF-8, LF, two spaces of indentation where white space cannot matter.

use crate::{Element, Node, NodeId, Tree};

/// A step of the walk, kept on an explicit stack so that depth costs no call stack.
enum Step {
    /// Write a node, laid out at this depth or (`None`) as it is.
    Open(NodeId, Option<usize>),
    /// Write an end tag.
    Close(NodeId, Option<usize>),
}

/// Writes `tree` as an XML document.
///
/// Children are put on lines of their own only in elements that `holds_elements_only` names (by local name), that in
/// fact hold no characters, and that are not inside mixed content.
#[must_use]
pub fn write(tree: &Tree<'_>, holds_elements_only: &dyn Fn(&str) -> bool) -> String {
    let size: usize =
        tree.nodes.iter().map(|(node, _)| if let Node::Text(t) = node { t.len() } else { 40 }).sum();
    let mut out = String::with_capacity(size + size / 8 + 256);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut steps = tree.top.iter().rev().map(|&id| Step::Open(id, Some(0))).collect::<Vec<_>>();
    while let Some(step) = steps.pop() {
        match step {
            Step::Open(id, depth) => open(tree, id, depth, holds_elements_only, &mut steps, &mut out),
            Step::Close(id, depth) => {
                if let Some(depth) = depth {
                    new_line(&mut out, depth);
                }
                if let Some(element) = tree.element(id) {
                    out.push_str("</");
                    out.push_str(&element.name);
                    out.push('>');
                }
            }
        }
    }
    out.push('\n');
    out
}

fn open(
    tree: &Tree<'_>,
    id: NodeId,
    depth: Option<usize>,
    holds_elements_only: &dyn Fn(&str) -> bool,
    steps: &mut Vec<Step>,
    out: &mut String,
) {
    if let Some(depth) = depth {
        new_line(out, depth);
    }
    match tree.node(id) {
        Node::Text(text) => escape(text, false, out),
        Node::Instruction(target, data) => {
            out.push_str("<?");
            out.push_str(target);
            if !data.is_empty() {
                out.push(' ');
                out.push_str(data);
            }
            out.push_str("?>");
        }
        Node::Element(element) => {
            start_tag(tree, id, element, out);
            if element.children.is_empty() {
                out.push_str("/>");
                return;
            }
            out.push('>');
            let only_elements =
                element.children.iter().all(|&child| !matches!(tree.node(child), Node::Text(_)));
            let inner = depth.filter(|_| only_elements && holds_elements_only(&element.name));
            steps.push(Step::Close(id, inner));
            let child_depth = inner.map(|depth| depth + 1);
            steps.extend(element.children.iter().rev().map(|&child| Step::Open(child, child_depth)));
        }
    }
}

fn start_tag(tree: &Tree<'_>, id: NodeId, element: &Element<'_>, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    if tree.top.contains(&id) {
        out.push_str(" xmlns=\"");
        escape(&tree.namespace, true, out);
        out.push('"');
    }
    for attribute in &element.attributes {
        out.push(' ');
        out.push_str(attribute.name);
        out.push_str("=\"");
        escape(&attribute.value, true, out);
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
