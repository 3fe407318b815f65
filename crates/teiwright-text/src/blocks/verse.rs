//! Verse: short ragged lines that stand together.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Head, Inline, LineGroup, Verse};
use teiwright_source::Span;

use super::Blocks;
use crate::LineRole;
use crate::layout::Layout;
use crate::lines::Lines;

/// The number at the right margin of a line of verse, and where the line's words end.
pub(crate) fn margin_number(text: &str) -> Option<(usize, &str)> {
    // Most lines end with no digit.
    text.ends_with(|c: char| c.is_ascii_digit()).then_some(())?;
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &text[words.len()..];
    let end = words.trim_end().len();
    let apart = words.ends_with("   ") || words.ends_with('\t');
    (apart && end > 0 && number.len() <= 4).then_some((end, number))
}

/// The number at the left margin of a line of verse, and where the line's words begin.
pub(crate) fn left_number(text: &str) -> Option<(&str, usize)> {
    text.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &text[..text.len() - words.len()];
    let start = text.len() - words.trim_start().len();
    let apart = words.starts_with("  ") || words.starts_with('\t');
    (apart && start < text.len() && number.len() <= 4).then_some((number, start))
}

/// A line of verse that stands so many columns further in than the others; `n` is its number.
pub(crate) fn verse_line(span: Span, indent: u16, n: Option<&str>, content: Vec<Inline>) -> Block {
    let mut head = Head::new(span);
    if let Some(n) = n {
        head.set_n(n);
    }
    let step = indent / 2;
    if step > 0 {
        head.set_rend(format!("indent{}", step.min(9)));
    }
    Block { head, kind: BlockKind::Verse(Verse { part: None, content }) }
}

impl Blocks<'_, '_, '_> {
    /// Stanzas that follow one another.
    pub(super) fn verse(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let count = rest.iter().take_while(|chunk| self.is_verse(chunk)).count();
        if count == 0 {
            return None;
        }
        // A stanza may be too short to be known for one by itself.
        let more =
            rest[count..].iter().take_while(|chunk| self.is_stanza_after(&rest[count - 1], chunk)).count();
        let count = count + more;
        self.quoted_verse(rest, count, out).or_else(|| {
            self.stanzas(&rest[..count], out);
            Some(count)
        })
    }

    /// Chunks of verse: one stanza, or a group of stanzas.
    pub(super) fn stanzas(&mut self, chunks: &[Range<usize>], out: &mut Vec<Block>) {
        let margin = chunks.iter().cloned().flatten().map(|line| self.left(line)).min();
        let mut groups = Vec::new();
        for chunk in chunks {
            self.context.trace(chunk.start, LineRole::Verse, "short ragged lines that begin with capitals");
            groups.push(self.stanza(chunk, margin.unwrap_or(0)));
        }
        match (groups.len(), chunks.last()) {
            (0 | 1, _) | (_, None) => out.append(&mut groups),
            (_, Some(last)) => {
                let span = self.lines.span(chunks[0].start..last.end);
                let group = LineGroup { kind: None, heads: Vec::new(), blocks: groups };
                out.push(Block::new(BlockKind::LineGroup(group), span));
            }
        }
    }

    /// How far in the words of a line stand, its number aside.
    fn left(&self, line: usize) -> u16 {
        let indent = self.lines.get(line).indent;
        let number =
            if self.inliner.layout.numbered_left { left_number(self.lines.text(line)) } else { None };
        number.map_or(indent, |(_, start)| indent.saturating_add(u16::try_from(start).unwrap_or(u16::MAX)))
    }

    fn stanza(&mut self, chunk: &Range<usize>, margin: u16) -> Block {
        let mut blocks = Vec::new();
        for line in chunk.clone() {
            let indent = self.left(line).saturating_sub(margin);
            blocks.push(self.inliner.verse(self.lines.get(line).span, indent, self.context));
        }
        let group = LineGroup { kind: Some("stanza".to_owned()), heads: Vec::new(), blocks };
        Block::new(BlockKind::LineGroup(group), self.lines.span(chunk.clone()))
    }

    /// Whether a chunk reads like verse: lines shorter than prose would make them, nearly all beginning with a capital.
    fn is_verse(&self, chunk: &Range<usize>) -> bool {
        let layout = self.inliner.layout;
        if chunk.len() < 2 || chunk.len() > 200 {
            return false;
        }
        let shape = Shape::of(self.lines, chunk, layout);
        let capitals = shape.capitals * 10 >= chunk.len() * 7;
        let indented = chunk.clone().all(|line| self.lines.get(line).indent > layout.margin);
        let broken = shape.early * 10 >= (chunk.len() - 1) * 7 && shape.longest + 4 <= layout.width;
        match (layout.wrapped, chunk.len()) {
            _ if shape.mean < 8 => false,
            _ if layout.verse => {
                capitals && shape.longest <= 100 && shape.early * 10 >= (chunk.len() - 1) * 3
            }
            // Prose that is filled to a width breaks a line only where the next word does not fit.
            (true, 2) => indented && capitals && (shape.longest <= layout.width * 3 / 4 || broken),
            (true, _) => capitals && (shape.longest <= layout.width * 3 / 4 || broken),
            // Two short lines may be an address or a signature.
            (false, 2) => {
                indented
                    || (capitals
                        && shape.shortest >= 18
                        && shape.longest <= 60
                        && !self.names_or_dates(chunk))
            }
            (false, 3) => capitals && shape.longest <= 70,
            (false, _) => (capitals && shape.longest <= 70) || (shape.longest <= 60 && shape.shortest >= 12),
        }
    }

    /// Whether a chunk of two lines stands as far in as the stanza before it, and its lines are as short.
    fn is_stanza_after(&self, before: &Range<usize>, chunk: &Range<usize>) -> bool {
        let layout = self.inliner.layout;
        let left =
            |range: &Range<usize>| range.clone().map(|line| self.lines.get(line).indent).min().unwrap_or(0);
        let shape = Shape::of(self.lines, chunk, layout);
        let longest = Shape::of(self.lines, before, layout).longest;
        chunk.len() >= 2
            && left(chunk) > 0
            && left(chunk) == left(before)
            && shape.longest <= longest + longest / 4
            && shape.capitals * 2 > chunk.len()
            && !self.names_or_dates(chunk)
    }

    fn names_or_dates(&self, chunk: &Range<usize>) -> bool {
        chunk.clone().any(|line| {
            let text = self.lines.text(line);
            super::is_dateline(text) || crate::header::is_name(text.trim_end_matches(['.', ',']))
        })
    }
}

