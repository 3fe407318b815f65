//! What a Document says about itself: titles, responsibilities, sources, creation, languages, licence.

use serde::{Deserialize, Serialize};
use teiwright_source::Span;

use crate::{Block, DateValue, Inline, Relator, ScopeUnit, SourceKind, TitleLevel};

/// What a Document says about itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// The titles, main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Title>,
    /// The authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// Who did what for the text, one entry a responsibility.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responsibilities: Vec<Responsibility>,
    /// Where the text comes from, as a chain: nearest source first, first publication last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceDescription>,
    /// When and where it was written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub creation: Vec<Inline>,
    /// The languages, main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// What the transcription says about its use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licences: Vec<Licence>,
    /// Anything else it says about itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<MetadataNote>,
    /// What a TEI header says at length and no other field holds: a manuscript, the principles of the edition, the hands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Block>,
    /// What reading did to the text.
    #[serde(default)]
    pub processing: Processing,
}

/// Words, with where they stand in the transcription; without a span where they were given from outside.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Words {
    /// The words, on one line.
    pub text: String,
    /// Where they stand: the same characters, but for white space.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Words {
    /// Words that stand at `span`.
    #[must_use]
    pub fn new(text: impl Into<String>, span: Span) -> Self {
        Self { text: text.into(), span: Some(span) }
    }

    /// Words that the transcription does not hold.
    #[must_use]
    pub fn given(text: impl Into<String>) -> Self {
        Self { text: text.into(), span: None }
    }
}

/// A title.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Title {
    /// `main`, `sub`, `alt`, …
    pub role: String,
    /// The title on one line.
    pub words: Words,
}

/// A person or body, as named.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Person {
    /// The name as it stands.
    pub name: Words,
    /// Whether it is a body (`the volunteers`, `Zodiac Press`) rather than one person.
    #[serde(default)]
    pub organisation: bool,
}

/// Who did one thing for the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Responsibility {
    /// What they did, in the words of the transcription.
    pub words: Words,
    /// What they did, as a MARC relator.
    pub relator: Relator,
    /// Who.
    pub persons: Vec<Person>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Dated>,
    /// What else the line says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Words>,
}

/// Words that mean a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// The words.
    pub words: Words,
    /// What date they mean.
    pub value: DateValue,
}

/// One source of the text: an online edition, a print, the first publication.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceDescription {
    /// Which link of the chain it is.
    pub kind: SourceKind,
    /// The label in the transcription, such as `Online Version`, where it says more than the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Words>,
    /// The titles, innermost first: an article, then the book or journal, then the series.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<BiblTitle>,
    /// Its authors, where they are named in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// Its editors and others named in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responsibilities: Vec<Responsibility>,
    /// The edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<Words>,
    /// Places of publication.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Words>,
    /// Publishers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publishers: Vec<Words>,
    /// Dates of publication.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Dated>,
    /// Volumes, issues, pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<BiblScope>,
    /// Addresses on the web and other identifiers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Words>,
    /// What else is said of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Words>,
}

impl SourceDescription {
    /// An empty description of `kind`.
    #[must_use]
    pub const fn new(kind: SourceKind) -> Self {
        Self {
            kind,
            label: None,
            titles: Vec::new(),
            authors: Vec::new(),
            responsibilities: Vec::new(),
            edition: None,
            places: Vec::new(),
            publishers: Vec::new(),
            dates: Vec::new(),
            scopes: Vec::new(),
            identifiers: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// A title of a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BiblTitle {
    /// Its level.
    pub level: TitleLevel,
    /// The words.
    pub words: Words,
}

/// A volume, issue or range of pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BiblScope {
    /// What is counted.
    pub unit: ScopeUnit,
    /// The first, or the only one; as digits where it is a number.
    pub from: String,
    /// The last, where there is a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The words.
    pub words: Words,
}

/// A language of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// Its BCP 47 tag.
    pub ident: String,
    /// Whether it was detected from the text rather than stated.
    #[serde(default)]
    pub detected: bool,
}

/// What the transcription says about its use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Licence {
    /// The label, such as `Copyleft`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Words>,
    /// The words.
    pub content: Vec<Inline>,
    /// The address of the licence, where the words name a well-known one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Whether it lets everybody use the text.
    pub free: bool,
}

/// Anything else the transcription says about itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetadataNote {
    /// What kind of note: `textBasis`, `label` (an unknown label), `archive`, `thanks`, …
    pub kind: String,
    /// The label as it stands, such as `Other Formats`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Words>,
    /// The words.
    pub content: Vec<Inline>,
}

/// What reading did to the text; `lower` says it in the header's words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Processing {
    /// The archive that published the transcription, in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// The encoding of the file, by its WHATWG name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Whether the text was brought into NFC.
    #[serde(default)]
    pub normalized: bool,
    /// Whether lines were joined into paragraphs.
    #[serde(default)]
    pub lines_joined: bool,
    /// How many hyphens at line ends were taken away.
    #[serde(default)]
    pub hyphens_joined: u32,
    /// How many lines held only a no-break space.
    #[serde(default)]
    pub spacer_lines: u32,
    /// How many characters that XML cannot hold became U+FFFD.
    #[serde(default)]
    pub characters_replaced: u32,
    /// How many dates and times were encoded.
    #[serde(default)]
    pub dates: u32,
}
