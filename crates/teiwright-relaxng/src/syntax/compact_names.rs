//! Name classes of the compact syntax.

use teiwright_source::Span;

use super::compact::{Parsed, Parser};
use super::lexer::Token;
use super::model::{MAX_NESTING, NameClass, NameClassKind, Namespace};

impl Parser {
    /// A whole name class; names without prefix are in `default`.
    pub(super) fn names(&mut self, default: &Namespace, depth: usize) -> Parsed<NameClass> {
        if depth > MAX_NESTING {
            return Err(self.wrong("less nesting"));
        }
        let start = self.span();
        let (first, excepts) = self.one_class(default, depth, true)?;
        self.follow_annotations()?;
        if !self.is_symbol("|") {
            return Ok(first);
        }
        if excepts {
            return Err(self.wrong("parentheses around the wildcard with its exception, and then"));
        }
        let mut classes = vec![first];
        while self.take("|") {
            classes.push(self.one_class(default, depth, false)?.0);
            self.follow_annotations()?;
        }
        Ok(NameClass { kind: NameClassKind::Choice(classes), span: start.cover(self.last_span()) })
    }

    /// One name, wildcard or parenthesised class, and whether it is a wildcard with an exception, which may stand only where
    /// it is the `whole`.
    fn one_class(&mut self, default: &Namespace, depth: usize, whole: bool) -> Parsed<(NameClass, bool)> {
        self.annotations()?;
        let start = self.span();
        let kind = match self.peek().clone() {
            Token::Symbol("(") => {
                self.bump();
                let inner = self.names(default, depth + 1)?;
                self.expect(")")?;
                return Ok((inner, false));
            }
            Token::Symbol("*") => {
                self.bump();
                NameClassKind::AnyName(self.except(default, depth, whole)?)
            }
            Token::NsName(prefix) => {
                self.bump();
                let namespace = self.namespace(&prefix, start);
                NameClassKind::NsName(namespace, self.except(default, depth, whole)?)
            }
            Token::Prefixed(prefix, local) => {
                self.bump();
                NameClassKind::Name(self.namespace(&prefix, start), local.into())
            }
            Token::Word(name) | Token::Escaped(name) => {
                self.bump();
                NameClassKind::Name(default.clone(), name.into())
            }
            _ => return Err(self.wrong("a name or a wildcard")),
        };
        let span: Span = start.cover(self.last_span());
        let excepts = matches!(kind, NameClassKind::AnyName(Some(_)) | NameClassKind::NsName(_, Some(_)));
        Ok((NameClass { kind, span }, excepts))
    }

    fn except(&mut self, default: &Namespace, depth: usize, whole: bool) -> Parsed<Option<Box<NameClass>>> {
        if !self.is_symbol("-") {
            return Ok(None);
        }
        if !whole {
            return Err(self.wrong("parentheses around the wildcard with its exception, and then"));
        }
        self.bump();
        if depth > MAX_NESTING {
            return Err(self.wrong("less nesting"));
        }
        let inner = self.one_class(default, depth + 1, false)?.0;
        if matches!(inner.kind, NameClassKind::Choice(_)) {
            return Ok(Some(Box::new(inner)));
        }
        let span = inner.span;
        Ok(Some(Box::new(NameClass { kind: NameClassKind::Choice(vec![inner]), span })))
    }
}
