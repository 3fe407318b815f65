//! Pieces to front, body and back: divisions with their headings, blocks between them, notes with their text.

use std::ops::Range;

use teiwright_model::{
    Block, BlockKind, BreakUnit, Change, Division, DivisionBuilder, DivisionKind, Head, Heading, HeadingRole,
    Inline, InlineKind, Item, List, ListKind, Note, NoteId, NoteKind, NotePlace, Part,
};
use teiwright_source::Span;

use crate::blocks::Blocks;
use crate::context::Context;
use crate::drama::{self, Play, Speeches};
use crate::header;
use crate::headings::{Candidate, Style};
use crate::inlines::Inliner;
use crate::lines::Lines;
use crate::notes::{self, Definition};
use crate::outline::Depths;
use crate::pieces::{self, Piece, PieceKind};
use crate::{LineRole, contents, parts, rules, signals, words};

/// Front, body and back, and the notes in the order of their definitions.
pub(crate) struct Structure {
    /// Headings over all divisions, which the text repeats or adds below its title block.
    pub(crate) heads: Vec<Heading>,
    pub(crate) front: Part,
    pub(crate) body: Part,
    pub(crate) back: Part,
    pub(crate) notes: Vec<Note>,
}

/// Builds the structure of a text from its pieces.
pub(crate) struct Builder<'a, 'b, 'c> {
    pub(crate) lines: &'a Lines<'a>,
    pub(crate) inliner: &'b mut Inliner<'c>,
    pub(crate) context: &'b mut Context,
    /// The final index of each note, by the order of definitions.
    pub(crate) order: &'b [u32],
    /// How the text sets speeches, if it is a play.
    pub(crate) play: Option<&'a Play>,
    /// Who wrote notes that do not say so.
    pub(crate) note_kind: NoteKind,
    /// Whether the section of notes that is open has headings for the parts of the text.
    pub(crate) notes_by_part: bool,
}

