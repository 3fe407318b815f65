//! Splits a compact schema into tokens (compact syntax, section 2).

use teiwright_source::{Diagnostic, Source, Span};

use super::lexer_chars::{Char, characters};
use super::names::{is_name_char, is_name_start};
use crate::rules;

/// A token of the compact syntax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name without colon, which may be a keyword.
    Word(String),
    /// A name after a backslash, which is never a keyword.
    Escaped(String),
    /// `prefix:local`.
    Prefixed(String, String),
    /// `prefix:*`.
    NsName(String),
    /// One quoted string.
    Literal(String),
    /// Lines of `##`.
    Documentation(String),
    /// `= |= &= { } [ ] ( ) , & | ? * + - ~ >>`.
    Symbol(&'static str),
    /// The end of the schema.
    End,
}

impl Token {
    /// What a message calls it.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Word(word) | Self::Escaped(word) => format!("“{word}”"),
            Self::Prefixed(prefix, local) => format!("“{prefix}:{local}”"),
            Self::NsName(prefix) => format!("“{prefix}:*”"),
            Self::Literal(_) => "a literal".to_string(),
            Self::Documentation(_) => "a documentation comment".to_string(),
            Self::Symbol(symbol) => format!("“{symbol}”"),
            Self::End => "the end of the schema".to_string(),
        }
    }
}

const SYMBOLS: &[&str] =
    &["|=", "&=", ">>", "=", "{", "}", "[", "]", "(", ")", ",", "&", "|", "?", "*", "+", "-", "~"];

/// The tokens of `source` with their places; the last is [`Token::End`].
pub(super) fn tokens(source: &Source) -> Result<Vec<(Token, Span)>, Box<Diagnostic>> {
    let mut lexer = Lexer { chars: characters(source)?, at: 0 };
    let mut out = Vec::new();
    loop {
        lexer.skip_separators();
        let start = lexer.at;
        let token = lexer.token()?;
        let done = token == Token::End;
        out.push((token, lexer.span_from(start)));
        if done {
            return Ok(out);
        }
    }
}

struct Lexer {
    chars: Vec<Char>,
    at: usize,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).map(|c| c.c)
    }

    fn span_from(&self, start: usize) -> Span {
        let end = self.chars.get(self.at.saturating_sub(1)).map_or(0, |c| c.end);
        let start = self.chars.get(start).map_or(end, |c| c.start);
        Span::new(start, end.max(start))
    }

    /// Skips white space and comments, but not documentation.
    fn skip_separators(&mut self) {
        while let Some(next) = self.chars.get(self.at) {
            let space = matches!(next.c, ' ' | '\t') || next.is_newline();
            if space {
                self.at += 1;
            } else if next.c == '#' && self.peek(1) != Some('#') {
                self.skip_line();
            } else {
                return;
            }
        }
    }

    fn skip_line(&mut self) {
        while self.chars.get(self.at).is_some_and(|c| !c.is_newline()) {
            self.at += 1;
        }
    }

    fn token(&mut self) -> Result<Token, Box<Diagnostic>> {
        let Some(first) = self.peek(0) else { return Ok(Token::End) };
        if first == '#' {
            return Ok(self.documentation());
        }
        if first == '"' || first == '\'' {
            return self.literal(first);
        }
        if first == '\\' && self.peek(1).is_some_and(is_name_start) {
            self.at += 1;
            return Ok(Token::Escaped(self.name()));
        }
        if is_name_start(first) {
            return Ok(self.word());
        }
        for symbol in SYMBOLS {
            if symbol.chars().enumerate().all(|(i, c)| self.peek(i) == Some(c)) {
                self.at += symbol.len();
                return Ok(Token::Symbol(symbol));
            }
        }
        let start = self.at;
        self.at += 1;
        let found = format!("the character “{}”", first.escape_debug());
        Err(Box::new(rules::compact_syntax(
            &found,
            "a name, a literal or a sign of the compact syntax",
            self.span_from(start),
        )))
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(c) = self.peek(0).filter(|c| is_name_char(*c)) {
            name.push(c);
            self.at += 1;
        }
        name
    }

    fn word(&mut self) -> Token {
        let name = self.name();
        if self.peek(0) != Some(':') {
            return Token::Word(name);
        }
        if self.peek(1) == Some('*') {
            self.at += 2;
            return Token::NsName(name);
        }
        if self.peek(1).is_some_and(is_name_start) {
            self.at += 1;
            return Token::Prefixed(name, self.name());
        }
        Token::Word(name)
    }

    /// Consecutive lines of `##`, without their marks and one space.
    fn documentation(&mut self) -> Token {
        let mut lines = Vec::new();
        loop {
            while self.peek(0) == Some('#') {
                self.at += 1;
            }
            if self.peek(0) == Some(' ') {
                self.at += 1;
            }
            let start = self.at;
            self.skip_line();
            lines.push(self.chars[start..self.at].iter().map(|c| c.c).collect::<String>());
            let mark = self.at;
            while self.chars.get(self.at).is_some_and(|c| matches!(c.c, ' ' | '\t') || c.is_newline()) {
                self.at += 1;
            }
            if !(self.peek(0) == Some('#') && self.peek(1) == Some('#')) {
                self.at = mark;
                return Token::Documentation(lines.join("\n"));
            }
        }
    }

    fn literal(&mut self, quote: char) -> Result<Token, Box<Diagnostic>> {
        let start = self.at;
        let long = self.peek(1) == Some(quote) && self.peek(2) == Some(quote);
        self.at += if long { 3 } else { 1 };
        let mut text = String::new();
        while let Some(next) = self.chars.get(self.at).copied() {
            let plain_end = !long && next.c == quote;
            let long_end =
                long && next.c == quote && self.peek(1) == Some(quote) && self.peek(2) == Some(quote);
            if plain_end || long_end {
                self.at += if long { 3 } else { 1 };
                return Ok(Token::Literal(text));
            }
            if !long && next.is_newline() {
                break;
            }
            text.push(next.c);
            self.at += 1;
        }
        let wanted = if long { "three closing quotes" } else { "a closing quote on the same line" };
        Err(Box::new(rules::compact_syntax("a literal without end", wanted, self.span_from(start))))
    }
}
