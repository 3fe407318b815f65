//! A transcription cut into pieces: headings, notes, breaks, and chunks of lines between blank lines.

use std::ops::Range;

use teiwright_model::{Change, DivisionKind};
use teiwright_source::Span;

use crate::LineRole;
use crate::anchors;
use crate::blocks;
use crate::contents::Contents;
use crate::context::Context;
use crate::drama::{Play, Speaker};
use crate::headings::{self, Candidate};
use crate::layout::Layout;
use crate::lines::Lines;
use crate::notes::markers::Key;
use crate::notes::{Definition, Linker, More, markers};
use crate::{numbers, signals, words};

/// A run of lines that belong together.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Its lines.
    pub(crate) lines: Range<usize>,
    /// What it is.
    pub(crate) kind: PieceKind,
}

/// What a piece is.
#[derive(Debug, Clone)]
pub(crate) enum PieceKind {
    /// A heading, or what may be one.
    Heading(Candidate),
    /// A heading over notes.
    NotesHeading(Option<usize>),
    /// The first lines of a note.
    Note(Definition),
    /// Lines that go on with the note before.
    NoteMore,
    /// A row of marks between sections.
    SectionBreak,
    /// A page begins; the mark stands on a line of its own, or is a form feed.
    PageBreak,
    /// A speech of a play, from the name of who speaks.
    Speech(Speaker),
    /// A stage direction by itself.
    Stage,
    /// The persons of a play, one a line.
    Cast,
    /// Entries of a table of contents.
    Contents,
    /// Anything else.
    Text,
}

/// Cuts lines into chunks at blank lines and where the layout says that a paragraph begins.
pub(crate) fn chunks(
    lines: &Lines<'_>,
    range: Range<usize>,
    skip: &[Range<usize>],
    layout: &Layout,
) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = None;
    let mut skips = skip.iter().peekable();
    let mut code = Code { lines, end: range.end, unclosed: false };
    let mut fenced = range.start;
    for line in range.start..=range.end {
        if line < fenced {
            continue;
        }
        if line < range.end
            && let Some(end) = code.after(line)
        {
            if let Some(from) = start.take() {
                split(lines, from..line, layout, &mut chunks);
            }
            chunks.push(line..end);
            fenced = end;
            continue;
        }
        while skips.next_if(|skip| skip.end <= line).is_some() {}
        let skipped = skips.peek().is_some_and(|skip| skip.contains(&line));
        let ends = line == range.end || skipped || lines.is_blank(line);
        if ends {
            if let Some(from) = start.take() {
                split(lines, from..line, layout, &mut chunks);
            }
        } else if start.is_none() {
            start = Some(line);
        }
    }
    chunks
}

/// Lines of code between fences, as Markdown writes them.
struct Code<'a> {
    lines: &'a Lines<'a>,
    end: usize,
    /// Whether a fence was found that nothing closes: then no other is looked for.
    unclosed: bool,
}

impl Code<'_> {
    /// The line after the code that a fence on `line` opens.
    fn after(&mut self, line: usize) -> Option<usize> {
        let fence = code_fence(self.lines.text(line)).filter(|_| !self.unclosed)?;
        let closes = |line: &usize| {
            let text = self.lines.text(*line);
            text.len() >= fence.len() && text.bytes().all(|b| fence.starts_with(char::from(b)))
        };
        let end = (line + 1..self.end).find(closes);
        self.unclosed = end.is_none();
        end.map(|end| end + 1)
    }
}

/// The marks that open or close code on a line of their own, perhaps with the name of a language behind them.
pub(crate) fn code_fence(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = text.trim_start_matches(mark);
    let fence = &text[..text.len() - rest.len()];
    let named = rest.trim().chars().all(|c| c.is_ascii_alphanumeric() || "+-#._".contains(c));
    (fence.len() >= 3 && named).then_some(fence)
}

