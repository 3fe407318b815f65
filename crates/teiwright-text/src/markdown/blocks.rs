//! Events to divisions and blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use teiwright_model::{
    Block, BlockKind, BreakUnit, Cell, Division, DivisionBuilder, DivisionKind, Document, Head, Heading,
    HeadingRole, Inline, Item, List, ListKind, Note, NoteKind, NotePlace, Quotation, Row, Table, Title,
    Words,
};

use super::{Reader, code};
use crate::{LineRole, words};

/// Quotations in lists in quotations go no deeper than this; what is deeper stands at this depth.
const DEEPEST: usize = 48;

const fn holds_blocks(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_))
}

impl Reader<'_, '_> {
    /// The text: divisions by its headings. Where it has one heading of the first level, and that stands first, it is the title.
    pub(super) fn divisions(&mut self, titled: bool, document: &mut Document) -> Vec<Block> {
        let mut divisions = DivisionBuilder::new();
        let mut open: Vec<HeadingLevel> = Vec::new();
        let mut first = true;
        while let Some((event, range)) = self.events.next() {
            let Event::Start(Tag::Heading { level, .. }) = event else {
                if let Some(block) = self.block(event, &range) {
                    divisions.push(block);
                    first = false;
                }
                continue;
            };
            let content = self.inlines(TagEnd::Heading(level));
            let span = self.span(&range);
            self.context.trace(self.line(&range), LineRole::Heading, "a mark makes it a heading");
            let text = teiwright_model::plain_text(&content);
            let heading = Heading { head: Head::new(span), role: HeadingRole::Main, content };
            if titled && first && level == HeadingLevel::H1 {
                let title = Title { role: "main".to_owned(), words: Words::new(text, span) };
                if document.metadata.titles.is_empty() {
                    document.metadata.titles.push(title);
                }
                document.body.heads.push(heading);
                first = false;
                continue;
            }
            first = false;
            while open.last().is_some_and(|above| *above >= level) {
                open.pop();
            }
            open.push(level);
            let keyword = words::keyword(&text);
            let number = keyword.as_ref().and_then(|keyword| keyword.number);
            let kind = words::named(&text).or(keyword.map(|keyword| keyword.kind));
            let mut head = Head::new(span);
            if let Some(number) = number {
                head.set_n(number.value.to_string());
            }
            let kind = Some(kind.unwrap_or(DivisionKind::Section));
            divisions.open(open.len(), head, Division { kind, heads: vec![heading], ..Division::default() });
        }
        divisions.finish()
    }

    fn line(&self, range: &Range<usize>) -> usize {
        self.source.lines().line_of(self.span(range).start)
    }

