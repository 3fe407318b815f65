//! Lists: items whose labels follow one another, with lists inside items.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Head, Inline, Item, List, ListKind};
use teiwright_source::Span;

use super::Blocks;
use super::labels::{Label, label};
use crate::LineRole;
use crate::lines::Lines;

/// An item while its lines are collected.
#[derive(Debug)]
struct Draft {
    label: Label,
    indent: u16,
    parts: Vec<Part>,
}

/// What an item holds, in order.
#[derive(Debug)]
enum Part {
    Text(Range<usize>),
    List(Vec<Draft>),
}

/// Lists in lists in lists go no deeper than this.
const DEEPEST: usize = 8;

/// So many paragraphs after an item's first may belong to it although only the next label says so.
const CONTINUED: usize = 2;

/// The lists that are open, the innermost last.
struct Open<'a> {
    lines: &'a Lines<'a>,
    levels: Vec<Vec<Draft>>,
}

impl Open<'_> {
    /// The level whose last item the label goes on with.
    fn level_of(&self, next: &Label) -> Option<usize> {
        self.levels.iter().rposition(|items| items.last().is_some_and(|last| last.label.goes_on(next)))
    }

    /// Closes the levels inside level `depth`.
    fn close_to(&mut self, depth: usize) {
        while self.levels.len() > depth + 1 {
            let Some(inner) = self.levels.pop() else { return };
            if let Some(item) = self.levels.last_mut().and_then(|items| items.last_mut()) {
                item.parts.push(Part::List(inner));
            }
        }
    }

    fn item(&mut self, label: Label, line: usize) {
        let draft =
            Draft { label, indent: self.lines.get(line).indent, parts: vec![Part::Text(line..line + 1)] };
        if let Some(items) = self.levels.last_mut() {
            items.push(draft);
        }
    }

    /// Whether a line that begins with a label opens a list inside the item under way: it stands further in, or its labels
    /// are other ones and what is before it leads up to them.
    fn opens_list(&self, label: &Label, line: usize) -> bool {
        let Some(last) = self.levels.last().and_then(|items| items.last()) else { return false };
        let other = self.levels.iter().flatten().all(|item| !item.label.is_like(label));
        let deeper = self.lines.get(line).indent > last.indent;
        let before = (0..line).rev().find(|&before| !self.lines.is_blank(before));
        let led = before.is_some_and(|before| self.lines.text(before).ends_with([':', '—', ';']));
        label.is_first()
            && self.levels.len() < DEEPEST
            && ((deeper && (other || label.number.is_none())) || (other && led))
    }

    /// Takes a line that follows another of its chunk.
    fn line(&mut self, line: usize) {
        let label = label(self.lines.text(line));
        if let Some(label) = label {
            let indent = self.lines.get(line).indent;
            let bullet_inside = label.number.is_none() && self.opens_list(&label, line);
            if let Some(level) = self.level_of(&label).filter(|_| !bullet_inside) {
                // Marks of no order say their depth by where they stand.
                let bullets = label.number.is_none();
                let at_indent = |items: &Vec<Draft>| {
                    items.last().is_some_and(|last| last.label.goes_on(&label) && last.indent <= indent)
                };
                let level =
                    if bullets { self.levels.iter().rposition(at_indent).unwrap_or(level) } else { level };
                self.close_to(level);
                return self.item(label, line);
            }
            if self.opens_list(&label, line) {
                self.levels.push(Vec::new());
                return self.item(label, line);
            }
        }
        self.text(line..line + 1);
    }

    /// More text of the item under way.
    fn text(&mut self, lines: Range<usize>) {
        let Some(item) = self.levels.last_mut().and_then(|items| items.last_mut()) else { return };
        match item.parts.last_mut() {
            Some(Part::Text(text)) if text.end == lines.start => text.end = lines.end,
            _ => item.parts.push(Part::Text(lines)),
        }
    }

    fn finish(mut self) -> Vec<Draft> {
        self.close_to(0);
        self.levels.pop().unwrap_or_default()
    }
}

