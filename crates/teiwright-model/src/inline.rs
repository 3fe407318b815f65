//! What stands inside a paragraph, a line or a heading.

use serde::{Deserialize, Serialize};
use teiwright_source::Span;

use crate::{BreakUnit, DateValue, Head, NoteId, ReactionKind, StageKind, TimeValue};

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inline {
    /// Where it came from and what it is called.
    #[serde(flatten)]
    pub head: Head,
    /// What it is.
    #[serde(flatten)]
    pub kind: InlineKind,
}

/// What a piece of running text is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "inline", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum InlineKind {
    /// Characters. Its span holds the same characters, but for white space and what the ledger lists.
    Text {
        /// The characters.
        text: String,
    },
    /// Set off by how it looked: the head's rendition says how.
    Emphasis {
        /// What is set off.
        content: Vec<Inline>,
    },
    /// A reference to a note.
    NoteRef {
        /// The note.
        note: NoteId,
        /// The marker as it stands in the text, such as `[1]`; its span is that of the node.
        marker: String,
    },
    /// A date.
    Date {
        /// What date it is.
        date: DateValue,
        /// The words.
        content: Vec<Inline>,
    },
    /// A time of day.
    Time {
        /// What time it is.
        time: TimeValue,
        /// The words.
        content: Vec<Inline>,
    },
    /// What an audience did, in the words of the report.
    Reaction {
        /// What they did.
        reaction: ReactionKind,
        /// The words, with their brackets.
        content: Vec<Inline>,
    },
    /// A stage direction inside a speech.
    Stage {
        /// What it directs.
        stage: Option<StageKind>,
        /// The words, with their brackets.
        content: Vec<Inline>,
    },
    /// Several readings of one place.
    Alternate {
        /// The readings.
        readings: Vec<Reading>,
        /// Which of them to read, from 0.
        preferred: usize,
    },
    /// A place where an editor or transcriber did something to the text.
    Editorial {
        /// What was done.
        editorial: Editorial,
        /// The words concerned; for a gap, the mark that stands for it.
        content: Vec<Inline>,
    },
    /// A name.
    Name {
        /// What is named: `person`, `place`, `organisation`, `author`, …
        named: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// Words in another language: the head's language says which.
    Foreign {
        /// The words.
        content: Vec<Inline>,
    },
    /// A link.
    Link {
        /// Where it leads.
        target: String,
        /// The words; empty for a bare pointer.
        content: Vec<Inline>,
    },
    /// A line, page or column begins here.
    Break {
        /// What begins.
        unit: BreakUnit,
    },
    /// A picture in the line.
    Image {
        /// Where the picture is, if that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        /// What it shows.
        content: Vec<Inline>,
    },
    /// An element that no other kind stands for; the head names it.
    Generic {
        /// What is in it.
        content: Vec<Inline>,
    },
}

/// What was done to a place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Editorial {
    /// Left out, by whoever quoted or transcribed.
    Gap,
    /// Could not be read with certainty.
    Unclear,
    /// Could not be read at all.
    Illegible,
    /// Put in by an editor.
    Supplied,
    /// Added in the source.
    Added,
    /// Deleted in the source.
    Deleted,
    /// Wrong in the source, and kept.
    Sic,
}

/// One reading of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What kind of reading: `sic`, `corr`, `orig`, `reg`, `abbr`, `expan`, `rdg`, `lem`.
    pub kind: String,
    /// Who attests it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// The words.
    pub content: Vec<Inline>,
}

impl Inline {
    /// A node of `kind` read from `span`.
    #[must_use]
    pub const fn new(kind: InlineKind, span: Span) -> Self {
        Self { head: Head::new(span), kind }
    }

    /// Characters read from `span`.
    #[must_use]
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self::new(InlineKind::Text { text: text.into() }, span)
    }

    /// A line begins here.
    #[must_use]
    pub const fn line_break(span: Span) -> Self {
        Self::new(InlineKind::Break { unit: BreakUnit::Line }, span)
    }

    /// What the node holds, if its kind holds anything; the readings of an alternate are not among it.
    #[must_use]
    pub fn content(&self) -> &[Self] {
        match &self.kind {
            InlineKind::Emphasis { content }
            | InlineKind::Date { content, .. }
            | InlineKind::Time { content, .. }
            | InlineKind::Reaction { content, .. }
            | InlineKind::Stage { content, .. }
            | InlineKind::Editorial { content, .. }
            | InlineKind::Name { content, .. }
            | InlineKind::Foreign { content }
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. }
            | InlineKind::Generic { content } => content,
            InlineKind::Text { .. }
            | InlineKind::NoteRef { .. }
            | InlineKind::Alternate { .. }
            | InlineKind::Break { .. } => &[],
        }
    }

    /// The same for change.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.kind {
            InlineKind::Emphasis { content }
            | InlineKind::Date { content, .. }
            | InlineKind::Time { content, .. }
            | InlineKind::Reaction { content, .. }
            | InlineKind::Stage { content, .. }
            | InlineKind::Editorial { content, .. }
            | InlineKind::Name { content, .. }
            | InlineKind::Foreign { content }
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. }
            | InlineKind::Generic { content } => Some(content),
            InlineKind::Text { .. }
            | InlineKind::NoteRef { .. }
            | InlineKind::Alternate { .. }
            | InlineKind::Break { .. } => None,
        }
    }
}

/// The characters of `content` without note markers; a line break counts as a space, an alternate as its preferred
/// reading.
#[must_use]
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    collect(content, &mut out);
    out
}

fn collect(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text { text } => out.push_str(text),
            InlineKind::Break { .. } => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            InlineKind::Alternate { readings, preferred } => {
                if let Some(reading) = readings.get(*preferred) {
                    collect(&reading.content, out);
                }
            }
            _ => collect(inline.content(), out),
        }
    }
}
