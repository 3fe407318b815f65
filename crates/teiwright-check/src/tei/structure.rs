//! Divisions, headings, paragraphs and notes: what is empty, what skips a level, what is numbered out of order.

use rustc_hash::FxHashMap;
use teiwright_source::Span;

use super::frame::{Found, Frame, Open, Tag};
use super::names::{At, El};
use crate::rules;

/// Divisions, numbered or not.
const DIVISIONS: [El; 8] = [El::Div, El::Div1, El::Div2, El::Div3, El::Div4, El::Div5, El::Div6, El::Div7];

/// The numbers of notes, by their type and place.
#[derive(Debug, Default)]
pub(super) struct Structure {
    notes: FxHashMap<(Box<str>, Box<str>), (u32, Span)>,
}

impl Structure {
    pub(super) fn tag(&mut self, tag: &Tag<'_>, open: &Open, found: &mut Found) {
        match tag.el {
            // Numbers begin anew with a division, a page, a text.
            El::Pb | El::Text | El::FloatingText | El::Front | El::Body | El::Back => self.notes.clear(),
            _ if DIVISIONS.contains(&tag.el) => {
                self.notes.clear();
                level(tag, open, found);
            }
            El::Note if tag.has.has(At::N) && open.within(El::Text) => self.note(tag, found),
            _ => {}
        }
    }

    fn note(&mut self, tag: &Tag<'_>, found: &mut Found) {
        let Ok(number) = tag.value(At::N).trim().parse::<u32>() else { return };
        let series = (tag.value(At::Type).into(), tag.value(At::Place).into());
        let span = tag.place(At::N);
        if let Some((before, place)) = self.notes.insert(series, (number, span))
            && number < before
            && number > 1
        {
            found.add(rules::notes_out_of_order(number, before, span, place), tag.name_span());
        }
    }

    /// What of a tag matters at its end.
    pub(super) fn kept(tag: &Tag<'_>) -> Box<str> {
        if DIVISIONS.contains(&tag.el) { tag.value(At::Type).into() } else { Box::default() }
    }

    pub(super) fn leave(&mut self, frame: &Frame, open: &Open, found: &mut Found) {
        let division = DIVISIONS.contains(&frame.el);
        if division {
            self.notes.clear();
        }
        let empty = !frame.words && frame.children == 0;
        match frame.el {
            El::P if matches!(open.parent(), El::PublicationStmt | El::SourceDesc) => {}
            El::P | El::Head if empty => {
                found.add(rules::empty(frame.el.name(), frame.attributes > 0, frame.name), frame.name);
            }
            _ if division && empty => {
                found.add(rules::empty(frame.el.name(), frame.attributes > 0, frame.name), frame.name);
            }
            // Title pages are often divisions with headings alone.
            _ if division
                && frame.heads > 0
                && frame.heads == frame.children
                && !open.within_any(&[El::Front, El::Back]) =>
            {
                found.add(rules::heading_alone(frame.name), frame.name);
            }
            _ => {}
        }
    }
}

/// A division whose type says its level, two or more below the one around it.
fn level(tag: &Tag<'_>, open: &Open, found: &mut Found) {
    let Some((stem, own)) = numbered(tag.value(At::Type)) else { return };
    let outer = open.frames.iter().rev().find(|frame| DIVISIONS.contains(&frame.el));
    let Some((outer, around)) = outer.and_then(|frame| Some((frame, numbered(&frame.value)?))) else {
        return;
    };
    if around.0 == stem && own > around.1 + 1 {
        found
            .add(rules::level_skipped(stem, around.1, own, tag.place(At::Type), outer.name), tag.name_span());
    }
}

/// A word that ends with a number: `level2`.
fn numbered(value: &str) -> Option<(&str, u32)> {
    let stem = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = value.get(stem.len()..)?;
    if stem.is_empty() || number.len() > 2 { None } else { Some((stem, number.parse().ok()?)) }
}
