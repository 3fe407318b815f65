//! Whether the text of a Document arrives.

use rustc_hash::FxHashMap;
use teiwright_export::Report;
use teiwright_model::{Block, BlockKind, Document, Heading, Inline, InlineKind, Item, ListKind, Visit};
use teiwright_source::Span;

use crate::rules;

/// How many words are named in a fault.
const NAMED: usize = 8;

/// The words of a Document that are neither in `plain` nor reported lost: each must be there as often as the Document has it.
pub(super) fn lost(document: &Document, plain: &str, report: &Report) -> Option<String> {
    let mut words = Words::default();
    words.document(document);
    let mut there = FxHashMap::<&str, usize>::default();
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *there.entry(word).or_default() += 1;
    }
    let reported =
        report.diagnostics.iter().filter(|said| *said.rule == rules::plg111::RULE).collect::<Vec<_>>();
    let told = |word: &str, span: Span| {
        reported.iter().any(|said| {
            said.message.contains(word)
                || said.span.is_some_and(|of| of.start <= span.start && span.end <= of.end)
        })
    };
    let mut take = |word: &str| {
        let left = there.get_mut(word).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    };
    let mut missing = Vec::new();
    for word in &words.found {
        let whole = word.pieces.concat();
        // A word that is set in two ways may come with markup inside.
        let arrives = take(&whole)
            || word.pieces.len() > 1
                && (word.pieces.iter().all(|piece| take(piece)) || plain.contains(&whole));
        if !arrives && !told(&whole, word.span) {
            missing.push(whole);
        }
    }
    if missing.is_empty() {
        return None;
    }
    let more =
        if missing.len() > NAMED { format!(" and {} more", missing.len() - NAMED) } else { String::new() };
    missing.truncate(NAMED);
    Some(format!("these words do not arrive and are not reported lost: {}{more}", missing.join(" ")))
}

/// A word of a Document: letters and digits without anything between them.
struct Word {
    /// Its characters, by the nodes that they are in.
    pieces: Vec<String>,
    /// The span of the first node.
    span: Span,
}

/// Collects the words of a Document.
#[derive(Default)]
struct Words {
    found: Vec<Word>,
    /// Whether the last word may go on in the next node.
    open: bool,
}

impl Words {
    fn leaf(&mut self, content: &[Inline]) {
        self.open = false;
        self.inlines(content);
        self.open = false;
    }

    fn text(&mut self, text: &str, span: Span) {
        let mut glued = self.open && text.starts_with(char::is_alphanumeric);
        for piece in text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
            match self.found.last_mut() {
                Some(word) if glued => word.pieces.push(piece.to_owned()),
                _ => self.found.push(Word { pieces: vec![piece.to_owned()], span }),
            }
            glued = false;
        }
        self.open = if text.is_empty() { self.open } else { text.ends_with(char::is_alphanumeric) };
    }
}

impl Visit for Words {
    fn heading(&mut self, heading: &Heading) {
        self.leaf(&heading.content);
    }

    fn item(&mut self, item: &Item) {
        self.leaf(&item.label);
        self.blocks(&item.blocks);
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::List(list) => {
                list.heads.iter().for_each(|heading| self.heading(heading));
                // Numbers and marks before items may be those of the format.
                let labels = !matches!(list.kind, ListKind::Ordered | ListKind::Bulleted | ListKind::Simple);
                for item in &list.items {
                    let label = if labels { item.label.clone() } else { Vec::new() };
                    self.item(&Item { label, blocks: item.blocks.clone(), head: item.head.clone() });
                }
            }
            BlockKind::Table(table) => {
                table.heads.iter().for_each(|heading| self.heading(heading));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| self.leaf(&cell.content));
            }
            BlockKind::Division(division) => self.division(division),
            BlockKind::LineGroup(group) => {
                group.heads.iter().for_each(|heading| self.heading(heading));
                self.blocks(&group.blocks);
            }
            BlockKind::Quotation(quotation) | BlockKind::Epigraph(quotation) => {
                self.blocks(&quotation.blocks);
                self.leaf(&quotation.source);
            }
            BlockKind::Speech(speech) => {
                self.leaf(&speech.speaker);
                self.blocks(&speech.blocks);
            }
            BlockKind::Paragraph { content }
            | BlockKind::Label { content }
            | BlockKind::Stage { content, .. }
            | BlockKind::Byline { content }
            | BlockKind::Trailer { content } => self.leaf(content),
            BlockKind::Verse(verse) => self.leaf(&verse.content),
            BlockKind::Opener { parts } | BlockKind::Closer { parts } => {
                parts.iter().for_each(|part| self.leaf(&part.content));
            }
            BlockKind::Figure(figure) => {
                self.leaf(&figure.caption);
                self.leaf(&figure.description);
            }
            _ => self.blocks(block.blocks()),
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text { text } => self.text(text, inline.head.span),
            InlineKind::NoteRef { .. } | InlineKind::Break { .. } => self.open = false,
            // A format may show one reading only.
            InlineKind::Alternate { readings, preferred } => {
                if let Some(reading) = readings.get(*preferred) {
                    self.inlines(&reading.content);
                }
            }
            _ => self.inlines(inline.content()),
        }
    }
}
