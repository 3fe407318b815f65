//! Chunks of lines to blocks: paragraphs, lists, verse, quotations, letters.

mod letters;
mod lists;
mod verse;

pub(crate) use letters::is_dateline;
pub(crate) use verse::verse_line;

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Change, Figure, Quotation};
use teiwright_source::Span;

use crate::LineRole;
use crate::context::Context;
use crate::inlines::Inliner;
use crate::lines::Lines;
use crate::words;

/// Turns chunks into blocks.
pub(crate) struct Blocks<'a, 'b, 'c> {
    pub(crate) lines: &'a Lines<'a>,
    pub(crate) inliner: &'b mut Inliner<'c>,
    pub(crate) context: &'b mut Context,
}

impl Blocks<'_, '_, '_> {
    /// The blocks of `chunks`, which no heading or break parts.
    pub(crate) fn build(&mut self, chunks: &[Range<usize>]) -> Vec<Block> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < chunks.len() {
            let rest = &chunks[at..];
            let taken = self
                .opener(rest, at == 0, &mut out)
                .or_else(|| self.list(rest, &mut out))
                .or_else(|| self.marked_quotation(rest, &mut out))
                .or_else(|| self.verse(rest, &mut out))
                .or_else(|| self.indented(rest, &mut out))
                .or_else(|| self.closer(rest, &mut out))
                .or_else(|| self.lone_line(rest, &mut out));
            at += match taken {
                Some(taken) => taken.max(1),
                None => {
                    out.push(self.paragraph(&rest[0]));
                    1
                }
            };
        }
        out
    }

    /// A paragraph of the lines of one chunk.
    pub(crate) fn paragraph(&mut self, chunk: &Range<usize>) -> Block {
        self.context.trace(chunk.start, LineRole::Paragraph, "running text between blank lines");
        let span = self.lines.span(chunk.clone());
        self.paragraph_of(span)
    }

    /// A paragraph of the text at `span`.
    pub(crate) fn paragraph_of(&mut self, span: Span) -> Block {
        Block::paragraph(self.inliner.content(span, self.context), span)
    }

    /// Lines that begin with `>`.
    fn marked_quotation(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let marked = |chunk: &&Range<usize>| {
            (*chunk).clone().all(|line| self.lines.text(line).starts_with('>')) && !chunk.is_empty()
        };
        let count = rest.iter().take_while(marked).count();
        if count == 0 {
            return None;
        }
        let mut blocks = Vec::new();
        for chunk in &rest[..count] {
            self.context.trace(chunk.start, LineRole::Quotation, "lines that begin with >");
            let mut content = Vec::new();
            for line in chunk.clone() {
                let span = self.lines.get(line).span;
                let text = self.lines.text(line);
                let marks = text.len() - text.trim_start_matches(['>', ' ']).len();
                self.context.ledger.add(span.part(0..marks), Change::QuoteMark, "<quote>");
                let inner = span.part(marks..text.len());
                if !content.is_empty() && !inner.is_empty() {
                    content.push(teiwright_model::Inline::text(" ", Span::at(inner.start)));
                }
                content.extend(self.inliner.content(inner, self.context));
            }
            blocks.push(Block::paragraph(content, self.lines.span(chunk.clone())));
        }
        let span = rest[0].start..rest[count - 1].end;
        let quotation = Quotation { blocks, source: Vec::new() };
        out.push(Block::new(BlockKind::Quotation(quotation), self.lines.span(span)));
        Some(count)
    }

    /// Prose that stands in from the margin on all its lines.
    fn indented(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let layout = self.inliner.layout;
        let deep = |chunk: &&Range<usize>| {
            let least = (*chunk).clone().map(|line| self.lines.get(line).indent).min().unwrap_or(0);
            least >= layout.margin + 3 && (chunk.len() > 1 || self.lines.text(chunk.start).len() > 30)
        };
        let count = rest.iter().take_while(deep).count();
        // Where every paragraph's first line is indented and paragraphs have one line, that is no quotation.
        let single = rest[..count].iter().all(|chunk| chunk.len() == 1);
        if count == 0 || (single && !layout.wrapped) || (single && count > 3) {
            return None;
        }
        let mut blocks = Vec::new();
        for chunk in &rest[..count] {
            self.context.trace(chunk.start, LineRole::Quotation, "prose that stands in from the margin");
            let span = self.lines.span(chunk.clone());
            blocks.push(self.paragraph_of(span));
        }
        let span = self.lines.span(rest[0].start..rest[count - 1].end);
        let quotation = Quotation { blocks, source: Vec::new() };
        out.push(Block::new(BlockKind::Quotation(quotation), span));
        Some(count)
    }

    /// `THE END`, `[Illustration: …]`.
    fn lone_line(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let chunk = &rest[0];
        let text = self.lines.text(chunk.start);
        let span = self.lines.span(chunk.clone());
        if chunk.len() == 1 && words::is_end(text) {
            self.context.trace(chunk.start, LineRole::Trailer, "words that end a text");
            let content = self.inliner.content(span, self.context);
            out.push(Block::new(BlockKind::Trailer { content }, span));
            return Some(1);
        }
        let whole = self.lines.source().slice(span);
        let inner = whole.strip_prefix("[Illustration").and_then(|rest| rest.strip_suffix(']'))?;
        self.context.trace(chunk.start, LineRole::Figure, "a picture stood here");
        let mark = whole.len() - 1 - inner.trim_start_matches([':', ' ']).len();
        self.context.ledger.add(span.part(0..mark), Change::EditorialMark, "<figure>");
        self.context.ledger.add(span.part(whole.len() - 1..whole.len()), Change::EditorialMark, "<figure>");
        let caption = self.inliner.content(span.part(mark..whole.len() - 1), self.context);
        out.push(Block::new(BlockKind::Figure(Figure { caption, ..Figure::default() }), span));
        Some(1)
    }
}