impl Builder<'_, '_, '_> {
    /// Builds everything.
    pub(crate) fn build(mut self, pieces: &[Piece]) -> Structure {
        let mut divisions = DivisionBuilder::new();
        let mut depths = Depths::default();
        let mut notes = Vec::new();
        let mut section = false;
        let mut over = Division::default();
        let heading = |piece: &Piece| matches!(piece.kind, PieceKind::Heading(_));
        let last_heading = pieces.iter().rposition(heading).unwrap_or(0);
        let mut at = titles(pieces);
        for piece in &pieces[..at] {
            if let PieceKind::Heading(candidate) = &piece.kind {
                self.heads(candidate, &mut over);
            }
        }
        while at < pieces.len() {
            let piece = &pieces[at];
            match &piece.kind {
                PieceKind::Heading(_) => {
                    section = false;
                    at = self.division(pieces, at, &mut divisions, &mut depths);
                    continue;
                }
                PieceKind::NotesHeading(rule) => {
                    section = true;
                    self.notes_division(pieces, at, *rule, last_heading, &mut divisions, &mut depths);
                }
                PieceKind::Note(definition) => {
                    let end = at + 1 + pieces[at + 1..].iter().take_while(|p| is_more(p)).count();
                    let id = NoteId(self.order.get(notes.len()).copied().unwrap_or_default());
                    let note = self.note(definition, &pieces[at..end], section);
                    notes.push(note);
                    if section {
                        list_note(&mut divisions, id);
                    }
                    at = end;
                    continue;
                }
                PieceKind::Speech(_) | PieceKind::Stage | PieceKind::Cast => {
                    // The first speech is no part of the list of persons above it.
                    let listed = divisions.current().is_some_and(|division| {
                        division.kind == Some(DivisionKind::CastList) && !division.blocks.is_empty()
                    });
                    if listed && matches!(piece.kind, PieceKind::Speech(_)) {
                        depths.close_to(divisions.depth());
                        divisions.close_to(divisions.depth());
                    }
                    at = self.drama(pieces, at, &mut divisions);
                    continue;
                }
                PieceKind::SectionBreak => self.section_break(piece, pieces.get(at + 1), &mut divisions),
                PieceKind::PageBreak => self.page_break(piece, &mut divisions),
                PieceKind::Contents => {
                    let opens = depths.current() == 0;
                    at = self.table_of_contents(pieces, at, opens, &mut divisions);
                    continue;
                }
                PieceKind::Text | PieceKind::NoteMore => {
                    at = self.running_text(pieces, at, &mut divisions);
                    continue;
                }
            }
            at += 1;
        }
        let (front, body, back) = parts::divide(divisions.finish());
        Structure { heads: over.heads, front, body, back, notes }
    }

    /// The entries of a table of contents; returns the piece after them. Without a heading of its own the table is a division all
    /// the same, where a heading of the first level follows it (`opens`).
    fn table_of_contents(
        &mut self,
        pieces: &[Piece],
        at: usize,
        opens: bool,
        divisions: &mut DivisionBuilder,
    ) -> usize {
        let end = at + pieces[at..].iter().take_while(|p| matches!(p.kind, PieceKind::Contents)).count();
        let list = self.contents(&pieces[at..end]);
        let headed = matches!(
            at.checked_sub(1).map(|above| &pieces[above].kind),
            Some(PieceKind::Heading(above)) if above.kind == Some(DivisionKind::Contents)
        );
        let followed = pieces.get(end).is_some_and(|next| matches!(next.kind, PieceKind::Heading(_)));
        if !headed && opens && followed {
            let kind = Some(DivisionKind::Contents);
            divisions.open(1, list.head.clone(), Division { kind, ..Division::default() });
        }
        divisions.push(list);
        end
    }

    /// Chunks of running text, or the entries of an index; returns the piece after them.
    fn running_text(&mut self, pieces: &[Piece], at: usize, divisions: &mut DivisionBuilder) -> usize {
        let end = at + pieces[at..].iter().take_while(|p| is_text(p)).count();
        let chunks = pieces[at..end].iter().map(|piece| piece.lines.clone()).collect::<Vec<_>>();
        let opens =
            at.checked_sub(1).is_none_or(|before| matches!(pieces[before].kind, PieceKind::Heading(_)));
        let index = divisions.current().is_some_and(|division| division.kind == Some(DivisionKind::Index));
        if index && self.are_entries(&chunks) {
            divisions.push(self.contents(&pieces[at..end]));
        } else {
            for block in self.blocks(&chunks, opens) {
                divisions.push(block);
            }
        }
        end
    }

    fn blocks(&mut self, chunks: &[Range<usize>], opens: bool) -> Vec<Block> {
        Blocks { lines: self.lines, inliner: self.inliner, context: self.context, opens }.build(chunks)
    }

    /// Whether all lines are as short as the entries of an index.
    fn are_entries(&self, chunks: &[Range<usize>]) -> bool {
        chunks.iter().cloned().flatten().all(|line| self.lines.text(line).len() <= 120)
    }

    /// The entries of a table of contents or an index as a list; leaders of dots are taken away.
    fn contents(&mut self, pieces: &[Piece]) -> Block {
        let mut items = Vec::new();
        for line in pieces.iter().flat_map(|piece| piece.lines.clone()) {
            self.context.trace(line, LineRole::List, "an entry of a table of contents or an index");
            let span = self.lines.get(line).span;
            let text = self.lines.text(line);
            let (end, page) = contents::page(text).unwrap_or((text.len(), text.len()));
            let leader = span.part(end..page);
            let mut content = self.inliner.content(span.part(0..end), self.context);
            if page < text.len() {
                let marks = text[end..page].trim();
                let start = end + (text[end..page].len() - text[end..page].trim_start().len());
                self.context.ledger.add(span.part(start..start + marks.len()), Change::Separator, None);
                content.push(Inline::text(" ", Span::at(leader.end)));
                let number = span.part(page..text.len());
                let words = vec![Inline::text(&text[page..], number)];
                content.push(Inline::new(InlineKind::Link { target: String::new(), content: words }, number));
            }
            items.push(Item {
                head: Head::new(span),
                label: Vec::new(),
                blocks: vec![Block::paragraph(content, span)],
            });
        }
        let span = self.lines.span(pieces[0].lines.start..pieces[pieces.len() - 1].lines.end);
        Block::new(BlockKind::List(List { kind: ListKind::Simple, heads: Vec::new(), items }), span)
    }

    /// A speech with what goes on with it, a direction, or the persons of a play; returns the piece after it.
    fn drama(&mut self, pieces: &[Piece], at: usize, divisions: &mut DivisionBuilder) -> usize {
        let Some(play) = self.play else { return at + 1 };
        let more = pieces[at + 1..].iter().take_while(|piece| self.goes_on(piece)).count();
        let mut speeches = Speeches { lines: self.lines, inliner: self.inliner, context: self.context, play };
        let (block, end) = match &pieces[at].kind {
            PieceKind::Speech(speaker) => {
                // Directions after the last words stand between the speeches.
                let words = pieces[at + 1..=at + more].iter().rposition(is_text).map_or(0, |last| last + 1);
                let more = &pieces[at + 1..=at + words];
                let mut speech = speeches.speech(speaker, &pieces[at].lines, more);
                let before = divisions.current().and_then(|division| division.blocks.last_mut());
                drama::mark_shared_line(self.lines, before, &mut speech, pieces[at].lines.start + 1);
                (speech, at + 1 + words)
            }
            PieceKind::Cast => {
                let end = at + pieces[at..].iter().take_while(|p| matches!(p.kind, PieceKind::Cast)).count();
                let chunks = pieces[at..end].iter().map(|piece| piece.lines.clone()).collect::<Vec<_>>();
                (speeches.cast(&chunks), end)
            }
            _ => (speeches.stage(&pieces[at].lines), at + 1),
        };
        divisions.push(block);
        end
    }

    /// Whether a piece after a speech may belong to it.
    fn goes_on(&self, piece: &Piece) -> bool {
        match piece.kind {
            PieceKind::Text => piece.lines.len() > 1 || !signals::is_end(self.lines.text(piece.lines.start)),
            PieceKind::Stage => true,
            _ => false,
        }
    }

    /// Opens a division with the heading at `at` and the headings that belong to it; returns the piece after them.
    fn division(
        &mut self,
        pieces: &[Piece],
        at: usize,
        divisions: &mut DivisionBuilder,
        depths: &mut Depths,
    ) -> usize {
        let PieceKind::Heading(first) = &pieces[at].kind else { return at + 1 };
        let depth = depths.of(first);
        let mut head = Head::new(self.lines.span(pieces[at].lines.clone()));
        if let Some(n) = &first.n {
            head.set_n(n.clone());
        }
        let mut division = Division { kind: first.kind.clone(), ..Division::default() };
        division.kind.get_or_insert(DivisionKind::Section);
        self.heads(first, &mut division);
        let mut end = at + 1;
        while let Some(Piece { kind: PieceKind::Heading(next), lines }) = pieces.get(end) {
            let byline = lines.len() == 1 && header::is_byline(self.lines.text(lines.start));
            if !(byline || belongs(first, next, end - at)) {
                break;
            }
            head.span = head.span.cover(self.lines.span(lines.clone()));
            self.heads(next, &mut division);
            end += 1;
        }
        division.subtype = parts::subtype(&division.heads);
        divisions.open(depth, head, division);
        end
    }

    /// The heading lines of one candidate.
    fn heads(&mut self, candidate: &Candidate, division: &mut Division) {
        let why = match candidate.style {
            Style::Marked(_) => "a mark makes it a heading",
            Style::Keyword(_) => "a word for a division with its number",
            Style::Decimal(_) | Style::Number(_) => "a number that begins or goes on with a sequence",
            Style::Caps => "a short line in capitals",
            Style::Title => "a short line by itself before running text",
        };
        self.context.trace(candidate.lines.start, LineRole::Heading, why);
        let span = self.lines.span(candidate.lines.clone());
        if candidate.style == Style::Title && !candidate.named && division.heads.is_empty() {
            self.context.found.push_with(&rules::txt002::RULE, || rules::guessed_heading(span));
        }
        if let Some(line) = candidate.underline {
            pieces::ledger_line(self.lines, line, Change::Underline, self.context);
        }
        let titled = division.heads.iter().any(|head| head.role == HeadingRole::Main);
        let rest = if titled { HeadingRole::Sub } else { HeadingRole::Main };
        let mut lines = candidate.lines.clone();
        if candidate.number_only {
            let number = lines.start..lines.start + 1;
            self.head(number, HeadingRole::Number, division, candidate.marks);
            lines.start += 1;
        }
        if !lines.is_empty() {
            let byline = !division.heads.is_empty() && header::is_byline(self.lines.text(lines.start));
            let role = if byline { HeadingRole::Byline } else { rest };
            self.head(lines, role, division, candidate.marks);
        }
    }

    fn head(
        &mut self,
        lines: Range<usize>,
        role: HeadingRole,
        division: &mut Division,
        marks: (usize, usize),
    ) {
        let span = self.lines.span(lines.clone());
        let content = if marks == (0, 0) {
            let spans = lines.map(|line| self.lines.get(line).span).collect::<Vec<_>>();
            self.inliner.broken(spans.into_iter(), self.context)
        } else {
            let length = span.len() as usize;
            self.context.ledger.add(span.part(0..marks.0), Change::Underline, None);
            self.context.ledger.add(span.part(length - marks.1..length), Change::Underline, None);
            self.inliner.content(span.part(marks.0..length - marks.1), self.context)
        };
        division.heads.push(Heading { head: Head::new(span), role, content });
    }

    fn notes_division(
        &mut self,
        pieces: &[Piece],
        at: usize,
        rule: Option<usize>,
        last_heading: usize,
        divisions: &mut DivisionBuilder,
        depths: &mut Depths,
    ) {
        let line = pieces[at].lines.start;
        self.context.trace(line, LineRole::Heading, "a heading over notes");
        if let Some(rule) = rule {
            pieces::ledger_line(self.lines, rule, Change::Underline, self.context);
        }
        // A heading right under one over all notes is that of a part of them, and so are those that follow.
        let under =
            at.checked_sub(1).is_some_and(|above| matches!(pieces[above].kind, PieceKind::NotesHeading(_)));
        self.notes_by_part |= under;
        let over_all = words::is_notes_heading(self.lines.text(line));
        if over_all {
            self.notes_by_part = false;
        }
        // Notes after which the text goes on belong to the division before them.
        let goes_on = at < last_heading;
        let depth = if goes_on && depths.current() > 0 { 2 } else { 1 } + usize::from(self.notes_by_part);
        depths.close_to(depth);
        let span = self.lines.get(line).span;
        let content = self.inliner.content(span, self.context);
        let heading = Heading { head: Head::new(span), role: HeadingRole::Main, content };
        let division =
            Division { kind: Some(DivisionKind::Notes), heads: vec![heading], ..Division::default() };
        divisions.open(depth, Head::new(span), division);
    }

    fn note(&mut self, definition: &Definition, pieces: &[Piece], section: bool) -> Note {
        let first = &pieces[0].lines;
        let start = self.lines.get(first.start).span;
        let marker = start.part(0..definition.marker);
        let body = start.part(definition.body..definition.body).start;
        let mut end = self.lines.span(first.clone()).end;
        let source = self.lines.source();
        self.context.ledger.add(Span::new(start.start, body), Change::NoteMarker, "note/@n");
        if definition.closes && pieces.len() == 1 && source.slice(Span::new(body, end)).ends_with(']') {
            self.context.ledger.add(Span::new(end - 1, end), Change::NoteMarker, "note");
            end -= 1;
        }
        let mut blocks = vec![
            Blocks { lines: self.lines, inliner: self.inliner, context: self.context, opens: false }
                .paragraph_of(Span::new(body, end.max(body))),
        ];
        let more = pieces[1..].iter().map(|piece| piece.lines.clone()).collect::<Vec<_>>();
        blocks.extend(self.blocks(&more, false));
        if definition.closes
            && pieces.len() > 1
            && let Some(bracket) = blocks.last_mut().and_then(notes::take_bracket)
        {
            self.context.ledger.add(bracket, Change::NoteMarker, "note");
        }
        let words =
            source.slice(Span::new(body, self.lines.span(pieces[pieces.len() - 1].lines.clone()).end));
        let kind = notes::attribution(words).unwrap_or_else(|| self.note_kind.clone());
        let n = notes::number(source.slice(marker));
        let mut head = Head::new(self.lines.span(first.start..pieces[pieces.len() - 1].lines.end));
        head.set_n(n);
        let place = if section { NotePlace::End } else { NotePlace::Foot };
        Note { head, kind, place, marker: source.slice(marker).to_owned(), blocks }
    }

    fn section_break(&mut self, piece: &Piece, next: Option<&Piece>, divisions: &mut DivisionBuilder) {
        let span = self.lines.get(piece.lines.start).span;
        self.context.trace(piece.lines.start, LineRole::Break, "a row of marks");
        let before_notes =
            next.is_some_and(|next| matches!(next.kind, PieceKind::NotesHeading(_) | PieceKind::Note(_)));
        self.context.ledger.add(
            span,
            Change::SectionMark,
            if before_notes { None } else { Some("<milestone>") },
        );
        if !before_notes {
            let mut block = Block::new(BlockKind::Break { unit: BreakUnit::Section }, span);
            block.head.set_rend(self.lines.text(piece.lines.start));
            divisions.push(block);
        }
    }

    fn page_break(&mut self, piece: &Piece, divisions: &mut DivisionBuilder) {
        let span = self.lines.get(piece.lines.start).span;
        self.context.trace(piece.lines.start, LineRole::Break, "the mark of a page");
        self.context.ledger.add(span, Change::PageMark, "<pb>");
        let mut block = Block::new(BlockKind::Break { unit: BreakUnit::Page }, span);
        if let Some(n) = pieces::page_mark(self.lines.text(piece.lines.start)) {
            block.head.set_n(n);
        }
        divisions.push(block);
    }
}