    /// The blocks down to the end of what holds them.
    fn blocks(&mut self, end: TagEnd) -> Vec<Block> {
        let mut out = Vec::new();
        let mut inner = 0_usize;
        self.depth += 1;
        let mut run: Vec<Inline> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(tag) if tag == end && inner == 0 => break,
                Event::End(tag) if tag == end => inner -= 1,
                Event::End(_) => {}
                // What is too deep stands where it is, without a holder of its own.
                Event::Start(ref tag) if self.depth >= DEEPEST && holds_blocks(tag) => {
                    inner += usize::from(tag.to_end() == end);
                }
                // An item of a tight list holds words without a paragraph.
                event if super::inlines::is_inline(&event) => {
                    self.inline(event, range, &mut run);
                    continue;
                }
                event => {
                    self.flush(&mut run, &mut out);
                    out.extend(self.block(event, &range));
                    continue;
                }
            }
            self.flush(&mut run, &mut out);
        }
        self.flush(&mut run, &mut out);
        self.depth -= 1;
        out
    }

    fn flush(&mut self, run: &mut Vec<Inline>, out: &mut Vec<Block>) {
        if run.is_empty() {
            return;
        }
        let content = self.finished(std::mem::take(run));
        if let Some(span) =
            content.iter().map(|inline| inline.head.span).reduce(teiwright_source::Span::cover)
        {
            out.push(Block::paragraph(content, span));
        }
    }

    fn block(&mut self, event: Event<'_>, range: &Range<usize>) -> Option<Block> {
        let span = self.span(range);
        let tag = match event {
            Event::Start(tag) => tag,
            Event::Rule => {
                let mut block = Block::new(BlockKind::Break { unit: BreakUnit::Section }, span);
                block.head.set_rend(self.slice(range).trim());
                self.strike(range, "<milestone>");
                return Some(block);
            }
            Event::Html(_) => {
                let content = vec![self.raw(range)];
                return Some(Block::paragraph(content, span));
            }
            _ => return None,
        };
        let end = tag.to_end();
        let kind = match tag {
            Tag::Paragraph => {
                self.context.trace(self.line(range), LineRole::Paragraph, "running text between blank lines");
                BlockKind::Paragraph { content: self.inlines(end) }
            }
            Tag::Heading { .. } => BlockKind::Label { content: self.inlines(end) },
            Tag::BlockQuote(_) => {
                let blocks = self.blocks(end);
                BlockKind::Quotation(Quotation { blocks, source: Vec::new() })
            }
            Tag::CodeBlock(kind) => return Some(self.code_block(&kind, range)),
            Tag::HtmlBlock => return self.html_block(range),
            Tag::List(start) => BlockKind::List(self.list(start.is_some())),
            Tag::FootnoteDefinition(label) => {
                self.note(&label, range);
                return None;
            }
            Tag::Table(_) => BlockKind::Table(self.table()),
            _ => {
                let content = self.inlines(end);
                BlockKind::Paragraph { content }
            }
        };
        Some(Block::new(kind, span))
    }

    fn list(&mut self, ordered: bool) -> List {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(TagEnd::List(_)) => break,
                Event::Start(Tag::Item) => {
                    let marker = self.slice(&range).split_whitespace().next().unwrap_or_default().len();
                    let mut head = Head::new(self.span(&range));
                    let mut label = Vec::new();
                    if ordered {
                        let place = self.span(&(range.start..range.start + marker));
                        let words = self.source.slice(place);
                        head.set_n(words.trim_matches(['.', ')']));
                        label.push(Inline::text(words, place));
                        self.covered.push(place);
                    }
                    let blocks = self.blocks(TagEnd::Item);
                    items.push(Item { head, label, blocks });
                }
                _ => {}
            }
        }
        let kind = if ordered { ListKind::Ordered } else { ListKind::Bulleted };
        List { kind, heads: Vec::new(), items }
    }

    fn table(&mut self) -> Table {
        let mut table = Table::default();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(tag @ (Tag::TableHead | Tag::TableRow)) => {
                    let labels = matches!(tag, Tag::TableHead);
                    table.rows.push(Row { head: Head::new(self.span(&range)), labels, cells: Vec::new() });
                }
                Event::Start(Tag::TableCell) => {
                    let content = self.inlines(TagEnd::TableCell);
                    let cell = Cell { head: Head::new(self.span(&range)), content };
                    if let Some(row) = table.rows.last_mut() {
                        row.cells.push(cell);
                    }
                }
                _ => {}
            }
        }
        table
    }

    /// The lines of a program, each as it is.
    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> Block {
        let mut content: Vec<Inline> = Vec::new();
        if let CodeBlockKind::Fenced(info) = kind
            && !info.is_empty()
            && let Some(at) = self.slice(range).find(info.as_ref())
        {
            self.strike(&(range.start + at..range.start + at + info.len()), "p/@rend");
        }
        while let Some((event, part)) = self.events.next() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(_) => self.code_lines(&part, &mut content),
                _ => {}
            }
        }
        while matches!(content.last(), Some(Inline { kind: teiwright_model::InlineKind::Break { .. }, .. })) {
            content.pop();
        }
        code(content, self.span(range))
    }

    fn code_lines(&mut self, part: &Range<usize>, content: &mut Vec<Inline>) {
        let span = self.span(part);
        let mut at = 0;
        for line in self.source.slice(span).split_inclusive('\n') {
            let words = line.trim_end();
            if !words.trim_start().is_empty() {
                let place = span.part(at..at + words.len());
                content.push(Inline::text(words, place));
                self.covered.push(place);
            }
            at += line.len();
            if line.ends_with('\n') {
                content.push(Inline::line_break(teiwright_source::Span::at(span.part(at..at).start)));
            }
        }
    }

    fn html_block(&mut self, range: &Range<usize>) -> Option<Block> {
        let mut content = Vec::new();
        while let Some((event, part)) = self.events.next() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                _ if !self.slice(&part).trim().is_empty() => {
                    let end = part.start + self.slice(&part).trim_end().len();
                    if !content.is_empty() {
                        content.push(Inline::line_break(teiwright_source::Span::at(self.span(&part).start)));
                    }
                    content.push(self.raw(&(part.start..end)));
                }
                _ => {}
            }
        }
        (!content.is_empty()).then(|| Block::paragraph(content, self.span(range)))
    }

    fn note(&mut self, label: &str, range: &Range<usize>) {
        let referred = self.labels.contains_key(label);
        let id = self.note_id(label);
        let marker = self.slice(range).find(':').map_or(0, |colon| colon + 1);
        self.strike(&(range.start..range.start + marker), "note/@n");
        let blocks = self.blocks(TagEnd::FootnoteDefinition);
        let span = self.span(range);
        if !referred {
            self.unreferred.push((id, span, label.to_owned()));
        }
        let head = Head::new(span).with_n(label);
        let kind = NoteKind::Other("footnote".to_owned());
        self.notes
            .push((id.0, Note { head, kind, place: NotePlace::End, marker: format!("[^{label}]"), blocks }));
    }
}