/// Cuts a run of non-blank lines where a paragraph begins without a blank line.
fn split(lines: &Lines<'_>, run: Range<usize>, layout: &Layout, chunks: &mut Vec<Range<usize>>) {
    if run.len() == 1 {
        chunks.push(run);
        return;
    }
    // Entries may stand right below the words that head a table of contents.
    let contents = words::named(lines.text(run.start)) == Some(DivisionKind::Contents);
    let run = if contents && run.len() > 2 && !is_underline_of(lines, run.start + 1) {
        chunks.push(run.start..run.start + 1);
        run.start + 1..run.end
    } else {
        run
    };
    let long = |line: usize| lines.text(line).len() > 140;
    let each = !layout.wrapped && (!layout.blank_lines || run.clone().any(long));
    let mut start = run.start;
    for line in run.start + 1..run.end {
        let indent = lines.get(line).indent;
        let steps_in = layout.wrapped
            && indent >= layout.margin + 2
            && lines.get(line - 1).indent <= layout.margin
            && (line + 1 == run.end || lines.get(line + 1).indent <= layout.margin);
        let ruled = is_rule(lines.text(line)) && !each;
        let cut = if each { !is_underline_of(lines, line) } else { steps_in && !ruled };
        if (cut || section_mark(lines.text(line)) || section_mark(lines.text(line - 1)))
            && !is_underline_of(lines, line)
        {
            chunks.push(start..line);
            start = line;
        }
    }
    chunks.push(start..run.end);
}

fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|b| matches!(b, b'=' | b'-' | b'~' | b'_'))
}

/// Whether the line underlines the one before it.
fn is_underline_of(lines: &Lines<'_>, line: usize) -> bool {
    let text = lines.text(line);
    let above = lines.text(line - 1);
    is_rule(text) && !text.starts_with('_') && above.len() < 120 && text.len() * 2 >= above.chars().count()
}

/// Marks that rows between sections are made of.
const SECTION_MARKS: &str = "*-_—–=~#•·.+°o";

/// Whether a line only draws a break between sections.
pub(crate) fn section_mark(text: &str) -> bool {
    if text == "⁂" || text == "❦" {
        return true;
    }
    if !text.starts_with(|c: char| SECTION_MARKS.contains(c)) || text.len() > 400 {
        return false;
    }
    let marks = text.chars().filter(|c| !c.is_whitespace()).count();
    let same = text.chars().all(|c| c.is_whitespace() || SECTION_MARKS.contains(c));
    let first = text.chars().next().unwrap_or(' ');
    let one_kind = text.chars().all(|c| c.is_whitespace() || c == first);
    (3..=120).contains(&marks) && same && one_kind && (first != 'o' || text.contains(' '))
}

/// Whether a line only says that a page begins, and which.
pub(crate) fn page_mark(text: &str) -> Option<&str> {
    let inner = text
        .strip_prefix('[')
        .and_then(|t| t.strip_suffix(']'))
        .or_else(|| text.strip_prefix('{').and_then(|t| t.strip_suffix('}')))?;
    page_number(inner, text.starts_with('{'))
}

/// The number in `p. 12`, `Pg 12`, `page 12`, `S. 12`; a bare number only where `bare` allows it.
pub(crate) fn page_number(inner: &str, bare: bool) -> Option<&str> {
    const WORDS: [&str; 10] = ["pg.", "pg", "page", "p.", "p", "seite", "s.", "стр.", "с.", "pág."];
    let lower = inner.get(..inner.len().min(12)).unwrap_or(inner).to_lowercase();
    let word = WORDS.iter().find(|word| lower.starts_with(**word)).map_or(0, |word| word.len());
    let number = inner.get(word..)?.trim();
    let sound = !number.is_empty()
        && number.len() <= 6
        && (number.bytes().all(|b| b.is_ascii_digit()) || numbers::roman(number).is_some());
    (sound && (word > 0 || bare)).then_some(number)
}

