//! Writes each behaviour of a Document through its template, or as what it is without one.

use teiwright_export::{PartName, Render, address, walk_block, walk_inline};
use teiwright_model::{
    Block, BlockKind, BreakUnit, DateValue, Division, Document, Editorial, Figure, Head, Heading, Inline,
    InlineKind, Item, LetterPart, LineGroup, List, Note, NoteId, Part, Quotation, Reading, Row, Speech,
    Table, Verse,
};

use super::page::{Walk, word};
use super::scope::Scope;

impl Render for Walk<'_> {
    fn text(&mut self, text: &str) {
        // Writing into a string does not fail.
        let _ = self.engine.escaping.write(text, &mut self.out);
    }

    fn end_block(&mut self) {
        self.out.push('\n');
    }

    fn document(&mut self, document: &Document) {
        let scope = self.whole(document);
        if self.templates.contains_key("document") {
            self.place("document", || scope);
        } else {
            let content = scope.content();
            self.out.push_str(&content);
        }
    }

    fn notes(&mut self, document: &Document) {
        let listed = self.engine.has("note-list");
        let left = (0..document.notes.len()).filter(|&index| !(listed && self.plan.notes[index].listed));
        let left = left.collect::<Vec<_>>();
        if left.is_empty() {
            return;
        }
        self.around(
            "notes",
            &Head::default(),
            |walk| {
                for index in left {
                    walk.note(NoteId(u32::try_from(index).unwrap_or(u32::MAX)), &document.notes[index]);
                }
            },
            |scope| scope,
        );
    }

    fn note(&mut self, id: NoteId, note: &Note) {
        let Some(plan) = self.plan.notes.get(id.index()).cloned() else { return };
        if !self.engine.has("note") {
            self.text(&note.marker);
            self.text(" ");
            self.blocks(&note.blocks);
            return;
        }
        let content = self.inside(|walk| walk.blocks(&note.blocks));
        let references = (1..=plan.references).map(|count| self.plan.reference_id(id.index(), count));
        let references = references.collect::<Vec<_>>();
        self.place("note", || {
            Scope::new(&note.head, content)
                .with("id", plan.id)
                .with("marker", note.marker.as_str())
                .with("kind", note.kind.as_str())
                .with("place", note.place.as_str())
                .with("references", references)
        });
    }

    fn part(&mut self, name: PartName, part: &Part) {
        if part.is_empty() {
            return;
        }
        let behaviour = match name {
            PartName::Front => "front",
            PartName::Body => "body",
            PartName::Back => "back",
        };
        let inner = |walk: &mut Self| {
            walk.headings(&part.heads);
            walk.blocks(&part.blocks);
        };
        self.around(behaviour, &Head::default(), inner, |scope| scope);
    }

    fn block(&mut self, block: &Block) {
        let head = &block.head;
        match &block.kind {
            // What the walk of all backends does not hand on.
            BlockKind::Stage { stage, content } => {
                let kind = stage.as_ref().map(|kind| kind.as_str().to_owned());
                self.leaf("stage", head, content, |scope| scope.with_text("kind", kind.as_deref()));
            }
            _ => walk_block(self, block),
        }
    }

    fn division(&mut self, head: &Head, division: &Division) {
        let entry = self.plan.entry(division).cloned();
        self.depth = entry.as_ref().map_or(1, |entry| entry.level);
        let level = self.depth;
        let inner = |walk: &mut Self| {
            walk.headings(&division.heads);
            walk.blocks(&division.blocks);
            walk.depth = level;
        };
        self.around("division", head, inner, |scope| {
            let (id, title) = entry.map(|entry| (entry.id, entry.title)).unwrap_or_default();
            scope
                .with("id", id)
                .with("title", title)
                .with("level", level)
                .with_text("kind", division.kind.as_ref().map(teiwright_model::DivisionKind::as_str))
                .with_text("subtype", division.subtype.as_deref())
        });
    }

    fn heading(&mut self, heading: &Heading) {
        let level = self.depth;
        self.leaf("heading", &heading.head, &heading.content, |scope| {
            scope.with("role", heading.role.as_str()).with("level", level)
        });
    }

    fn paragraph(&mut self, head: &Head, content: &[Inline]) {
        self.leaf("paragraph", head, content, |scope| scope);
    }

    fn preformatted(&mut self, head: &Head, text: &str) {
        let content = self.inside(|walk| walk.text(text));
        self.leaf_of("paragraph", head, content, |scope| scope);
    }

    fn label(&mut self, head: &Head, content: &[Inline]) {
        self.leaf("label", head, content, |scope| scope);
    }

    fn line_group(&mut self, head: &Head, group: &LineGroup) {
        let inner = |walk: &mut Self| {
            walk.headings(&group.heads);
            walk.blocks(&group.blocks);
        };
        self.around("line-group", head, inner, |scope| scope.with_text("kind", group.kind.as_deref()));
    }

    fn verse(&mut self, head: &Head, verse: &Verse) {
        let part = verse.part.map(String::from);
        self.leaf("verse", head, &verse.content, |scope| scope.with_text("part", part.as_deref()));
    }

    fn quotation(&mut self, head: &Head, quotation: &Quotation) {
        self.quoted("quotation", head, quotation);
    }

    fn epigraph(&mut self, head: &Head, quotation: &Quotation) {
        self.quoted("epigraph", head, quotation);
    }

    fn list(&mut self, head: &Head, list: &List) {
        let inner = |walk: &mut Self| {
            walk.headings(&list.heads);
            for item in &list.items {
                walk.item(list, item);
            }
        };
        self.around("list", head, inner, |scope| scope.with("kind", list.kind.as_str()));
    }

    fn item(&mut self, list: &List, item: &Item) {
        let label = self.inlines_of(&item.label);
        if !self.engine.has("item") {
            if let Some(label) = label {
                self.out.push_str(&label);
                self.text(" ");
            }
            self.blocks(&item.blocks);
            return;
        }
        let content = self.inside(|walk| walk.blocks(&item.blocks));
        self.place("item", || {
            Scope::new(&item.head, content).with_written("label", label).with("kind", list.kind.as_str())
        });
    }

    fn table(&mut self, head: &Head, table: &Table) {
        let inner = |walk: &mut Self| {
            walk.headings(&table.heads);
            for row in &table.rows {
                walk.row(row);
            }
        };
        self.around("table", head, inner, |scope| scope);
    }

    fn row(&mut self, row: &Row) {
        self.around("row", &row.head, |walk| walk.cells(row), |scope| scope.with("labels", row.labels));
    }

    fn speech(&mut self, head: &Head, speech: &Speech) {
        let speaker = self.inlines_of(&speech.speaker);
        if !self.engine.has("speech") {
            if let Some(speaker) = speaker {
                self.leaf_of("paragraph", &Head::default(), speaker, |scope| scope);
            }
            self.blocks(&speech.blocks);
            return;
        }
        let content = self.inside(|walk| walk.blocks(&speech.blocks));
        self.place("speech", || Scope::new(head, content).with_written("speaker", speaker));
    }

    fn opener(&mut self, head: &Head, parts: &[LetterPart]) {
        self.around(
            "opener",
            head,
            |walk| parts.iter().for_each(|part| walk.letter_part(part)),
            |scope| scope,
        );
    }

    fn closer(&mut self, head: &Head, parts: &[LetterPart]) {
        self.around(
            "closer",
            head,
            |walk| parts.iter().for_each(|part| walk.letter_part(part)),
            |scope| scope,
        );
    }

    fn letter_part(&mut self, part: &LetterPart) {
        self.leaf("letter-part", &part.head, &part.content, |scope| scope.with("kind", part.kind.as_str()));
    }

    fn postscript(&mut self, head: &Head, blocks: &[Block]) {
        self.around("postscript", head, |walk| walk.blocks(blocks), |scope| scope);
    }

    fn byline(&mut self, head: &Head, content: &[Inline]) {
        self.leaf("byline", head, content, |scope| scope);
    }

    fn trailer(&mut self, head: &Head, content: &[Inline]) {
        self.leaf("trailer", head, content, |scope| scope);
    }

    fn block_break(&mut self, head: &Head, unit: BreakUnit) {
        self.place("break", || Scope::new(head, String::new()).with("unit", word(unit)));
    }

    fn figure(&mut self, head: &Head, figure: &Figure) {
        let (caption, description) = (self.inlines_of(&figure.caption), self.inlines_of(&figure.description));
        let both =
            [caption.as_deref(), description.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("\n");
        if self.engine.has("figure") {
            self.place("figure", || {
                Scope::new(head, both)
                    .with_text("url", figure.url.as_deref().and_then(address).as_deref())
                    .with_written("caption", caption)
                    .with_written("description", description)
            });
        } else if !both.is_empty() {
            self.leaf_of("paragraph", head, both, |scope| scope);
        }
    }

    fn note_list(&mut self, head: &Head, notes: &[NoteId]) {
        if !self.engine.has("note-list") {
            return;
        }
        let document = self.document;
        let content = self.inside(|walk| {
            for id in notes {
                if let Some(note) = document.note(*id) {
                    walk.note(*id, note);
                }
            }
        });
        self.place("note-list", || Scope::new(head, content));
    }

    fn generic_block(&mut self, head: &Head, blocks: &[Block]) {
        self.around("generic-block", head, |walk| walk.blocks(blocks), |scope| scope);
    }

    fn inline(&mut self, inline: &Inline) {
        let head = &inline.head;
        match &inline.kind {
            // What the walk of all backends does not hand on.
            InlineKind::Time { time, content } => self.around(
                "time",
                head,
                |walk| walk.inlines(content),
                |scope| {
                    scope
                        .with_text("when", time.when.as_deref())
                        .with_text("from", time.from.as_deref())
                        .with_text("to", time.to.as_deref())
                },
            ),
            InlineKind::Reaction { reaction, content } => {
                self.around(
                    "reaction",
                    head,
                    |walk| walk.inlines(content),
                    |scope| scope.with("kind", reaction.as_str()),
                );
            }
            InlineKind::Stage { stage, content } => {
                self.around(
                    "inline-stage",
                    head,
                    |walk| walk.inlines(content),
                    |scope| scope.with_text("kind", stage.as_ref().map(teiwright_model::StageKind::as_str)),
                );
            }
            _ => walk_inline(self, inline),
        }
    }

    fn emphasis(&mut self, head: &Head, content: &[Inline]) {
        self.around("emphasis", head, |walk| walk.inlines(content), |scope| scope);
    }

    fn note_ref(&mut self, head: &Head, note: NoteId, marker: &str) {
        let index = note.index();
        let (Some(plan), true) = (self.plan.notes.get(index).cloned(), self.engine.has("note-ref")) else {
            self.text(marker);
            return;
        };
        let words = self.note_words(note);
        self.counts[index] += 1;
        let id = self.plan.reference_id(index, self.counts[index]);
        let content = self.inside(|walk| walk.text(marker));
        let n = self.document.note(note).and_then(|note| note.head.n());
        self.place("note-ref", || {
            Scope::new(head, content)
                .with("id", id)
                .with_text("n", n)
                .with("marker", marker)
                .with("target", plan.id)
                .with_written("note", words)
        });
    }

    fn date(&mut self, head: &Head, date: &DateValue, content: &[Inline]) {
        self.around("date", head, |walk| walk.inlines(content), |scope| scope.with_date(date));
    }

    fn alternate(&mut self, head: &Head, readings: &[Reading], preferred: usize) {
        let preferred = if preferred < readings.len() { preferred } else { 0 };
        let Some(shown) = readings.get(preferred) else { return };
        if !self.engine.has("alternate") {
            self.inlines(&shown.content);
            return;
        }
        let content = self.inside(|walk| walk.inlines(&shown.content));
        let readings = readings.iter().map(|reading| self.reading(reading)).collect::<Vec<_>>();
        self.place("alternate", || {
            Scope::new(head, content).with("readings", readings).with("preferred", preferred)
        });
    }

    fn editorial(&mut self, head: &Head, editorial: Editorial, content: &[Inline]) {
        self.around(
            "editorial",
            head,
            |walk| walk.inlines(content),
            |scope| scope.with("kind", word(editorial)),
        );
    }

    fn name(&mut self, head: &Head, named: &str, content: &[Inline]) {
        self.around("name", head, |walk| walk.inlines(content), |scope| scope.with("kind", named));
    }

    fn foreign(&mut self, head: &Head, content: &[Inline]) {
        self.around("foreign", head, |walk| walk.inlines(content), |scope| scope);
    }

    fn link(&mut self, head: &Head, target: &str, content: &[Inline]) {
        let inner =
            |walk: &mut Self| if content.is_empty() { walk.text(target) } else { walk.inlines(content) };
        let internal = target.strip_prefix('#').map(|id| self.plan.has_id(id));
        // A link that leads nowhere is its words.
        match address(target) {
            Some(target) if internal != Some(false) => {
                self.around("link", head, inner, |scope| scope.with("target", target));
            }
            _ => inner(self),
        }
    }

    fn inline_break(&mut self, head: &Head, unit: BreakUnit) {
        if !self.place("inline-break", || Scope::new(head, String::new()).with("unit", word(unit)))
            && unit == BreakUnit::Line
        {
            self.text(" ");
        }
    }

    fn image(&mut self, head: &Head, url: Option<&str>, content: &[Inline]) {
        self.around(
            "image",
            head,
            |walk| walk.inlines(content),
            |scope| scope.with_text("url", url.and_then(address).as_deref()),
        );
    }

    fn generic_inline(&mut self, head: &Head, content: &[Inline]) {
        self.around("generic-inline", head, |walk| walk.inlines(content), |scope| scope);
    }
}
