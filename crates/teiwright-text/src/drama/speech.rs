//! A speech as blocks: the speaker, directions, verse or prose.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Head, Item, List, ListKind, Speech};
use teiwright_source::Span;

use super::{Form, Play, Speaker, directions};
use crate::LineRole;
use crate::context::Context;
use crate::inlines::Inliner;
use crate::lines::Lines;
use crate::pieces::{Piece, PieceKind};

/// Whether a line begins as verse does, and not as the next line of prose.
pub(super) fn begins_verse(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(char::is_uppercase) || text.starts_with(['(', '['])
}

/// Builds the blocks of speeches.
pub(crate) struct Speeches<'a, 'b, 'c> {
    pub(crate) lines: &'a Lines<'a>,
    pub(crate) inliner: &'b mut Inliner<'c>,
    pub(crate) context: &'b mut Context,
    pub(crate) play: &'a Play,
}

impl Speeches<'_, '_, '_> {
    /// The speech that begins with `chunk` and goes on with the directions and texts of `more`.
    pub(crate) fn speech(&mut self, speaker: &Speaker, chunk: &Range<usize>, more: &[Piece]) -> Block {
        self.context.trace(chunk.start, LineRole::Speech, "begins with the name of who speaks");
        self.inliner.directions = self.play.directions();
        let line = self.lines.get(chunk.start).span;
        let name = self.inliner.content(line.part(speaker.name.clone()), self.context);
        let mut blocks = Vec::new();
        if let Some(direction) = &speaker.direction {
            blocks.push(self.direction(line.part(direction.clone()), true));
        }
        let verse = self.is_verse(chunk, speaker);
        let length = line.len() as usize;
        let first = (speaker.rest < length).then(|| line.part(speaker.rest..length));
        let rest = chunk.start + 1..chunk.end;
        self.body(first, rest, verse, &mut blocks);
        for piece in more {
            if matches!(piece.kind, PieceKind::Stage) {
                blocks.push(self.stage(&piece.lines));
            } else {
                let verse = self.is_verse_chunk(&piece.lines, 0, verse);
                self.body(None, piece.lines.clone(), verse, &mut blocks);
            }
        }
        self.inliner.directions = None;
        let span = self.lines.span(chunk.start..more.last().map_or(chunk.end, |last| last.lines.end));
        Block::new(BlockKind::Speech(Speech { speaker: name, blocks }), span)
    }

    /// A direction between speeches.
    pub(crate) fn stage(&mut self, chunk: &Range<usize>) -> Block {
        self.context.trace(chunk.start, LineRole::Stage, "a direction in brackets");
        let span = self.lines.span(chunk.clone());
        self.direction(span, false)
    }

    /// The persons of a play, one an item: the name, then what is said of it.
    pub(crate) fn cast(&mut self, chunks: &[Range<usize>]) -> Block {
        let mut items = Vec::new();
        for line in chunks.iter().cloned().flatten() {
            self.context.trace(line, LineRole::List, "a person of the play");
            let span = self.lines.get(line).span;
            let text = self.lines.text(line);
            let end =
                text.find([',', '(', ';']).or_else(|| text.find(". ").map(|at| at + 1)).unwrap_or(text.len());
            let end = text[..end].trim_end().len();
            let label = self.inliner.content(span.part(0..end), self.context);
            let rest = span.part(end..text.len());
            let mut blocks = Vec::new();
            if !rest.is_empty() {
                blocks.push(Block::paragraph(self.inliner.content(rest, self.context), rest));
            }
            items.push(Item { head: Head::new(span), label, blocks });
        }
        let span = self.lines.span(chunks[0].start..chunks[chunks.len() - 1].end);
        Block::new(BlockKind::List(List { kind: ListKind::Cast, heads: Vec::new(), items }), span)
    }

    fn direction(&mut self, span: Span, after_name: bool) -> Block {
        let directions = self.inliner.directions.take();
        let content = self.inliner.content(span, self.context);
        self.inliner.directions = directions;
        let words = self.lines.source().slice(span);
        let stage = directions::kind(words, after_name);
        Block::new(BlockKind::Stage { stage, content }, span)
    }

    /// What is said: `first`, if anything, on the line of the name.
    fn body(&mut self, first: Option<Span>, rest: Range<usize>, verse: bool, blocks: &mut Vec<Block>) {
        let mut prose: Option<Span> = None;
        let lines = first.into_iter().map(|span| (span, 0)).chain(rest.map(|index| {
            let line = self.lines.get(index);
            (line.span, line.indent)
        }));
        let lines = lines.collect::<Vec<_>>();
        let margin = lines.iter().map(|(_, indent)| *indent).filter(|&indent| indent > 0).min().unwrap_or(0);
        let mut at = 0;
        while at < lines.len() {
            let (mut span, indent) = lines[at];
            at += 1;
            // A direction may run over several lines.
            if let Some(more) = self.play.direction_lines(self.lines.source(), &lines[at - 1..]) {
                span = span.cover(lines[at + more - 2].0);
                at += more - 1;
            }
            let text = self.lines.source().slice(span);
            if self.play.is_direction_line(text) {
                self.paragraph(prose.take(), blocks);
                blocks.push(self.direction(span, false));
            } else if verse {
                blocks.push(self.inliner.verse(span, indent.saturating_sub(margin), self.context));
            } else {
                prose = Some(prose.map_or(span, |before| before.cover(span)));
            }
        }
        self.paragraph(prose, blocks);
    }

    fn paragraph(&mut self, span: Option<Span>, blocks: &mut Vec<Block>) {
        if let Some(span) = span {
            let content = self.inliner.content(span, self.context);
            blocks.push(Block::paragraph(content, span));
        }
    }

    fn is_verse(&self, chunk: &Range<usize>, speaker: &Speaker) -> bool {
        let skip = if speaker.form == Form::OwnLine { 1 } else { 0 };
        self.is_verse_chunk(chunk, skip, self.play.verse)
    }

    /// Three lines or more speak for themselves; of fewer the play says what they are.
    fn is_verse_chunk(&self, chunk: &Range<usize>, skip: usize, usual: bool) -> bool {
        let body =
            chunk.clone().skip(skip).filter(|&line| !self.play.is_direction_line(self.lines.text(line)));
        let body = body.collect::<Vec<_>>();
        // The first line of a speech begins with a capital whatever it is.
        let after = &body[1.min(body.len())..];
        if after.len() < if usual { 2 } else { 3 } {
            return usual
                && body.iter().all(|&line| self.fits_verse(line))
                && after.iter().all(|&line| begins_verse(self.lines.text(line)));
        }
        let capital = after.iter().filter(|&&line| begins_verse(self.lines.text(line))).count();
        let share = if usual { 7 } else { 9 };
        let short = |line: usize| {
            self.lines.text(line).chars().take(200).count() * 4 <= self.inliner.layout.width * 3
        };
        capital * 10 >= after.len() * share
            && body.iter().all(|&line| self.fits_verse(line))
            && (usual || body.iter().all(|&line| short(line)))
    }

    fn fits_verse(&self, line: usize) -> bool {
        self.lines.text(line).chars().take(200).count() <= 110
    }
}
