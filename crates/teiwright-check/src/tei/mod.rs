//! The rules of TEI beyond a grammar, in one pass beside the validator: over the events of the reader, never over a tree.
//!
//! | part | what it looks at |
//! |---|---|
//! | `pointing` | IDs, and what points at them, here and in files beside the document |
//! | `dates` | ranges, days, calendars, years that the text does not say, ranges of pages |
//! | `languages` | language tags, and what the header declares |
//! | `characters` | encoding, look-alikes, hyphens, spaces, quotation marks |
//! | `header`, `structure` | what says nothing, what is empty, what is out of order |
//! | `constraints` | what the source of P5 constrains by Schematron |

mod characters;
mod constraints;
mod dates;
mod facts;
mod frame;
mod header;
mod languages;
mod names;
mod pointing;
mod structure;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use teiwright_relaxng::{Anchor, Beside};
use teiwright_source::{Severity, Span};
use teiwright_xml::reader::{Event, NameId, Start, XML_NAMESPACE};

pub use facts::TeiFacts;
pub use pointing::{Files, Ids, NoFiles};

use self::facts::{ElementFacts, Kind};
use self::frame::{Found, Frame, Open, Tag};
use self::names::{At, AtSet, El, ElSet};
use self::pointing::Id;
use self::structure::Structure;
use crate::TEI;
use crate::ignore::Ignores;

/// The namespace of examples of TEI.
const EXAMPLES: &str = "http://www.tei-c.org/ns/Examples";
/// The namespace of inclusions.
const XINCLUDE: &str = "http://www.w3.org/2001/XInclude";

/// How much of a text is looked at when its element ends, in bytes.
const KEPT: usize = 2_000;

/// The kinds of the attributes of one element, by the numbers of their names; what was not asked for yet is missing.
type Kinds = Vec<Option<(At, Kind)>>;

/// What is known of a name of the document as an element's.
#[derive(Debug, Clone)]
struct Element {
    /// `None` where it is not of TEI.
    tei: Option<(El, usize)>,
    kinds: Kinds,
}

/// The rules of TEI, and the instructions by which a document ignores findings.
///
/// It looks at one document after another, and remembers what it looked up in the facts of TEI.
pub struct Rules {
    facts: TeiFacts,
    /// Elements of TEI by name, and what is known of each.
    looked_up: FxHashMap<Box<str>, usize>,
    known: Vec<ElementFacts>,
    /// Whether rules are asked for; otherwise only the instructions are read.
    asked: bool,
    /// Whether instructions that are of no use are told.
    tells_unused: bool,
    files: Arc<dyn Files + Send + Sync>,
    /// Whether the document is of TEI; `None` before its root element.
    on: Option<bool>,
    depth: usize,
    elements: Vec<Option<Element>>,
    kinds: Vec<(At, Kind)>,
    open: Open,
    /// The text of elements that is looked at when they end, and how many of them are open.
    kept: String,
    keeping: usize,
    found: Found,
    ignores: Ignores,
    pointing: pointing::Pointing,
    languages: languages::Languages,
    characters: characters::Characters,
    header: header::Header,
    structure: Structure,
    constraints: constraints::Constraints,
    had_instructions: bool,
}

impl Rules {
    /// Rules by the facts of a release of TEI, or of a customisation.
    #[must_use]
    pub fn new(facts: TeiFacts) -> Self {
        Self {
            facts,
            looked_up: FxHashMap::default(),
            known: Vec::new(),
            asked: true,
            tells_unused: true,
            files: Arc::new(NoFiles),
            on: None,
            depth: 0,
            elements: Vec::new(),
            kinds: Vec::new(),
            open: Open::default(),
            kept: String::new(),
            keeping: 0,
            found: Found::default(),
            ignores: Ignores::default(),
            pointing: pointing::Pointing::default(),
            languages: languages::Languages::default(),
            characters: characters::Characters::default(),
            header: header::Header::default(),
            structure: Structure::default(),
            constraints: constraints::Constraints::default(),
            had_instructions: false,
        }
    }

    /// Begins a document that lies among `files`. Without `asked` only the instructions are read; `tells_unused` is whether those
    /// that are of no use are told.
    pub fn begin(&mut self, files: Arc<dyn Files + Send + Sync>, asked: bool, tells_unused: bool) {
        self.files = files;
        self.asked = asked;
        self.tells_unused = tells_unused;
        self.clear();
        self.had_instructions = false;
    }

    /// Whether the last document ignores findings.
    #[must_use]
    pub const fn had_instructions(&self) -> bool {
        self.had_instructions
    }

