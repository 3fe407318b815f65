//! A Document to a TEI tree.

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_model::{Document, Inline, InlineKind, NoteId, NotePlace, Part, Visit};
use teiwright_source::Span;
use teiwright_xml::{Origin, Tree, TreeBuilder};

use crate::NAMESPACE;
use crate::ids::{Ids, slug};
use crate::options::{LowerOptions, NotePlacement};

/// What is known of a note while lowering.
#[derive(Debug, Clone, Default)]
pub(crate) struct NoteState {
    /// Its id.
    pub(crate) id: String,
    /// How many references to it there are in all.
    references: u32,
    /// How many of them were written.
    written: u32,
    /// Whether the note itself was written.
    placed: bool,
}

/// A lowering under way.
pub(crate) struct Lower<'a> {
    pub(crate) document: &'a Document,
    pub(crate) options: &'a LowerOptions,
    pub(crate) b: TreeBuilder,
    pub(crate) ids: Ids,
    pub(crate) notes: Vec<NoteState>,
    /// Notes that the current top division refers to and that are still to be written.
    pub(crate) pending: Vec<NoteId>,
    pub(crate) in_note: bool,
    pub(crate) depth: usize,
    /// The id of each person named, by the name in small letters.
    pub(crate) persons: FxHashMap<String, String>,
    /// Places whose characters were written as text that counts.
    seen: FxHashSet<Span>,
}

/// Lowers a Document to TEI P5.
#[must_use]
pub fn lower<'a>(document: &'a Document, options: &'a LowerOptions) -> Tree {
    let mut lower = Lower {
        document,
        options,
        b: TreeBuilder::new(NAMESPACE),
        ids: Ids::default(),
        notes: vec![NoteState::default(); document.notes.len()],
        pending: Vec::new(),
        in_note: false,
        depth: 0,
        persons: FxHashMap::default(),
        seen: FxHashSet::default(),
    };
    lower.name_notes();
    lower.tei();
    lower.b.finish()
}

/// Counts references to notes.
struct References<'a>(&'a mut [NoteState]);

impl Visit for References<'_> {
    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::NoteRef { note, .. } = &inline.kind
            && let Some(state) = self.0.get_mut(note.index())
        {
            state.references += 1;
        }
        self.inlines(inline.content());
    }
}

impl<'a> Lower<'a> {
    fn name_notes(&mut self) {
        for fixed in ["src-online", "src-print", "src-first", "cal-julian", "cal-gregorian", "genre"] {
            self.ids.unique(fixed);
        }
        for (index, note) in self.document.notes.iter().enumerate() {
            let n = slug(note.head.n().unwrap_or_default());
            let wanted = if n.is_empty() { format!("fn-{}", index + 1) } else { format!("fn{n}") };
            self.notes[index].id = self.ids.unique(&wanted);
        }
        let mut references = References(&mut self.notes);
        references.document(self.document);
    }

    /// The id of the next reference to a note.
    pub(crate) fn reference_id(&mut self, note: NoteId) -> String {
        let state = &mut self.notes[note.index()];
        state.written += 1;
        reference_id(&state.id, state.written)
    }

    /// The origin of text at `span`: counted the first time, a copy afterwards.
    pub(crate) fn counted(&mut self, span: Span) -> Origin {
        if self.seen.insert(span) { Origin::Parsed(span) } else { Origin::Derived(span) }
    }

    fn tei(&mut self) {
        for schema in ["http://relaxng.org/ns/structure/1.0", "http://purl.oclc.org/dsdl/schematron"] {
            let href = "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng";
            let data = format!("href=\"{href}\" type=\"application/xml\" schematypens=\"{schema}\"");
            self.b.instruction("xml-model", &data);
        }
        self.b.open("TEI", Origin::Synthetic);
        let language = self.document.metadata.languages.first().map(|language| language.ident.clone());
        if let Some(language) = language {
            self.b.attr("xml:lang", language, Origin::Synthetic);
        }
        // What stands over the text counts where it stands, not in the header's copies.
        let heads = self.document.body.heads.iter().map(|heading| heading.head.span).collect::<Vec<_>>();
        self.header(&heads);
        if self.options.notes == NotePlacement::StandOff && !self.document.notes.is_empty() {
            self.b.open("standOff", Origin::Synthetic);
            for index in 0..self.document.notes.len() {
                self.note(note_id(index));
            }
            self.b.close();
        }
        self.b.open("text", Origin::Synthetic);
        let document = self.document;
        self.part("front", &document.front);
        self.part("body", &document.body);
        self.back();
        self.b.close();
        self.b.close();
    }

