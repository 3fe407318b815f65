//! Changes to a decoded text before anyone reads it: characters that XML cannot hold, Unicode normalization. Offsets on
//! disk stay right through them.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use crate::offsets::{Form, OffsetMap, Piece};
use crate::{Normalization, Source, Span, is_xml_char};

/// A text that is made of an old one by replacements from its start to its end.
struct Rewrite<'a> {
    source: &'a Source,
    text: String,
    pieces: Vec<Piece>,
    /// How much of the old text is done.
    done: usize,
    moves: Moves,
}

/// What was replaced: places in the old text and in the new one, in order.
#[derive(Default)]
pub(crate) struct Moves(Vec<(Span, Span)>);

impl Moves {
    /// Where a place of the old text is in the new one. A part of what was replaced is all of it.
    pub(crate) fn apply(&self, span: Span) -> Span {
        let start = self.moved(span.start, |old, new| if span.start < old.end { new.start } else { new.end });
        let end = self.moved(span.end, |old, new| if span.end > old.start { new.end } else { new.start });
        Span::new(start, end.max(start))
    }

    /// Where `offset` is, `inside` deciding for one that what was replaced holds or ends with.
    fn moved(&self, offset: u32, inside: impl Fn(Span, Span) -> u32) -> u32 {
        let after = self.0.partition_point(|(old, _)| old.start <= offset);
        match after.checked_sub(1).and_then(|at| self.0.get(at)) {
            Some(&(old, new)) if offset <= old.end => inside(old, new),
            Some(&(old, new)) => new.end + (offset - old.end),
            None => offset,
        }
    }
}

impl<'a> Rewrite<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            source,
            text: String::with_capacity(source.text.len()),
            pieces: Vec::new(),
            done: 0,
            moves: Moves::default(),
        }
    }

    /// Takes over the old text up to `end`, with its pieces.
    fn keep(&mut self, end: usize) {
        if end <= self.done {
            return;
        }
        let (from, to) = (offset(self.done), offset(end));
        let start = offset(self.text.len());
        let first = self.source.offsets.piece_from(&self.source.text, self.source.encoding, from);
        self.push(Piece { decoded: start, ..first });
        for piece in self.source.offsets.between(from, to) {
            self.push(Piece { decoded: start + (piece.decoded - from), ..*piece });
        }
        self.text.push_str(&self.source.text[self.done..end]);
        self.done = end;
    }

    /// Puts `with` for `old`, and gives the place where it stands. On disk all of it is where `old` begins.
    fn replace(&mut self, old: Range<usize>, with: impl Iterator<Item = char>) -> Span {
        self.keep(old.start);
        let disk = self.source.disk_offset(offset(old.start));
        let start = self.text.len();
        self.push(Piece { decoded: offset(start), disk, form: Form::Unit });
        self.text.extend(with);
        self.done = old.end;
        let place = Span::from_range(start..self.text.len());
        self.moves.0.push((Span::from_range(old), place));
        place
    }

    fn push(&mut self, piece: Piece) {
        match self.pieces.last_mut() {
            Some(last) if last.decoded == piece.decoded => *last = piece,
            _ => self.pieces.push(piece),
        }
    }

    fn finish(mut self) -> (String, OffsetMap, Moves) {
        self.keep(self.source.text.len());
        // The end of the text is a place too, also where a replacement stands last.
        let end = offset(self.source.text.len());
        let last = self.source.offsets.piece_from(&self.source.text, self.source.encoding, end);
        self.push(Piece { decoded: offset(self.text.len()), ..last });
        (self.text, OffsetMap::Pieces(self.pieces), self.moves)
    }
}

/// Texts are smaller than 4 GiB: [`decode`](crate::decode) lets no other in.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn renew(source: &mut Source, text: String, offsets: OffsetMap) {
    source.lines = std::sync::OnceLock::new();
    source.text = text;
    source.offsets = offsets;
}

/// Puts U+FFFD for the characters at `controls` and notes what stood there.
pub(crate) fn replace_controls(source: &mut Source, controls: &[Span]) -> Moves {
    let mut replaced = Vec::with_capacity(controls.len());
    let mut rewrite = Rewrite::new(source);
    for control in controls {
        let character = source.slice(*control).chars().next().unwrap_or_default();
        let place = rewrite.replace(control.range(), std::iter::once('\u{FFFD}'));
        replaced.push((place, character));
    }
    let (text, offsets, moves) = rewrite.finish();
    renew(source, text, offsets);
    for (span, _) in &mut source.normalized {
        *span = moves.apply(*span);
    }
    source.replaced = replaced;
    moves
}

/// Brings the text into NFC (Unicode Standard Annex 15) and notes each place that was changed.
pub(crate) fn normalize(source: &mut Source) -> Moves {
    source.normalization = Normalization::Nfc;
    if is_nfc(&source.text) {
        return Moves::default();
    }
    let mut normalized = Vec::new();
    let mut rewrite = Rewrite::new(source);
    let mut start = 0;
    let mut after_control = false;
    let ends = source.text.char_indices().filter(|&(_, c)| {
        // Nothing composes with a control character or a line end: what follows is changed without it.
        let apart = std::mem::replace(&mut after_control, c.is_control() || !is_xml_char(c));
        apart || stands_alone(c)
    });
    let ends = ends.map(|(at, _)| at);
    for end in ends.chain([source.text.len()]) {
        let segment = &source.text[start..end];
        if !segment.is_ascii() && !is_nfc(segment) {
            let place = rewrite.replace(start..end, segment.nfc());
            normalized.push((place, segment.into()));
        }
        start = end;
    }
    let (text, offsets, moves) = rewrite.finish();
    renew(source, text, offsets);
    source.normalized = normalized;
    moves
}

/// Whether normalization never joins the character to what is before it: what it decomposes to begins with a starter whose
/// NFC quick check says yes (Annex 15, section 9.1).
fn stands_alone(c: char) -> bool {
    let first = if c.is_ascii() { Some(c) } else { std::iter::once(c).nfd().next() };
    first.is_some_and(|first| {
        first.is_ascii()
            || canonical_combining_class(first) == 0
                && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes
    })
}