/// Gives each chunk its kind and ties references to notes.
pub(crate) fn classify(
    lines: &Lines<'_>,
    chunks: &[Range<usize>],
    layout: &Layout,
    play: Option<&Play>,
    context: &mut Context,
    linker: &mut Linker,
) -> Vec<Piece> {
    let contents = Contents::of(lines, chunks);
    let mut state = Classifier {
        lines,
        layout,
        ahead: chunks,
        more: None,
        play,
        context,
        linker,
        section: false,
        notes: 0,
        speaking: false,
        pieces: Vec::new(),
    };
    for (index, chunk) in chunks.iter().enumerate() {
        state.ahead = &chunks[index + 1..];
        if contents.holds(index) {
            state.anchors(chunk, false);
            state.push(chunk.clone(), PieceKind::Contents);
            continue;
        }
        if contents.heads(index) && chunk.len() == 1 {
            let found = headings::classify(lines, chunk);
            let heading = found.unwrap_or_else(|| Candidate::title(chunk.clone()));
            let heading = Candidate { kind: Some(DivisionKind::Contents), named: true, ..heading };
            state.anchors(chunk, false);
            state.push(chunk.clone(), PieceKind::Heading(heading));
            continue;
        }
        state.chunk(chunk.clone());
    }
    state.pieces
}

struct Classifier<'a, 'b> {
    lines: &'a Lines<'a>,
    layout: &'a Layout,
    /// The chunks after the one that is looked at.
    ahead: &'a [Range<usize>],
    /// What can go on with the note before, if it stands among running text.
    more: Option<More>,
    play: Option<&'a Play>,
    context: &'b mut Context,
    linker: &'b mut Linker,
    /// Whether a section of notes is open.
    section: bool,
    notes: u32,
    /// Whether the first speech of a play has begun.
    speaking: bool,
    pieces: Vec<Piece>,
}

impl Classifier<'_, '_> {
    fn push(&mut self, lines: Range<usize>, kind: PieceKind) {
        self.speaking |= matches!(kind, PieceKind::Speech(_));
        self.pieces.push(Piece { lines, kind });
    }

    fn chunk(&mut self, chunk: Range<usize>) {
        let first = self.lines.text(chunk.start);
        if chunk.len() > 1
            && code_fence(first).is_some()
            && code_fence(self.lines.text(chunk.end - 1)).is_some()
        {
            self.more = None;
            return self.push(chunk, PieceKind::Text);
        }
        if self.more.is_some_and(|more| more.holds(self.lines, &chunk, self.layout)) {
            self.anchors(&chunk, true);
            return self.push(chunk, PieceKind::NoteMore);
        }
        self.more = None;
        if chunk.len() == 1 && section_mark(first) {
            return self.push(chunk, PieceKind::SectionBreak);
        }
        if chunk.len() == 1 && page_mark(first).is_some() {
            return self.push(chunk, PieceKind::PageBreak);
        }
        if self.notes_heading(&chunk) {
            return;
        }
        let table = !self.section && blocks::is_table(self.lines, &chunk);
        let candidate = if table { None } else { headings::classify(self.lines, &chunk) };
        if self.section && self.heads_notes(candidate.as_ref(), &chunk) {
            return self.push(chunk, PieceKind::NotesHeading(None));
        }
        if self.section && candidate.as_ref().is_some_and(|c| self.ends_section(c, &chunk)) {
            self.section = false;
        }
        if let Some(definition) = self.begins_note(&chunk) {
            return self.notes_in(chunk, definition);
        }
        let marked = candidate.as_ref().is_some_and(|c| matches!(c.style, headings::Style::Marked(_)));
        if !self.section
            && !marked
            && !table
            && let Some(kind) = self.drama(&chunk)
        {
            self.anchors(&chunk, false);
            return self.push(chunk, kind);
        }
        if let Some(candidate) = candidate
            && !self.section
        {
            self.anchors(&chunk, false);
            return self.push(chunk, PieceKind::Heading(candidate));
        }
        let more = self.section && self.notes > 0;
        self.anchors(&chunk, more);
        self.push(chunk, if more { PieceKind::NoteMore } else { PieceKind::Text });
    }

