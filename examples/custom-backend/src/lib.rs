//! A backend of Teiwright: DokuWiki's markup.
//!
//! `Render` walks the Document and has a default for each behaviour; what stands here is what this format does in its own way.

use teiwright_export::{
    Backend, OptionKind, OptionSpec, Options, Render, Report, Sink, look, walk_block, walk_inline,
};
use teiwright_model::{
    Block, BlockKind, BreakUnit, Division, Document, Figure, Head, Heading, HeadingRole, Inline, InlineKind, Item, List, ListKind,
    Note, NoteId, Quotation, Row, Table,
};

/// The backend.
#[derive(Debug, Default)]
pub struct Dokuwiki;

const OPTIONS: &[OptionSpec] = &[
    OptionSpec::flag("title", true, "the title above the text"),
    OptionSpec::new("level", OptionKind::Integer { least: 1, most: 5 }, "1", "the level of the first headings"),
];

impl Backend for Dokuwiki {
    fn name(&self) -> &str {
        "dokuwiki"
    }

    fn summary(&self) -> &str {
        "DokuWiki's markup, with notes as footnotes"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["text/x-dokuwiki"]
    }

    fn extension(&self) -> &str {
        "dokuwiki.txt"
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let level = usize::try_from(options.integer("level")).unwrap_or(1);
        let mut page = Page { document, out: String::new(), level, lists: Vec::new(), quotes: 0, cell: false, written: Vec::new(), in_note: false };
        page.written.resize(document.notes.len(), false);
        let title = document.metadata.titles.iter().find(|title| title.role == "main");
        if let Some(title) = title.filter(|_| options.flag("title")) {
            page.mark_heading(&escaped(&title.words.text));
            page.level += 1;
        }
        page.parts(document);
        page.notes(document);
        Report::of_file(sink, "text.dokuwiki.txt", page.out.trim_end().to_owned() + "\n")
    }
}

/// A page that is being written.
struct Page<'d> {
    document: &'d Document,
    out: String,
    /// The level of the next heading, from 1.
    level: usize,
    /// The mark of each list that is open.
    lists: Vec<char>,
    quotes: usize,
    /// Whether line feeds would end a cell or an item.
    cell: bool,
    /// Which notes were written.
    written: Vec<bool>,
    in_note: bool,
}

impl Page<'_> {
    /// What `inner` writes.
    fn inside(&mut self, inner: impl FnOnce(&mut Self)) -> String {
        let outer = std::mem::take(&mut self.out);
        inner(self);
        std::mem::replace(&mut self.out, outer)
    }

    /// What `inner` writes, on one line: DokuWiki has no blocks in footnotes, items and cells.
    fn on_a_line(&mut self, inner: impl FnOnce(&mut Self)) -> String {
        let outer = std::mem::replace(&mut self.cell, true);
        let lists = std::mem::take(&mut self.lists);
        let text = self.inside(inner);
        self.lists = lists;
        self.cell = outer;
        text.trim().trim_end_matches(r"\\").trim_end().to_owned()
    }

    fn mark_heading(&mut self, text: &str) {
        // Six marks for the first level, two for the fifth and whatever is below it.
        let marks = "=".repeat(7 - self.level.clamp(1, 5));
        self.out.push_str(&format!("{marks} {text} {marks}\n\n"));
    }

    fn around(&mut self, marks: (&str, &str), inner: impl FnOnce(&mut Self)) {
        let text = self.inside(inner);
        if text.trim().is_empty() {
            self.out.push_str(&text);
        } else {
            self.out.push_str(&format!("{}{text}{}", marks.0, marks.1));
        }
    }
}

