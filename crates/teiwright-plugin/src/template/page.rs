//! A walk through a Document with templates: what is written so far, and how a behaviour is placed.

use minijinja::Value;
use minijinja::value::Serde;
use rustc_hash::FxHashMap;
use serde::Serialize;
use teiwright_export::{OptionValue, Options, PartName, Plan, Render as _};
use teiwright_model::{Cell, Document, Head, Inline, NoteId, Quotation, Reading, Row};

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
pub(super) struct Walk<'e> {
    pub(super) engine: &'e Engine,
    pub(super) templates: FxHashMap<&'static str, minijinja::Template<'e, 'e>>,
    pub(super) document: &'e Document,
    pub(super) plan: Plan,
    pub(super) out: String,
    /// How much may be written.
    pub(super) most: usize,
    /// How often each note was referred to so far.
    pub(super) counts: Vec<u32>,
    /// Which notes are being written: one that refers to itself is not written again.
    pub(super) open: Vec<bool>,
    /// How deep the division is, for headings.
    pub(super) depth: u8,
    pub(super) fault: Option<Fault>,
}

/// An entry of the contents as templates see it.
#[derive(Serialize)]
struct Entry<'p> {
    id: &'p str,
    level: u8,
    title: &'p str,
}

/// The serialised name of a value of one of the model's enums.
pub(super) fn word(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}

impl Walk<'_> {
    /// What `inner` writes.
    pub(super) fn inside(&mut self, inner: impl FnOnce(&mut Self)) -> String {
        let outer = std::mem::take(&mut self.out);
        inner(self);
        std::mem::replace(&mut self.out, outer)
    }

    pub(super) fn inlines_of(&mut self, content: &[Inline]) -> Option<String> {
        (!content.is_empty()).then(|| self.inside(|walk| walk.inlines(content)))
    }

    /// Writes a behaviour through its template; false where there is none.
    pub(super) fn place(&mut self, behaviour: &'static str, scope: impl FnOnce() -> Scope) -> bool {
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
    pub(super) fn leaf(
        &mut self,
        behaviour: &'static str,
        head: &Head,
        content: &[Inline],
        more: impl FnOnce(Scope) -> Scope,
    ) {
        let content = self.inside(|walk| walk.inlines(content));
        self.leaf_of(behaviour, head, content, more);
    }

    pub(super) fn leaf_of(
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
    pub(super) fn around(
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

    pub(super) fn note_words(&mut self, id: NoteId) -> Option<String> {
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

    pub(super) fn whole(&mut self, document: &Document) -> Scope {
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

    pub(super) fn reading(&mut self, reading: &Reading) -> Value {
        let content = Value::from_safe_string(self.inside(|walk| walk.inlines(&reading.content)));
        let witness = reading.witness.as_deref().map_or_else(super::scope::none, Value::from);
        Value::from_pairs([
            ("kind", Value::from(reading.kind.as_str())),
            ("witness", witness),
            ("content", content),
        ])
    }

    pub(super) fn cells(&mut self, row: &Row) {
        for cell in &row.cells {
            let Cell { head, content, .. } = cell;
            self.leaf("cell", head, content, |scope| scope.with("labels", row.labels));
        }
    }
}

impl Walk<'_> {
    pub(super) fn quoted(&mut self, behaviour: &'static str, head: &Head, quotation: &Quotation) {
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
