//! A Document's text in HTML, or in XHTML for EPUB: the one writer behind pages, fragments, sites and books.

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_model::{
    Block, BreakUnit, DateValue, Division, Document, Editorial, Figure, Head, Heading, Inline, Item,
    LetterPart, LineGroup, List, ListKind, NoteId, Quotation, Reading, Speech, Table, Verse, plain_text,
};

use super::element::tei_class;
use super::escape;
use crate::facts;
use crate::labels::{Labels, element as element_label, labels, right_to_left};
use crate::look::Look;
use crate::plan::Plan;
use crate::render::Render;
use crate::{Options, PartName};

/// How the text is written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// Whether it is XHTML for EPUB: empty elements closed, `epub:type` beside roles.
    pub(crate) xml: bool,
    /// Whether only the source's readings of alternates are written; by default both are there.
    pub(crate) diplomatic: bool,
    /// Whether page numbers link to pictures.
    pub(crate) facsimile: bool,
}

impl From<&Options> for Manner {
    fn from(options: &Options) -> Self {
        let diplomatic = options.text("readings") == "diplomatic";
        Self { xml: false, diplomatic, facsimile: options.flag("facsimile") }
    }
}

/// Writes the text of a Document.
pub(crate) struct Writer<'a> {
    pub(crate) out: String,
    pub(crate) document: &'a Document,
    pub(crate) plan: &'a Plan,
    pub(crate) manner: Manner,
    pub(crate) labels: Labels,
    pub(crate) rtl: bool,
    /// The ids that have been written.
    pub(crate) written: FxHashSet<String>,
    /// How many references to each note have been written.
    pub(crate) references: Vec<u32>,
    /// Which notes have been written.
    pub(crate) placed: Vec<bool>,
    /// Which file each id is in and which this is, where there are several.
    pub(crate) files: Option<(&'a FxHashMap<String, String>, &'a str)>,
    /// How deep the headings are.
    pub(crate) level: u8,
    pub(super) in_note: bool,
    pub(super) in_link: bool,
    numbered: bool,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(document: &'a Document, plan: &'a Plan, manner: Manner) -> Self {
        let language = facts::language(document);
        let notes = document.notes.len();
        Self {
            out: String::new(),
            document,
            plan,
            manner,
            labels: labels(language),
            rtl: right_to_left(language),
            written: FxHashSet::default(),
            references: vec![0; notes],
            placed: vec![false; notes],
            files: None,
            level: 1,
            in_note: false,
            in_link: false,
            numbered: false,
        }
    }

    /// The address of the element with an id; none where there is no such element.
    pub(crate) fn href(&self, id: &str) -> Option<String> {
        match self.files {
            None => Some(format!("#{id}")),
            Some((files, here)) => {
                let file = files.get(id)?;
                Some(if file == here { format!("#{id}") } else { format!("{file}#{id}") })
            }
        }
    }

    /// A DPUB-ARIA role and, in a book, what EPUB calls the same.
    pub(crate) fn role(&mut self, role: &str, epub: &str) {
        if !role.is_empty() {
            self.attribute("role", role);
        }
        if self.manner.xml && !epub.is_empty() {
            self.attribute("epub:type", epub);
        }
    }

    /// An element of running text that stands for a block.
    pub(super) fn leaf(&mut self, tag: &str, head: &Head, class: &str, content: &[Inline]) {
        self.open_block(tag, head, class);
        self.inlines(content);
        self.close_line(tag);
    }

    pub(super) fn wrapped(&mut self, tag: &str, head: &Head, class: &str, content: &[Inline]) {
        self.open(tag, head, class);
        self.inlines(content);
        self.close(tag);
    }
}

