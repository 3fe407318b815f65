//! What must be known of a Document before its first node is written: ids, the outline, how notes are referred to.

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_model::{
    Block, BlockKind, Division, Document, Head, Heading, HeadingRole, Inline, InlineKind, Item, Note, NoteId,
    Part, Visit, plain_text,
};

/// An entry of the contents.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The id of its division.
    pub id: String,
    /// How deep it is, from 1.
    pub level: u8,
    /// Its title on one line; empty where it has none.
    pub title: String,
}

/// What is known of a note.
#[derive(Debug, Clone, Default)]
pub struct NotePlan {
    /// Its id.
    pub id: String,
    /// How often it is referred to.
    pub references: u32,
    /// Whether a list of notes in the text holds it.
    pub listed: bool,
}

/// What a backend must know of a Document before it writes the first node: ids for everything that is linked to, the
/// divisions for the contents, how often notes are referred to.
#[derive(Debug, Default)]
pub struct Plan {
    /// The divisions in order.
    pub outline: Vec<Entry>,
    /// The notes in order.
    pub notes: Vec<NotePlan>,
    /// Whether there are alternates with more than one reading.
    pub alternates: bool,
    /// The numbers of the pages.
    pub pages: Vec<String>,
    divisions: FxHashMap<usize, usize>,
    used: FxHashSet<String>,
    level: u8,
}

impl Plan {
    /// Looks through `document`.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let mut ids = Ids(FxHashSet::default());
        ids.document(document);
        let mut plan = Self { used: ids.0, ..Self::default() };
        for (index, note) in document.notes.iter().enumerate() {
            let id = match note.head.id().filter(|id| is_name(id)) {
                Some(id) => id.to_owned(),
                None => plan.unique(&format!("fn{}", index + 1)),
            };
            plan.notes.push(NotePlan { id, ..NotePlan::default() });
        }
        plan.document(document);
        plan
    }

    /// Whether something has this id.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        self.used.contains(id)
    }

    /// The id of a division.
    #[must_use]
    pub fn division_id(&self, division: &Division) -> &str {
        self.entry(division).map_or("", |entry| &entry.id)
    }

    /// The entry of a division.
    #[must_use]
    pub fn entry(&self, division: &Division) -> Option<&Entry> {
        self.outline.get(*self.divisions.get(&address(division))?)
    }

    /// The id of the reference to a note that is the `count`th, from 1.
    #[must_use]
    pub fn reference_id(&self, note: usize, count: u32) -> String {
        let id = self.notes.get(note).map_or("", |note| note.id.as_str());
        let tail = id.strip_prefix("fn").unwrap_or(id);
        if count <= 1 { format!("fnref{tail}") } else { format!("fnref{tail}-b{count}") }
    }

    /// `wanted`, or that with a number where it is taken.
    fn unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut count = 1;
        while !self.used.insert(id.clone()) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        id
    }
}

