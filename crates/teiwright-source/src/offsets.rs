//! From offsets in the decoded text back to offsets in the file as it is on disk.

use crate::Encoding;

/// How decoded offsets relate to offsets on disk.
#[derive(Debug, Clone)]
pub(crate) enum OffsetMap {
    /// The text is the file less `bom` leading bytes.
    Shifted { bom: u64 },
    /// Pieces, each of one encoding that can be measured by encoding it again.
    Pieces(Vec<Piece>),
}

/// A run of text whose length on disk follows from its characters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// Where the run begins in the decoded text.
    pub(crate) decoded: u32,
    /// Where it begins on disk.
    pub(crate) disk: u64,
    /// How its characters stand on disk.
    pub(crate) form: Form,
}

/// How the characters of a piece stand on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// In the encoding of the source.
    Encoded,
    /// The whole piece is one unit: every offset inside it means its start.
    Unit,
    /// The same, and the characters stand for bytes that mean nothing.
    Undecodable,
}

impl OffsetMap {
    /// The offset on disk of byte `offset` of the decoded `text`.
    pub(crate) fn to_disk(&self, text: &str, encoding: Encoding, offset: u32) -> u64 {
        match self {
            Self::Shifted { bom } => bom + u64::from(offset),
            Self::Pieces(pieces) => {
                let after = pieces.partition_point(|piece| piece.decoded <= offset);
                let Some(piece) = after.checked_sub(1).and_then(|i| pieces.get(i)) else { return 0 };
                let run = &text[piece.decoded as usize..floor_boundary(text, offset as usize)];
                match piece.form {
                    Form::Unit | Form::Undecodable => piece.disk,
                    Form::Encoded => piece.disk + encoding.disk_len(run),
                }
            }
        }
    }
}

impl OffsetMap {
    /// The piece that begins at `offset`, or the rest of the one that holds it.
    pub(crate) fn piece_from(&self, text: &str, encoding: Encoding, offset: u32) -> Piece {
        let form = match self {
            Self::Shifted { .. } => Form::Encoded,
            Self::Pieces(pieces) => {
                let after = pieces.partition_point(|piece| piece.decoded <= offset);
                pieces.get(after.saturating_sub(1)).map_or(Form::Encoded, |piece| piece.form)
            }
        };
        Piece { decoded: offset, disk: self.to_disk(text, encoding, offset), form }
    }

    /// The pieces that begin after `start` and before `end`.
    pub(crate) fn between(&self, start: u32, end: u32) -> &[Piece] {
        match self {
            Self::Shifted { .. } => &[],
            Self::Pieces(pieces) => {
                let first = pieces.partition_point(|piece| piece.decoded <= start);
                let last = pieces.partition_point(|piece| piece.decoded < end);
                pieces.get(first..last).unwrap_or_default()
            }
        }
    }
}

/// The largest character boundary of `text` that is not past `offset`.
pub(crate) fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