impl Render for Writer<'_> {
    fn text(&mut self, text: &str) {
        self.escaped(text);
    }

    fn end_block(&mut self) {
        self.push("\n");
    }

    fn part(&mut self, name: PartName, part: &teiwright_model::Part) {
        if part.is_empty() {
            return;
        }
        let class = match name {
            PartName::Front => "front",
            PartName::Body => "body",
            PartName::Back => "back",
        };
        self.open("div", &Head::default(), class);
        self.push("\n");
        // What stands over the body is the title of the page; whoever writes the page has written it.
        if name != PartName::Body {
            self.captions(&part.heads);
        }
        self.blocks(&part.blocks);
        self.close_line("div");
    }

    fn division(&mut self, head: &Head, division: &Division) {
        self.section(head, division, &division.blocks);
    }

    fn heading(&mut self, heading: &Heading) {
        self.leaf("p", &heading.head, "head", &heading.content);
    }

    fn paragraph(&mut self, head: &Head, content: &[Inline]) {
        let class = tei_class(head);
        self.open_block("p", head, &class);
        if let Some(label) = head.tei().and_then(|tei| element_label(&tei.element)) {
            self.push("<b class=\"element\">");
            self.escaped(label);
            self.push("</b> ");
        }
        self.inlines(content);
        self.close_line("p");
    }

    fn preformatted(&mut self, head: &Head, text: &str) {
        self.open("pre", head, &tei_class(head));
        self.escaped(text);
        self.close_line("pre");
    }

    fn label(&mut self, head: &Head, content: &[Inline]) {
        self.leaf("p", head, "label", content);
    }

    fn line_group(&mut self, head: &Head, group: &LineGroup) {
        self.open("div", head, "lg");
        self.push("\n");
        self.captions(&group.heads);
        self.blocks(&group.blocks);
        self.close_line("div");
    }

    fn verse(&mut self, head: &Head, verse: &Verse) {
        let class = match verse.part {
            Some('M') => "l part-m",
            Some('F') => "l part-f",
            _ => "l",
        };
        self.open_block("div", head, class);
        if let Some(n) = head.n() {
            // Where every line has its number, every fifth is shown.
            let number = n.parse::<u32>().ok();
            let shown = number.is_none_or(|number| number % 5 == 0) || !self.numbered;
            self.numbered = number.is_some_and(|number| number % 5 != 0);
            if shown && !(self.numbered && n != "1" && number.is_some() && verse.part.is_some()) {
                self.push("<span class=\"ln\">");
                self.escaped(n);
                self.push("</span> ");
            }
        }
        self.inlines(&verse.content);
        self.close_line("div");
    }

    fn quotation(&mut self, head: &Head, quotation: &Quotation) {
        self.open("blockquote", head, "");
        self.push("\n");
        self.blocks(&quotation.blocks);
        if !quotation.source.is_empty() {
            self.leaf("p", &Head::default(), "source", &quotation.source);
        }
        self.close_line("blockquote");
    }

    fn epigraph(&mut self, head: &Head, quotation: &Quotation) {
        self.push("<div class=\"epigraph\"");
        self.role("doc-epigraph", "epigraph");
        self.push(">\n");
        self.quotation(head, quotation);
        self.close_line("div");
    }

    fn list(&mut self, head: &Head, list: &List) {
        self.captions(&list.heads);
        if list.items.is_empty() {
            return;
        }
        if list.items.iter().all(|item| !item.label.is_empty())
            && matches!(list.kind, ListKind::Gloss | ListKind::Cast)
        {
            return self.glossary(head, list);
        }
        let tag = if list.kind == ListKind::Ordered { "ol" } else { "ul" };
        let labelled = list.items.iter().any(|item| !item.label.is_empty());
        let class = match (&list.kind, labelled) {
            (_, true) => "labelled",
            (ListKind::Simple | ListKind::Cast, _) => "simple",
            _ => "",
        };
        self.open(tag, head, class);
        self.push("\n");
        for item in &list.items {
            self.item(list, item);
        }
        self.close_line(tag);
    }

    fn item(&mut self, _list: &List, item: &Item) {
        self.open("li", &item.head, "");
        if !item.label.is_empty() {
            self.wrapped("span", &Head::default(), "item-label", &item.label);
            self.push(" ");
        }
        self.item_blocks(&item.blocks);
        self.close_line("li");
    }

    fn table(&mut self, head: &Head, table: &Table) {
        self.captions(&table.heads);
        if table.rows.is_empty() {
            return;
        }
        self.push("<div class=\"scroll\" tabindex=\"0\">");
        self.open("table", head, "");
        self.push("\n");
        for row in &table.rows {
            self.open("tr", &row.head, "");
            for cell in &row.cells {
                self.cell(row, cell);
            }
            self.close_line("tr");
        }
        self.push("</table></div>\n");
    }

    fn speech(&mut self, head: &Head, speech: &Speech) {
        self.open("div", head, "sp");
        self.push("\n");
        if !speech.speaker.is_empty() {
            self.leaf("p", &Head::default(), "speaker", &speech.speaker);
        }
        self.blocks(&speech.blocks);
        self.close_line("div");
    }

    fn stage(&mut self, head: &Head, content: &[Inline]) {
        self.leaf("p", head, "stage", content);
    }

    fn opener(&mut self, head: &Head, parts: &[LetterPart]) {
        self.open("div", head, "opener");
        for part in parts {
            self.letter_part(part);
        }
        self.close_line("div");
    }

    fn closer(&mut self, head: &Head, parts: &[LetterPart]) {
        self.open("div", head, "closer");
        for part in parts {
            self.letter_part(part);
        }
        self.close_line("div");
    }

    fn letter_part(&mut self, part: &LetterPart) {
        let kind = part.kind.as_str();
        let kind = if kind.chars().all(|c| c.is_ascii_alphanumeric()) { kind } else { "line" };
        self.leaf("p", &part.head, kind, &part.content);
    }

    fn postscript(&mut self, head: &Head, blocks: &[Block]) {
        self.open("div", head, "postscript");
        self.push("\n");
        self.blocks(blocks);
        self.close_line("div");
    }

    fn byline(&mut self, head: &Head, content: &[Inline]) {
        self.leaf("p", head, "byline", content);
    }

    fn trailer(&mut self, head: &Head, content: &[Inline]) {
        self.leaf("p", head, "trailer", content);
    }

    fn block_break(&mut self, head: &Head, unit: BreakUnit) {
        match unit {
            BreakUnit::Page => {
                self.push("<div class=\"break\">");
                self.page_number(head);
                self.close_line("div");
            }
            BreakUnit::Section => {
                self.begin("hr", head);
                self.void();
                self.push("\n");
            }
            BreakUnit::Line | BreakUnit::Column => {}
        }
    }

    fn figure(&mut self, head: &Head, figure: &Figure) {
        self.open("figure", head, "");
        let description = plain_text(&figure.description);
        if let Some(address) = figure.url.as_deref().and_then(escape::address) {
            self.picture(&address, &description);
        } else if !figure.description.is_empty() {
            self.leaf("p", &Head::default(), "description", &figure.description);
        }
        if !figure.caption.is_empty() {
            self.wrapped("figcaption", &Head::default(), "", &figure.caption);
        }
        self.close_line("figure");
    }

    fn note_list(&mut self, _head: &Head, notes: &[NoteId]) {
        self.notes_here(notes);
    }

    fn generic_block(&mut self, head: &Head, blocks: &[Block]) {
        let class = tei_class(head);
        self.open("div", head, &class);
        self.push("\n");
        if let Some(label) = head.tei().and_then(|tei| element_label(&tei.element)) {
            self.push("<p class=\"element\">");
            self.escaped(label);
            self.push("</p>\n");
        }
        self.blocks(blocks);
        self.close_line("div");
    }

    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        let look = Look::of_emphasis(head.rend());
        let tags = [
            (Look::ITALIC, "em", ""),
            (Look::BOLD, "strong", ""),
            (Look::UNDERLINE, "u", ""),
            (Look::STRIKE, "s", ""),
            (Look::SUPERSCRIPT, "sup", ""),
            (Look::SUBSCRIPT, "sub", ""),
            (Look::TYPEWRITER, "code", ""),
            (Look::QUOTED, "q", ""),
            (Look::SMALL_CAPS, "span", "sc"),
            (Look::SPACED, "span", "spaced"),
            (Look::LARGE, "span", "large"),
            (Look::SMALL, "small", ""),
        ];
        let looks = tags.iter().filter(|(flag, ..)| look.has(*flag)).collect::<Vec<_>>();
        let bare = Head::default();
        for (index, (_, tag, class)) in looks.iter().enumerate() {
            self.open(tag, if index == 0 { head } else { &bare }, class);
        }
        self.inlines(content);
        for (_, tag, _) in looks.iter().rev() {
            self.close(tag);
        }
    }

    fn note_ref(&mut self, head: &Head, note: NoteId, marker: &str) {
        if self.in_link || self.in_note && self.document.note(note).is_none() {
            return self.escaped(marker);
        }
        self.reference(head, note, marker);
    }

    fn date(&mut self, head: &Head, date: &DateValue, content: &[Inline]) {
        let when = date.when.filter(|when| when.year.is_none_or(|year| year > 0));
        // HTML knows days of no year, but neither months nor days alone.
        let when = when.filter(|when| when.year.is_some() || when.month.is_some() && when.day.is_some());
        let tag = if when.is_some() { "time" } else { "span" };
        self.begin(tag, head);
        if let Some(when) = when {
            self.attribute("datetime", when.to_string().trim_start_matches("--"));
        }
        self.push(">");
        self.inlines(content);
        self.close(tag);
    }

    fn inline_stage(&mut self, head: &Head, content: &[Inline]) {
        self.wrapped("i", head, "stage", content);
    }

    fn alternate(&mut self, _head: &Head, readings: &[Reading], preferred: usize) {
        self.readings(readings, preferred);
    }

    fn editorial(&mut self, head: &Head, editorial: Editorial, content: &[Inline]) {
        let (tag, class) = match editorial {
            Editorial::Gap | Editorial::Illegible => ("span", "gap"),
            Editorial::Unclear => ("span", "unclear"),
            Editorial::Supplied => ("span", "supplied"),
            Editorial::Added => ("ins", ""),
            Editorial::Deleted => ("del", ""),
            _ => ("span", "sic"),
        };
        self.open(tag, head, class);
        if content.is_empty() && class == "gap" {
            self.push("[…]");
        }
        self.inlines(content);
        self.close(tag);
    }

    fn name(&mut self, head: &Head, named: &str, content: &[Inline]) {
        let known = ["person", "place", "organisation", "author"];
        let class = if known.contains(&named) { named } else { "" };
        self.wrapped("span", head, format!("name {class}").trim_end(), content);
    }

    fn foreign(&mut self, head: &Head, content: &[Inline]) {
        self.wrapped("i", head, "foreign", content);
    }

    fn link(&mut self, head: &Head, target: &str, content: &[Inline]) {
        let address = match target.trim().strip_prefix('#') {
            Some(id) => self.plan.has_id(id).then(|| self.href(id)).flatten(),
            // What stands beside a text does not stand beside a book.
            None => escape::address(target).filter(|address| !self.manner.xml || address.contains(':')),
        };
        let Some(address) = address.filter(|_| !self.in_link) else {
            self.open("span", head, "");
            if content.is_empty() {
                self.escaped(target);
            }
            self.inlines(content);
            return self.close("span");
        };
        self.begin("a", head);
        self.attribute("href", &address);
        self.push(">");
        self.in_link = true;
        if content.is_empty() {
            self.escaped(target);
        }
        self.inlines(content);
        self.in_link = false;
        self.close("a");
    }

    fn inline_break(&mut self, head: &Head, unit: BreakUnit) {
        match unit {
            BreakUnit::Line => {
                self.push("<br");
                self.void();
            }
            BreakUnit::Page => self.page_number(head),
            BreakUnit::Column | BreakUnit::Section => {}
        }
    }

    fn image(&mut self, head: &Head, url: Option<&str>, content: &[Inline]) {
        match url.and_then(escape::address) {
            Some(address) => self.picture(&address, &plain_text(content)),
            None => self.wrapped("span", head, "image", content),
        }
    }

    fn generic_inline(&mut self, head: &Head, content: &[Inline]) {
        let class = tei_class(head);
        self.wrapped("span", head, &class, content);
    }
}