    /// What a chunk is in a play: a speech, a direction, the list of its persons before the first speech.
    fn drama(&self, chunk: &Range<usize>) -> Option<PieceKind> {
        let play = self.play?;
        let after_cast = matches!(self.pieces.last(), Some(Piece { kind: PieceKind::Cast, .. }));
        if !self.speaking && play.is_cast(self.lines, chunk, after_cast) {
            return Some(PieceKind::Cast);
        }
        if let Some(speaker) = play.speaker(self.lines, chunk, self.ahead.first()) {
            return Some(PieceKind::Speech(speaker));
        }
        // Before the first speech a bracketed word in capitals is a heading that an editor put in.
        let first = self.lines.text(chunk.start);
        let headed =
            !self.speaking && chunk.len() == 1 && headings::is_caps(first) && !signals::is_curtain(first);
        (!headed && play.is_direction(self.lines, chunk)).then_some(PieceKind::Stage)
    }

    /// A heading over notes, perhaps underlined, perhaps with the first note in the same chunk.
    fn notes_heading(&mut self, chunk: &Range<usize>) -> bool {
        let first = self.lines.text(chunk.start);
        if !words::is_notes_heading(first) {
            return false;
        }
        let underlined = chunk.len() >= 2 && is_underline_of(self.lines, chunk.start + 1);
        let own = 1 + usize::from(underlined);
        let defines = |line: usize| markers::definition(self.lines.text(line), true).is_some();
        let begins = if chunk.len() > own {
            defines(chunk.start + own)
        } else {
            // The notes of the first part may have its heading over them.
            match self.ahead {
                [next, ..] if defines(next.start) => true,
                [next, after, ..] => next.len() == 1 && defines(after.start) && heads_part(self.lines, next),
                _ => false,
            }
        };
        if !begins {
            return false;
        }
        self.linker.close_batch();
        self.section = true;
        let rule = underlined.then_some(chunk.start + 1);
        self.push(chunk.start..chunk.start + 1, PieceKind::NotesHeading(rule));
        if chunk.len() > own
            && let Some(definition) = markers::definition(self.lines.text(chunk.start + own), true)
        {
            self.notes_in(chunk.start + own..chunk.end, definition);
        }
        true
    }

    /// Whether a short line inside a section of notes stands over some of them: the name of a chapter whose notes follow, or of
    /// who wrote them.
    fn heads_notes(&self, candidate: Option<&Candidate>, chunk: &Range<usize>) -> bool {
        let text = self.lines.text(chunk.start);
        if chunk.len() > 1
            || text.len() > 80
            || text.ends_with([',', ';'])
            || (text.ends_with('.') && !candidate.is_some_and(|candidate| candidate.number_only))
            || (markers::definition(text, true).is_some() && numbers::parse(text).is_none())
        {
            return false;
        }
        let next = self.ahead.first().and_then(|next| markers::definition(self.lines.text(next.start), true));
        let Some(definition) = next else { return false };
        match candidate {
            // `II` over notes that begin anew.
            Some(candidate) if candidate.number_only => {
                definition.key == Key::Number(1) || self.linker.waits_for(&definition)
            }
            // A chapter of the text may begin with a numbered paragraph; one over notes has references that wait for them.
            Some(candidate) if candidate.is_strong() => self.linker.waits_for(&definition),
            Some(candidate) => {
                candidate.number.is_none() && matches!(candidate.style, headings::Style::Title)
            }
            None => false,
        }
    }

    /// Whether a heading-like chunk inside a section of notes is the next heading of the text.
    fn ends_section(&self, candidate: &Candidate, chunk: &Range<usize>) -> bool {
        let first = self.lines.text(chunk.start);
        candidate.is_strong()
            || (markers::definition(first, true).is_none()
                && matches!(candidate.style, headings::Style::Caps))
    }

    /// Whether the chunk begins a note: anywhere in a section of notes, elsewhere if a reference waits for it.
    fn begins_note(&self, chunk: &Range<usize>) -> Option<Definition> {
        let first = self.lines.text(chunk.start);
        let definition = markers::definition(first, self.section)?;
        let sure = self.section || definition.named || first.starts_with("[^");
        (sure || self.linker.waits_for(&definition) || self.is_next(&definition)).then_some(definition)
    }

