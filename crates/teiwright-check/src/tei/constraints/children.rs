//! What elements must hold, or hold once only, where the grammar does not say so.

use teiwright_source::Span;

use super::super::frame::{Found, Frame, Open, Tag};
use super::super::names::{At, El};
use crate::rules;

/// Elements of which their parent holds one: the parent (`El::Other` for any), and the child.
const ONCE: [(El, El); 8] = [
    (El::Other, El::MsContents),
    (El::Other, El::PhysDesc),
    (El::Other, El::History),
    (El::Other, El::Additional),
    (El::Dimensions, El::Width),
    (El::Dimensions, El::Height),
    (El::Dimensions, El::Depth),
    (El::RdgGrp, El::Lem),
];

/// Looks at what stands before a tag in its parent.
pub(super) fn begin(tag: &Tag<'_>, open: &Open, found: &mut Found) {
    let Some(parent) = open.frames.last().filter(|parent| parent.seen.has(tag.el)) else { return };
    let once = ONCE.iter().any(|(of, el)| *el == tag.el && (*of == El::Other || *of == parent.el));
    if once && parent.el != El::Other {
        found.add(rules::once_only(tag.name(), parent.el.name(), tag.name_span()), tag.name_span());
    }
}

/// The value of an attribute that matters at the end of the element.
pub(super) fn kept(tag: &Tag<'_>) -> Box<str> {
    match tag.el {
        El::List => tag.value(At::Type).into(),
        _ => Box::default(),
    }
}

/// Looks at what an element held; `lines` is how many lines, groups and gaps began so far.
pub(super) fn end(frame: &Frame, lines: u32, end: Span, open: &Open, found: &mut Found) {
    let mut say = |message: &str, help: &str| {
        found.add(rules::children(message, help, frame.name, end), frame.name);
    };
    match frame.el {
        El::List if &*frame.value == "gloss" && !frame.seen.has(El::Label) => {
            say(
                "a list of glosses has no `label`",
                "write `label` before each `item`, with what is explained",
            );
        }
        El::RelatedItem if frame.has.has(At::Target) && frame.children > 0 => {
            say("`relatedItem` has both a target and content", "leave one of the two out");
        }
        El::RelatedItem if !frame.has.has(At::Target) && frame.children == 0 => {
            say("`relatedItem` names nothing", "write target=\"…\", or put a `bibl` into it");
        }
        El::Lg if frame.mark == lines => {
            say("`lg` holds no line", "put an `l`, an `lg` or a `gap` into it");
        }
        El::Subst
            if !(frame.seen.has(El::Add) && (frame.seen.has(El::Del) || frame.seen.has(El::Surplus))) =>
        {
            let missing = if frame.seen.has(El::Add) { "`del` or `surplus`" } else { "`add`" };
            say(
                &format!("`subst` has no {missing}: nothing takes the place of anything"),
                &format!("put {missing} into it, or take `subst` out"),
            );
        }
        El::Quotation if !frame.has.has(At::Marks) && !frame.seen.has(El::P) => {
            say(
                "`quotation` says nothing",
                "write marks=\"all\", \"some\" or \"none\", or a paragraph in it",
            );
        }
        El::MsIdentifier if open.parent() != El::MsPart && !frame.words => {
            found.add(rules::manuscript_unidentified(frame.name), frame.name);
        }
        El::Line | El::Zone if frame.text && open.within(El::Facsimile) => {
            found.add(rules::text_in_facsimile(frame.el.name(), frame.name), frame.name);
        }
        _ => {}
    }
}
