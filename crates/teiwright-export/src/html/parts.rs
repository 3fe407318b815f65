//! Parts of the text that take more than an element: heading groups, page numbers, glossaries, cells, readings.

use teiwright_model::{
    Block, BlockKind, Cell, Division, DivisionKind, Head, Heading, HeadingRole, List, Reading, Row,
};

use super::element::tei_attribute;
use super::escape;
use super::writer::Writer;
use crate::facts;
use crate::render::{Render, shown};

impl Writer<'_> {
    /// The headings of something that is no division.
    pub(super) fn captions(&mut self, heads: &[Heading]) {
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

    pub(super) fn division_role(&mut self, kind: Option<&DivisionKind>) {
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

    pub(super) fn page_number(&mut self, head: &Head) {
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
    pub(super) fn glossary(&mut self, head: &Head, list: &List) {
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
    pub(super) fn item_blocks(&mut self, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph { content }, head }]
                if head.id().is_none() && head.lang().is_none() =>
            {
                self.inlines(content);
            }
            _ => self.blocks(blocks),
        }
    }

    pub(super) fn cell(&mut self, row: &Row, cell: &Cell) {
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
    pub(super) fn readings(&mut self, readings: &[Reading], preferred: usize) {
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

    /// A picture, with the words that stand for it.
    pub(super) fn picture(&mut self, address: &str, words: &str) {
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
