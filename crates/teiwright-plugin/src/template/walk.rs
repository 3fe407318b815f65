//! Writes a Document through templates, from the smallest part to the whole.

use minijinja::Value;
use minijinja::value::Serde;
use rustc_hash::FxHashMap;
use serde::Serialize;
use teiwright_export::{OptionValue, Options, PartName, Plan, Render, address, walk_block, walk_inline};
use teiwright_model::{
    Block, BlockKind, BreakUnit, Cell, DateValue, Division, Document, Editorial, Figure, Head, Heading,
    Inline, InlineKind, Item, LetterPart, LineGroup, List, Note, NoteId, Part, Quotation, Reading, Row,
    Speech, Table, Verse,
};

use super::engine::{Engine, Fault};
use super::metadata;
use super::scope::Scope;
use crate::Limits;

/// The whole page.
pub(crate) fn write(
    engine: &Engine,
    document: &Document,
    options: &Options,
    limits: &Limits,
) -> Result<String, Fault> {
    let options = Value::from_pairs(options.iter().map(|(name, value)| (name, option(value))));
    let environment = engine.with_options(options);
    let mut templates = FxHashMap::default();
    for behaviour in super::BEHAVIOURS {
        if let Some(template) = engine.template(&environment, behaviour.name) {
            templates.insert(behaviour.name, template);
        }
    }
    let mut walk = Walk {
        engine,
        templates,
        document,
        plan: Plan::new(document),
        out: String::new(),
        most: limits.bytes(),
        counts: vec![0; document.notes.len()],
        open: vec![false; document.notes.len()],
        depth: 1,
        fault: None,
    };
    walk.document(document);
    match walk.fault {
        Some(fault) => Err(fault),
        None => Ok(walk.out),
    }
}

fn option(value: &OptionValue) -> Value {
    match value {
        OptionValue::Flag(value) => Value::from(*value),
        OptionValue::Integer(value) => Value::from(*value),
        OptionValue::Text(value) => Value::from(value.as_str()),
        _ => super::scope::none(),
    }
}

/// A walk.
struct Walk<'e> {
    engine: &'e Engine,
    templates: FxHashMap<&'static str, minijinja::Template<'e, 'e>>,
    document: &'e Document,
    plan: Plan,
    out: String,
    /// How much may be written.
    most: usize,
    /// How often each note was referred to so far.
    counts: Vec<u32>,
    /// Which notes are being written: one that refers to itself is not written again.
    open: Vec<bool>,
    /// How deep the division is, for headings.
    depth: u8,
    fault: Option<Fault>,
}

/// An entry of the contents as templates see it.
#[derive(Serialize)]
struct Entry<'p> {
    id: &'p str,
    level: u8,
    title: &'p str,
}

/// The serialised name of a value of one of the model's enums.
fn word(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}