const fn is_more(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::NoteMore)
}

const fn is_text(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Text | PieceKind::NoteMore)
}

/// How many of the first pieces are titles of the whole: headings that nothing marks, with no text between them and the first
/// numbered division.
fn titles(pieces: &[Piece]) -> usize {
    let candidate = |piece: &Piece| match &piece.kind {
        PieceKind::Heading(candidate) => Some(candidate.clone()),
        _ => None,
    };
    let weak =
        |c: &Candidate| matches!(c.style, Style::Caps | Style::Title) && c.number.is_none() && !c.named;
    let count = pieces.iter().take_while(|piece| candidate(piece).is_some_and(|c| weak(&c))).count();
    let numbered = pieces.get(count).and_then(candidate).is_some_and(|c| c.number.is_some());
    if numbered && count <= 4 { count } else { 0 }
}

/// Whether a heading right below another names the same division.
fn belongs(first: &Candidate, next: &Candidate, distance: usize) -> bool {
    if next.number.is_some() || next.named || distance > 2 {
        return false;
    }
    let bare = matches!(next.style, Style::Title | Style::Caps) || next.style == first.style;
    if first.number_only { bare } else { next.style == Style::Title && distance == 1 }
}

/// Puts a note into the open section of notes.
fn list_note(divisions: &mut DivisionBuilder, id: NoteId) {
    if let Some(Division { blocks, .. }) = divisions.current() {
        if let Some(Block { kind: BlockKind::Notes { notes }, .. }) = blocks.last_mut() {
            notes.push(id);
            return;
        }
        blocks.push(Block::new(BlockKind::Notes { notes: vec![id] }, Span::default()));
    }
}

/// A byline with the author's name in it marked.
pub(crate) fn byline(content: Vec<Inline>, span: Span) -> Vec<Inline> {
    vec![Inline::new(InlineKind::Name { named: "author".to_owned(), content }, span)]
}
