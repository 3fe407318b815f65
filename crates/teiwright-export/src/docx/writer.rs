//! The walk: what each behaviour is in a word processor.

use std::fmt::Write as _;

use teiwright_model::{
    Block, BlockKind, BreakUnit, Division, Document, Editorial, Figure, Head, Heading, HeadingRole, Inline,
    LetterPart, LineGroup, List, ListKind, Note, NoteId, Quotation, Reading, Speech, Table, Verse,
};

use super::marks::Marks;
use super::paragraphs::Paragraphs;
use crate::html::escape::address;
use crate::labels::labels;
use crate::look::{Look, indent};
use crate::plan::{Plan, note_id};
use crate::render::{Render, readings};
use crate::{Options, facts};

/// The list that has a dot before each item; numbered ones come after it.
const DOTS: usize = 1;

/// What was written.
pub(crate) struct Written {
    /// The text, and where its links lead.
    pub(crate) text: String,
    pub(crate) links: Vec<String>,
    /// The footnotes, and where their links lead.
    pub(crate) footnotes: String,
    pub(crate) note_links: Vec<String>,
    /// The level of each numbered list.
    pub(crate) lists: Vec<usize>,
}

/// Writes the text and its notes.
pub(crate) fn write(document: &Document, plan: &Plan, options: &Options) -> Written {
    let marks = Marks::new(document);
    let mut writer = Writer {
        document,
        plan,
        bookmarks: marks.len(),
        marks,
        paper: Paragraphs::default(),
        diplomatic: options.text("readings") == "diplomatic",
        level: 0,
        list_level: 0,
        lists: Vec::new(),
        footnotes: vec![None; document.notes.len()],
        queue: Vec::new(),
        closed: false,
    };
    writer.title();
    for part in [&document.front, &document.body, &document.back] {
        if !std::ptr::eq(part, &document.body) {
            writer.headings(&part.heads);
        }
        writer.blocks(&part.blocks);
        writer.paper.end();
    }
    writer.closed = true;
    let text = std::mem::take(&mut writer.paper);
    let footnotes = writer.footnotes();
    let notes = std::mem::replace(&mut writer.paper, text);
    writer.loose_notes();
    if options.flag("about") {
        writer.about();
    }
    writer.paper.finish();
    Written {
        text: writer.paper.out,
        links: writer.paper.links,
        footnotes,
        note_links: notes.links,
        lists: writer.lists,
    }
}

pub(super) struct Writer<'a> {
    pub(super) document: &'a Document,
    plan: &'a Plan,
    marks: Marks,
    /// How many bookmarks there are so far.
    bookmarks: usize,
    pub(super) paper: Paragraphs,
    diplomatic: bool,
    /// How deep the division is.
    level: usize,
    /// How many lists an item stands in.
    list_level: usize,
    lists: Vec<usize>,
    /// The number of the footnote that each note is.
    footnotes: Vec<Option<usize>>,
    /// The notes that are footnotes, in their order.
    queue: Vec<NoteId>,
    /// Whether no more footnotes can be made: there are none in footnotes.
    closed: bool,
}

