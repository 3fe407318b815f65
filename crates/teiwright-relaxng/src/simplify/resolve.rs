//! Sections 4.19–4.21: which definitions are reached and in what order, then `notAllowed` and `empty` as far up as they go.

use rustc_hash::FxHashSet;
use teiwright_source::Diagnostic;

use super::files::FileId;
use super::ir::{DefId, Ir, Node, NodeId};
use crate::rules;

/// A tree of nodes that ends at refs and elements: the body of a definition, or the content of an element (its root).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    Start,
    Definition(DefId),
    Content(NodeId),
}

impl Unit {
    pub(crate) fn root(self, ir: &Ir) -> NodeId {
        match self {
            Self::Start => ir.start,
            Self::Definition(id) => ir.definitions[id].body,
            Self::Content(content) => content,
        }
    }
}

/// How deeply patterns may be nested between elements, references followed.
const MAX_DEPTH: u32 = 1_000;

/// The refs of a unit and the contents of its elements, in order.
fn parts(ir: &Ir, unit: Unit) -> (Vec<(DefId, NodeId)>, Vec<NodeId>) {
    let (mut refs, mut elements) = (Vec::new(), Vec::new());
    let mut open = vec![unit.root(ir)];
    while let Some(node) = open.pop() {
        match &ir.nodes[node] {
            Node::Ref(definition) => refs.push((*definition, node)),
            Node::Element(_, content) => elements.push(*content),
            _ => open.extend(ir.children(node).iter().rev()),
        }
    }
    (refs, elements)
}

/// The units that are reached from the start, each after all that it refers to without an element between (4.19).
/// A circle of such references is an error.
pub(crate) fn order(ir: &Ir, found: &mut Vec<(FileId, Diagnostic)>) -> Vec<Unit> {
    let mut out = Vec::new();
    let mut state = vec![State::New; ir.definitions.len()];
    let mut contents = vec![Unit::Start];
    while let Some(content) = contents.pop() {
        // Each with its refs and how many of them are done.
        let (refs, elements) = parts(ir, content);
        contents.extend(elements.into_iter().map(Unit::Content));
        let mut stack = vec![(content, refs, 0)];
        while let Some((unit, refs, next)) = stack.last_mut() {
            let Some((definition, node)) = refs.get(*next).copied() else {
                if let Unit::Definition(id) = unit {
                    state[*id] = State::Done;
                }
                out.push(*unit);
                stack.pop();
                continue;
            };
            *next += 1;
            match state[definition] {
                State::Done => {}
                State::Open => {
                    let place = ir.places[node];
                    let name = &ir.definitions[definition].name;
                    found.push((place.file, rules::recursive_reference(name, place.span)));
                }
                State::New => {
                    state[definition] = State::Open;
                    let unit = Unit::Definition(definition);
                    let (refs, elements) = parts(ir, unit);
                    contents.extend(elements.into_iter().map(Unit::Content));
                    stack.push((unit, refs, 0));
                }
            }
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// 4.20 and 4.21 in every unit, those first that others refer to; then the units that are still reached.
pub(crate) fn reduce(ir: &mut Ir, order: &[Unit], found: &mut Vec<(FileId, Diagnostic)>) -> Vec<Unit> {
    let mut depths = vec![0_u32; ir.definitions.len()];
    let mut too_deep = None;
    for unit in order {
        let root = unit.root(ir);
        reduce_node(ir, root);
        let depth = depth_of(ir, root, &depths);
        if let Unit::Definition(id) = unit {
            depths[*id] = depth;
        }
        if depth > MAX_DEPTH {
            too_deep = too_deep.or(Some(root));
        }
    }
    if let Some(node) = too_deep {
        let place = ir.places[node];
        let what = format!("patterns are nested more than {MAX_DEPTH} deep, references followed");
        found.push((place.file, rules::too_large(&what, place.span)));
    }
    let reached = reachable(ir);
    order.iter().copied().filter(|unit| reached.contains(unit)).collect()
}

fn reachable(ir: &Ir) -> FxHashSet<Unit> {
    let mut reached = FxHashSet::default();
    let mut open = vec![Unit::Start];
    while let Some(unit) = open.pop() {
        if reached.insert(unit) {
            let (refs, elements) = parts(ir, unit);
            open.extend(refs.into_iter().map(|r| Unit::Definition(r.0)));
            open.extend(elements.into_iter().map(Unit::Content));
        }
    }
    reached
}

fn depth_of(ir: &Ir, node: NodeId, depths: &[u32]) -> u32 {
    match &ir.nodes[node] {
        Node::Ref(definition) => depths[*definition].saturating_add(1),
        _ => {
            let inner = ir.children(node).iter().map(|child| depth_of(ir, *child, depths)).max();
            inner.unwrap_or(0).saturating_add(1)
        }
    }
}

fn reduce_node(ir: &mut Ir, node: NodeId) {
    for child in ir.children(node).to_vec() {
        reduce_node(ir, child);
    }
    let is = |id: NodeId, wanted: fn(&Node) -> bool| wanted(&ir.nodes[id]);
    let refused = |id: NodeId| is(id, |n| matches!(n, Node::NotAllowed));
    let empty = |id: NodeId| is(id, |n| matches!(n, Node::Empty));
    let reduced = match &ir.nodes[node] {
        Node::Ref(definition) => match &ir.nodes[ir.definitions[*definition].body] {
            Node::NotAllowed => Node::NotAllowed,
            Node::Empty => Node::Empty,
            _ => return,
        },
        Node::Group(children) | Node::Interleave(children) => {
            if children.iter().any(|c| refused(*c)) {
                Node::NotAllowed
            } else {
                let kept = children.iter().copied().filter(|c| !empty(*c)).collect::<Vec<_>>();
                match kept.as_slice() {
                    [] => Node::Empty,
                    [one] => return alias(ir, node, *one),
                    _ if matches!(ir.nodes[node], Node::Group(_)) => Node::Group(kept),
                    _ => Node::Interleave(kept),
                }
            }
        }
        Node::Choice(children) => {
            let mut kept = children.iter().copied().filter(|c| !refused(*c)).collect::<Vec<_>>();
            let first_empty = kept.iter().copied().find(|c| empty(*c));
            kept.retain(|c| !empty(*c));
            kept.extend(first_empty);
            match kept.as_slice() {
                [] => Node::NotAllowed,
                [one] => return alias(ir, node, *one),
                _ => Node::Choice(kept),
            }
        }
        Node::OneOrMore(child) if refused(*child) => Node::NotAllowed,
        Node::OneOrMore(child) if empty(*child) => Node::Empty,
        Node::List(child) if refused(*child) => Node::NotAllowed,
        Node::Attribute(_, child, _) if refused(*child) => Node::NotAllowed,
        Node::Data(datatype, Some(except)) if refused(*except) => Node::Data(*datatype, None),
        _ => return,
    };
    ir.nodes[node] = reduced;
}

/// Lets `node` be what `other` is.
fn alias(ir: &mut Ir, node: NodeId, other: NodeId) {
    ir.nodes[node] = ir.nodes[other].clone();
    ir.places[node] = ir.places[other];
}
