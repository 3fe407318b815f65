//! Bytes to text: byte order marks, UTF-8, UTF-16 with or without a mark, legacy encodings by detection.

use std::ops::Range;
use std::sync::OnceLock;

use encoding_rs::{CoderResult, DecoderResult, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::offsets::{Form, OffsetMap, Piece};
use crate::{Diagnostic, Diagnostics, Encoding, Source, Span, rewrite, rules, scan};

/// What to do about Unicode normalization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Normalization {
    /// Leave the text as it is; say where it is not NFC.
    #[default]
    Keep,
    /// Bring the text into NFC (Unicode Standard Annex #15).
    Nfc,
}

/// How to decode.
#[derive(Debug, Clone, Default)]
pub struct DecodeOptions {
    /// The encoding that the user named; none to find it out.
    pub encoding: Option<Encoding>,
    /// What to do about text that is not NFC.
    pub normalization: Normalization,
    /// Put U+FFFD for characters that XML 1.0 cannot hold (except form feed, which a reader takes as a page break).
    /// On for transcriptions, off for XML, whose reader must see them.
    pub replace_controls: bool,
    /// Report what a transcription's editor wants to know of the encoding (mojibake, mixed line ends, NFC, …).
    pub report: bool,
}

/// Why bytes are not a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The file holds NUL bytes or mostly control characters.
    #[error("this is not a text file: byte {offset} is 0x{byte:02X}, which no text has")]
    Binary {
        /// Where the first byte is that no text has.
        offset: u64,
        /// That byte.
        byte: u8,
    },
    /// The text is larger than spans can count.
    #[error("the text is {bytes} bytes long; 4,294,967,294 is the most that can be read")]
    TooLarge {
        /// Its length, decoded.
        bytes: u64,
    },
}

impl DecodeError {
    /// The error as a diagnostic with its code and a mend.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Binary { .. } => rules::binary(self.to_string()),
            Self::TooLarge { .. } => rules::too_large(self.to_string()),
        }
    }
}

/// Decodes `bytes`, the content of the file that users know as `name`.
///
/// A byte order mark decides; then the encoding that the user named; then UTF-8, if the bytes are UTF-8 or nearly so
/// (stray bytes are read as windows-1252 and reported one by one); then UTF-16 without a mark; then the best guess of
/// a legacy encoding. Whatever was guessed or read past is reported.
///
/// # Errors
/// When the bytes are no text, or too long for 32-bit offsets.
pub fn decode(
    name: impl Into<String>,
    bytes: Vec<u8>,
    options: &DecodeOptions,
) -> Result<(Source, Vec<Diagnostic>), DecodeError> {
    let mut found = Diagnostics::new();
    let decoded = Decoded::read(bytes, options, &mut found)?;
    let length = decoded.text.len() as u64;
    if length >= u64::from(u32::MAX) {
        return Err(DecodeError::TooLarge { bytes: length });
    }
    let mut source = Source {
        name: name.into(),
        lines: OnceLock::new(),
        text: decoded.text,
        encoding: decoded.encoding,
        bom: decoded.bom > 0,
        normalization: Normalization::Keep,
        normalized: Vec::new(),
        replaced: Vec::new(),
        offsets: decoded.offsets,
    };
    if options.normalization == Normalization::Nfc {
        let moves = rewrite::normalize(&mut source);
        found.move_places(|span| moves.apply(span));
    }
    if options.report || options.replace_controls {
        let controls = scan::scan(&source, options, &mut found)?;
        if options.replace_controls && !controls.is_empty() {
            let moves = rewrite::replace_controls(&mut source, &controls);
            found.move_places(|span| moves.apply(span));
        }
    }
    Ok((source, found.into_vec()))
}

/// Text as it comes out of the encoding, before anything is changed.
struct Decoded {
    text: String,
    encoding: Encoding,
    bom: usize,
    offsets: OffsetMap,
}

