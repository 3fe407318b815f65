//! The `markdown` dialect: CommonMark with tables, footnotes and deletions, and a block of YAML above the text.
//!
//! What the marks say becomes structure and the marks go into the ledger; the words are the text's own.

mod blocks;
mod inlines;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag};
use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_model::{Block, BlockKind, Change, Document, Inline, MetadataNote, Note, NoteId};
use teiwright_source::{Source, Span};

use crate::context::Context;
use crate::header::Header;
use crate::{parts, rules};

/// Reads the text of `source` from byte `start` on into a Document with the metadata of `header`; returns it with the number of
/// dates that were found.
pub(crate) fn read(source: &Source, header: Header, start: usize, context: &mut Context) -> (Document, u32) {
    let text = source.text().get(start..).unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(text, options);
    let defined =
        parser.reference_definitions().iter().map(|(_, found)| found.span.clone()).collect::<Vec<_>>();
    let titles = Parser::new_ext(text, options)
        .filter(|event| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))
        .take(2)
        .count();
    let mut reader = Reader {
        source,
        base: start,
        events: parser.into_offset_iter(),
        context,
        covered: Vec::new(),
        notes: Vec::new(),
        labels: FxHashMap::default(),
        unreferred: Vec::new(),
        referred: FxHashSet::default(),
        depth: 0,
        dates: 0,
    };
    for span in defined {
        reader.strike(&span, "ref/@target");
    }
    let mut document = Document { metadata: header.metadata, ..Document::default() };
    let blocks = reader.divisions(titles == 1, &mut document);
    reader.leftovers(start..source.text().len(), &mut document);
    document.notes = reader.finish_notes();
    let dates = reader.dates;
    let heads = std::mem::take(&mut document.body.heads);
    (document.front, document.body, document.back) = parts::divide(blocks);
    document.body.heads = heads;
    (document, dates)
}

/// Turns events into blocks.
struct Reader<'a, 'b> {
    source: &'a Source,
    /// Where, in the source, the text of the events begins.
    base: usize,
    events: OffsetIter<'a>,
    context: &'b mut Context,
    /// What is text of the Document or in the ledger.
    covered: Vec<Span>,
    /// The notes that are defined, by their numbers.
    notes: Vec<(u32, Note)>,
    /// The number of each note by its label, in the order of the first references.
    labels: FxHashMap<String, u32>,
    /// Notes that were defined before anything referred to them.
    unreferred: Vec<(NoteId, Span, String)>,
    /// The numbers of notes that something refers to.
    referred: FxHashSet<u32>,
    depth: usize,
    dates: u32,
}

impl Reader<'_, '_> {
    /// The place of a range of the events' text.
    fn span(&self, range: &Range<usize>) -> Span {
        Span::from_range(self.base + range.start..self.base + range.end)
    }

    fn slice(&self, range: &Range<usize>) -> &str {
        self.source.slice(self.span(range))
    }

    /// Puts what stands at `range`, white space at its ends aside, into the ledger.
    fn strike(&mut self, range: &Range<usize>, became: &'static str) {
        let span = self.span(range);
        let text = self.source.slice(span);
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        if start < end {
            self.context.ledger.add(span.part(start..end), Change::Markup, became);
            self.covered.push(span.part(start..end));
        }
    }

    /// The number of the note with this label.
    fn note_id(&mut self, label: &str) -> NoteId {
        let next = u32::try_from(self.labels.len()).unwrap_or(u32::MAX);
        NoteId(*self.labels.entry(label.to_owned()).or_insert(next))
    }

    /// What no event held: marks go into the ledger, words become remarks of the header, so that nothing is lost.
    fn leftovers(&mut self, range: Range<usize>, document: &mut Document) {
        self.covered.sort_unstable();
        let end = Span::from_range(range.end..range.end);
        let mut at = u32::try_from(range.start).unwrap_or(u32::MAX);
        for span in std::mem::take(&mut self.covered).into_iter().chain([end]) {
            if span.start > at {
                self.leave(Span::new(at, span.start), document);
            }
            at = at.max(span.end);
        }
    }

    fn leave(&mut self, gap: Span, document: &mut Document) {
        let text = self.source.slice(gap);
        // Marks before and behind, and between them perhaps words.
        let word = |c: char| c.is_alphanumeric();
        let (start, end) = match (text.find(word), text.rfind(word)) {
            (Some(start), Some(last)) => {
                (start, last + text[last..].chars().next().map_or(1, char::len_utf8))
            }
            _ => (text.len(), text.len()),
        };
        let mut at = 0;
        for piece in text.split_inclusive(['\n', '\r']) {
            let line = at..at + piece.len();
            at = line.end;
            for part in [line.start..line.end.min(start), line.start.max(end)..line.end] {
                let marks = text.get(part.clone()).unwrap_or_default();
                let before = marks.len() - marks.trim_start().len();
                let length = marks.trim().len();
                if length > 0 {
                    let from = part.start + before;
                    self.context.ledger.add(gap.part(from..from + length), Change::Markup, None);
                }
            }
        }
        if start < end {
            let span = gap.part(start..end);
            let content = vec![Inline::text(self.source.slice(span), span)];
            document.metadata.notes.push(MetadataNote { kind: "remark".to_owned(), label: None, content });
        }
    }

    /// The notes in the order of their first references; those that nothing refers to come last, and are reported.
    fn finish_notes(&mut self) -> Vec<Note> {
        for (id, span, label) in std::mem::take(&mut self.unreferred) {
            if !self.referred.contains(&id.0) {
                let marker = format!("[^{label}]");
                self.context
                    .found
                    .push_with(&rules::txt005::RULE, || rules::note_without_anchor(span, &marker));
            }
        }
        let mut notes = std::mem::take(&mut self.notes);
        notes.sort_by_key(|(id, _)| *id);
        notes.into_iter().map(|(_, note)| note).collect()
    }
}

/// A paragraph that keeps its lines, as programs need it.
fn code(content: Vec<Inline>, span: Span) -> Block {
    let mut block = Block::new(BlockKind::Paragraph { content }, span);
    block.head.set_rend("code");
    block
}
