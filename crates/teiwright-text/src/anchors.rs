//! References to notes in running text: where they stand, and which of them have no note.

use teiwright_source::Span;

use crate::context::Context;
use crate::lines::Lines;
use crate::notes::{Linker, Links, markers};
use crate::rules;

/// Finds references to notes in a stretch of running text.
pub(crate) fn scan(lines: &Lines<'_>, span: Span, inner: bool, linker: &mut Linker) {
    let text = lines.source().slice(span);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut last: Option<(usize, markers::Marker)> = None;
    while let Some(skip) = markers::next(&bytes[at..]) {
        at += skip;
        match markers::at(text, at) {
            Some(marker) => {
                // Nobody refers to one note twice at one place: `[1][1]` is something else.
                let again = last.is_some_and(|(end, before)| {
                    before == marker && text[end..at].bytes().all(|b| b.is_ascii_whitespace())
                });
                if !again && is_reference(text, at, &marker) {
                    linker.anchor(span.part(at..at + marker.len), marker.key, marker.shape, inner);
                }
                at += marker.len;
                last = Some((at, marker));
            }
            None => at += 1,
        }
    }
}

/// Whether a marker stands as a reference does: after a word or mark, not where a word or list item begins.
fn is_reference(text: &str, at: usize, marker: &markers::Marker) -> bool {
    use markers::{Key, Shape};
    let before = text[..at].chars().next_back();
    let after = text[at + marker.len..].chars().next();
    match marker.shape {
        Shape::Square | Shape::Caret => {
            // A letter in brackets is a reference only where it is glued to a word: `[a]` may be supplied text.
            !matches!(marker.key, Key::Letter(_)) || before.is_some_and(|c| !c.is_whitespace() && c != '(')
        }
        Shape::Round | Shape::Brace => before.is_some_and(|c| c != '\n' && c != '\r'),
        Shape::Superscript => {
            before.is_some_and(|c| !c.is_whitespace()) && !is_power(&text[..at], marker.key)
        }
        Shape::Raised => before.is_some_and(|c| !c.is_whitespace()),
        Shape::Bare => {
            let attached = before.is_some_and(|c| !c.is_whitespace() && !"*_(".contains(c));
            let apart = before == Some(' ') && after.is_some_and(|c| ".,;:!?".contains(c));
            (attached || apart) && after.is_none_or(|c| !c.is_alphanumeric() && c != '*')
        }
        Shape::Plain => false,
    }
}

/// Whether a raised 2 or 3 behind these words is a power: `12 km²`, `x³`.
fn is_power(before: &str, key: markers::Key) -> bool {
    const UNITS: [&str; 12] = ["mm", "cm", "dm", "km", "hm", "ft", "yd", "in", "мм", "см", "км", "дм"];
    if !matches!(key, markers::Key::Number(2 | 3)) {
        return false;
    }
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).take(3).collect::<Vec<_>>();
    let word = letters.iter().rev().collect::<String>();
    let counted = before[..before.len() - word.len()].trim_end().ends_with(|c: char| c.is_ascii_digit());
    match letters.len() {
        1 => true,
        2 => counted && UNITS.contains(&word.as_str()),
        _ => false,
    }
}

/// Says which references have no note, and which notes no reference.
pub(crate) fn report(links: &Links, notes: &[(Span, String)], context: &mut Context) {
    let mut referred = vec![false; notes.len()];
    for anchor in links.all() {
        match anchor.note {
            Some(note) => {
                if let Some(slot) = referred.get_mut(note as usize) {
                    *slot = true;
                }
            }
            // `[1846]` is a year that an editor put in.
            None if matches!(anchor.key, markers::Key::Number(1400..=2100)) => {}
            None if matches!(anchor.shape, markers::Shape::Square | markers::Shape::Caret) => {
                context.found.push_with(&rules::txt004::RULE, || rules::anchor_without_note(anchor.span));
            }
            None => {}
        }
    }
    for ((span, marker), referred) in notes.iter().zip(referred) {
        if !referred {
            context.found.push_with(&rules::txt005::RULE, || rules::note_without_anchor(*span, marker));
        }
    }
}
