//! Plain text, in the conventions that the reader of transcriptions knows: what it can say, reads back.

use teiwright_model::{
    Block, BlockKind, BreakUnit, Division, Document, Editorial, Head, Heading, Inline, LetterPart, LineGroup,
    List, ListKind, Note, NoteId, Quotation, Reading, Row, Speech, Table, Verse, plain_text,
};

use crate::lines::Lines;
use crate::look::{Look, indent};
use crate::options::READINGS;
use crate::plan::Plan;
use crate::render::{Render, following, readings};
use crate::{Backend, OptionSpec, Options, Report, Sink, facts};

/// Plain text.
pub(crate) struct Text;

const OPTIONS: &[OptionSpec] = &[
    OptionSpec::flag("metadata", true, "labelled lines below the title, as transcriptions have them"),
    READINGS,
];

impl Backend for Text {
    fn name(&self) -> &str {
        "text"
    }

    fn summary(&self) -> &str {
        "plain text that convert reads again"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["text/plain"]
    }

    fn extension(&self) -> &str {
        "txt"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let plan = Plan::new(document);
        let diplomatic = options.text("readings") == "diplomatic";
        let mut writer = Writer {
            lines: Lines::default(),
            document,
            plan: &plan,
            diplomatic,
            in_verse: false,
            in_speech: false,
            follows: None,
        };
        writer.title();
        if options.flag("metadata") {
            writer.metadata();
        }
        writer.part_blocks();
        writer.notes(document);
        Report::of_file(sink, "text.txt", writer.lines.finish())
    }
}

/// How far from the beginning of a verse its number stands, in columns.
const NUMBERS: usize = 56;

/// How long the lines of a quotation are, in columns.
const QUOTATION: usize = 68;

struct Writer<'a> {
    lines: Lines,
    document: &'a Document,
    plan: &'a Plan,
    diplomatic: bool,
    in_verse: bool,
    in_speech: bool,
    /// The character that comes after the node that is being written.
    follows: Option<char>,
}

impl Writer<'_> {
    /// What stands over the text, or the title and authors of the metadata.
    fn title(&mut self) {
        let document = self.document;
        if document.body.heads.is_empty() {
            for author in facts::authors(document) {
                self.line(author);
            }
            if let Some(title) = facts::title(document) {
                self.line(&title);
            }
        }
        self.headings(&document.body.heads);
    }

    fn line(&mut self, text: &str) {
        self.lines.push(&facts::one_line(text));
        self.lines.gap();
    }

    fn metadata(&mut self) {
        let metadata = &self.document.metadata;
        let creation = facts::one_line(&plain_text(&metadata.creation));
        let labelled = |label: &str, value: String| {
            let label = label.trim().trim_end_matches(':');
            if label.is_empty() || value.is_empty() { value } else { format!("{label}: {value}") }
        };
        let mut lines = Vec::new();
        if !creation.is_empty() {
            lines.push(labelled("Written", creation));
        }
        for source in &metadata.sources {
            let kind = match source.kind.as_str() {
                "firstPublication" => "First Published",
                "digital" => "Online Version",
                _ => "Source",
            };
            let label = source.label.as_ref().map_or(kind, |label| &label.text);
            lines.push(labelled(label, facts::source(source)));
        }
        lines.extend(metadata.responsibilities.iter().map(facts::responsibility));
        for licence in &metadata.licences {
            let label = licence.label.as_ref().map_or("", |label| &label.text);
            lines.push(labelled(label, facts::one_line(&plain_text(&licence.content))));
        }
        for note in metadata.notes.iter().filter(|note| note.label.is_some()) {
            let label = note.label.as_ref().map_or("", |label| &label.text);
            lines.push(labelled(label, facts::one_line(&plain_text(&note.content))));
        }
        for line in lines.iter().filter(|line| !line.is_empty()) {
            self.lines.push(line);
            self.lines.end_line();
        }
        self.lines.gap();
    }

    fn part_blocks(&mut self) {
        let document = self.document;
        for part in [&document.front, &document.body, &document.back] {
            if !std::ptr::eq(part, &document.body) {
                self.headings(&part.heads);
            }
            self.blocks(&part.blocks);
        }
    }

    fn marker(&self, id: NoteId, marker: &str) -> String {
        if !marker.trim().is_empty() {
            return marker.to_owned();
        }
        let n = self.document.note(id).and_then(|note| note.head.n());
        format!("[{}]", n.map_or_else(|| (id.index() + 1).to_string(), str::to_owned))
    }

    /// A line in several that are not too long; what is indented, or could be taken for the beginning of something, is not cut.
    fn wrapped(&mut self, line: &str) {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        if indent > 0 {
            self.lines.push(&line[..indent]);
        }
        let mut column = 0;
        for (number, word) in words.split(' ').enumerate() {
            let length = word.chars().count();
            let cuts = word.starts_with(char::is_alphabetic) && indent == 0;
            if column + 1 + length > QUOTATION && cuts && number > 0 {
                self.lines.end_line();
                column = 0;
            } else if number > 0 {
                self.lines.push(" ");
                column += 1;
            }
            self.lines.push(word);
            column += length;
        }
        if line.is_empty() {
            self.lines.gap();
        } else {
            self.lines.end_line();
        }
    }

    fn marked(&mut self, mark: &str, content: &[Inline]) {
        let text = plain_text(content);
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let apart = !word(self.lines.last()) && !word(self.follows);
        // Words set wide are seen to be so.
        let wide = mark == "=" && text.split(' ').all(|word| word.chars().count() == 1);
        let plain = !text.contains(mark) && !text.is_empty() && text.trim() == text && !wide;
        if apart && plain && self.lines.last().is_none_or(|c| !mark.starts_with(c)) {
            self.bracketed(mark, content, mark);
        } else {
            self.inlines(content);
        }
    }

    fn bracketed(&mut self, open: &str, content: &[Inline], close: &str) {
        self.lines.push(open);
        self.inlines(content);
        self.lines.push(close);
    }
}

