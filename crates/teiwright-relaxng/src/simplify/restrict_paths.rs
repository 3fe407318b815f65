//! Section 7.1: what must not stand in what, references followed; and of 7.3, that wildcard attributes are repeated.

use rustc_hash::FxHashSet;
use teiwright_source::Diagnostic;

use super::files::FileId;
use super::ir::{Ir, Node, NodeId};
use super::resolve::Unit;
use crate::rules;

/// What a pattern stands in, as bits.
type Inside = u8;
const ATTRIBUTE: Inside = 1;
const REPEATED: Inside = 2;
/// In a group or interleave in a repetition.
const REPEATED_GROUP: Inside = 4;
const REPEATED_INTERLEAVE: Inside = 8;
const LIST: Inside = 16;
const EXCEPT: Inside = 32;
const START: Inside = 64;

struct Walk<'a> {
    ir: &'a Ir,
    seen: FxHashSet<(Unit, Inside)>,
    open: Vec<(Unit, Inside)>,
    reported: FxHashSet<(NodeId, u8)>,
    found: &'a mut Vec<(FileId, Diagnostic)>,
}

/// Checks all that is reached.
pub(crate) fn check(ir: &Ir, found: &mut Vec<(FileId, Diagnostic)>) {
    let open = vec![(Unit::Start, START)];
    let mut walk = Walk { ir, seen: FxHashSet::default(), open, reported: FxHashSet::default(), found };
    while let Some((unit, inside)) = walk.open.pop() {
        if walk.seen.insert((unit, inside)) {
            walk.node(unit.root(ir), inside);
        }
    }
}

impl Walk<'_> {
    fn refuse(&mut self, node: NodeId, outer: &str, section: &str, key: Inside) {
        if self.reported.insert((node, key)) {
            let place = self.ir.places[node];
            let inner = self.ir.describe(node);
            self.found.push((place.file, rules::prohibited_path(&inner, outer, section, place.span)));
        }
    }

    fn node(&mut self, node: NodeId, inside: Inside) {
        self.check(node, inside);
        let repeated = inside & REPEATED != 0;
        let inner = match &self.ir.nodes[node] {
            Node::Ref(definition) => {
                self.open.push((Unit::Definition(*definition), inside));
                return;
            }
            Node::Element(_, content) => {
                self.open.push((Unit::Content(*content), 0));
                return;
            }
            Node::Attribute(class, ..) => {
                if class.is_wild() && !repeated && self.reported.insert((node, 0)) {
                    let place = self.ir.places[node];
                    self.found.push((place.file, rules::attribute_not_repeated(place.span)));
                }
                ATTRIBUTE
            }
            Node::OneOrMore(_) => REPEATED,
            Node::Group(_) if repeated => REPEATED_GROUP,
            Node::Interleave(_) if repeated => REPEATED_INTERLEAVE,
            Node::List(_) => LIST,
            Node::Data(..) => EXCEPT,
            _ => 0,
        };
        let start = if inside & START != 0 && inner != 0 { 0 } else { inside & START };
        for child in self.ir.children(node) {
            self.node(*child, inside & !START | start | inner);
        }
    }

    fn check(&mut self, node: NodeId, inside: Inside) {
        let (attribute, element, text, list, string) = match &self.ir.nodes[node] {
            Node::Attribute(..) => (true, false, false, false, false),
            Node::Element(..) => (false, true, false, false, false),
            Node::Text => (false, false, true, false, false),
            Node::List(_) => (false, false, false, true, true),
            Node::Data(..) | Node::Value(_) => (false, false, false, false, true),
            _ => (false, false, false, false, false),
        };
        let group = matches!(self.ir.nodes[node], Node::Group(_));
        let interleave = matches!(self.ir.nodes[node], Node::Interleave(_));
        let repetition = matches!(self.ir.nodes[node], Node::OneOrMore(_));
        let empty = matches!(self.ir.nodes[node], Node::Empty);
        let within = |bit: Inside| inside & bit != 0;
        if within(ATTRIBUTE) && (attribute || element) {
            self.refuse(node, "an attribute", "7.1.1", ATTRIBUTE);
        }
        if within(REPEATED_GROUP) && attribute {
            self.refuse(node, "a repeated group", "7.1.2", REPEATED_GROUP);
        }
        if within(REPEATED_INTERLEAVE) && attribute {
            self.refuse(node, "a repeated interleave", "7.1.2", REPEATED_INTERLEAVE);
        }
        if within(LIST) && (attribute || element || text || list || interleave) {
            self.refuse(node, "a list", "7.1.3", LIST);
        }
        let not_string = attribute || element || text || list || group || interleave || repetition || empty;
        if within(EXCEPT) && not_string {
            self.refuse(node, "the exception of a datatype", "7.1.4", EXCEPT);
        }
        let not_element = attribute || text || string || group || interleave || repetition || empty;
        if within(START) && not_element {
            self.refuse(node, "the start", "7.1.5", START);
        }
    }
}
