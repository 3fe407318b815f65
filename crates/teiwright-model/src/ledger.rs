//! The ledger: every deliberate change between a transcription and its Document.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use teiwright_source::Span;

/// Every deliberate change of a conversion. What is neither in the output nor here was lost.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    /// The changes; in the order of their places once [`Ledger::sort`] was called.
    pub entries: Vec<LedgerEntry>,
}

/// One deliberate change: characters of the transcription that are not text in the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Where the characters stand.
    pub span: Span,
    /// Why they are not text in the output.
    pub change: Change,
    /// What stands for them, such as `@n` or `<respStmt>`; nothing where they only separated things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub became: Option<Cow<'static, str>>,
}

/// Why characters of the transcription are not text in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Change {
    /// The marker before a note.
    NoteMarker,
    /// The label of a metadata line.
    Label,
    /// Punctuation or a joining word between two things that became elements.
    Separator,
    /// A line under or over a heading.
    Underline,
    /// The mark before an item of a list.
    ListMark,
    /// Characters that showed emphasis.
    EmphasisMark,
    /// Marks before quoted lines.
    QuoteMark,
    /// Characters that drew a table.
    TableRule,
    /// A row of marks that separates sections.
    SectionMark,
    /// A mark of a page or column.
    PageMark,
    /// A hyphen at the end of a line, where the word goes on in the next.
    LineEndHyphen,
    /// A line that held only a no-break space.
    Spacer,
    /// A character that XML cannot hold.
    ReplacedCharacter,
    /// Marks around an editor's words that became an element.
    EditorialMark,
    /// A number at the margin.
    LineNumber,
    /// Marks of a markup language, such as Markdown.
    Markup,
}

impl Ledger {
    /// Notes a change.
    pub fn add(&mut self, span: Span, change: Change, became: impl Into<Option<&'static str>>) {
        if !span.is_empty() {
            self.entries.push(LedgerEntry { span, change, became: became.into().map(Cow::Borrowed) });
        }
    }

    /// Brings the entries into the order of their places.
    pub fn sort(&mut self) {
        self.entries.sort_by_key(|entry| entry.span);
    }
}
