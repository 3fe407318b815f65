//! The Document itself and its notes.

use serde::{Deserialize, Serialize};

use crate::{Block, Head, Heading, Metadata, NoteKind, NotePlace};

/// A text with what it says about itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Document {
    /// Name and version of this form; first, so that it can be read before the rest.
    #[serde(default)]
    pub schema: SchemaVersion,
    /// What the text says about itself.
    pub metadata: Metadata,
    /// What stands before the body: prefaces, dedications, contents.
    #[serde(default, skip_serializing_if = "Part::is_empty")]
    pub front: Part,
    /// The text.
    pub body: Part,
    /// What stands after the body: appendices, sections of notes.
    #[serde(default, skip_serializing_if = "Part::is_empty")]
    pub back: Part,
    /// The notes, in the order of their first reference, then those that nothing refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// Name and version of the Document's serialised form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemaVersion {
    /// Always `teiwright-document`.
    pub name: String,
    /// `major.minor`; within a major version fields are only added.
    pub version: String,
}

impl SchemaVersion {
    /// The name of the form.
    pub const NAME: &'static str = "teiwright-document";
    /// The version that this crate writes.
    pub const VERSION: &'static str = "1.0";
}

impl Default for SchemaVersion {
    fn default() -> Self {
        Self { name: Self::NAME.to_owned(), version: Self::VERSION.to_owned() }
    }
}

/// Front, body or back.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Part {
    /// What stands over it as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<Heading>,
    /// Its blocks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

impl Part {
    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.heads.is_empty() && self.blocks.is_empty()
    }
}

/// Which note: its index in [`Document::notes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(pub u32);

impl NoteId {
    /// The index in [`Document::notes`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A note. Its number as printed is in its head.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Where it came from and what it is called; the id is made of the scope and the number (`fn2`, `fn-ch3-2`).
    #[serde(flatten)]
    pub head: Head,
    /// Who wrote it.
    pub kind: NoteKind,
    /// Where it stood.
    pub place: NotePlace,
    /// The marker as it stands before the note, such as `[1]`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub marker: String,
    /// What is in it.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The note that `id` names.
    #[must_use]
    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notes.get(id.index())
    }
}