/// What stands between the label of an item and what it is about, unless that begins with a mark of its own.
fn separator(kind: &ListKind, blocks: &[Block]) -> &'static str {
    let text = blocks.first().map(|block| match &block.kind {
        BlockKind::Paragraph { content } => plain_text(content),
        _ => String::new(),
    });
    match text {
        None => "",
        Some(text) if text.starts_with([',', '.', ';', ':']) => "",
        Some(_) if *kind == ListKind::Cast => ", ",
        Some(_) => " ",
    }
}

impl Render for Writer<'_> {
    fn text(&mut self, text: &str) {
        let start = self.lines.at_start();
        let text = if start { text.trim_start_matches([' ', '\n', '\t']) } else { text };
        if text.contains(['\n', '\t', '\r']) {
            self.lines.push(&text.replace(['\n', '\t', '\r'], " "));
        } else {
            self.lines.push(text);
        }
    }

    fn end_block(&mut self) {
        self.lines.gap();
    }

    fn notes(&mut self, document: &Document) {
        if document.notes.is_empty() {
            return;
        }
        for (index, note) in document.notes.iter().enumerate() {
            // Those of a list stand where the list does.
            if !self.plan.notes.get(index).is_some_and(|note| note.listed) {
                self.note(crate::plan::note_id(index), note);
            }
        }
    }

    fn note_list(&mut self, _head: &Head, notes: &[NoteId]) {
        let document = self.document;
        for id in notes {
            if let Some(note) = document.note(*id) {
                self.note(*id, note);
            }
        }
    }

    fn note(&mut self, id: NoteId, note: &Note) {
        self.lines.gap();
        // What goes on is indented, so that it is seen where the note ends.
        self.lines.enter("", "    ");
        self.lines.push(&self.marker(id, &note.marker));
        self.lines.push(" ");
        self.blocks(&note.blocks);
        self.lines.leave();
    }

    fn preformatted(&mut self, _head: &Head, text: &str) {
        self.lines.gap();
        self.lines.enter("    ", "    ");
        for line in text.split('\n') {
            self.lines.verbatim(line);
        }
        self.lines.leave();
        self.lines.gap();
    }

    fn division(&mut self, _head: &Head, division: &Division) {
        self.lines.gap();
        self.headings(&division.heads);
        self.blocks(&division.blocks);
    }

    fn heading(&mut self, heading: &Heading) {
        self.inlines(&heading.content);
        self.lines.gap();
    }

    fn line_group(&mut self, _head: &Head, group: &LineGroup) {
        self.lines.gap();
        self.headings(&group.heads);
        // Stanzas of a poem stand below one another.
        let nested = std::mem::replace(&mut self.in_verse, true);
        if !nested {
            self.lines.enter("    ", "    ");
        }
        self.blocks(&group.blocks);
        if !nested {
            self.lines.leave();
        }
        self.in_verse = nested;
        self.lines.gap();
    }

    fn verse(&mut self, head: &Head, verse: &Verse) {
        // The parts of a line that speakers share stand one after the other.
        let indent = match verse.part {
            Some('M') => 6,
            Some('F') => 12,
            _ => indent(head.rend()),
        };
        if indent > 0 {
            self.lines.push(&"  ".repeat(indent.into()));
        }
        self.inlines(&verse.content);
        // Every fifth number, at the right, as editions have them.
        if let Some(n) = head.n().filter(|n| n.parse::<u32>().is_ok_and(|n| n % 5 == 0)) {
            self.lines
                .push(&" ".repeat(NUMBERS.saturating_sub(plain_text(&verse.content).chars().count()).max(4)));
            self.lines.push(n);
        }
        self.lines.end_line();
    }

    fn quotation(&mut self, _head: &Head, quotation: &Quotation) {
        let outer = std::mem::take(&mut self.lines);
        self.blocks(&quotation.blocks);
        if !quotation.source.is_empty() {
            self.lines.gap();
            self.inlines(&quotation.source);
        }
        let inner = std::mem::replace(&mut self.lines, outer).finish();
        self.lines.gap();
        self.lines.enter("    ", "    ");
        for line in inner.lines() {
            self.wrapped(line);
        }
        self.lines.leave();
        self.lines.gap();
    }

    fn list(&mut self, _head: &Head, list: &List) {
        self.headings(&list.heads);
        for (index, item) in list.items.iter().enumerate() {
            let mark = match (&list.kind, item.label.is_empty()) {
                (_, false) | (ListKind::Simple | ListKind::Cast | ListKind::Gloss, _) => String::new(),
                (ListKind::Ordered, true) => format!("{}. ", index + 1),
                _ => "- ".to_owned(),
            };
            self.lines.enter(&mark, &" ".repeat(mark.chars().count()));
            if !item.label.is_empty() {
                self.inlines(&item.label);
                self.lines.push(separator(&list.kind, &item.blocks));
            }
            self.blocks(&item.blocks);
            self.lines.leave();
            self.lines.close_up();
        }
        self.lines.gap();
    }

    fn table(&mut self, _head: &Head, table: &Table) {
        self.headings(&table.heads);
        for row in &table.rows {
            self.row(row);
        }
        self.lines.gap();
    }

    fn row(&mut self, row: &Row) {
        for (index, cell) in row.cells.iter().enumerate() {
            if index > 0 {
                self.lines.push(" | ");
            }
            self.inlines(&cell.content);
        }
        self.lines.end_line();
    }

    fn speech(&mut self, _head: &Head, speech: &Speech) {
        self.lines.gap();
        let mut blocks = speech.blocks.as_slice();
        if !speech.speaker.is_empty() {
            self.inlines(&speech.speaker);
            // How somebody speaks stands beside the name.
            if let [Block { kind: BlockKind::Stage { stage: Some(stage), content }, .. }, rest @ ..] = blocks
                && stage.as_str() == "delivery"
            {
                self.lines.push(" ");
                self.inlines(content);
                blocks = rest;
            }
            self.lines.end_line();
        }
        let outer = std::mem::replace(&mut self.in_speech, true);
        self.blocks(blocks);
        self.in_speech = outer;
        self.lines.gap();
    }

    fn opener(&mut self, _head: &Head, parts: &[LetterPart]) {
        for part in parts {
            self.inlines(&part.content);
            self.lines.gap();
        }
    }

    fn closer(&mut self, _head: &Head, parts: &[LetterPart]) {
        for part in parts {
            self.inlines(&part.content);
            self.lines.end_line();
        }
        self.lines.gap();
    }

    /// A direction stands by the words that it goes with.
    fn stage(&mut self, _head: &Head, content: &[Inline]) {
        self.inlines(content);
        if self.in_speech {
            self.lines.end_line();
        } else {
            self.lines.gap();
        }
    }

    fn postscript(&mut self, _head: &Head, blocks: &[Block]) {
        self.lines.gap();
        self.blocks(blocks);
    }

    fn block_break(&mut self, head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Page && head.n().is_some() {
            self.inline_break(head, unit);
            self.lines.gap();
        }
        if unit == BreakUnit::Section {
            self.lines.gap();
            self.lines.push("* * *");
            self.lines.gap();
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        following(self, content, |writer| &mut writer.follows);
    }

    /// Marks as Project Gutenberg has them, where a reader sees that they are marks.
    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        let look = Look::of_emphasis(head.rend());
        let mark = match (look.has(Look::ITALIC), look.has(Look::BOLD), look.has(Look::SPACED)) {
            (true, ..) => "_",
            (_, true, _) => "**",
            (_, _, true) => "=",
            _ => return self.inlines(content),
        };
        self.marked(mark, content);
    }

    /// As Markdown writes it, where the target says more than the words.
    fn link(&mut self, _head: &Head, target: &str, content: &[Inline]) {
        let words = plain_text(content);
        let other =
            target.contains("://") && !target.contains([')', ' ']) && !words.is_empty() && words != target;
        if other && !words.contains([']', '[']) {
            self.bracketed("[", content, &format!("]({target})"));
        } else if words.is_empty() {
            self.lines.push(target);
        } else {
            self.inlines(content);
        }
    }

    fn note_ref(&mut self, _head: &Head, note: NoteId, marker: &str) {
        let marker = self.marker(note, marker);
        self.lines.push(&marker);
    }

    fn alternate(&mut self, _head: &Head, all: &[Reading], preferred: usize) {
        readings(self, all, preferred, self.diplomatic);
    }

    /// Brackets as editors set them (the Leiden conventions).
    fn editorial(&mut self, head: &Head, editorial: Editorial, content: &[Inline]) {
        match editorial {
            Editorial::Gap | Editorial::Illegible if content.is_empty() => self.lines.push("[…]"),
            Editorial::Supplied => self.bracketed("[", content, "]"),
            Editorial::Unclear => self.bracketed("", content, "[?]"),
            Editorial::Deleted => self.bracketed("⟦", content, "⟧"),
            _ => self.phrase(head, content),
        }
    }

    fn inline_break(&mut self, head: &Head, unit: BreakUnit) {
        match (unit, head.n()) {
            (BreakUnit::Line, _) => self.lines.end_line(),
            (BreakUnit::Page, Some(n)) => self.lines.push(&format!("[p. {n}]")),
            _ => {}
        }
    }
}
