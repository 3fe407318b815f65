//! A Document's text in HTML, or in XHTML for EPUB: the one writer behind pages, fragments, sites and books.

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_model::{
    Block, BlockKind, BreakUnit, DateValue, Division, DivisionKind, Document, Editorial, Figure, Head,
    Heading, HeadingRole, Inline, Item, LetterPart, LineGroup, List, ListKind, NoteId, Quotation, Reading,
    Row, Speech, Table, Verse, plain_text,
};

use super::element::{tei_attribute, tei_class};
use super::escape;
use crate::facts;
use crate::labels::{Labels, element as element_label, labels, right_to_left};
use crate::look::Look;
use crate::plan::Plan;
use crate::render::{Render, shown};
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
    in_note: bool,
    in_link: bool,
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
    fn leaf(&mut self, tag: &str, head: &Head, class: &str, content: &[Inline]) {
        self.open_block(tag, head, class);
        self.inlines(content);
        self.close_line(tag);
    }

    fn wrapped(&mut self, tag: &str, head: &Head, class: &str, content: &[Inline]) {
        self.open(tag, head, class);
        self.inlines(content);
        self.close(tag);
    }

    /// The headings of something that is no division.
    fn captions(&mut self, heads: &[Heading]) {
        for heading in heads {
            self.leaf("p", &heading.head, "head", &heading.content);
        }
    }

    /// Headings over a division, as one group: the title is the heading, the others stand around it.
    pub(crate) fn heading_group(&mut self, heads: &[Heading]) {
        let title = heads.iter().position(|heading| heading.role == HeadingRole::Main);
        let plain = |heading: &Heading| !matches!(heading.role, HeadingRole::Byline | HeadingRole::Argument);
        let title = title.or_else(|| heads.iter().position(plain));
        let tag = format!("h{}", self.level.min(6));
        let group = heads.len() > 1 && title.is_some();
        if group {
            self.push("<hgroup>\n");
        }
        for (index, heading) in heads.iter().enumerate() {
            if Some(index) == title {
                self.leaf(&tag, &heading.head, "", &heading.content);
            } else {
                let known = ["number", "main", "sub", "byline", "argument"];
                let role = heading.role.as_str();
                let role = if known.contains(&role) { role } else { "sub" };
                self.leaf("p", &heading.head, role, &heading.content);
            }
        }
        if group {
            self.push("</hgroup>\n");
        }
    }

    fn division_role(&mut self, kind: Option<&DivisionKind>) {
        let Some(kind) = kind else { return };
        let (role, epub) = match kind {
            DivisionKind::Chapter => ("doc-chapter", "chapter"),
            DivisionKind::Part | DivisionKind::Book => ("doc-part", "part"),
            DivisionKind::Volume => ("", "volume"),
            DivisionKind::Preface => ("doc-preface", "preface"),
            DivisionKind::Introduction => ("doc-introduction", "introduction"),
            DivisionKind::Dedication => ("doc-dedication", "dedication"),
            DivisionKind::Prologue => ("doc-prologue", "prologue"),
            DivisionKind::Epilogue => ("doc-epilogue", "epilogue"),
            DivisionKind::Conclusion => ("doc-conclusion", "conclusion"),
            DivisionKind::Appendix => ("doc-appendix", "appendix"),
            DivisionKind::Glossary => ("", "glossary"),
            DivisionKind::Bibliography => ("doc-bibliography", "bibliography"),
            DivisionKind::Notes => ("doc-endnotes", "endnotes"),
            _ => ("", ""),
        };
        self.role(role, epub);
    }

    fn page_number(&mut self, head: &Head) {
        let n = head.n().unwrap_or_default().trim();
        self.begin("span", head);
        if head.id().is_none() && !n.is_empty() {
            let id = format!("page-{n}");
            self.id(&id);
        }
        self.attribute("class", "pb");
        self.role("doc-pagebreak", "pagebreak");
        let label =
            if n.is_empty() { self.labels.page.to_owned() } else { format!("{} {n}", self.labels.page) };
        self.attribute("aria-label", &label);
        self.push(">");
        let picture =
            tei_attribute(head, "facs").filter(|facs| !facs.starts_with('#')).and_then(escape::address);
        let picture = picture.filter(|_| self.manner.facsimile && !self.manner.xml && !self.in_link);
        if let Some(address) = picture {
            self.push("<a");
            self.attribute("href", &address);
            self.attribute("aria-label", &label);
            self.push(">");
            self.escaped(if n.is_empty() { "▣" } else { n });
            self.close("a");
        } else {
            self.escaped(n);
        }
        self.close("span");
    }

    /// A list of terms and what they are: each item has a label.
    fn glossary(&mut self, head: &Head, list: &List) {
        self.open("dl", head, list.kind.as_str());
        self.push("\n");
        for item in &list.items {
            self.wrapped("dt", &Head::default(), "", &item.label);
            self.open("dd", &item.head, "");
            self.item_blocks(&item.blocks);
            self.close_line("dd");
        }
        self.close_line("dl");
    }

    /// What is in an item or note: one paragraph as running text, anything else as blocks.
    fn item_blocks(&mut self, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph { content }, head }]
                if head.id().is_none() && head.lang().is_none() =>
            {
                self.inlines(content);
            }
            _ => self.blocks(blocks),
        }
    }

    fn cell(&mut self, row: &Row, cell: &teiwright_model::Cell) {
        let label = row.labels || tei_attribute(&cell.head, "role") == Some("label");
        let tag = if label { "th" } else { "td" };
        self.begin(tag, &cell.head);
        if label {
            self.attribute("scope", if row.labels { "col" } else { "row" });
        }
        for (from, to) in [("cols", "colspan"), ("rows", "rowspan")] {
            let span = tei_attribute(&cell.head, from).and_then(|n| n.parse::<u16>().ok());
            if let Some(span) = span.filter(|span| (2..=1000).contains(span)) {
                self.attribute(to, &span.to_string());
            }
        }
        self.push(">");
        self.inlines(&cell.content);
        self.close(tag);
    }

    /// A place with several readings: all are there, the switch of the page chooses.
    fn readings(&mut self, readings: &[Reading], preferred: usize) {
        if self.manner.diplomatic || readings.len() < 2 {
            if let Some(reading) = shown(readings, preferred, self.manner.diplomatic) {
                self.inlines(&reading.content);
            }
            return;
        }
        let source = readings.iter().position(|r| matches!(r.kind.as_str(), "sic" | "orig" | "abbr"));
        let preferred = preferred.min(readings.len() - 1);
        self.push("<span class=\"alternate\">");
        for (index, reading) in readings.iter().enumerate() {
            let class = if index == preferred {
                if source.is_some() { "edited" } else { "lem" }
            } else if Some(index) == source {
                "source"
            } else {
                "rdg"
            };
            self.push("<span");
            self.attribute("class", class);
            if class == "rdg" {
                let witness = reading.witness.as_deref().unwrap_or_default();
                self.attribute("title", witness.trim());
            }
            self.push(">");
            self.inlines(&reading.content);
            self.close("span");
        }
        self.close("span");
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

impl Writer<'_> {
    /// A picture, with the words that stand for it.
    fn picture(&mut self, address: &str, words: &str) {
        // A book holds its pictures or none: an address outside is a link there.
        if self.manner.xml {
            self.push("<span class=\"image\">");
            self.escaped(if words.is_empty() { address } else { words });
            return self.close("span");
        }
        self.push("<img");
        self.attribute("src", address);
        self.attribute("alt", &facts::one_line(words));
        self.attribute("loading", "lazy");
        self.void();
    }

    /// A division with some of its blocks: all, unless others stand on pages of their own.
    pub(crate) fn section(&mut self, head: &Head, division: &Division, blocks: &[Block]) {
        let tag = if division.heads.is_empty() { "div" } else { "section" };
        self.push("<");
        self.push(tag);
        let plan = self.plan;
        self.id(plan.division_id(division));
        self.lang(head);
        let kind = division.kind.as_ref().map_or("", DivisionKind::as_str);
        let kind = if kind.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') { kind } else { "" };
        self.attribute("class", format!("division {kind}").trim_end());
        if tag == "section" {
            self.division_role(division.kind.as_ref());
        }
        self.push(">\n");
        self.level = self.level.saturating_add(1);
        self.heading_group(&division.heads);
        self.blocks(blocks);
        self.level = self.level.saturating_sub(1);
        self.close_line(tag);
    }

    /// What is in a note.
    pub(crate) fn note_blocks(&mut self, blocks: &[Block]) {
        self.in_note = true;
        self.blocks(blocks);
        self.in_note = false;
    }
}