    fn clear(&mut self) {
        self.on = None;
        self.depth = 0;
        self.elements.clear();
        self.open.clear();
        self.kept.clear();
        self.keeping = 0;
        self.found = Found::default();
        self.ignores = Ignores::default();
        self.pointing = pointing::Pointing::default();
        self.languages = languages::Languages::default();
        self.characters = characters::Characters::default();
        self.header = header::Header::default();
        self.structure = Structure::default();
        self.constraints = constraints::Constraints::default();
    }

    /// What is known of an element by its name.
    fn look_up(&mut self, start: &Start<'_>) {
        let at = start.name.index();
        if self.elements.get(at).is_some_and(Option::is_some) {
            return;
        }
        if self.elements.len() <= at {
            self.elements.resize(at + 1, None);
        }
        let name = start.expanded(start.name);
        let tei = (name.namespace == TEI).then(|| {
            let known = match self.looked_up.get(name.local) {
                Some(known) => *known,
                None => {
                    self.known.push(self.facts.element(name.local));
                    let known = self.known.len() - 1;
                    self.looked_up.insert(name.local.into(), known);
                    known
                }
            };
            (El::of(name.local), known)
        });
        self.elements[at] = Some(Element { tei, kinds: Vec::new() });
    }

    fn start(&mut self, start: &Start<'_>) {
        self.look_up(start);
        let Some(Some(element)) = self.elements.get_mut(start.name.index()) else { return };
        let Some((el, known)) = element.tei else {
            self.foreign(start);
            return;
        };
        let facts = &self.known[known];
        let (mut has, mut some, mut plain) = (AtSet::default(), 0, true);
        self.kinds.clear();
        for attribute in start.attributes() {
            let number = attribute.name.index();
            if element.kinds.len() <= number {
                element.kinds.resize(number + 1, None);
            }
            let known = *element.kinds[number].get_or_insert_with(|| what(start, attribute.name, facts));
            self.kinds.push(known);
            some |= 1 << known.1 as u8;
            plain &= attribute.value.is_ascii();
            if known.0 != At::Other {
                has.add(known.0);
            }
        }
        let kinds = std::mem::take(&mut self.kinds);
        let tag = Tag { start, el, has, kinds: &kinds, some };
        if !plain {
            for attribute in start.attributes() {
                self.characters.value(
                    attribute.value,
                    attribute.value_span,
                    tag.name_span(),
                    &mut self.found,
                );
            }
        }
        let (declarable, textual) = (facts.declarable, facts.textual);
        self.tag(&tag, declarable, textual);
        self.kinds = kinds;
    }

    fn tag(&mut self, tag: &Tag<'_>, declarable: bool, textual: bool) {
        let Self { open, found, pointing, languages, characters, structure, header, constraints, .. } = self;
        if let Some(id) = tag.get(At::XmlId) {
            let weak = open.within(El::AnyElement);
            let id = Id {
                value: id.value,
                span: id.value_span,
                el: tag.el,
                textual,
                weak,
                element: tag.name_span(),
            };
            pointing.id(&id, found);
        }
        let (mark, mut value) = constraints.tag(tag, declarable, open, found);
        if !tag.kinds.is_empty() {
            pointing.tag(tag, open, found);
            languages.tag(tag, open, found);
            dates::tag(tag, found);
        }
        characters.described |= tag.el == El::CharDecl;
        characters.begins(tag.el);
        header.tag(tag, open);
        structure.tag(tag, open, found);
        let date = dates::kept(tag);
        let keep = date.is_some()
            || header::keeps(tag, open)
            || matches!(tag.el, El::BiblScope | El::CitedRange | El::DefaultVal);
        if value.is_empty() {
            value = date.unwrap_or_else(|| Structure::kept(tag));
        }
        let kept = keep.then_some(self.kept.len());
        self.keeping += usize::from(keep);
        open.push(Frame {
            el: tag.el,
            name: tag.start.name_span,
            tag: tag.start.span,
            has: tag.has,
            text: false,
            words: false,
            children: 0,
            heads: 0,
            attributes: u32::try_from(tag.kinds.len()).unwrap_or(u32::MAX),
            seen: ElSet::default(),
            again: ElSet::default(),
            first: El::Other,
            kept,
            mark,
            value,
        });
    }

    /// An element of another vocabulary: its IDs may be pointed at.
    fn foreign(&mut self, start: &Start<'_>) {
        let name = start.expanded(start.name);
        if name.namespace == XINCLUDE && name.local == "include" {
            let named = |name: &str| start.attributes().find(|a| a.written == name).map(|a| a.value);
            if named("parse") != Some("text") {
                self.pointing.include(named("href").unwrap_or_default());
            }
        }
        self.constraints.foreign(start, &self.open, &mut self.found);
        let weak = name.namespace == EXAMPLES;
        for attribute in start.attributes() {
            let name = start.expanded(attribute.name);
            if name.local == "id" && (name.namespace == XML_NAMESPACE || name.namespace.is_empty()) {
                let weak = weak || name.namespace.is_empty();
                let id = Id {
                    value: attribute.value,
                    span: attribute.value_span,
                    el: El::Other,
                    textual: false,
                    weak,
                    element: start.name_span,
                };
                self.pointing.id(&id, &mut self.found);
            }
        }
        if let Some(parent) = self.open.frames.last_mut() {
            parent.words = true;
        }
        self.open.push(Frame::foreign(start));
    }