impl Walk<'_> {
    /// What `inner` writes.
    fn inside(&mut self, inner: impl FnOnce(&mut Self)) -> String {
        let outer = std::mem::take(&mut self.out);
        inner(self);
        std::mem::replace(&mut self.out, outer)
    }

    fn inlines_of(&mut self, content: &[Inline]) -> Option<String> {
        (!content.is_empty()).then(|| self.inside(|walk| walk.inlines(content)))
    }

    /// Writes a behaviour through its template; false where there is none.
    fn place(&mut self, behaviour: &'static str, scope: impl FnOnce() -> Scope) -> bool {
        let Some(template) = self.templates.get(behaviour) else { return false };
        if self.fault.is_some() {
            return true;
        }
        match template.render(scope().value()) {
            Ok(text) if text.len() + self.out.len() > self.most => self.fault = Some(Fault::TooMuch),
            Ok(text) => self.out.push_str(&text),
            Err(error) => self.fault = Some(Fault::Template(error)),
        }
        true
    }

    /// Running text that is a block; `more` adds the names that only this behaviour has.
    fn leaf(
        &mut self,
        behaviour: &'static str,
        head: &Head,
        content: &[Inline],
        more: impl FnOnce(Scope) -> Scope,
    ) {
        let content = self.inside(|walk| walk.inlines(content));
        self.leaf_of(behaviour, head, content, more);
    }

    fn leaf_of(
        &mut self,
        behaviour: &'static str,
        head: &Head,
        content: String,
        more: impl FnOnce(Scope) -> Scope,
    ) {
        if self.templates.contains_key(behaviour) {
            self.place(behaviour, || more(Scope::new(head, content)));
        } else {
            self.out.push_str(&content);
            self.end_block();
        }
    }

    /// What holds other things; where there is no template, they stand for it.
    fn around(
        &mut self,
        behaviour: &'static str,
        head: &Head,
        inner: impl FnOnce(&mut Self),
        more: impl FnOnce(Scope) -> Scope,
    ) {
        if self.templates.contains_key(behaviour) {
            let content = self.inside(inner);
            self.place(behaviour, || more(Scope::new(head, content)));
        } else {
            inner(self);
        }
    }

    fn note_words(&mut self, id: NoteId) -> Option<String> {
        let index = id.index();
        let document = self.document;
        let note = document.note(id)?;
        if !self.engine.wants_notes || self.open.get(index).copied().unwrap_or(true) {
            return None;
        }
        self.open[index] = true;
        let words = self.inside(|walk| walk.blocks(&note.blocks));
        self.open[index] = false;
        Some(words)
    }

    fn whole(&mut self, document: &Document) -> Scope {
        let [front, body, back] = [
            (PartName::Front, &document.front),
            (PartName::Body, &document.body),
            (PartName::Back, &document.back),
        ]
        .map(|(name, part)| self.inside(|walk| walk.part(name, part)));
        let notes = self.inside(|walk| walk.notes(document));
        let content = [front.as_str(), &body, &back, &notes].concat();
        let outline = self.plan.outline.iter();
        let outline = outline.map(|entry| Entry { id: &entry.id, level: entry.level, title: &entry.title });
        let outline = outline.map(|entry| Value::from(Serde(entry))).collect::<Vec<_>>();
        let authors = document.metadata.authors.iter().map(|author| Value::from(author.name.text.as_str()));
        let language = document.metadata.languages.first().map(|language| language.ident.as_str());
        Scope::new(&Head::default(), content)
            .with_written("front", Some(front))
            .with_written("body", Some(body))
            .with_written("back", Some(back))
            .with_written("notes", Some(notes))
            .with("outline", outline)
            .with("metadata", metadata::value(&document.metadata))
            .with("title", metadata::title(document))
            .with("authors", authors.collect::<Vec<_>>())
            .with_text("language", language)
    }

    fn reading(&mut self, reading: &Reading) -> Value {
        let content = Value::from_safe_string(self.inside(|walk| walk.inlines(&reading.content)));
        let witness = reading.witness.as_deref().map_or_else(super::scope::none, Value::from);
        Value::from_pairs([
            ("kind", Value::from(reading.kind.as_str())),
            ("witness", witness),
            ("content", content),
        ])
    }

    fn cells(&mut self, row: &Row) {
        for cell in &row.cells {
            let Cell { head, content, .. } = cell;
            self.leaf("cell", head, content, |scope| scope.with("labels", row.labels));
        }
    }
}

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

impl Walk<'_> {
    fn quoted(&mut self, behaviour: &'static str, head: &Head, quotation: &Quotation) {
        let source = self.inlines_of(&quotation.source);
        if !self.engine.has(behaviour) {
            self.blocks(&quotation.blocks);
            if let Some(source) = source {
                self.leaf_of("paragraph", &Head::default(), source, |scope| scope);
            }
            return;
        }
        let content = self.inside(|walk| walk.blocks(&quotation.blocks));
        self.place(behaviour, || Scope::new(head, content).with_written("source", source));
    }
}
