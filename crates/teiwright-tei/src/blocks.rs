//! Blocks to TEI: what P5's content models ask for holds whatever the Document holds.

use teiwright_model::{
    Block, BlockKind, BreakUnit, Division, DivisionKind, Heading, HeadingRole, LetterPart, LineGroup, List,
    ListKind,
};
use teiwright_xml::Origin;

use crate::lower::Lower;

/// Where in a division a block may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Top,
    Middle,
    Division,
    Bottom,
    Anywhere,
}

const fn slot(block: &Block) -> Slot {
    match &block.kind {
        BlockKind::Division(_) => Slot::Division,
        BlockKind::Opener { .. } | BlockKind::Epigraph(_) => Slot::Top,
        BlockKind::Closer { .. } | BlockKind::Postscript { .. } | BlockKind::Trailer { .. } => Slot::Bottom,
        // A figure is of model.global, as a break is: it makes no content of a body.
        BlockKind::Break { .. } | BlockKind::Notes { .. } | BlockKind::Figure(_) => Slot::Anywhere,
        _ => Slot::Middle,
    }
}

/// Whether a list names persons and says no more of each than a paragraph does.
fn is_cast(list: &List) -> bool {
    let brief = |item: &teiwright_model::Item| {
        matches!(item.blocks.as_slice(), [] | [Block { kind: BlockKind::Paragraph { .. }, .. }])
    };
    list.kind == ListKind::Cast && !list.items.is_empty() && list.items.iter().all(brief)
}

/// Whether there is more than breaks and places of notes; what is empty inside counts for nothing.
fn has_words(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Division(division) => !division.heads.is_empty() || has_words(&division.blocks),
        BlockKind::Postscript { blocks } | BlockKind::Generic { blocks } => has_words(blocks),
        _ => slot(block) != Slot::Anywhere,
    })
}

/// Whether a body needs more content than these blocks: they are openings, breaks, or places of notes.
pub(crate) fn lack_content(blocks: &[Block]) -> bool {
    let content = |block: &Block| match slot(block) {
        Slot::Division | Slot::Bottom => true,
        Slot::Top => false,
        _ => has_words(std::slice::from_ref(block)),
    };
    !blocks.iter().any(content)
}

impl<'a> Lower<'a> {
    /// What stands in a division or part: tops first, bottoms last, nothing but divisions after a division.
    /// Front and back matter (`matter`) holds divisions and little else: what stands there outside of them gets one.
    pub(crate) fn flow(&mut self, blocks: &'a [Block], prefix: &str, matter: bool) {
        let mut top = true;
        let mut wrapped = false;
        let mut divisions = 0;
        let last_solid =
            blocks.iter().rposition(|block| !matches!(slot(block), Slot::Bottom | Slot::Anywhere));
        for (index, block) in blocks.iter().enumerate() {
            let place = slot(block);
            let after_division =
                (divisions > 0 || matter) && !matches!(place, Slot::Division | Slot::Anywhere);
            let bottom = place == Slot::Bottom && !matter && last_solid.is_none_or(|last| index > last);
            if after_division && !bottom && !wrapped {
                self.b.open("div", Origin::Synthetic);
                wrapped = true;
            }
            if wrapped && (place == Slot::Division || bottom) {
                self.b.close();
                wrapped = false;
            }
            match place {
                Slot::Division => {
                    divisions += 1;
                    self.block(block, &format!("{prefix}{divisions}"));
                }
                Slot::Top if !top => self.degraded(block),
                Slot::Bottom if !bottom || top => self.degraded(block),
                _ => self.block(block, prefix),
            }
            top &= matches!(place, Slot::Top | Slot::Anywhere);
        }
        if wrapped {
            self.b.close();
        }
    }

