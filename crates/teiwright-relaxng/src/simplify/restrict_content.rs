//! Section 7.2: strings of datatypes are not grouped with other content.

use rustc_hash::FxHashSet;
use teiwright_source::Diagnostic;

use super::files::FileId;
use super::ir::{DefId, Ir, Node, NodeId};
use super::resolve::Unit;
use crate::rules;

/// The content type of a pattern; the greatest of a choice is that of the choice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    Empty,
    Complex,
    Simple,
}

/// A content type, or the node where there is none.
type Typed = Result<Content, NodeId>;

/// Checks the content of each element, and that of each attribute in it.
pub(crate) fn check(ir: &Ir, units: &[Unit], found: &mut Vec<(FileId, Diagnostic)>) {
    let mut known: Vec<Option<Typed>> = vec![None; ir.definitions.len()];
    let mut reported = FxHashSet::default();
    for unit in units {
        let typed = type_of(ir, unit.root(ir), &known);
        match unit {
            Unit::Definition(id) => known[*id] = Some(typed),
            Unit::Content(_) => {
                if let Err(node) = typed
                    && reported.insert(node)
                {
                    let place = ir.places[node];
                    found.push((place.file, rules::string_sequence(place.span)));
                }
            }
            Unit::Start => {}
        }
    }
}

fn of_definition(known: &[Option<Typed>], definition: DefId) -> Typed {
    known.get(definition).copied().flatten().unwrap_or(Ok(Content::Empty))
}

fn groupable(a: Content, b: Content) -> Option<Content> {
    match (a, b) {
        (Content::Empty, other) | (other, Content::Empty) => Some(other),
        (Content::Complex, Content::Complex) => Some(Content::Complex),
        _ => None,
    }
}

fn type_of(ir: &Ir, node: NodeId, known: &[Option<Typed>]) -> Typed {
    match &ir.nodes[node] {
        Node::Empty | Node::NotAllowed => Ok(Content::Empty),
        Node::Text | Node::Element(..) => Ok(Content::Complex),
        Node::Ref(definition) => of_definition(known, *definition),
        Node::Value(_) | Node::List(_) => Ok(Content::Simple),
        Node::Data(_, except) => {
            if let Some(except) = except {
                type_of(ir, *except, known)?;
            }
            Ok(Content::Simple)
        }
        Node::Attribute(_, content, _) => {
            type_of(ir, *content, known)?;
            Ok(Content::Empty)
        }
        Node::Choice(children) => {
            let mut most = Content::Empty;
            for child in children {
                most = most.max(type_of(ir, *child, known)?);
            }
            Ok(most)
        }
        Node::Group(children) | Node::Interleave(children) => {
            let mut all = Content::Empty;
            for child in children {
                let own = type_of(ir, *child, known)?;
                all = groupable(all, own).ok_or(*child)?;
            }
            Ok(all)
        }
        Node::OneOrMore(child) => {
            let own = type_of(ir, *child, known)?;
            groupable(own, own).ok_or(node)
        }
    }
}
