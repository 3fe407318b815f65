//! Chunks of lines to blocks: paragraphs, lists, tables, verse, quotations, letters.

mod closings;
mod labels;
mod letters;
mod lists;
mod quotations;
mod tables;
mod verse;

pub(crate) use closings::{is_courtesy, is_signature};
pub(crate) use letters::{is_dateline, is_greeting};
pub(crate) use tables::is_table;
pub(crate) use verse::{left_number, margin_number, verse_line};

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Change, Figure, Inline};
use teiwright_source::Span;

use crate::context::Context;
use crate::inlines::Inliner;
use crate::lines::{Line, Lines};
use crate::{LineRole, pieces, signals};

/// Turns chunks into blocks.
pub(crate) struct Blocks<'a, 'b, 'c> {
    pub(crate) lines: &'a Lines<'a>,
    pub(crate) inliner: &'b mut Inliner<'c>,
    pub(crate) context: &'b mut Context,
    /// Whether the chunks open a division, so that epigraphs may stand first.
    pub(crate) opens: bool,
}

impl Blocks<'_, '_, '_> {
    /// The blocks of `chunks`, which no heading or break parts.
    pub(crate) fn build(&mut self, chunks: &[Range<usize>]) -> Vec<Block> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < chunks.len() {
            let rest = &chunks[at..];
            let leads =
                self.opens && out.iter().all(|block: &Block| matches!(block.kind, BlockKind::Epigraph(_)));
            let taken = self
                .code(rest, &mut out)
                .or_else(|| leads.then(|| self.epigraph(rest, &mut out)).flatten())
                .or_else(|| self.opener(rest, at == 0, &mut out))
                .or_else(|| self.closer(rest, &mut out))
                .or_else(|| self.table(rest, &mut out))
                .or_else(|| self.list(rest, &mut out))
                .or_else(|| self.marked_quotation(rest, &mut out))
                .or_else(|| self.verse(rest, &mut out))
                .or_else(|| self.indented(rest, &mut out))
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

    /// Code between fences: its lines as they are.
    fn code(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let chunk = &rest[0];
        let fenced = |line: usize| pieces::code_fence(self.lines.text(line)).is_some();
        (chunk.len() > 1 && fenced(chunk.start) && fenced(chunk.end - 1)).then_some(())?;
        self.context.trace(chunk.start, LineRole::Quotation, "lines between fences");
        for line in [chunk.start, chunk.end - 1] {
            self.context.ledger.add(self.lines.get(line).span, Change::QuoteMark, "p/@rend");
        }
        let mut content = Vec::new();
        let inner = chunk.start + 1..chunk.end - 1;
        for line in inner.clone() {
            let Line { span, indent } = self.lines.get(line);
            if line > inner.start {
                content.push(Inline::line_break(Span::at(span.start)));
            }
            if !span.is_empty() {
                let words = format!("{:indent$}{}", "", self.lines.text(line), indent = usize::from(indent));
                content.push(Inline::text(words, span));
            }
        }
        let span = self.lines.span(chunk.clone());
        let mut block = Block::paragraph(content, span);
        block.head.set_rend("code");
        out.push(block);
        Some(1)
    }

    /// `THE END`, `[Illustration: …]`.
    fn lone_line(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let chunk = &rest[0];
        let text = self.lines.text(chunk.start);
        let span = self.lines.span(chunk.clone());
        if chunk.len() == 1 && signals::is_end(text) {
            self.context.trace(chunk.start, LineRole::Trailer, "words that end a text");
            let content = self.inliner.content(span, self.context);
            out.push(Block::new(BlockKind::Trailer { content }, span));
            return Some(1);
        }
        if chunk.len() == 1 && signals::is_refrain(text) {
            self.context.trace(chunk.start, LineRole::Verse, "says that a refrain follows");
            let content = self.inliner.content(span, self.context);
            out.push(Block::new(BlockKind::Label { content }, span));
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