    /// Openings and closes where P5 allows none: paragraphs that say what they are.
    fn degraded(&mut self, block: &'a Block) {
        let origin = Origin::Derived(block.head.span);
        let paragraph = |lower: &mut Self, rend: &'static str, parts: &[&'a [teiwright_model::Inline]]| {
            lower.b.open("p", origin);
            lower.b.attr("rend", rend, origin);
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    lower.b.open("lb", Origin::Synthetic);
                    lower.b.close();
                    lower.b.text(" ", Origin::Synthetic);
                }
                lower.inlines(part);
            }
            lower.b.close();
        };
        match &block.kind {
            BlockKind::Opener { parts } => {
                let parts = parts.iter().map(|part| part.content.as_slice()).collect::<Vec<_>>();
                paragraph(self, "opener", &parts);
            }
            BlockKind::Closer { parts } => {
                let parts = parts.iter().map(|part| part.content.as_slice()).collect::<Vec<_>>();
                paragraph(self, "closer", &parts);
            }
            BlockKind::Trailer { content } => paragraph(self, "trailer", &[content]),
            BlockKind::Postscript { blocks } if !has_words(blocks) => {
                self.b.leaf("p", "", Origin::Synthetic);
                self.common(blocks);
            }
            BlockKind::Postscript { blocks } => self.common(blocks),
            BlockKind::Epigraph(quotation) => self.quotation(&quotation.blocks, &quotation.source, origin),
            _ => self.block(block, ""),
        }
    }

    /// Blocks inside something that is no division: divisions among them are opened up.
    pub(crate) fn common(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Division(division) => {
                    for heading in &division.heads {
                        self.b.open("p", Origin::Derived(heading.head.span));
                        self.b.attr("rend", "head", Origin::Synthetic);
                        self.inlines(&heading.content);
                        self.b.close();
                    }
                    self.common(&division.blocks);
                }
                _ if matches!(slot(block), Slot::Top | Slot::Bottom) => self.degraded(block),
                _ => self.block(block, ""),
            }
        }
    }

    /// What is said: a speech holds no label and no other speech.
    fn said(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Label { content } => self.rendered(block, "label", content),
                BlockKind::Speech(speech) => {
                    self.rendered(block, "speaker", &speech.speaker);
                    self.said(&speech.blocks);
                }
                BlockKind::Division(division) => {
                    for heading in &division.heads {
                        self.rendered(block, "head", &heading.content);
                    }
                    self.said(&division.blocks);
                }
                BlockKind::Postscript { blocks } | BlockKind::Generic { blocks } => self.said(blocks),
                _ => self.common(std::slice::from_ref(block)),
            }
        }
    }

    /// A paragraph that says what it would be elsewhere.
    fn rendered(&mut self, block: &Block, rend: &'static str, content: &'a [teiwright_model::Inline]) {
        let origin = Origin::Derived(block.head.span);
        self.b.open("p", origin);
        self.b.attr("rend", rend, origin);
        self.inlines(content);
        self.b.close();
    }

    fn block(&mut self, block: &'a Block, number: &str) {
        let span = block.head.span;
        let origin = if span.is_empty() { Origin::Synthetic } else { Origin::Derived(span) };
        match &block.kind {
            BlockKind::Division(division) => self.division(block, division, number, origin),
            BlockKind::Paragraph { content } => {
                self.b.open("p", origin);
                if let Some(rend) = block.head.rend().filter(|rend| *rend == "code") {
                    self.b.attr("rend", rend, origin);
                }
                self.inlines(content);
                self.b.close();
            }
            BlockKind::Label { content } => self.leaf("label", content, origin),
            BlockKind::Byline { content } => self.leaf("p", content, origin),
            BlockKind::Trailer { content } => self.leaf("trailer", content, origin),
            BlockKind::Stage { stage, content } => {
                self.b.open("stage", origin);
                if let Some(kind) = stage {
                    self.b.attr("type", kind.as_str(), origin);
                }
                self.inlines(content);
                self.b.close();
            }
            BlockKind::LineGroup(group) => self.line_group(group, origin),
            BlockKind::Verse(verse) => self.verse(block, verse, origin),
            BlockKind::Quotation(quotation) => self.quotation(&quotation.blocks, &quotation.source, origin),
            BlockKind::Epigraph(quotation) => {
                self.b.open("epigraph", origin);
                self.quotation(&quotation.blocks, &quotation.source, origin);
                self.b.close();
            }
            // Persons are listed in divisions; a list of them anywhere else is like any other.
            BlockKind::List(list) if is_cast(list) && !number.is_empty() => {
                self.cast_list(list, origin);
            }
            BlockKind::List(list) => self.list(list, origin),
            BlockKind::Table(table) => self.table(table, origin),
            BlockKind::Speech(speech) => {
                self.b.open("sp", origin);
                if !speech.speaker.is_empty() {
                    self.leaf("speaker", &speech.speaker, origin);
                }
                if !has_words(&speech.blocks) {
                    self.b.leaf("p", "", Origin::Synthetic);
                }
                self.said(&speech.blocks);
                self.b.close();
            }
            BlockKind::Opener { parts } => self.letter_parts("opener", parts, origin),
            BlockKind::Closer { parts } => self.letter_parts("closer", parts, origin),
            BlockKind::Postscript { blocks } => {
                self.b.open("postscript", origin);
                if !has_words(blocks) {
                    self.b.leaf("p", "", Origin::Synthetic);
                }
                self.common(blocks);
                self.b.close();
            }
            BlockKind::Break { unit } => self.block_break(block, *unit, origin),
            BlockKind::Figure(figure) => {
                self.b.open("figure", origin);
                if !figure.caption.is_empty() {
                    self.leaf("head", &figure.caption, origin);
                }
                self.b.close();
            }
            BlockKind::Notes { notes } => {
                for &note in notes {
                    self.note(note);
                }
            }
            BlockKind::Generic { blocks } => {
                self.b.open("quote", origin);
                if blocks.is_empty() {
                    self.b.leaf("p", "", Origin::Synthetic);
                }
                self.common(blocks);
                self.b.close();
            }
            _ => {}
        }
    }

    fn verse(&mut self, block: &'a Block, verse: &'a teiwright_model::Verse, origin: Origin) {
        self.b.open("l", origin);
        for (name, value) in [("n", block.head.n()), ("rend", block.head.rend())] {
            if let Some(value) = value {
                self.b.attr(name, value, origin);
            }
        }
        if let Some(part) = verse.part.filter(|part| matches!(part, 'I' | 'M' | 'F')) {
            self.b.attr("part", part.to_string(), origin);
        }
        self.inlines(&verse.content);
        self.b.close();
    }

    pub(crate) fn leaf(&mut self, name: &'a str, content: &'a [teiwright_model::Inline], origin: Origin) {
        self.b.open(name, origin);
        self.inlines(content);
        self.b.close();
    }

    fn block_break(&mut self, block: &'a Block, unit: BreakUnit, origin: Origin) {
        let name = match unit {
            BreakUnit::Page => "pb",
            BreakUnit::Column => "cb",
            BreakUnit::Line => "lb",
            BreakUnit::Section => "milestone",
        };
        self.b.open(name, origin);
        if unit == BreakUnit::Section {
            self.b.attr("unit", "section", origin);
        }
        for (attribute, value) in [("n", block.head.n()), ("rend", block.head.rend())] {
            if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
                self.b.attr(attribute, value, origin);
            }
        }
        self.b.close();
    }

    fn division(&mut self, block: &'a Block, division: &'a Division, number: &str, origin: Origin) {
        let depth = self.depth;
        self.b.open("div", origin);
        if let Some(kind) = &division.kind {
            self.b.attr("type", kind.as_str().replace(char::is_whitespace, "-"), origin);
        }
        if let Some(subtype) = &division.subtype {
            self.b.attr("subtype", subtype.replace(char::is_whitespace, "-"), origin);
        }
        if let Some(n) = block.head.n().filter(|n| !n.is_empty()) {
            self.b.attr("n", n, origin);
        }
        let wanted = if division.kind == Some(DivisionKind::Notes) { "notes" } else { number };
        let id = self.ids.unique(wanted);
        self.b.attr("xml:id", id, origin);
        self.heads(&division.heads, division.kind == Some(DivisionKind::Notes));
        self.depth += 1;
        self.flow(&division.blocks, &format!("{number}."), false);
        self.depth = depth;
        if depth == 0 {
            self.division_end();
        }
        if self.b.is_empty() {
            self.b.leaf("p", "", Origin::Synthetic);
        }
        self.b.close();
    }

    /// Headings with their roles; a byline is an element of its own.
    pub(crate) fn heads(&mut self, heads: &'a [Heading], plain: bool) {
        for heading in heads {
            let origin = Origin::Derived(heading.head.span);
            if heading.role == HeadingRole::Byline {
                self.leaf("byline", &heading.content, origin);
                continue;
            }
            self.b.open("head", origin);
            if !plain {
                self.b.attr("type", heading.role.as_str().replace(char::is_whitespace, "-"), origin);
            }
            self.inlines(&heading.content);
            self.b.close();
        }
    }

    fn line_group(&mut self, group: &'a LineGroup, origin: Origin) {
        self.b.open("lg", origin);
        if let Some(kind) = &group.kind {
            self.b.attr("type", kind.replace(char::is_whitespace, "-"), origin);
        }
        self.heads(&group.heads, false);
        let mut lines = 0;
        for block in &group.blocks {
            if matches!(block.kind, BlockKind::Verse(_) | BlockKind::LineGroup(_)) {
                lines += 1;
                self.block(block, "");
            }
        }
        if lines == 0 {
            self.b.leaf("l", "", Origin::Synthetic);
        }
        self.b.close();
    }

    fn quotation(&mut self, blocks: &'a [Block], source: &'a [teiwright_model::Inline], origin: Origin) {
        if !source.is_empty() {
            self.b.open("cit", origin);
        }
        self.b.open("quote", origin);
        self.common(blocks);
        self.b.close();
        if !source.is_empty() {
            self.leaf("bibl", source, origin);
            self.b.close();
        }
    }

    /// Labelled items as pairs of label and item, which P5 asks of all items or none.
    fn list(&mut self, list: &'a List, origin: Origin) {
        self.b.open("list", origin);
        self.b.attr("rend", list.kind.as_str().replace(char::is_whitespace, "-"), origin);
        self.heads(&list.heads, false);
        let labelled = list.items.iter().all(|item| !item.label.is_empty());
        for item in &list.items {
            let origin = Origin::Derived(item.head.span);
            if labelled {
                self.leaf("label", &item.label, origin);
            }
            self.b.open("item", origin);
            if !labelled {
                self.inlines(&item.label);
            }
            if let [Block { kind: BlockKind::Paragraph { content }, .. }] = item.blocks.as_slice() {
                self.inlines(content);
            } else {
                self.common(&item.blocks);
            }
            self.b.close();
        }
        if list.items.is_empty() {
            self.b.leaf("item", "", Origin::Synthetic);
        }
        self.b.close();
    }

    /// The persons of a play (P5, section 7.1.4).
    fn cast_list(&mut self, list: &'a List, origin: Origin) {
        self.b.open("castList", origin);
        self.heads(&list.heads, false);
        for item in &list.items {
            self.b.open("castItem", Origin::Derived(item.head.span));
            if !item.label.is_empty() {
                self.leaf("role", &item.label, Origin::Derived(item.head.span));
            }
            for block in &item.blocks {
                if let BlockKind::Paragraph { content } = &block.kind {
                    self.leaf("roleDesc", content, Origin::Derived(block.head.span));
                }
            }
            self.b.close();
        }
        self.b.close();
    }

    fn table(&mut self, table: &'a teiwright_model::Table, origin: Origin) {
        self.b.open("table", origin);
        for heading in &table.heads {
            // A table has no byline of its own.
            let origin = Origin::Derived(heading.head.span);
            self.b.open("head", origin);
            self.b.attr("type", heading.role.as_str().replace(char::is_whitespace, "-"), origin);
            self.inlines(&heading.content);
            self.b.close();
        }
        for row in &table.rows {
            self.b.open("row", Origin::Derived(row.head.span));
            if row.labels {
                self.b.attr("role", "label", origin);
            }
            for cell in &row.cells {
                self.leaf("cell", &cell.content, Origin::Derived(cell.head.span));
            }
            if row.cells.is_empty() {
                self.b.leaf("cell", "", Origin::Synthetic);
            }
            self.b.close();
        }
        if table.rows.is_empty() {
            self.b.open("row", Origin::Synthetic);
            self.b.leaf("cell", "", Origin::Synthetic);
            self.b.close();
        }
        self.b.close();
    }

    fn letter_parts(&mut self, name: &'static str, parts: &'a [LetterPart], origin: Origin) {
        self.b.open(name, origin);
        for part in parts {
            let element = match part.kind.as_str() {
                kind @ ("dateline" | "salute" | "signed") => kind,
                _ => "seg",
            };
            self.leaf(element, &part.content, Origin::Derived(part.head.span));
        }
        self.b.close();
    }
}
