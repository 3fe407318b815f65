//! Notes, wherever they stand: in the text, at its end, in standOff; referred to by pointers of either direction.

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_model::{
    Block, BlockKind, Head, Inline, InlineKind, Note, NoteId, NoteKind, NotePlace, Visit, plain_text,
};
use teiwright_xml::{Element, NodeId, Tree};

use super::{Lift, key};

/// Which notes there are, and what refers to them.
#[derive(Debug)]
pub(crate) struct NoteIndex<'t> {
    /// The note that an element refers to, by the element.
    references: FxHashMap<usize, NodeId>,
    /// The notes that something refers to.
    referred: FxHashSet<usize>,
    /// The number of each note that has one.
    numbers: FxHashMap<usize, NoteId>,
    /// The notes in the order of their numbers.
    order: Vec<NodeId>,
    /// The ids that something in the document points to, but for references to notes and back.
    targets: FxHashSet<&'t str>,
}

impl<'t> NoteIndex<'t> {
    /// Looks through a document.
    pub(crate) fn new(tree: &'t Tree) -> Self {
        let mut index = Self {
            references: FxHashMap::default(),
            referred: FxHashSet::default(),
            numbers: FxHashMap::default(),
            order: Vec::new(),
            targets: FxHashSet::default(),
        };
        for element in tree.elements() {
            match element.local() {
                "note" => index.back_references(tree, element),
                "ref" | "ptr" => index.reference(tree, element),
                _ => {}
            }
            index.pointers(element);
        }
        index.number(tree);
        index
    }

    fn reference(&mut self, tree: &'t Tree, element: Element<'t>) {
        let target = element.attribute("target").and_then(|target| target.trim().strip_prefix('#'));
        let note = target.and_then(|id| tree.element_by_id(id)).filter(|note| note.local() == "note");
        if let Some(note) = note {
            self.references.insert(key(element.id()), note.id());
            self.referred.insert(key(note.id()));
        }
    }

    /// `note/@target`: the references, where they are elements that can be one.
    fn back_references(&mut self, tree: &'t Tree, note: Element<'t>) {
        let targets = note.attribute("target").unwrap_or_default().split_whitespace();
        for target in targets.filter_map(|target| target.strip_prefix('#')) {
            let Some(element) = tree.element_by_id(target) else { continue };
            if matches!(element.local(), "ref" | "ptr" | "anchor") && !note.holds(element.node()) {
                self.references.entry(key(element.id())).or_insert_with(|| note.id());
                self.referred.insert(key(note.id()));
            }
        }
    }

    fn pointers(&mut self, element: Element<'t>) {
        for attribute in element.attributes() {
            let value = attribute.value();
            // That a reference points to its note, and the note to it, is what the Document says by itself.
            let reference =
                attribute.written() == "target" && self.references.contains_key(&key(element.id()));
            if value.contains('#') && element.local() != "note" && !reference {
                self.targets.extend(value.split_whitespace().filter_map(|pointer| pointer.strip_prefix('#')));
            }
        }
    }

    /// Numbers notes in the order of their first reference; an inline note refers to itself.
    fn number(&mut self, tree: &'t Tree) {
        for element in tree.elements() {
            let note = self.references.get(&key(element.id())).copied();
            let own = || (is_note(element) && is_inline(element)).then(|| element.id());
            if let Some(note) = note.or_else(own) {
                self.give_number(note);
            }
        }
        for note in tree.elements().filter(|element| is_note(*element) && !in_header(*element)) {
            self.give_number(note.id());
        }
    }

    fn give_number(&mut self, note: NodeId) {
        let next = NoteId(u32::try_from(self.order.len()).unwrap_or(u32::MAX));
        if let std::collections::hash_map::Entry::Vacant(entry) = self.numbers.entry(key(note)) {
            entry.insert(next);
            self.order.push(note);
        }
    }

    /// The note that `element` refers to.
    pub(crate) fn referred_by(&self, element: Element<'_>) -> Option<NoteId> {
        self.references.get(&key(element.id())).and_then(|note| self.numbers.get(&key(*note))).copied()
    }

    /// The number of a note.
    pub(crate) fn number_of(&self, note: Element<'_>) -> Option<NoteId> {
        self.numbers.get(&key(note.id())).copied()
    }

    /// Whether something refers to a note.
    pub(crate) fn is_referred(&self, note: Element<'_>) -> bool {
        self.referred.contains(&key(note.id()))
    }

    /// Whether something points to an id.
    pub(crate) fn is_target(&self, id: &str) -> bool {
        self.targets.contains(id)
    }
}