impl Render for Page<'_> {
    fn text(&mut self, text: &str) {
        let text = escaped(text);
        let begins = self.out.is_empty() || self.out.ends_with('\n');
        self.out.push_str(if begins { text.trim_start() } else { &text });
    }

    fn end_block(&mut self) {
        if self.cell {
            self.out.push_str(r" \\ ");
        } else {
            self.out.push_str("\n\n");
        }
    }

    /// A quotation's paragraphs have its marks before them; everything else is as the walk has it.
    fn block(&mut self, block: &Block) {
        if self.quotes == 0 || self.cell || !matches!(block.kind, BlockKind::Paragraph { .. } | BlockKind::Verse(_)) {
            return walk_block(self, block);
        }
        let text = self.on_a_line(|page| walk_block(page, block));
        self.out.push_str(&format!("{} {text}\n\n", ">".repeat(self.quotes)));
    }

    fn division(&mut self, _head: &Head, division: &Division) {
        let main = |heading: &&Heading| matches!(heading.role, HeadingRole::Number | HeadingRole::Main);
        let titles = division.heads.iter().filter(main);
        let titles = titles.map(|heading| self.on_a_line(|page| page.inlines(&heading.content)));
        let title = titles.collect::<Vec<_>>().join(" ").replace(r" \\ ", " ");
        if !title.is_empty() && !self.cell {
            self.mark_heading(&title);
        } else if !title.is_empty() {
            self.out.push_str(&title);
            self.end_block();
        }
        for heading in division.heads.iter().filter(|heading| !main(heading)) {
            self.heading(heading);
        }
        self.level += 1;
        self.blocks(&division.blocks);
        self.level -= 1;
    }

    fn quotation(&mut self, head: &Head, quotation: &Quotation) {
        self.quotes += 1;
        self.blocks(&quotation.blocks);
        self.quotes -= 1;
        if !quotation.source.is_empty() {
            self.paragraph(head, &quotation.source);
        }
    }

    fn list(&mut self, _head: &Head, list: &List) {
        self.headings(&list.heads);
        self.lists.push(if list.kind == ListKind::Ordered { '-' } else { '*' });
        for item in &list.items {
            self.item(list, item);
        }
        self.lists.pop();
        if self.lists.is_empty() && !self.cell {
            self.out.push('\n');
        }
    }

    fn item(&mut self, list: &List, item: &Item) {
        let numbered = list.kind == ListKind::Ordered;
        let label = if numbered { String::new() } else { self.on_a_line(|page| page.inlines(&item.label)) };
        let (lists, inner): (Vec<_>, Vec<_>) =
            item.blocks.iter().partition(|block| !self.cell && matches!(block.kind, BlockKind::List(_)));
        let text = self.on_a_line(|page| inner.into_iter().for_each(|block| page.block(block)));
        let text = [label, text].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if self.cell {
            self.out.push_str(&text);
            self.end_block();
            return;
        }
        let (depth, mark) = (self.lists.len(), self.lists.last().copied().unwrap_or('*'));
        self.out.push_str(&format!("{}{mark} {text}\n", "  ".repeat(depth)));
        lists.into_iter().for_each(|block| self.block(block));
    }

    fn table(&mut self, _head: &Head, table: &Table) {
        self.headings(&table.heads);
        table.rows.iter().for_each(|row| self.row(row));
        self.end_block();
    }

    fn row(&mut self, row: &Row) {
        let mark = if row.labels { '^' } else { '|' };
        for cell in &row.cells {
            let text = self.on_a_line(|page| page.inlines(&cell.content));
            self.out.push_str(&if self.cell { format!("{text} ") } else { format!("{mark} {text} ") });
        }
        if self.cell {
            self.end_block();
        } else {
            self.out.push_str(&format!("{mark}\n"));
        }
    }

    fn block_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Section && !self.cell {
            self.out.push_str("----\n\n");
        }
    }

    fn figure(&mut self, head: &Head, figure: &Figure) {
        let words = [&figure.caption, &figure.description].map(|words| self.on_a_line(|page| page.inlines(words)));
        let words = words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        if let Some(url) = figure.url.as_deref().and_then(teiwright_export::address) {
            self.out.push_str(&format!("{{{{{url}}}}} "));
        }
        self.out.push_str(&words.join(" "));
        self.paragraph(head, &[]);
    }

    /// The notes that nothing refers to; the others stand where they are referred to.
    fn notes(&mut self, document: &Document) {
        for (index, note) in document.notes.iter().enumerate() {
            if !self.written[index] {
                self.note(NoteId(u32::try_from(index).unwrap_or(u32::MAX)), note);
            }
        }
    }

    fn note(&mut self, _id: NoteId, note: &Note) {
        self.text(&note.marker);
        self.text(" ");
        self.blocks(&note.blocks);
    }

    fn note_ref(&mut self, _head: &Head, id: NoteId, marker: &str) {
        let index = id.index();
        let (Some(note), Some(false)) = (self.document.note(id), self.written.get(index).copied()) else {
            self.text(marker);
            return;
        };
        self.written[index] = true;
        let nested = std::mem::replace(&mut self.in_note, true);
        let text = self.on_a_line(|page| page.blocks(&note.blocks));
        self.in_note = nested;
        // A footnote in a footnote is not known; an empty one is none.
        match (nested, text.is_empty()) {
            (_, true) => self.text(marker),
            (true, _) => self.out.push_str(&format!(" ({text})")),
            (false, _) => self.out.push_str(&format!("(({text}))")),
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Foreign { content } => self.around(("//", "//"), |page| page.inlines(content)),
            _ => walk_inline(self, inline),
        }
    }

    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        let looks = head.rend().map(look).unwrap_or_default();
        let marks = match looks.first() {
            Some(&"bold") => ("**", "**"),
            Some(&"underline") => ("__", "__"),
            Some(&"strike") => ("<del>", "</del>"),
            Some(&"superscript") => ("<sup>", "</sup>"),
            Some(&"subscript") => ("<sub>", "</sub>"),
            Some(&"typewriter") => ("''", "''"),
            _ => ("//", "//"),
        };
        self.around(marks, |page| page.inlines(content));
    }

    fn link(&mut self, _head: &Head, target: &str, content: &[Inline]) {
        let words = self.inside(|page| page.inlines(content));
        let address = teiwright_export::address(target).filter(|address| !address.starts_with('#'));
        match address {
            Some(address) if words.is_empty() => self.out.push_str(&format!("[[{address}]]")),
            Some(address) => self.out.push_str(&format!("[[{address}|{words}]]")),
            None => self.out.push_str(&words),
        }
    }

    fn inline_break(&mut self, _head: &Head, unit: BreakUnit) {
        if unit == BreakUnit::Line {
            self.out.push_str(r" \\ ");
        }
    }
}

/// Text that means itself: what has characters of the markup stands between `%%`.
fn escaped(text: &str) -> String {
    let text = text.replace(['\n', '\r', '\t'], " ");
    let special = |c: char| r"*/_'%{}[]()|^<>=\~-#@`".contains(c);
    let markup = text.chars().zip(text.chars().skip(1)).any(|(a, b)| special(a) && (a == b || a == '<'))
        || text.contains(['|', '^', '<', '{', '[']);
    if !markup {
        return text;
    }
    // Two per cent signs would end what they began.
    text.split("%%").map(|part| if part.is_empty() { String::new() } else { format!("%%{part}%%") }).collect::<Vec<_>>().join("<nowiki>%%</nowiki>")
}