impl Writer<'_> {
    fn title(&mut self) {
        let document = self.document;
        if document.body.heads.is_empty() {
            self.styled("Title", &facts::title(document).unwrap_or_default());
            for author in facts::authors(document) {
                self.styled("Subtitle", author);
            }
        }
        for heading in &document.body.heads {
            let main = heading.role == HeadingRole::Main;
            self.in_style(if main { "Title" } else { "Subtitle" }, &heading.head, &heading.content);
        }
    }

    pub(super) fn styled(&mut self, style: &'static str, text: &str) {
        self.paper.enter(style);
        self.paper.text(text);
        self.paper.leave();
    }

    fn in_style(&mut self, style: &'static str, head: &Head, content: &[Inline]) {
        self.paper.enter(style);
        self.mark(head);
        self.inlines(content);
        self.paper.leave();
    }

    /// The bookmark at what has an id that something links to.
    pub(super) fn mark(&mut self, head: &Head) {
        if let Some(number) = head.id().and_then(|id| self.marks.number(id)) {
            self.paper.mark(number, &format!("mark{number}"));
        }
    }

    pub(super) fn looking(&mut self, look: Look, write: impl FnOnce(&mut Self)) {
        let outer = self.paper.look;
        self.paper.look = outer.with(look);
        write(self);
        self.paper.look = outer;
    }

    /// The footnotes, in a paper of their own.
    fn footnotes(&mut self) -> String {
        let document = self.document;
        let mut out = String::new();
        let mut next = 0;
        while let Some(id) = self.queue.get(next).copied() {
            next += 1;
            let _ = write!(out, "<w:footnote w:id=\"{next}\">");
            self.paper.enter("FootnoteText");
            self.paper
                .raw("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>");
            self.paper.text(" ");
            if let Some(note) = document.note(id) {
                self.mark(&note.head);
                self.blocks(&note.blocks);
            }
            self.paper.leave();
            self.paper.finish();
            out.push_str(&self.paper.out);
            self.paper.out.clear();
            out.push_str("</w:footnote>\n");
        }
        out
    }

    /// The notes that are no footnotes: nothing in the text refers to them, or only another note.
    fn loose_notes(&mut self) {
        let document = self.document;
        let loose = (0..document.notes.len()).filter(|index| self.footnotes.get(*index) == Some(&None));
        let loose = loose.collect::<Vec<_>>();
        if loose.is_empty() {
            return;
        }
        self.styled("Heading1", labels(facts::language(document)).notes);
        for index in loose {
            let note = &document.notes[index];
            self.bookmarks += 1;
            self.paper.mark(self.bookmarks, &format!("note{}", index + 1));
            self.note(note_id(index), note);
            self.paper.end();
        }
    }

    /// The style of headings at this depth.
    fn heading_style(&self) -> &'static str {
        const LEVELS: [&str; 6] = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];
        LEVELS[self.level.clamp(1, 6) - 1]
    }
}