    fn part(&mut self, name: &'static str, part: &'a Part) {
        if name != "body" && part.is_empty() {
            return;
        }
        self.b.open(name, Origin::Synthetic);
        self.heads(&part.heads, false);
        let prefix = if name == "body" { "div".to_owned() } else { format!("{name}-div") };
        self.flow(&part.blocks, &prefix, name != "body");
        if name == "body" && crate::blocks::lack_content(&part.blocks) {
            self.b.leaf("p", "", Origin::Synthetic);
        }
        self.b.close();
    }

    /// The back, with a division for notes that have not been written anywhere.
    fn back(&mut self) {
        let document = self.document;
        let mut listed = vec![false; self.notes.len()];
        listed_notes(&document.back.blocks, &mut listed);
        let homeless = |lower: &Self| {
            (0..lower.notes.len()).filter(|&i| !lower.notes[i].placed && !listed[i]).collect::<Vec<_>>()
        };
        let rest = homeless(self);
        if document.back.is_empty() && rest.is_empty() {
            return;
        }
        self.b.open("back", Origin::Synthetic);
        self.heads(&document.back.heads, false);
        self.flow(&document.back.blocks, "back-div", true);
        let rest = homeless(self);
        if !rest.is_empty() {
            self.b.open("div", Origin::Synthetic);
            self.b.attr("type", "notes", Origin::Synthetic);
            let id = self.ids.unique("notes");
            self.b.attr("xml:id", id, Origin::Synthetic);
            for index in rest {
                self.note(note_id(index));
            }
            self.b.close();
        }
        self.b.close();
    }

    /// Writes the notes that the top division refers to, where they stand at its end.
    pub(crate) fn division_end(&mut self) {
        for note in std::mem::take(&mut self.pending) {
            self.note(note);
        }
    }

    /// Writes a note, once.
    pub(crate) fn note(&mut self, id: NoteId) {
        let Some(note) = self.document.note(id) else { return };
        let state = &mut self.notes[id.index()];
        if std::mem::replace(&mut state.placed, true) {
            return;
        }
        let (name, references) = (state.id.clone(), state.references);
        let origin = Origin::Derived(note.head.span);
        self.b.open("note", origin);
        self.b.attr("xml:id", name.clone(), origin);
        if let Some(n) = note.head.n().filter(|n| !n.is_empty()) {
            self.b.attr("n", n, origin);
        }
        self.b.attr("type", note.kind.as_str().replace(char::is_whitespace, "-"), origin);
        let place = match (self.options.notes, &note.place) {
            (NotePlacement::Inline, _) => NotePlace::Foot,
            (NotePlacement::Division, _) => NotePlace::DivEnd,
            (_, place) => place.clone(),
        };
        self.b.attr("place", place.as_str().replace(char::is_whitespace, "-"), origin);
        if references > 0 && self.options.notes != NotePlacement::Inline {
            let targets =
                (1..=references).map(|k| format!("#{}", reference_id(&name, k))).collect::<Vec<_>>();
            self.b.attr("target", targets.join(" "), origin);
        }
        let nested = std::mem::replace(&mut self.in_note, true);
        self.common(&note.blocks);
        self.in_note = nested;
        self.b.close();
    }
}

fn note_id(index: usize) -> NoteId {
    NoteId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// `fn2` is referred to by `fnref2`, then `fnref2-b2`, `fnref2-b3`.
fn reference_id(note: &str, count: u32) -> String {
    let tail = note.strip_prefix("fn").unwrap_or(note);
    if count == 1 { format!("fnref{tail}") } else { format!("fnref{tail}-b{count}") }
}

/// Marks the notes that stand in sections of notes among `blocks`.
fn listed_notes(blocks: &[teiwright_model::Block], listed: &mut [bool]) {
    for block in blocks {
        if let teiwright_model::BlockKind::Notes { notes } = &block.kind {
            for note in notes {
                if let Some(slot) = listed.get_mut(note.index()) {
                    *slot = true;
                }
            }
        }
        listed_notes(block.blocks(), listed);
    }
}
