//! A place in the text that is being read, and the small steps that every part of the reader takes.

use std::ops::Range;

use teiwright_source::Span;

use super::chars::{CLASS, NAME, SPACE, START, is_name_char, is_name_start};

/// The text ends inside something that more text may complete.
#[derive(Debug, Clone, Copy)]
pub(super) struct Incomplete;

/// A text, a place in it, and where it stands in the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// Where the text begins in the document.
    pub(super) base: u32,
    /// The reference that the text stands for, when it is an entity's.
    pub(super) within: Option<Span>,
    /// Whether more of the document follows this text.
    pub(super) more: bool,
}

impl<'t> Cursor<'t> {
    /// A cursor over an entity's text, which stands where it is referred to.
    pub(super) const fn entity(text: &'t str, reference: Span) -> Self {
        Self { text, at: 0, base: 0, within: Some(reference), more: false }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn starts(&self, prefix: &str) -> bool {
        self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(prefix.as_bytes()))
    }

    /// Steps over `prefix` if it stands here.
    pub(super) fn eat(&mut self, prefix: &str) -> bool {
        let here = self.starts(prefix);
        if here {
            self.at += prefix.len();
        }
        here
    }

    pub(super) const fn done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Steps over white space, and says whether there was some.
    pub(super) fn spaces(&mut self) -> bool {
        let from = self.at;
        while self.peek().is_some_and(|b| CLASS[b as usize] & SPACE != 0) {
            self.at += 1;
        }
        self.at > from
    }

    /// Steps over a name, if one begins here.
    pub(super) fn name(&mut self) -> Option<&'t str> {
        let from = self.at;
        match self.peek()? {
            b if b < 128 => {
                if CLASS[b as usize] & START == 0 {
                    return None;
                }
            }
            _ => {
                if !self.char().is_some_and(is_name_start) {
                    return None;
                }
            }
        }
        self.name_chars();
        Some(&self.text[from..self.at])
    }

    /// Steps over a name token: a name that may begin with any of a name's characters.
    pub(super) fn token(&mut self) -> Option<&'t str> {
        let from = self.at;
        self.name_chars();
        (self.at > from).then(|| &self.text[from..self.at])
    }

    #[inline]
    fn name_chars(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&b) = bytes.get(self.at) {
            if CLASS[b as usize] & NAME != 0 {
                self.at += 1;
            } else if b < 128 {
                return;
            } else if let Some(c) = self.char().filter(|c| is_name_char(*c)) {
                self.at += c.len_utf8();
            } else {
                return;
            }
        }
    }

    /// Steps over a run of characters that neither are white space nor end an attribute or a tag.
    pub(super) fn run(&mut self) {
        let stops = |b: u8| CLASS[b as usize] & SPACE != 0 || matches!(b, b'<' | b'>' | b'/');
        while self.peek().is_some_and(|b| !stops(b)) {
            self.at += 1;
        }
    }

    /// Steps over everything up to `end` and over `end`; gives what stands before it.
    pub(super) fn until(&mut self, end: &str) -> Option<&'t str> {
        let rest = self.rest();
        let found = memchr::memmem::find(rest.as_bytes(), end.as_bytes())?;
        self.at += found + end.len();
        Some(&rest[..found])
    }

    /// Steps over one character.
    pub(super) fn step(&mut self) {
        self.at += self.char().map_or(0, char::len_utf8);
    }

    /// Where `range` of this text stands in the document.
    pub(super) fn span_of(&self, range: Range<usize>) -> Span {
        match self.within {
            Some(reference) => reference,
            None => Span::new(self.base, self.base).part(range),
        }
    }

    /// Where the text from `from` up to here stands in the document.
    pub(super) fn span(&self, from: usize) -> Span {
        self.span_of(from..self.at)
    }

    /// Where the character here stands in the document.
    pub(super) fn here(&self) -> Span {
        let length = self.char().map_or(0, char::len_utf8);
        self.span_of(self.at..self.at + length)
    }

    /// An error if this text is at its end and more may come; for where something must follow.
    pub(super) const fn need(&self) -> Result<(), Incomplete> {
        if self.more && self.done() { Err(Incomplete) } else { Ok(()) }
    }
}
