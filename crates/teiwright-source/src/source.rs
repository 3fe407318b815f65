//! A decoded text with its name, encoding and lines.

use std::sync::OnceLock;

use crate::lines::{LineIndex, Position};
use crate::offsets::{Form, OffsetMap, floor_boundary};
use crate::{Normalization, Span};

/// A character encoding, by its WHATWG name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(pub(crate) &'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);

    /// The encoding that `label` names (`latin1`, `windows-1251`, `utf-16le`, …), by the WHATWG's list of labels.
    /// Those that the WHATWG has for encodings which nobody should read (`hz-gb-2312`) name none.
    #[must_use]
    pub fn for_label(label: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(Self)
    }

    /// The WHATWG name, such as `windows-1252`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// How many bytes `text` takes in this encoding.
    pub(crate) fn disk_len(self, text: &str) -> u64 {
        if self.0 == encoding_rs::UTF_8 {
            text.len() as u64
        } else if self.0 == encoding_rs::UTF_16LE || self.0 == encoding_rs::UTF_16BE {
            text.encode_utf16().count() as u64 * 2
        } else if self.0.is_single_byte() {
            text.chars().count() as u64
        } else {
            stepwise_len(text) as u64
        }
    }
}

/// How many bytes `text` usually takes in an encoding of East Asia; characters of other lengths are pieces of their own.
pub(crate) fn stepwise_len(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A decoded text: what every reader reads and every diagnostic points into.
#[derive(Debug, Clone)]
pub struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    pub(crate) bom: bool,
    pub(crate) normalization: Normalization,
    pub(crate) normalized: Vec<(Span, Box<str>)>,
    pub(crate) replaced: Vec<(Span, char)>,
    pub(crate) offsets: OffsetMap,
    /// Made when they are first asked for: a document without findings needs none.
    pub(crate) lines: OnceLock<LineIndex>,
}

impl Source {
    /// A source of text that is in memory already, as UTF-8. Text past 4 GiB is cut off: decode files with
    /// [`decode`](crate::decode), which refuses them.
    #[must_use]
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text: String = text.into();
        if u32::try_from(text.len()).is_err() {
            text.truncate(floor_boundary(&text, u32::MAX as usize));
        }
        Self {
            name: name.into(),
            text,
            encoding: Encoding::UTF_8,
            bom: false,
            normalization: Normalization::Keep,
            normalized: Vec::new(),
            replaced: Vec::new(),
            offsets: OffsetMap::Shifted { bom: 0 },
            lines: OnceLock::new(),
        }
    }

    /// The name users know it by: a path, or `-` for standard input.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text, without byte order mark; line ends as they were.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The decoded text alone.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// The encoding it was read in.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether a byte order mark stood before it.
    #[must_use]
    pub const fn has_bom(&self) -> bool {
        self.bom
    }

    /// What was done to the text's Unicode normalization on the way in.
    #[must_use]
    pub const fn normalization(&self) -> Normalization {
        self.normalization
    }

    /// The places that normalization changed, each with what stood there before. Every other character is as it was.
    pub fn normalized(&self) -> impl ExactSizeIterator<Item = (Span, &str)> {
        self.normalized.iter().map(|(span, before)| (*span, &**before))
    }

    /// The characters that XML 1.0 cannot hold and that U+FFFD stands for in the text, each with its place.
    #[must_use]
    pub fn replaced(&self) -> &[(Span, char)] {
        &self.replaced
    }

    /// The lines of the text.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The text at `span`, cut to character boundaries and to the end of the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let end = floor_boundary(&self.text, span.end as usize);
        let start = floor_boundary(&self.text, span.start as usize).min(end);
        &self.text[start..end]
    }

    /// Line, column and offset on disk of byte `offset` of the decoded text; the column too is that in the file, before
    /// normalization.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.lines().line_of(offset);
        let start = self.lines().starts()[line];
        let (before, after) = self.rewritten(start, offset);
        let column = self.slice(Span::new(start, offset)).chars().count() - after + before;
        Position {
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
            offset: self.disk_offset(offset),
        }
    }

    /// How many characters normalization changed between two offsets, and how many they became.
    fn rewritten(&self, start: u32, end: u32) -> (usize, usize) {
        let first = self.normalized.partition_point(|(place, _)| place.start < start);
        let changed = self.normalized[first..].iter().take_while(|(place, _)| place.end <= end);
        changed.fold((0, 0), |(before, after), (place, text)| {
            (before + text.chars().count(), after + self.slice(*place).chars().count())
        })
    }

    /// The offset in the file as it is on disk of byte `offset` of the decoded text.
    #[must_use]
    pub fn disk_offset(&self, offset: u32) -> u64 {
        self.offsets.to_disk(&self.text, self.encoding, offset)
    }

    /// Whether the character at `offset` stands for bytes that mean nothing in the encoding.
    pub(crate) fn is_undecodable(&self, offset: u32) -> bool {
        self.offsets.piece_from(&self.text, self.encoding, offset).form == Form::Undecodable
    }

    /// Line `line` (from 0) without its line end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let Some(range) = self.lines().range(line, self.text.len()) else { return "" };
        self.text[range].trim_end_matches(['\n', '\r'])
    }
}