    fn end(&mut self, name: NameId, span: Span) {
        let Self { open, found, pointing, characters, structure, header, constraints, .. } = self;
        let Some(mut frame) = open.pop() else { return };
        pointing.leave(open.frames.len());
        let is_tei =
            self.elements.get(name.index()).and_then(Option::as_ref).is_some_and(|e| e.tei.is_some());
        if !is_tei {
            constraints.leave_foreign(name);
            return;
        }
        let text = frame.kept.and_then(|start| self.kept.get(start..)).unwrap_or_default();
        // What is longer than what is kept is nothing that could be judged.
        let text = if text.len() > KEPT { "" } else { text };
        frame.words |= frame.text;
        constraints.leave(&frame, text, span, open, found);
        header.leave(&frame, text, open, found);
        structure.leave(&frame, open, found);
        dates::leave(&frame, text, open, span, found);
        if matches!(frame.el, El::P | El::Ab) {
            characters.paragraph(&frame, open);
        }
        if let Some(start) = frame.kept {
            self.keeping -= 1;
            if self.keeping == 0 {
                self.kept.clear();
            } else if self.kept.len() - start > KEPT {
                self.kept.truncate(start + KEPT);
            }
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        let Some(frame) = self.open.frames.last_mut() else { return };
        if !frame.text && text.bytes().any(|b| !matches!(b, b' ' | b'\n' | b'\t' | b'\r')) {
            frame.text = true;
            frame.words = true;
        }
        if self.keeping > 0 && self.kept.len() <= 64 * KEPT {
            self.kept.push_str(text);
        }
        self.characters.text(text, span, &self.open, &mut self.found);
    }

    /// The end of a document of TEI that is well-formed.
    fn finish_rules(&mut self, found: &mut Vec<Anchor>, complete: bool) {
        self.pointing.finish(&*self.files, complete, &mut self.found);
        self.languages.finish(&mut self.found);
        self.characters.finish(&mut self.found);
        self.constraints.finish(&mut self.found);
        // What the grammar says of a place is not said again.
        let own = self.found.take();
        let twice =
            own.iter().filter(|(d, _)| d.code() == "TEI010").filter_map(|(d, _)| d.span).collect::<Vec<_>>();
        found.retain(|(d, _)| d.code() != "RNG113" || !d.span.is_some_and(|span| twice.contains(&span)));
        let said = found
            .iter()
            .filter(|(d, _)| d.severity == Severity::Error)
            .filter_map(|(d, _)| d.span)
            .collect::<rustc_hash::FxHashSet<_>>();
        found.extend(own.into_iter().filter(|(d, _)| !d.span.is_some_and(|span| said.contains(&span))));
    }
}

impl Beside for Rules {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => {
                self.ignores.start(self.depth);
                self.depth += 1;
                let on =
                    *self.on.get_or_insert_with(|| self.asked && start.expanded(start.name).namespace == TEI);
                if on {
                    self.start(&start);
                }
            }
            Event::End { name, span } => {
                self.depth -= 1;
                self.ignores.end(self.depth, span);
                if self.on == Some(true) {
                    self.end(name, span);
                }
            }
            Event::Text { text, span } if self.on == Some(true) => self.text(text, span),
            Event::Instruction { target, data, span } => {
                self.ignores.instruction(target, data, span, self.depth);
            }
            Event::Text { .. } | Event::Comment { .. } => {}
        }
    }

    fn finish(&mut self, found: &mut Vec<Anchor>) {
        // In what could not be read there may be anything.
        let broken = found.iter().any(|(d, _)| d.code().starts_with("XML") && d.severity == Severity::Error);
        let complete = found.iter().all(|(d, _)| d.code() != "XML016");
        if self.on == Some(true) && !broken {
            self.finish_rules(found, complete);
        }
        self.had_instructions |= !self.ignores.is_empty();
        let (tells, asked) = (self.tells_unused && !broken, self.asked);
        self.ignores.apply(found, |code| tells && (asked || !code.starts_with("TEI")));
        self.clear();
    }
}

/// What an attribute is.
fn what(start: &Start<'_>, name: NameId, facts: &ElementFacts) -> (At, Kind) {
    let name = start.expanded(name);
    let written;
    let key = match name.namespace {
        "" => name.local,
        XML_NAMESPACE => {
            written = format!("xml:{}", name.local);
            &written
        }
        _ => return (At::Other, Kind::Plain),
    };
    (At::of(key), facts.kind(key))
}
