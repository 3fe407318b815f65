//! Lists: `(a)`, `1)`, `1.`, `•`, one item after the other.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Head, Inline, Item, List, ListKind};
use teiwright_source::Span;

use super::Blocks;
use crate::LineRole;
use crate::numbers::{self, Number, Numeral};

/// The label before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    /// Its number; none for a mark of no order.
    number: Option<Number>,
    /// How it is fenced: first and last character.
    fence: (char, char),
    /// Its length in bytes.
    len: usize,
    /// Where the item's words begin.
    body: usize,
}

impl Label {
    /// Whether `next` labels the item after this one.
    fn goes_on(&self, next: &Self) -> bool {
        self.fence == next.fence
            && match (self.number, next.number) {
                (None, None) => true,
                // `(h)`, `(i)`: a letter that is a roman numeral too.
                (Some(a), Some(b)) => {
                    b.value == a.value + 1 && (a.numeral == b.numeral)
                        || (letter(a) && letter(b) && letter_value(next, b) == letter_value(self, a) + 1)
                }
                _ => false,
            }
    }
}

fn letter(number: Number) -> bool {
    matches!(
        number.numeral,
        Numeral::LowerLetter | Numeral::LowerRoman | Numeral::UpperLetter | Numeral::UpperRoman
    )
}

/// The place in the alphabet of a label of one letter.
fn letter_value(label: &Label, number: Number) -> u32 {
    match (number.numeral, number.value) {
        (Numeral::LowerRoman | Numeral::UpperRoman, value) if label.len <= 3 => match value {
            1 => 9,
            5 => 22,
            10 => 24,
            50 => 12,
            100 => 3,
            500 => 4,
            1000 => 13,
            other => 1000 + other,
        },
        (_, value) => value,
    }
}

fn label(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    if matches!(first, '•' | '●' | '▪' | '◦' | '·' | '*' | '-' | '+') {
        let len = first.len_utf8();
        let body = text.len() - text[len..].trim_start().len();
        return (body > len && body < text.len()).then_some(Label {
            number: None,
            fence: (first, first),
            len,
            body,
        });
    }
    let open = usize::from(first == '(');
    let token = &text[open..];
    let end = token.find(|c: char| !c.is_ascii_alphanumeric()).filter(|&end| (1..=5).contains(&end))?;
    let number = numbers::parse(&token[..end]).filter(|number| number.numeral != Numeral::Word)?;
    let close = token[end..].chars().next()?;
    let fenced = match (open, close) {
        (1, ')') | (0, ')') => true,
        // `A. Smith` is a name.
        (0, '.') => number.numeral == Numeral::Arabic,
        _ => false,
    };
    let len = open + end + 1;
    let words = text.get(len..)?;
    let body = text.len() - words.trim_start().len();
    let fence = (if open == 1 { '(' } else { ' ' }, close);
    (fenced && body > len && body < text.len()).then_some(Label { number: Some(number), fence, len, body })
}

impl Blocks<'_, '_, '_> {
    /// Items that follow one another, in chunks of their own or as lines of one chunk.
    pub(super) fn list(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let first = label(self.lines.text(rest[0].start))?;
        if first
            .number
            .is_some_and(|number| number.value != 1 && !(letter(number) && letter_value(&first, number) == 1))
        {
            return None;
        }
        let mut items: Vec<(Label, Range<usize>)> = Vec::new();
        let mut taken = 0;
        for chunk in rest {
            let begins = label(self.lines.text(chunk.start));
            let fits = begins.is_some_and(|begins| match items.last() {
                // A mark of no order goes on over a blank line only where it cannot be a dash of dialogue.
                Some((last, _)) => {
                    last.goes_on(&begins) && (begins.number.is_some() || begins.fence.0 != '-')
                }
                None => true,
            });
            let Some(begins) = begins.filter(|_| fits) else { break };
            self.items_in(chunk, begins, &mut items);
            taken += 1;
        }
        if items.len() < 2 {
            return None;
        }
        self.context.trace(rest[0].start, LineRole::List, "labels that follow one another");
        let ordered = first.number.is_some();
        let span = self.lines.span(items[0].1.start..items[items.len() - 1].1.end);
        let items = items.into_iter().map(|(label, lines)| self.item(label, lines)).collect();
        let kind = if ordered { ListKind::Ordered } else { ListKind::Bulleted };
        out.push(Block::new(BlockKind::List(List { kind, heads: Vec::new(), items }), span));
        Some(taken)
    }

    /// Cuts a chunk at the lines that begin the next item.
    fn items_in(&self, chunk: &Range<usize>, begins: Label, items: &mut Vec<(Label, Range<usize>)>) {
        let (mut last, mut start) = (begins, chunk.start);
        for line in chunk.start + 1..chunk.end {
            if let Some(next) = label(self.lines.text(line)).filter(|next| last.goes_on(next)) {
                items.push((last, start..line));
                last = next;
                start = line;
            }
        }
        items.push((last, start..chunk.end));
    }

    fn item(&mut self, label: Label, lines: Range<usize>) -> Item {
        let span = self.lines.span(lines);
        let mark = span.part(0..label.len);
        let text = self.lines.source().slice(mark).to_owned();
        let mut head = Head::new(span);
        head.set_n(text.trim_matches(['(', ')', '.']));
        let body = Span::new(span.part(label.body..label.body).start, span.end);
        let blocks = vec![self.paragraph_of(body)];
        Item { head, label: vec![Inline::text(text, mark)], blocks }
    }
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_of_items() {
        let body = |text| label(text).map(|label| label.body);
        assert_eq!(body("(a) peace"), Some(4));
        assert_eq!(body("1) peace"), Some(3));
        assert_eq!(body("1. peace"), Some(3));
        assert_eq!(body("• peace"), Some(4));
        assert_eq!(body("A. Smith"), None);
        assert_eq!(body("1917 was"), None);
        assert_eq!(body("-peace"), None);
    }
}
