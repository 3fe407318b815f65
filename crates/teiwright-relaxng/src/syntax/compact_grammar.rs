//! Grammars of the compact syntax: definitions, `div`, `include`.

use super::compact::{Parsed, Parser, is_keyword};
use super::lexer::Token;
use super::model::{Combine, Component, Define, MAX_NESTING, Notes};

impl Parser {
    /// Whether what follows (after annotations) is the content of a grammar and not a pattern.
    pub(super) fn at_grammar(&self) -> bool {
        let mut at = 0;
        while matches!(self.ahead(at), Token::Documentation(_)) {
            at += 1;
        }
        if matches!(self.ahead(at), Token::Symbol("[")) {
            let mut open = 0_usize;
            loop {
                match self.ahead(at) {
                    Token::Symbol("[") => open += 1,
                    Token::Symbol("]") => open -= 1,
                    Token::End => return false,
                    _ => {}
                }
                at += 1;
                if open == 0 {
                    break;
                }
            }
        }
        let assigned = matches!(self.ahead(at + 1), Token::Symbol("=" | "|=" | "&=" | "["));
        match self.ahead(at) {
            Token::End => true,
            Token::Word(word) if matches!(word.as_str(), "start" | "div" | "include") => true,
            Token::Word(_) | Token::Escaped(_) => assigned,
            Token::Prefixed(..) => matches!(self.ahead(at + 1), Token::Symbol("[")),
            _ => false,
        }
    }

    /// The components up to `end`, which is taken.
    pub(super) fn components(&mut self, end: &Token, includes: bool) -> Parsed<Vec<Component>> {
        self.components_at(end, includes, 0)
    }

    fn components_at(&mut self, end: &Token, includes: bool, depth: usize) -> Parsed<Vec<Component>> {
        if depth > MAX_NESTING {
            return Err(self.wrong("less nesting"));
        }
        let mut components = Vec::new();
        while self.peek() != end {
            if matches!(self.ahead(1), Token::Symbol("["))
                && matches!(self.peek(), Token::Word(_) | Token::Escaped(_) | Token::Prefixed(..))
            {
                self.annotation_element(true)?;
                continue;
            }
            let annotations = self.annotations()?;
            let component = if self.is_word("div") {
                self.bump();
                self.expect("{")?;
                Component::Div(self.components_at(&Token::Symbol("}"), includes, depth + 1)?)
            } else if self.is_word("include") {
                if !includes {
                    return Err(self.wrong("a definition, start or div"));
                }
                self.bump();
                let link = self.link()?;
                let mut overrides = Vec::new();
                if self.take("{") {
                    overrides = self.components_at(&Token::Symbol("}"), false, depth + 1)?;
                }
                Component::Include(link, overrides)
            } else {
                Component::Define(self.define(annotations.notes)?)
            };
            components.push(component);
        }
        self.bump();
        Ok(components)
    }

    fn define(&mut self, notes: Option<Box<Notes>>) -> Parsed<Define> {
        let span = self.span();
        let name = match self.peek().clone() {
            Token::Word(word) if word == "start" => None,
            Token::Word(word) if is_keyword(&word) => {
                return Err(self.wrong("a definition (a name that is a keyword has a backslash before it)"));
            }
            Token::Word(name) | Token::Escaped(name) => Some(name.into()),
            _ => return Err(self.wrong("a definition, start, div or include")),
        };
        self.bump();
        let combine = match self.peek() {
            Token::Symbol("=") => None,
            Token::Symbol("|=") => Some(Combine::Choice),
            Token::Symbol("&=") => Some(Combine::Interleave),
            _ => return Err(self.wrong("“=”, “|=” or “&=”")),
        };
        self.bump();
        let patterns = vec![self.pattern()?];
        Ok(Define { name, combine, patterns, span, notes })
    }
}