impl Render for Writer<'_> {
    fn text(&mut self, text: &str) {
        self.paper.text(text);
    }

    fn end_block(&mut self) {
        self.paper.end();
    }

    /// Lines of verse are one paragraph.
    fn blocks(&mut self, blocks: &[Block]) {
        let is_verse = |block: &Block| matches!(block.kind, BlockKind::Verse(_));
        for run in blocks.chunk_by(|a, b| is_verse(a) && is_verse(b)) {
            match run {
                [one] if !is_verse(one) => self.block(one),
                lines => {
                    self.paper.enter("Verse");
                    for (index, line) in lines.iter().enumerate() {
                        if index > 0 {
                            self.paper.line_break();
                        }
                        self.block(line);
                    }
                    self.paper.leave();
                }
            }
        }
    }

    fn note(&mut self, _id: NoteId, note: &Note) {
        self.mark(&note.head);
        self.paper.text(&note.marker);
        self.paper.text(" ");
        self.blocks(&note.blocks);
    }

    fn division(&mut self, head: &Head, division: &Division) {
        self.paper.end();
        self.level += 1;
        self.mark(head);
        self.headings(&division.heads);
        self.blocks(&division.blocks);
        self.level -= 1;
    }

    /// A number and the title after it are one heading in two lines, and one entry of the contents.
    fn headings(&mut self, heads: &[Heading]) {
        let mut rest = heads;
        while let [first, after @ ..] = rest {
            rest = after;
            match after.first().filter(|next| next.role == HeadingRole::Main) {
                Some(main) if first.role == HeadingRole::Number => {
                    self.paper.enter(self.heading_style());
                    self.phrase(&first.head, &first.content);
                    self.paper.line_break();
                    self.phrase(&main.head, &main.content);
                    self.paper.leave();
                    rest = &after[1..];
                }
                _ => self.heading(first),
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let style = match heading.role {
            HeadingRole::Byline | HeadingRole::Argument | HeadingRole::Sub => "Subtitle",
            _ => self.heading_style(),
        };
        self.in_style(style, &heading.head, &heading.content);
    }

    fn paragraph(&mut self, head: &Head, content: &[Inline]) {
        self.mark(head);
        self.inlines(content);
        self.paper.end();
    }

    fn preformatted(&mut self, head: &Head, text: &str) {
        self.paper.enter("LeftLine");
        self.mark(head);
        self.looking(Look::TYPEWRITER, |writer| {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    writer.paper.line_break();
                }
                writer.paper.text(line);
            }
        });
        self.paper.leave();
    }

    fn label(&mut self, head: &Head, content: &[Inline]) {
        self.in_style("Label", head, content);
    }

    fn line_group(&mut self, head: &Head, group: &LineGroup) {
        self.paper.end();
        self.mark(head);
        for heading in &group.heads {
            self.in_style("Label", &heading.head, &heading.content);
        }
        self.blocks(&group.blocks);
        self.paper.end();
    }

    fn verse(&mut self, head: &Head, verse: &Verse) {
        self.mark(head);
        let part = match verse.part {
            Some('M') => 4,
            Some('F') => 8,
            _ => 0,
        };
        let steps = indent(head.rend()).max(part);
        if steps > 0 {
            self.paper.tabs(steps);
        }
        self.inlines(&verse.content);
    }

    fn quotation(&mut self, head: &Head, quotation: &Quotation) {
        self.paper.enter("Quote");
        self.paper.depth += 1;
        self.mark(head);
        self.blocks(&quotation.blocks);
        self.paper.end();
        if !quotation.source.is_empty() {
            self.paper.text("— ");
            self.inlines(&quotation.source);
        }
        self.paper.end();
        self.paper.depth -= 1;
        self.paper.leave();
    }

    fn list(&mut self, head: &Head, list: &List) {
        self.paper.end();
        self.mark(head);
        for heading in &list.heads {
            self.in_style("Label", &heading.head, &heading.content);
        }
        let level = self.list_level.min(8);
        let numbered = list.kind == ListKind::Ordered && list.items.iter().all(|item| item.label.is_empty());
        let number = match list.kind {
            ListKind::Bulleted => Some(DOTS),
            ListKind::Ordered if numbered => {
                self.lists.push(level);
                Some(DOTS + self.lists.len())
            }
            _ => None,
        };
        self.list_level += 1;
        self.paper.depth += 1;
        for item in &list.items {
            self.paper.item = number.filter(|_| item.label.is_empty()).map(|number| (number, level));
            self.mark(&item.head);
            if !item.label.is_empty() {
                let look = if list.kind == ListKind::Ordered { Look::default() } else { Look::BOLD };
                self.looking(look, |writer| writer.inlines(&item.label));
                self.paper.text(" ");
            }
            self.blocks(&item.blocks);
            self.paper.end();
            self.paper.item = None;
        }
        self.paper.depth -= 1;
        self.list_level -= 1;
    }

    fn table(&mut self, head: &Head, table: &Table) {
        self.paper.end();
        self.mark(head);
        for heading in &table.heads {
            self.in_style("Label", &heading.head, &heading.content);
        }
        self.rows(table);
    }

    fn speech(&mut self, head: &Head, speech: &Speech) {
        self.paper.end();
        if !speech.speaker.is_empty() {
            self.in_style("Speaker", head, &speech.speaker);
        }
        self.blocks(&speech.blocks);
        self.paper.end();
    }

    fn stage(&mut self, head: &Head, content: &[Inline]) {
        self.in_style("StageDirection", head, content);
    }

    fn letter_part(&mut self, part: &LetterPart) {
        let right = matches!(part.kind.as_str(), "dateline" | "signed");
        self.in_style(if right { "RightLine" } else { "LeftLine" }, &part.head, &part.content);
    }

    fn byline(&mut self, head: &Head, content: &[Inline]) {
        self.in_style("RightLine", head, content);
    }

    fn trailer(&mut self, head: &Head, content: &[Inline]) {
        self.in_style("Label", head, content);
    }

    fn block_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Section {
            self.styled("Label", "* * *");
        }
    }

    fn figure(&mut self, head: &Head, figure: &Figure) {
        for content in [&figure.description, &figure.caption] {
            if !content.is_empty() {
                self.in_style("Caption", head, content);
            }
        }
        if let Some(url) = figure.url.as_deref().filter(|_| figure.description.is_empty()) {
            self.paper.enter("Caption");
            self.link(&Head::default(), url, &[]);
            self.paper.leave();
        }
    }

    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        self.looking(Look::of_emphasis(head.rend()), |writer| writer.phrase(head, content));
    }

    fn phrase(&mut self, head: &Head, content: &[Inline]) {
        self.mark(head);
        self.inlines(content);
    }

    fn note_ref(&mut self, head: &Head, id: NoteId, marker: &str) {
        self.mark(head);
        let index = id.index();
        let Some(known) = self.footnotes.get(index).copied() else { return self.paper.text(marker) };
        let name = format!("note{}", index + 1);
        match known {
            // A footnote is referred to once; after that, its number is a link to the first place.
            Some(number) => {
                let number = number.to_string();
                self.looking(Look::SUPERSCRIPT, |writer| {
                    writer.paper.anchor(&name, |paper| paper.text(&number));
                });
            }
            None if self.closed => {
                let marker =
                    if marker.trim().is_empty() { format!("[{}]", index + 1) } else { marker.to_owned() };
                self.paper.anchor(&name, |paper| paper.text(&marker));
            }
            None => {
                self.queue.push(id);
                let number = self.queue.len();
                self.footnotes[index] = Some(number);
                self.bookmarks += 1;
                let mark = self.bookmarks;
                self.paper.raw(&format!(
                    "<w:bookmarkStart w:id=\"{mark}\" w:name=\"{name}\"/><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/>\
                     </w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r><w:bookmarkEnd w:id=\"{mark}\"/>"
                ));
            }
        }
    }

    fn inline_stage(&mut self, head: &Head, content: &[Inline]) {
        self.looking(Look::ITALIC, |writer| writer.phrase(head, content));
    }

    fn alternate(&mut self, _head: &Head, all: &[Reading], preferred: usize) {
        readings(self, all, preferred, self.diplomatic);
    }

    /// Brackets as editors set them (the Leiden conventions); what was struck out is struck out.
    fn editorial(&mut self, head: &Head, editorial: Editorial, content: &[Inline]) {
        match editorial {
            Editorial::Gap | Editorial::Illegible if content.is_empty() => self.paper.text("[…]"),
            Editorial::Supplied => {
                self.paper.text("[");
                self.phrase(head, content);
                self.paper.text("]");
            }
            Editorial::Unclear => {
                self.phrase(head, content);
                self.paper.text("[?]");
            }
            Editorial::Deleted => self.looking(Look::STRIKE, |writer| writer.phrase(head, content)),
            _ => self.phrase(head, content),
        }
    }

    fn foreign(&mut self, head: &Head, content: &[Inline]) {
        self.looking(Look::ITALIC, |writer| writer.phrase(head, content));
    }

    fn link(&mut self, _head: &Head, target: &str, content: &[Inline]) {
        if content.is_empty() && target.starts_with('#') {
            return self.paper.text(target);
        }
        let own = target.strip_prefix('#').filter(|id| self.plan.has_id(id));
        let own = own.and_then(|id| self.marks.number(id)).map(|number| format!("mark{number}"));
        let outside = address(target).filter(|address| !address.starts_with('#'));
        // The runs are written apart, so that the link goes around them.
        let mut inner = std::mem::take(&mut self.paper);
        let within = inner.in_link;
        match (own, outside) {
            (Some(name), _) => inner.anchor(&name, |paper| self.within(paper, target, content)),
            (None, Some(address)) if !within => {
                inner.link(&address, |paper| self.within(paper, target, content));
            }
            _ => self.within(&mut inner, target, content),
        }
        self.paper = inner;
    }

    fn inline_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Line && !self.paper.is_empty() {
            self.paper.line_break();
        }
    }

    fn image(&mut self, head: &Head, url: Option<&str>, content: &[Inline]) {
        match url {
            Some(url) if content.is_empty() => self.link(head, url, content),
            _ => self.phrase(head, content),
        }
    }
}

impl Writer<'_> {
    /// The words of a link, written on `paper`.
    fn within(&mut self, paper: &mut Paragraphs, target: &str, content: &[Inline]) {
        std::mem::swap(&mut self.paper, paper);
        if content.is_empty() {
            self.paper.text(target);
        }
        self.inlines(content);
        std::mem::swap(&mut self.paper, paper);
    }
}