    /// Whether the piece before is the note with the marker before this one: nobody refers to the second, but it is one too.
    fn is_next(&self, definition: &Definition) -> bool {
        let Some(Piece { kind: PieceKind::Note(last), .. }) = self.pieces.last() else { return false };
        let fenced = matches!(definition.shape, markers::Shape::Square | markers::Shape::Superscript);
        let (Key::Number(a), Key::Number(b)) = (last.key, definition.key) else { return false };
        fenced && last.shape == definition.shape && a + 1 == b
    }

    /// A chunk that begins with a note may hold several, each at the start of a line.
    fn notes_in(&mut self, chunk: Range<usize>, first: Definition) {
        let mut definition = first;
        let mut start = chunk.start;
        for line in chunk.start + 1..chunk.end {
            let text = self.lines.text(line);
            let next = markers::definition(text, self.section).filter(|next| {
                let fits = next.shape == definition.shape;
                fits && (follows(&definition, next) || (self.section && next.shape != markers::Shape::Plain))
            });
            if let Some(next) = next {
                self.note(start..line, definition);
                definition = next;
                start = line;
            }
        }
        self.note(start..chunk.end, definition);
    }

    fn note(&mut self, lines: Range<usize>, definition: Definition) {
        self.linker.note(&definition, self.notes);
        self.notes += 1;
        self.context.trace(lines.start, LineRole::Note, "begins with the marker of a note");
        let body = self.lines.get(lines.start).span;
        let rest = Span::new(
            body.start + u32::try_from(definition.body).unwrap_or(0),
            self.lines.span(lines.clone()).end,
        );
        anchors::scan(self.lines, rest, true, self.linker);
        self.more = if self.section || (!definition.closes && !self.sentence_ended()) {
            None
        } else {
            More::after(self.lines, &lines, &definition, self.ahead, self.layout)
        };
        self.push(lines, PieceKind::Note(definition));
    }

    /// Whether the running text before the notes at this place ended a sentence: if not, it goes on after them.
    fn sentence_ended(&self) -> bool {
        const BACK: usize = 50;
        let note = |piece: &&Piece| matches!(piece.kind, PieceKind::Note(_) | PieceKind::NoteMore);
        match self.pieces.iter().rev().take(BACK).find(|piece| !note(piece)) {
            Some(Piece { kind: PieceKind::Text, lines }) => {
                let last = words::without_references(self.lines.text(lines.end - 1));
                last.ends_with(['.', '!', '?', '…', '”', '"', '»', ')', ']', '*'])
            }
            _ => true,
        }
    }

    fn anchors(&mut self, chunk: &Range<usize>, inner: bool) {
        anchors::scan(self.lines, self.lines.span(chunk.clone()), inner, self.linker);
    }
}

/// Whether a line can stand over the notes of a part: its number, the word for a division, or a short title.
fn heads_part(lines: &Lines<'_>, chunk: &Range<usize>) -> bool {
    headings::classify(lines, chunk).is_some_and(|candidate| candidate.is_strong() || candidate.number_only)
}

/// Whether `next` is the marker after `last`: one more, or another sign.
fn follows(last: &Definition, next: &Definition) -> bool {
    match (last.key, next.key) {
        (Key::Number(a), Key::Number(b)) | (Key::Starred(a), Key::Starred(b)) => b == a + 1 || b == 1,
        (Key::Lettered(a, n), Key::Lettered(b, next)) => a == b && (next == n + 1 || next == 1),
        (Key::Letter(a), Key::Letter(b)) => u32::from(b) == u32::from(a) + 1,
        (a, b) => a != b || matches!(a, Key::Stars(_)),
    }
}

/// Puts the marks of a heading or break into the ledger.
pub(crate) fn ledger_line(lines: &Lines<'_>, line: usize, change: Change, context: &mut Context) {
    context.ledger.add(lines.get(line).span, change, None);
}
