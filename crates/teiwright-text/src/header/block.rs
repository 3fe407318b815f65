//! The block of labelled lines: where it begins and ends, and its items.

use teiwright_source::Span;

use super::labels;
use crate::lines::Lines;

/// How many lines from the top a first label may stand.
const NEAR: usize = 60;

/// The block of labelled lines.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its first line.
    pub(super) start: usize,
    /// The line after its last.
    pub(super) end: usize,
    pub(super) items: Vec<Item>,
}

/// A label with its value, which may go over several lines.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The line that it begins on.
    pub(super) line: usize,
    /// The label without its colon.
    pub(super) label: Span,
    /// The value.
    pub(super) value: Span,
}

/// Finds the block: from the first line with a known label on, as long as lines are labelled or go on with one.
pub(super) fn find(lines: &Lines<'_>) -> Block {
    let near = lines.len().min(NEAR);
    let known = |line: usize| {
        let text = lines.text(line);
        labels::is_known(text) || (text.len() < 200 && labels::phrase(text).is_some())
    };
    let Some(mut start) = (0..near).find(|&line| known(line)) else { return Block::default() };
    // Running text above means that this is a sentence with a colon, not the head of a file.
    let prose = (0..start).any(|line| lines.text(line).len() > 160) || start > 30;
    let single = !(start + 1..(start + 12).min(lines.len())).any(known);
    let value_long = lines.text(start).len() > 400;
    if prose || (single && value_long) {
        return Block::default();
    }
    // `From The Review, Vol. 4`, right above: the source without a colon.
    let above = start.checked_sub(1).filter(|&line| from_length(lines.text(line)) > 0);
    start = above.unwrap_or(start);
    let mut block = Block { start, end: start, items: Vec::new() };
    let mut line = start;
    while line < lines.len() {
        if is_fence(lines.text(line)) {
            block.end = line + 1;
            break;
        }
        if lines.is_blank(line) {
            // After a blank line only a known label goes on with the block.
            let Some(next) = (line..lines.len().min(line + 4)).find(|&next| !lines.is_blank(next)) else {
                break;
            };
            if !known(next) {
                break;
            }
            line = next;
        }
        block.line(lines, line);
        line += 1;
        block.end = line;
    }
    block
}

/// The length of a word that names the source without a colon, if the line begins with one.
fn from_length(text: &str) -> usize {
    let words = ["From", "Aus", "Nach"];
    words
        .iter()
        .find(|word| text.strip_prefix(**word).is_some_and(|rest| rest.starts_with(' ')))
        .map_or(0, |word| word.len())
}

/// The line that closes a block of YAML.
pub(super) fn is_fence(text: &str) -> bool {
    text == "---" || text == "..."
}

impl Block {
    fn line(&mut self, lines: &Lines<'_>, line: usize) {
        let text = lines.text(line);
        let span = lines.get(line).span;
        match labels::at_start(text) {
            // A wrapped line may hold a colon too; an unknown label begins a line with a capital.
            Some((label, value)) if labels::is_known(text) || self.looks_like_label(text, label) => {
                let item = Item {
                    line,
                    label: span.part(0..label),
                    value: Span::new(span.start + u32::try_from(value).unwrap_or(0), span.end),
                };
                self.push(lines, item);
            }
            _ if self.items.is_empty() && from_length(text) > 0 => {
                let label = span.part(0..from_length(text));
                let value = span.part(from_length(text) + 1..text.len());
                self.items.push(Item { line, label, value });
            }
            _ if labels::phrase(text).is_some() => {
                let length = labels::phrase(text).map_or(0, |(length, _)| length);
                let rest = text.get(length..).unwrap_or_default();
                let value = length + rest.len() - rest.trim_start_matches([':', ' ']).len();
                let item = Item { line, label: span.part(0..length), value: span.part(value..text.len()) };
                self.push(lines, item);
            }
            _ => {
                if let Some(last) = self.items.last_mut() {
                    last.value.end = span.end;
                }
            }
        }
    }

    fn looks_like_label(&self, text: &str, label: usize) -> bool {
        let words = text[..label].split_whitespace().count();
        text.starts_with(char::is_uppercase) && words <= 4 && !self.items.is_empty()
    }

    /// Adds an item, cut where a known label stands after a semicolon in the same line.
    fn push(&mut self, lines: &Lines<'_>, item: Item) {
        let text = lines.source().slice(item.value);
        let mut cut = None;
        for (at, _) in text.match_indices(';') {
            let rest = &text[at + 1..];
            let next = rest.trim_start();
            if let Some((label, value)) = labels::at_start(next).filter(|_| labels::is_known(next)) {
                let start = at + 1 + rest.len() - next.len();
                let label = item.value.part(start..start + label);
                let value = Span::new(item.value.part(start + value..start + value).start, item.value.end);
                cut = Some((at + 1, Item { line: item.line, label, value }));
                break;
            }
        }
        match cut {
            Some((end, rest)) => {
                self.items.push(Item { value: item.value.part(0..end), ..item });
                self.push(lines, rest);
            }
            None => self.items.push(item),
        }
    }
}