impl Blocks<'_, '_, '_> {
    /// Items that follow one another, in chunks of their own or as lines of one chunk.
    pub(super) fn list(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let first = label(self.lines.text(rest[0].start)).filter(Label::is_first)?;
        if first.is_long_dash() && !self.lists_with_dashes(&rest[0]) {
            return None;
        }
        let mut open = Open { lines: self.lines, levels: vec![Vec::new()] };
        open.item(first, rest[0].start);
        let mut taken = 0;
        while let Some(chunk) = rest.get(taken) {
            if taken > 0 && !self.chunk(&mut open, &rest[taken..]) {
                break;
            }
            (chunk.start + 1..chunk.end).for_each(|line| open.line(line));
            taken += 1;
        }
        let items = open.finish();
        if items.len() < 2 {
            return None;
        }
        self.context.trace(rest[0].start, LineRole::List, "labels that follow one another");
        let block = self.drafted(items, 0);
        out.push(block);
        Some(taken)
    }

    /// Whether the lines of a chunk that begin with long dashes are items, and not what people say: three at least, of which few
    /// end as a sentence does.
    fn lists_with_dashes(&self, chunk: &Range<usize>) -> bool {
        let text = |line: usize| self.lines.text(line);
        let dashed = chunk.clone().filter(|&line| text(line).starts_with(['—', '–'])).count();
        let said = |&line: &usize| text(line).ends_with(['.', '!', '?', '…', '»', '”', '"']);
        let sentences = chunk.clone().filter(said).count();
        dashed == chunk.len() && dashed >= 3 && sentences <= 1
    }

    /// Takes the first line of a chunk after the first; `false` where the list is over.
    fn chunk(&self, open: &mut Open<'_>, rest: &[Range<usize>]) -> bool {
        let line = rest[0].start;
        if let Some(next) = label(self.lines.text(line)) {
            if let Some(level) = open.level_of(&next) {
                // A mark of no order goes on over a blank line only where it cannot be a dash of dialogue.
                let goes_on = next.number.is_some() || !next.is_dash();
                if goes_on {
                    open.close_to(level);
                    open.item(next, line);
                }
                return goes_on;
            }
            if open.opens_list(&next, line) {
                open.levels.push(Vec::new());
                open.item(next, line);
                return true;
            }
        }
        // A paragraph between two items belongs to the first of them.
        let ahead = rest.iter().skip(1).take(CONTINUED).find_map(|chunk| label(self.lines.text(chunk.start)));
        let deeper =
            open.levels.first().and_then(|items| items.last()).is_some_and(|item| {
                rest[0].clone().all(|line| self.lines.get(line).indent >= item.indent + 2)
            });
        let numbered = ahead.is_some_and(|next| next.number.is_some() && open.level_of(&next).is_some());
        let belongs = numbered || (deeper && open.levels[0].len() > 1);
        if belongs {
            open.text(line..line + 1);
        }
        belongs
    }

    fn drafted(&mut self, items: Vec<Draft>, depth: usize) -> Block {
        let ordered = items.first().is_some_and(|item| item.label.number.is_some());
        let items = items.into_iter().map(|draft| self.item(draft, depth)).collect::<Vec<_>>();
        let span = items.iter().map(|item| item.head.span).reduce(Span::cover).unwrap_or_default();
        let kind = if ordered { ListKind::Ordered } else { ListKind::Bulleted };
        Block::new(BlockKind::List(List { kind, heads: Vec::new(), items }), span)
    }

    fn item(&mut self, draft: Draft, depth: usize) -> Item {
        let mut blocks: Vec<Block> = Vec::new();
        let mut mark = Span::default();
        for part in draft.parts {
            match part {
                Part::Text(lines) => {
                    let mut span = self.lines.span(lines);
                    if mark.is_empty() {
                        mark = span.part(0..draft.label.len);
                        span = Span::new(span.part(draft.label.body..draft.label.body).start, span.end);
                    }
                    blocks.push(self.paragraph_of(span));
                }
                Part::List(items) => blocks.push(self.drafted(items, depth + 1)),
            }
        }
        let span = blocks.iter().fold(mark, |span, block| span.cover(block.head.span));
        let text = self.lines.source().slice(mark).to_owned();
        let mut head = Head::new(span);
        head.set_n(text.trim_matches(['(', ')', '.']));
        Item { head, label: vec![Inline::text(text, mark)], blocks }
    }
}