/// Whether a note stands in running text: then it is where it belongs, whether or not something refers to it.
fn is_inline(note: Element<'_>) -> bool {
    let running = |name: &str| {
        matches!(
            super::behaviour(name),
            Some(
                super::Behaviour::Paragraph
                    | super::Behaviour::Leaf
                    | super::Behaviour::Verse
                    | super::Behaviour::Heading
                    | super::Behaviour::Inline
                    | super::Behaviour::Emphasis
                    | super::Behaviour::Transparent
                    | super::Behaviour::LetterPart
                    | super::Behaviour::Byline
                    | super::Behaviour::Stage
                    | super::Behaviour::Name(_)
                    | super::Behaviour::Date
                    | super::Behaviour::Editorial(_)
                    | super::Behaviour::Quotation
                    | super::Behaviour::Trailer
            )
        )
    };
    !in_header(note) && note.parent_element().is_some_and(|parent| running(parent.local()))
}

/// Whether it is a note of the text: a remark that a word stands so in the source is none.
fn is_note(element: Element<'_>) -> bool {
    element.local() == "note" && element.attribute("type") != Some("sic")
}

fn in_header(note: Element<'_>) -> bool {
    note.ancestors().any(|above| above.local() == "teiHeader")
}

impl<'t> Lift<'t> {
    /// The notes' content, after the text; each note's marker is that of its first reference.
    pub(crate) fn finish_notes(&mut self) {
        let order = std::mem::take(&mut self.notes().order);
        let tree = self.tree();
        let notes = order.iter().filter_map(|id| tree.node(*id).element());
        self.document.notes = notes.map(|note| self.note(note)).collect();
        let mut markers = Markers(vec![None; self.document.notes.len()]);
        markers.document(&self.document);
        for (note, marker) in self.document.notes.iter_mut().zip(markers.0) {
            note.marker = marker.unwrap_or_else(|| note.head.n().unwrap_or_default().to_owned());
        }
    }

    fn note(&mut self, element: Element<'t>) -> Note {
        let head = self.head(element, &["type", "place", "target"]);
        let pushed = self.enter(element);
        let blocks = self.flow(element.children());
        self.leave(pushed);
        let kind = NoteKind::from(element.attribute("type").unwrap_or("note"));
        let inline = is_inline(element) && !self.notes().is_referred(element);
        let usual = if inline { "foot" } else { "end" };
        let place = NotePlace::from(element.attribute("place").unwrap_or(usual));
        Note { head, kind, place, marker: String::new(), blocks }
    }

    /// A note in running text: a reference to it stands there, unless others do.
    pub(crate) fn inline_note(&mut self, note: Element<'t>, content: &mut Vec<Inline>) {
        let (id, referred) = (self.notes().number_of(note), self.notes().is_referred(note));
        let Some(id) = id else {
            // A note of the header is what it says.
            let head = self.named_head(note, &[]);
            let words = self.words(note);
            content.push(Inline { head, kind: InlineKind::Generic { content: words } });
            return;
        };
        if referred {
            return;
        }
        let marker = note.attribute("n").unwrap_or_default().to_owned();
        content.push(Inline::new(InlineKind::NoteRef { note: id, marker }, super::span_of(note)));
    }

    /// Notes between blocks.
    pub(crate) fn notes_between(&mut self, element: Element<'t>, blocks: &mut Vec<Block>) {
        let Some(id) = self.notes().number_of(element) else {
            // A note of the header is what it says.
            let inner = self.inner(element);
            return blocks.extend(inner);
        };
        if let Some(Block { kind: BlockKind::Notes { notes }, .. }) = blocks.last_mut() {
            notes.push(id);
        } else {
            blocks.push(Block { head: Head::default(), kind: BlockKind::Notes { notes: vec![id] } });
        }
    }
}

/// The marker of the first reference to each note.
struct Markers(Vec<Option<String>>);

impl Visit for Markers {
    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::NoteRef { note, marker } = &inline.kind
            && let Some(slot @ None) = self.0.get_mut(note.index())
        {
            *slot = Some(marker.clone());
        }
        match &inline.kind {
            InlineKind::Alternate { readings, .. } => readings.iter().for_each(|r| self.inlines(&r.content)),
            _ => self.inlines(inline.content()),
        }
    }
}

/// The marker that a reference shows.
pub(crate) fn marker(content: &[Inline], element: Element<'_>) -> String {
    let shown = plain_text(content);
    if shown.trim().is_empty() { element.attribute("n").unwrap_or_default().to_owned() } else { shown }
}
