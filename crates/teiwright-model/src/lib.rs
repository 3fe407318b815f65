//! The Document: the one data type between reading, TEI and export.
//!
//! A [`Document`] has [`Metadata`], then `front`, `body` and `back` as [`Part`]s of [`Block`]s that hold [`Inline`]s,
//! and its [`Note`]s in one list. Every node has a [`Head`]: where it came from, and what it is called. The serde form
//! is the contract with backends outside the project; it begins with the schema's name and version.

mod block;
mod build;
mod date;
mod document;
mod head;
mod inline;
mod ledger;
mod metadata;
mod names;
mod visit;

pub use block::{
    Block, BlockKind, BreakUnit, Cell, Division, Figure, Heading, Item, LetterPart, LineGroup, List,
    Quotation, Row, Speech, Table, Verse,
};
pub use build::DivisionBuilder;
pub use date::{Calendar, Certainty, DateValue, Original, PartialDate, TimeValue};
pub use document::{Document, Note, NoteId, Part, SchemaVersion};
pub use head::{Head, TeiElement};
pub use inline::{Editorial, Inline, InlineKind, Reading, plain_text};
pub use ledger::{Change, Ledger, LedgerEntry};
pub use metadata::{
    BiblScope, BiblTitle, Dated, Language, Licence, Metadata, MetadataNote, Person, Processing,
    Responsibility, SourceDescription, Title, Words,
};
pub use names::{
    DivisionKind, HeadingRole, LetterPartKind, ListKind, NoteKind, NotePlace, ReactionKind, Relator,
    ScopeUnit, SourceKind, StageKind, TitleLevel,
};
pub use visit::{Visit, VisitMut};
