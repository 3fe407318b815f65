//! A document that comes in pieces: only a window of it is in memory.

use std::io::{self, Read};
use std::sync::Arc;

use teiwright_source::Diagnostic;

use super::machine::{Advance, Machine};
use super::{EntityResolver, Event, ExpandedName, NameId, Options};

/// How many bytes are asked for at a time.
const PIECE: usize = 256 << 10;

/// Reads a document in UTF-8, without byte order mark, from anything that gives bytes.
///
/// It needs memory for its longest tag, comment or CDATA section, not for its length, which is at most 4 GiB.
pub struct StreamReader<R> {
    input: R,
    /// The window: bytes from the machine's `base` on.
    text: String,
    /// Bytes after the window that are not a whole character yet.
    tail: Vec<u8>,
    ended: bool,
    /// How many bytes are asked for at a time, at least.
    piece: usize,
    machine: Machine,
}

impl<R: Read> StreamReader<R> {
    /// Begins to read.
    #[must_use]
    pub fn new(input: R, options: &Options) -> Self {
        Self::with_pieces(input, options, PIECE)
    }

    /// The same, asking for `piece` bytes at a time.
    #[must_use]
    pub fn with_pieces(input: R, options: &Options, piece: usize) -> Self {
        let machine = Machine::new(options);
        Self { input, text: String::new(), tail: Vec::new(), ended: false, piece: piece.max(1), machine }
    }

    /// Reads what the document refers to outside of itself through `resolver`; otherwise it is passed over.
    #[must_use]
    pub fn resolving(mut self, resolver: Option<Arc<dyn EntityResolver>>) -> Self {
        self.machine.files.resolver = resolver;
        self
    }

    /// The next event.
    ///
    /// # Errors
    /// When reading fails, the bytes are not UTF-8, or there are more than 4 GiB of them.
    pub fn next_event(&mut self) -> io::Result<Option<Event<'_>>> {
        loop {
            match self.machine.advance(&self.text, !self.ended) {
                Advance::Ready => return Ok(self.machine.event(&self.text)),
                Advance::End => return Ok(None),
                Advance::More => self.fill()?,
            }
        }
    }

    /// Puts more text into the window, and takes out what was read.
    fn fill(&mut self) -> io::Result<()> {
        let read = std::mem::take(&mut self.machine.at);
        self.text.drain(..read);
        let base = self.machine.base as usize + read;
        // A token that fills the window makes it double, so that reading it again costs no more than linear time.
        let wanted = self.piece.max(self.text.len());
        if base + self.text.len() + wanted > u32::MAX as usize {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the document is larger than 4 GiB"));
        }
        self.machine.base = u32::try_from(base).unwrap_or(u32::MAX);
        let mut bytes = std::mem::take(&mut self.tail);
        let got = self.input.by_ref().take(wanted as u64).read_to_end(&mut bytes)?;
        self.ended = got < wanted;
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            // The last character goes on in the next piece.
            Err(error) if error.utf8_error().error_len().is_none() && !self.ended => {
                let whole = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                self.tail = bytes.split_off(whole);
                String::from_utf8(bytes).map_err(not_utf8)?
            }
            Err(error) => return Err(not_utf8(error)),
        };
        // `]]>` and the bytes of a noncharacter may lie across the seam: a little of what was there is looked over again.
        let kept = self.text.len();
        self.text.push_str(&text);
        let seam = (kept.saturating_sub(3)..=kept).find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        self.machine.look_over(&self.text[seam..]);
        Ok(())
    }

    /// The namespace name and local name of a name.
    #[must_use]
    pub fn expanded(&self, name: NameId) -> ExpandedName<'_> {
        self.machine.names.expanded(name)
    }

    /// How much was found so far that makes the document not well-formed.
    #[must_use]
    pub const fn errors(&self) -> usize {
        self.machine.errors
    }

    /// What was found.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.machine.found.into_vec()
    }
}

fn not_utf8(error: std::string::FromUtf8Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