/// So many characters must be left of a line, besides the next word, before it counts as broken early.
const ROOM: usize = 5;

/// Widths of the lines of a chunk, in characters, and how they begin and end.
struct Shape {
    longest: usize,
    shortest: usize,
    mean: usize,
    /// Lines whose first letter is a capital.
    capitals: usize,
    /// Lines that end although the first word of the next would have fitted.
    early: usize,
}

impl Shape {
    fn of(lines: &Lines<'_>, chunk: &Range<usize>, layout: Layout) -> Self {
        let limit = layout.width;
        let width = |text: &str| text.chars().take(200).count();
        let mut shape = Self { longest: 0, shortest: usize::MAX, mean: 0, capitals: 0, early: 0 };
        let mut sum = 0;
        for line in chunk.clone() {
            let text = lines.text(line);
            let numbered = if layout.numbered { margin_number(text) } else { None };
            let text = numbered.map_or(text, |(end, _)| &text[..end]);
            let numbered = if layout.numbered_left { left_number(text) } else { None };
            let text = numbered.map_or(text, |(_, start)| &text[start..]);
            let length = width(text);
            shape.longest = shape.longest.max(length);
            shape.shortest = shape.shortest.min(length);
            sum += length;
            let first = text.chars().find(|c| c.is_alphabetic());
            shape.capitals += usize::from(first.is_some_and(char::is_uppercase));
            if line + 1 < chunk.end {
                let next = lines.text(line + 1).split_whitespace().next().map_or(0, width);
                let indent = usize::from(lines.get(line).indent);
                shape.early += usize::from(indent + length + next + ROOM < limit);
            }
        }
        shape.mean = sum / chunk.len();
        shape
    }
}
