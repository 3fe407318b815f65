//! A short stretch of text as tokens: numbers, words, marks.

use std::ops::Range;

/// A token with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
    /// Whether it begins with a capital letter.
    capital: bool,
}

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Digits: value and how many.
    Number(u32, usize),
    /// Letters, in lower case.
    Word(String),
    /// Anything else but white space.
    Mark(char),
}

/// The tokens of `text[range]`.
pub(crate) fn tokens(text: &str, range: Range<usize>) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = range.start;
    while let Some(c) = text[at..range.end].chars().next() {
        let rest = &text[at..range.end];
        let len = if c.is_ascii_digit() {
            rest.bytes().take_while(u8::is_ascii_digit).count()
        } else if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let part = &rest[..len];
        let kind = if c.is_ascii_digit() {
            Some(Kind::Number(part.parse().unwrap_or(u32::MAX), len))
        } else if c.is_alphabetic() {
            Some(Kind::Word(part.to_lowercase()))
        } else {
            (!c.is_whitespace()).then_some(Kind::Mark(c))
        };
        if let Some(kind) = kind {
            out.push(Token { range: at..at + len, kind, capital: c.is_uppercase() });
        }
        at += len;
    }
    out
}

/// A place among tokens; reading moves it on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub(crate) tokens: &'a [Token],
    pub(crate) at: usize,
}

impl Cursor<'_> {
    fn kind(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// The next token as a number with its count of digits.
    pub(crate) fn number(&mut self) -> Option<(u32, usize)> {
        match self.kind() {
            Some(Kind::Number(value, digits)) => {
                let found = (*value, *digits);
                self.at += 1;
                Some(found)
            }
            _ => None,
        }
    }

    /// Goes past the next token if it is this mark.
    pub(crate) fn mark(&mut self, mark: char) -> bool {
        let found = matches!(self.kind(), Some(Kind::Mark(c)) if *c == mark);
        self.at += usize::from(found);
        found
    }

    /// Goes past the next token if it is one of these words.
    pub(crate) fn word(&mut self, words: &[&str]) -> bool {
        let found = matches!(self.kind(), Some(Kind::Word(word)) if words.contains(&word.as_str()));
        self.at += usize::from(found);
        found
    }

    /// Goes past the next token if it is a word that `read` understands.
    pub(crate) fn named<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        match self.kind() {
            Some(Kind::Word(word)) => {
                let found = read(word);
                self.at += usize::from(found.is_some());
                found
            }
            _ => None,
        }
    }

    /// What `read` understands of the next token, which stays the next.
    pub(crate) fn peek_named<T>(&self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut attempt = *self;
        attempt.named(read)
    }

    /// Whether the next token begins with a capital letter.
    pub(crate) fn capital(&self) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.capital)
    }

    /// Whether a mark and a number are glued to the last token, so that its number goes on.
    pub(crate) fn number_follows(&self) -> bool {
        let mut attempt = *self;
        let mark = attempt.glued() && ['.', ',', '/', ':', '-'].iter().any(|&mark| attempt.mark(mark));
        mark && attempt.glued() && attempt.number().is_some()
    }

    /// Goes back before a full stop if the word before it is one that needs none.
    pub(crate) fn give_back_stop(&mut self, whole: impl Fn(&str) -> bool) {
        let before = self.at.checked_sub(2).and_then(|from| self.tokens.get(from..self.at));
        if let Some([Token { kind: Kind::Word(word), .. }, Token { kind: Kind::Mark('.'), .. }]) = before
            && whole(word)
        {
            self.at -= 1;
        }
    }

    /// Where the last token that was read ends.
    pub(crate) fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |token| token.range.end)
    }

    /// Whether the next token begins right where the last one ended.
    pub(crate) fn glued(&self) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.range.start == self.end())
    }
}
