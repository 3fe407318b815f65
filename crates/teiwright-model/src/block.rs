//! What stands below one another: divisions, paragraphs, verse, lists, speeches, breaks.

use serde::{Deserialize, Serialize};
use teiwright_source::Span;

use crate::{DivisionKind, Head, HeadingRole, Inline, LetterPartKind, ListKind, NoteId, StageKind};

/// A block of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where it came from and what it is called.
    #[serde(flatten)]
    pub head: Head,
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BlockKind {
    /// A division with headings of its own.
    Division(Division),
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A heading that opens no division: a cross-head, a caption over a passage.
    Label {
        /// Its text.
        content: Vec<Inline>,
    },
    /// Lines of verse that belong together; groups may hold groups.
    LineGroup(LineGroup),
    /// One line of verse.
    Verse(Verse),
    /// A quotation set off from the text.
    Quotation(Quotation),
    /// An epigraph.
    Epigraph(Quotation),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A speech of a play or a protocol.
    Speech(Speech),
    /// A stage direction between speeches.
    Stage {
        /// What it directs.
        stage: Option<StageKind>,
        /// The words, with their brackets.
        content: Vec<Inline>,
    },
    /// The opening of a letter or of a division.
    Opener {
        /// Its parts in order.
        parts: Vec<LetterPart>,
    },
    /// The close of a letter or of a division.
    Closer {
        /// Its parts in order.
        parts: Vec<LetterPart>,
    },
    /// A postscript.
    Postscript {
        /// Its blocks.
        blocks: Vec<Block>,
    },
    /// Who wrote it, below the text.
    Byline {
        /// The words.
        content: Vec<Inline>,
    },
    /// Words that end a text or a division, such as THE END.
    Trailer {
        /// The words.
        content: Vec<Inline>,
    },
    /// A page, column or section begins here; the head's number is that of the page, its rendition the mark.
    Break {
        /// What begins.
        unit: BreakUnit,
    },
    /// A figure.
    Figure(Figure),
    /// Notes stood here in the transcription.
    Notes {
        /// Which notes, in order.
        notes: Vec<NoteId>,
    },
    /// An element that no other kind stands for; the head names it.
    Generic {
        /// What is in it.
        blocks: Vec<Block>,
    },
}

/// What begins at a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BreakUnit {
    /// A line.
    Line,
    /// A page.
    Page,
    /// A column.
    Column,
    /// A section without a heading, after a row of stars or the like.
    Section,
}

/// A division. Its number is in the head of its block.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Division {
    /// What it is, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<DivisionKind>,
    /// What kind of text it is: `speech`, `resolution`, `letter`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtype: Option<String>,
    /// Its headings in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<Heading>,
    /// What is in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

/// One line of what stands over a division.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// Where it came from and what it is called.
    #[serde(flatten)]
    pub head: Head,
    /// What it is.
    pub role: HeadingRole,
    /// Its text.
    pub content: Vec<Inline>,
}

/// Lines of verse that belong together.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LineGroup {
    /// What it is, such as `stanza`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Headings over it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<Heading>,
    /// [`BlockKind::Verse`] and [`BlockKind::LineGroup`] in order.
    pub blocks: Vec<Block>,
}

/// A line of verse.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Verse {
    /// Which part of a metrical line this is (`I`, `M`, `F`), where several speakers share one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<char>,
    /// Its text.
    pub content: Vec<Inline>,
}

/// A passage quoted, with where it is from.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quotation {
    /// What is quoted.
    pub blocks: Vec<Block>,
    /// Where it is from, as the text says below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Inline>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// What kind of list.
    pub kind: ListKind,
    /// Headings over it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<Heading>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Item {
    /// Where it came from and what it is called; its number is the label without brackets.
    #[serde(flatten)]
    pub head: Head,
    /// The label as it stands, such as `(a)`; empty for a mark of no order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub label: Vec<Inline>,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Headings over it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<Heading>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Where it came from and what it is called.
    #[serde(flatten)]
    pub head: Head,
    /// Whether its cells are labels of the columns.
    #[serde(default)]
    pub labels: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Where it came from and what it is called.
    #[serde(flatten)]
    pub head: Head,
    /// Its text.
    pub content: Vec<Inline>,
}

/// A speech.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Speech {
    /// Who speaks, as it stands in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speaker: Vec<Inline>,
    /// What is said and done.
    pub blocks: Vec<Block>,
}

/// A part of the opening or close of a letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LetterPart {
    /// Where it came from and what it is called.
    #[serde(flatten)]
    pub head: Head,
    /// What it is.
    pub kind: LetterPartKind,
    /// Its text.
    pub content: Vec<Inline>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// Where the picture is, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its caption.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// What it shows, for whoever does not see it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub description: Vec<Inline>,
}

impl Block {
    /// A block of `kind` read from `span`.
    #[must_use]
    pub const fn new(kind: BlockKind, span: Span) -> Self {
        Self { head: Head::new(span), kind }
    }

    /// A paragraph of `content` read from `span`.
    #[must_use]
    pub const fn paragraph(content: Vec<Inline>, span: Span) -> Self {
        Self::new(BlockKind::Paragraph { content }, span)
    }

    /// The blocks that it holds directly, if its kind holds blocks; the items of a list are not among them.
    #[must_use]
    pub fn blocks(&self) -> &[Self] {
        match &self.kind {
            BlockKind::Division(Division { blocks, .. })
            | BlockKind::LineGroup(LineGroup { blocks, .. })
            | BlockKind::Quotation(Quotation { blocks, .. })
            | BlockKind::Epigraph(Quotation { blocks, .. })
            | BlockKind::Speech(Speech { blocks, .. })
            | BlockKind::Postscript { blocks }
            | BlockKind::Generic { blocks } => blocks,
            _ => &[],
        }
    }
}