impl Decoded {
    fn read(bytes: Vec<u8>, options: &DecodeOptions, found: &mut Diagnostics) -> Result<Self, DecodeError> {
        if let Some((encoding, bom)) = encoding_rs::Encoding::for_bom(&bytes) {
            return Ok(Self::with(encoding, bytes, bom, encoding == UTF_8, found));
        }
        if let Some(Encoding(encoding)) = options.encoding {
            return Ok(Self::with(encoding, bytes, 0, false, found));
        }
        let nul = memchr::memchr(0, &bytes);
        if let Some(offset) = nul {
            let Some(encoding) = utf16_without_mark(&bytes) else {
                return Err(DecodeError::Binary { offset: offset as u64, byte: 0 });
            };
            found.push(rules::encoding_guessed(encoding.name(), "every second byte is NUL"));
            return Ok(Self::with(encoding, bytes, 0, false, found));
        }
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => {
                return Ok(Self {
                    text,
                    encoding: Encoding::UTF_8,
                    bom: 0,
                    offsets: OffsetMap::Shifted { bom: 0 },
                });
            }
            Err(error) => error.into_bytes(),
        };
        if nearly_utf8(&bytes) {
            return Ok(Self::with(UTF_8, bytes, 0, true, found));
        }
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
        found.push(rules::encoding_guessed(encoding.name(), "the bytes are not UTF-8"));
        Ok(Self::with(encoding, bytes, 0, false, found))
    }

    /// Decodes with one encoding. `rescue` reads bytes that are not UTF-8 as windows-1252 instead of losing them.
    fn with(
        encoding: &'static encoding_rs::Encoding,
        bytes: Vec<u8>,
        bom: usize,
        rescue: bool,
        found: &mut Diagnostics,
    ) -> Self {
        let mut bytes = bytes;
        if encoding == UTF_8 {
            let mark = bytes.drain(..bom).collect::<Vec<_>>();
            let offsets = OffsetMap::Shifted { bom: bom as u64 };
            match String::from_utf8(bytes) {
                Ok(text) => return Self { text, encoding: Encoding(encoding), bom, offsets },
                // The text with its mark again: places are counted from the start of the file.
                Err(error) => bytes = [mark, error.into_bytes()].concat(),
            }
        }
        let mut run = Run { text: String::with_capacity(bytes.len()), pieces: Vec::new() };
        if is_measured(encoding) {
            run.decode(encoding, &bytes, bom, rescue, found);
        } else {
            run.decode_stepwise(encoding, &bytes, found);
        }
        Self { text: run.text, encoding: Encoding(encoding), bom, offsets: OffsetMap::Pieces(run.pieces) }
    }
}

/// A decoding under way: the text so far, and where its pieces stand on disk.
struct Run {
    text: String,
    pieces: Vec<Piece>,
}

impl Run {
    /// Encoded bytes between two checkpoints of the offset map: measuring an offset re-encodes at most so much.
    const CHECKPOINT: usize = 1024;

    fn decode(
        &mut self,
        encoding: &'static encoding_rs::Encoding,
        bytes: &[u8],
        bom: usize,
        rescue: bool,
        found: &mut Diagnostics,
    ) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut at = bom;
        // Of its own: the decoder prepares all the room that a string has, each time.
        let mut piece = String::with_capacity(Self::CHECKPOINT * 3 + 16);
        self.piece(at, Form::Encoded);
        while at < bytes.len() {
            let (end, whole) = cut(encoding, bytes, at, Self::CHECKPOINT);
            let last = end == bytes.len();
            piece.clear();
            let (result, read) =
                decoder.decode_to_string_without_replacement(&bytes[at..end], &mut piece, last);
            self.text.push_str(&piece);
            at += read;
            if let DecoderResult::Malformed(length, after) = result {
                let from = at - usize::from(length) - usize::from(after);
                self.malformed(bytes, from..from + usize::from(length), rescue, found);
            } else if whole && at == end {
                self.piece(at, Form::Encoded);
            }
        }
    }

    /// Decodes an encoding of East Asia byte by byte: how many bytes a character has cannot be told from the character
    /// (JIS X 0212 in EUC-JP, four bytes in GBK), nor where an escape sequence of ISO-2022-JP stands.
    fn decode_stepwise(
        &mut self,
        encoding: &'static encoding_rs::Encoding,
        bytes: &[u8],
        found: &mut Diagnostics,
    ) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let (mut at, mut start) = (0, 0);
        // Where the next character is expected, if the last piece goes on.
        let mut expected = None;
        let mut piece = String::with_capacity(32);
        while at < bytes.len() {
            let before = self.text.len();
            piece.clear();
            let last = at + 1 == bytes.len();
            let (result, read) =
                decoder.decode_to_string_without_replacement(&bytes[at..=at], &mut piece, last);
            self.text.push_str(&piece);
            at += read;
            if let DecoderResult::Malformed(length, after) = result {
                let from = at - usize::from(length) - usize::from(after);
                start = from + usize::from(length);
                self.malformed(bytes, from..start, false, found);
                expected = None;
            } else if self.text.len() > before {
                while bytes[start] == ESCAPE && start + 3 < at {
                    start += 3;
                }
                // Digits that looked like a part of four bytes come together with what follows them.
                let mut from = before;
                while self.text.len() - from > 1 && self.text.as_bytes()[from].is_ascii() {
                    self.step(from..from + 1, start..start + 1, &mut expected);
                    (from, start) = (from + 1, start + 1);
                }
                self.step(from..self.text.len(), start..at, &mut expected);
                start = at;
            }
        }
        self.piece(at, Form::Encoded);
    }

    /// Notes that the characters at `decoded` are the bytes at `disk`, where that does not follow from the last piece.
    fn step(&mut self, decoded: Range<usize>, disk: Range<usize>, expected: &mut Option<usize>) {
        let usual = crate::source::stepwise_len(&self.text[decoded.clone()]);
        let form = if usual == disk.len() { Form::Encoded } else { Form::Unit };
        if form == Form::Unit || *expected != Some(disk.start) {
            let decoded = u32::try_from(decoded.start).unwrap_or(u32::MAX);
            self.pieces.push(Piece { decoded, disk: disk.start as u64, form });
        }
        *expected = (form == Form::Encoded).then_some(disk.end);
    }

    fn malformed(&mut self, bytes: &[u8], range: Range<usize>, rescue: bool, found: &mut Diagnostics) {
        let bad = &bytes[range.clone()];
        let start = self.text.len();
        if rescue {
            // Each byte is a character of its own then.
            for (at, byte) in range.clone().zip(bad) {
                self.piece(at, Form::Unit);
                self.text.push_str(&WINDOWS_1252.decode_without_bom_handling(&[*byte]).0);
            }
        } else {
            self.piece(range.start, Form::Undecodable);
            self.text.push('\u{FFFD}');
        }
        let span = Span::from_range(start..self.text.len());
        if rescue {
            found.push(rules::invalid_bytes(bad, &self.text[start..], range.start, span));
        } else {
            found.push(rules::undecodable(bad, range.start, span));
        }
        self.piece(range.end, Form::Encoded);
    }

    fn piece(&mut self, disk: usize, form: Form) {
        let decoded = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        if let Some(last) = self.pieces.last_mut()
            && last.decoded == decoded
        {
            *last = Piece { decoded, disk: disk as u64, form };
            return;
        }
        self.pieces.push(Piece { decoded, disk: disk as u64, form });
    }
}