/// The id of the note with this index.
pub(crate) fn note_id(index: usize) -> NoteId {
    NoteId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// Whether an id is a name: HTML allows no white space in ids, XML none of many characters, Markdown no brackets.
pub(crate) fn is_name(id: &str) -> bool {
    let first = |c: char| c.is_alphabetic() || c == '_';
    id.starts_with(first) && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// A division is told from others by where it lies in memory, which does not change while it is borrowed.
fn address(division: &Division) -> usize {
    std::ptr::from_ref(division).addr()
}

/// Collects the ids that the Document has.
struct Ids(FxHashSet<String>);

impl Ids {
    fn head(&mut self, head: &Head) {
        if let Some(id) = head.id() {
            self.0.insert(id.to_owned());
        }
    }
}

impl Visit for Ids {
    fn note(&mut self, note: &Note) {
        self.head(&note.head);
        self.blocks(&note.blocks);
    }
    fn heading(&mut self, heading: &Heading) {
        self.head(&heading.head);
        self.inlines(&heading.content);
    }
    fn item(&mut self, item: &Item) {
        self.head(&item.head);
        self.inlines(&item.label);
        self.blocks(&item.blocks);
    }
    fn block(&mut self, block: &Block) {
        self.head(&block.head);
        walk_block(self, block);
    }
    fn inline(&mut self, inline: &Inline) {
        self.head(&inline.head);
        walk_inline(self, inline);
    }
}

impl Visit for Plan {
    fn part(&mut self, part: &Part) {
        for heading in &part.heads {
            self.heading(heading);
        }
        self.blocks(&part.blocks);
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Division(division) => {
                let wanted = format!("d{}", self.outline.len() + 1);
                let id = match block.head.id().filter(|id| is_name(id)) {
                    Some(id) => id.to_owned(),
                    None => self.unique(&wanted),
                };
                self.level += 1;
                self.divisions.insert(address(division), self.outline.len());
                let title = title(&division.heads, block.head.n());
                self.outline.push(Entry { id, level: self.level, title });
                self.division(division);
                self.level -= 1;
            }
            BlockKind::Notes { notes } => {
                for note in notes {
                    if let Some(note) = self.notes.get_mut(note.index()) {
                        note.listed = true;
                    }
                }
            }
            BlockKind::Break { unit: teiwright_model::BreakUnit::Page } => {
                self.pages.extend(block.head.n().map(str::to_owned));
            }
            _ => walk_block(self, block),
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::NoteRef { note, .. } => {
                if let Some(note) = self.notes.get_mut(note.index()) {
                    note.references += 1;
                }
            }
            InlineKind::Alternate { readings, .. } => self.alternates |= readings.len() > 1,
            InlineKind::Break { unit: teiwright_model::BreakUnit::Page } => {
                self.pages.extend(inline.head.n().map(str::to_owned));
            }
            _ => {}
        }
        walk_inline(self, inline);
    }
}

/// Walks into a block as [`Visit::block`] does where it is not overridden.
fn walk_block(visit: &mut impl Visit, block: &Block) {
    struct Through<'v, V>(&'v mut V);
    impl<V: Visit> Visit for Through<'_, V> {
        fn blocks(&mut self, blocks: &[Block]) {
            self.0.blocks(blocks);
        }
        fn inlines(&mut self, inlines: &[Inline]) {
            self.0.inlines(inlines);
        }
        fn heading(&mut self, heading: &Heading) {
            self.0.heading(heading);
        }
        fn item(&mut self, item: &Item) {
            self.0.item(item);
        }
        fn division(&mut self, division: &Division) {
            self.0.division(division);
        }
    }
    Through(visit).block(block);
}

/// Walks into a piece of running text in the same way.
fn walk_inline(visit: &mut impl Visit, inline: &Inline) {
    match &inline.kind {
        InlineKind::Alternate { readings, .. } => {
            for reading in readings {
                visit.inlines(&reading.content);
            }
        }
        _ => visit.inlines(inline.content()),
    }
}

/// The title of a division on one line: its number and title, or whatever heads it has, or `n`.
fn title(heads: &[Heading], n: Option<&str>) -> String {
    let titles = |heading: &&Heading| matches!(heading.role, HeadingRole::Number | HeadingRole::Main);
    let other = |heading: &&Heading| !matches!(heading.role, HeadingRole::Byline | HeadingRole::Argument);
    let mut title = joined(heads.iter().filter(titles));
    if title.is_empty() {
        title = joined(heads.iter().filter(other).take(1));
    }
    if title.is_empty() { n.unwrap_or_default().trim().to_owned() } else { title }
}

fn joined<'h>(heads: impl Iterator<Item = &'h Heading>) -> String {
    let mut title = String::new();
    for heading in heads {
        let text = crate::facts::one_line(&plain_text(&heading.content));
        if text.is_empty() {
            continue;
        }
        if !title.is_empty() {
            title.push_str(if title.ends_with(['.', ':', '?', '!', '—']) { " " } else { ". " });
        }
        title.push_str(&text);
    }
    title
}
