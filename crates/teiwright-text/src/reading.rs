//! What reading takes and gives.

use serde::Serialize;
use teiwright_model::{Document, Ledger};

/// The conventions of the place that a transcription comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// Find out.
    #[default]
    Auto,
    /// No archive's conventions: title, headings, paragraphs, notes.
    Plain,
    /// Project Gutenberg: its own words before `*** START OF …` and after `*** END OF …`.
    Gutenberg,
    /// Markdown: CommonMark with tables and footnotes, YAML above the text. Never found out, only asked for.
    Markdown,
    /// Marxists Internet Archive: title block and labelled lines before the text, archive's lines around it.
    Mia,
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Whose conventions to follow.
    pub dialect: Dialect,
    /// The language of the text as a BCP 47 tag, where it is known; otherwise it is detected.
    pub language: Option<String>,
}

/// A transcription, read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The text with what it says about itself.
    pub document: Document,
    /// Every deliberate change between transcription and Document.
    pub ledger: Ledger,
    /// What each line was taken for, in order; lines that are not here are part of the one before.
    pub lines: Vec<LineReading>,
    /// Whose conventions were followed; never [`Dialect::Auto`].
    pub dialect: Dialect,
}

/// What a line was taken for, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineReading {
    /// The line, from 1.
    pub line: u32,
    /// What it was taken for.
    pub role: LineRole,
    /// Why, in a few words.
    pub why: &'static str,
}

/// What a line can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LineRole {
    /// The author's name in the title block.
    Author,
    /// A title or sub-title of the whole text.
    Title,
    /// A labelled line about the text.
    Metadata,
    /// A line of the archive: navigation, dates of update, small print.
    Archive,
    /// A heading.
    Heading,
    /// The first line of a paragraph.
    Paragraph,
    /// A line of verse.
    Verse,
    /// Part of a list.
    List,
    /// Part of a table.
    Table,
    /// A quotation set off from the text.
    Quotation,
    /// A speech or its speaker.
    Speech,
    /// A stage direction.
    Stage,
    /// The opening of a letter.
    Opener,
    /// The close of a letter.
    Closer,
    /// The first line of a note.
    Note,
    /// A page, section or other break.
    Break,
    /// A figure.
    Figure,
    /// The end of a text (`THE END`).
    Trailer,
    /// A line that draws something: an underline, a rule.
    Rule,
    /// A line of white space that is not empty.
    Spacer,
}
