//! Elements that cannot stand in one another, whatever stands between, and elements that belong into others.

use super::super::frame::{Found, Frame, Open, Tag};
use super::super::names::{At, El};
use crate::rules;

/// In what a paragraph may stand that is in a paragraph itself.
const HOLDS_PARAGRAPHS: [El; 12] = [
    El::Exemplum,
    El::Item,
    El::Note,
    El::Q,
    El::Quote,
    El::Remarks,
    El::Said,
    El::Sp,
    El::Stage,
    El::Cell,
    El::Figure,
    El::FloatingText,
];

/// Parts of the description of a manuscript.
const OF_MANUSCRIPTS: [El; 3] = [El::Catchwords, El::SecFol, El::Signatures];

/// Looks at what is open around a tag.
pub(super) fn check(tag: &Tag<'_>, open: &Open, found: &mut Found) {
    let around = match tag.el {
        El::P if !HOLDS_PARAGRAPHS.contains(&open.parent()) && !open.within(El::FloatingText) => {
            nearest(open, &[El::P, El::Ab]).or_else(|| in_line(open))
        }
        El::Ab => in_line(open),
        El::Div if !open.within(El::FloatingText) => nearest(open, &[El::P, El::Ab, El::L]),
        // A note has lines of its own.
        El::L | El::Lg => before(open, El::L, &[El::Note, El::FloatingText]),
        El::S if open.parent() == El::S => open.frames.last(),
        El::ListRef if open.parent() == El::ListRef => open.frames.last().filter(|_| in_specification(open)),
        _ => None,
    };
    if let Some(around) = around {
        found.add(rules::nested(tag.name(), around.el.name(), tag.name_span(), around.name), tag.name_span());
    }
    if OF_MANUSCRIPTS.contains(&tag.el) && !open.within(El::MsDesc) {
        found.add(rules::out_of_place(tag.name(), "msDesc", tag.name_span()), tag.name_span());
    }
    if tag.has.has(At::GeneratedBy) && tag.el != El::Post && !open.within(El::Post) {
        found.add(rules::out_of_place("@generatedBy", "post", tag.place(At::GeneratedBy)), tag.name_span());
    }
}

/// Whether the documentation of something is open just outside of the list.
fn in_specification(open: &Open) -> bool {
    open.frames
        .iter()
        .rev()
        .nth(1)
        .is_some_and(|frame| frame.el.name().ends_with("Spec") || frame.el == El::SpecGrp)
}

/// The innermost open element of these.
fn nearest<'o>(open: &'o Open, els: &[El]) -> Option<&'o Frame> {
    if !open.within_any(els) {
        return None;
    }
    open.frames.iter().rev().find(|frame| els.contains(&frame.el))
}

/// The verse line around something that is more than a line, but in a figure, a note, or a text of its own.
fn in_line(open: &Open) -> Option<&Frame> {
    let free = open.within(El::FloatingText) || matches!(open.parent(), El::Figure | El::Note);
    if free { None } else { nearest(open, &[El::L]) }
}

/// The innermost open element of a name, unless one of these is open within it.
fn before<'o>(open: &'o Open, el: El, but: &[El]) -> Option<&'o Frame> {
    if !open.within(el) {
        return None;
    }
    let first = open.frames.iter().rev().find(|frame| frame.el == el || but.contains(&frame.el));
    first.filter(|frame| frame.el == el)
}