/// What an escape sequence of ISO-2022-JP begins with; each has three bytes.
const ESCAPE: u8 = 0x1B;

/// Whether the length of a text on disk follows from its characters.
fn is_measured(encoding: &'static encoding_rs::Encoding) -> bool {
    encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE || encoding.is_single_byte()
}

/// Where the next run of about `length` bytes ends, and whether no character is cut there, so that the place can be a
/// checkpoint of the offset map.
fn cut(encoding: &'static encoding_rs::Encoding, bytes: &[u8], at: usize, length: usize) -> (usize, bool) {
    let end = (at + length).min(bytes.len());
    if end == bytes.len() {
        (end, true)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        let even = end - (end - at) % 2;
        let high = if encoding == UTF_16LE { bytes[even - 1] } else { bytes[even - 2] };
        // A high surrogate at the end waits for its low one.
        let split = (0xD8..0xDC).contains(&high);
        if split { (even - 2, true) } else { (even, true) }
    } else if encoding == UTF_8 {
        let back = (0..3).find(|&back| bytes[end - back] & 0xC0 != 0x80);
        (end - back.unwrap_or(0), back.is_some())
    } else {
        (end, true)
    }
}

/// Whether bytes that are not UTF-8 as a whole are UTF-8 with a few strays: at least two well-formed multi-byte
/// characters for each byte that belongs to none. In no other encoding does text come near that: where its letters look
/// like the start of a character (Thai, Chinese), most are not followed by what would make them one.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
        bad += chunk.invalid().len();
    }
    good >= bad * 2
}

/// UTF-16 that has no byte order mark: NULs nearly always on the same side of the pair, and no lone surrogate.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let high_first = sample.iter().step_by(2).filter(|&&b| b == 0).count();
    let high_second = sample.iter().skip(1).step_by(2).filter(|&&b| b == 0).count();
    let (encoding, zeros, strays) = if high_second > high_first {
        (UTF_16LE, high_second, high_first)
    } else {
        (UTF_16BE, high_first, high_second)
    };
    // Even text in a script beyond Latin has spaces, digits and line ends, whose high byte is NUL; a few NULs in a
    // short file are no evidence.
    let evident = zeros * 3 >= sample.len() || (zeros * 20 >= sample.len() && zeros >= 8);
    if !evident || strays * 20 > zeros {
        return None;
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(sample.len() * 2);
    let (result, _, malformed) = decoder.decode_to_string(sample, &mut text, false);
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{C}');
    (result == CoderResult::InputEmpty && !malformed && text.chars().all(plain)).then_some(encoding)
}
