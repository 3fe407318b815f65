//! Annotations of the compact syntax: `[…]`, `##`, and `>>`.

use std::collections::HashSet;

use teiwright_source::Span;

use super::compact::{Parsed, Parser};
use super::lexer::Token;
use super::model::{ANNOTATIONS_NS, Namespace, Notes, RNG_NS};
use crate::rules;

/// What stands before something that can be annotated.
pub(super) struct Annotations {
    pub(super) notes: Option<Box<Notes>>,
    pub(super) has_elements: bool,
    pub(super) span: Span,
}

impl Parser {
    /// The documentation and annotations before something.
    pub(super) fn annotations(&mut self) -> Parsed<Annotations> {
        let start = self.span();
        let mut notes = Notes::default();
        let mut has_elements = false;
        while let Token::Documentation(text) = self.peek() {
            notes.documentation.push(text.clone());
            has_elements = true;
            self.bump();
        }
        if self.take("[") {
            let mut seen = HashSet::new();
            while !self.is_symbol("]") && self.is_annotation_attribute() {
                self.annotation_attribute(&mut seen, Some(&mut notes))?;
            }
            while !self.take("]") {
                has_elements = true;
                self.annotation_element(true)?;
            }
        }
        let any = !notes.documentation.is_empty() || notes.default_value.is_some();
        let span = start.cover(self.last_span());
        Ok(Annotations { notes: any.then(|| Box::new(notes)), has_elements, span })
    }

    /// `>> name […]` after something; says whether there was one.
    pub(super) fn follow_annotations(&mut self) -> Parsed<bool> {
        let mut any = false;
        while self.take(">>") {
            any = true;
            self.annotation_element(true)?;
        }
        Ok(any)
    }

    fn is_annotation_attribute(&self) -> bool {
        let named = matches!(self.peek(), Token::Word(_) | Token::Escaped(_) | Token::Prefixed(..));
        named && matches!(self.ahead(1), Token::Symbol("="))
    }

    /// A name of an annotation as namespace and local part.
    fn annotation_name(&mut self) -> Parsed<(Namespace, String)> {
        let span = self.span();
        let name = match self.peek().clone() {
            Token::Prefixed(prefix, local) => (self.namespace(&prefix, span), local),
            Token::Word(local) | Token::Escaped(local) => (Namespace::Uri("".into()), local),
            _ => return Err(self.wrong("an annotation or “]”")),
        };
        self.bump();
        Ok(name)
    }

    /// `name = literal`; `notes` where it annotates the schema itself and not an annotation.
    fn annotation_attribute(
        &mut self,
        seen: &mut HashSet<(Namespace, String)>,
        notes: Option<&mut Notes>,
    ) -> Parsed<()> {
        let start = self.span();
        let prefixed = matches!(self.peek(), Token::Prefixed(..));
        let (namespace, local) = self.annotation_name()?;
        self.expect("=")?;
        let value = self.literal()?;
        let span = start.cover(self.last_span());
        let is = |uri: &str| matches!(&namespace, Namespace::Uri(u) if u.as_ref() == uri);
        if notes.is_some() && is(RNG_NS) {
            self.found.push(rules::annotation("an attribute of the RELAX NG namespace is none", span));
        } else if notes.is_some() && (!prefixed || is("")) {
            self.found.push(rules::annotation("an attribute needs a prefix here", span));
        } else if !prefixed && local == "xmlns" {
            self.found.push(rules::annotation("“xmlns” is no attribute", span));
        }
        if let Some(notes) = notes
            && is(ANNOTATIONS_NS)
            && local == "defaultValue"
        {
            notes.default_value = Some(value);
        }
        if !seen.insert((namespace, local)) {
            self.found.push(rules::annotation("the attribute stands there twice", span));
        }
        Ok(())
    }

    /// `name [ attributes, elements and literals ]`; `outer` where it annotates the schema itself. Nesting is followed
    /// without recursion.
    pub(super) fn annotation_element(&mut self, outer: bool) -> Parsed<()> {
        let start = self.span();
        let (namespace, _) = self.annotation_name()?;
        if outer && namespace == Namespace::Uri(RNG_NS.into()) {
            let why = "an element of the RELAX NG namespace is none";
            self.found.push(rules::annotation(why, start));
        }
        self.expect("[")?;
        let mut open = vec![(HashSet::new(), true)];
        while let Some((seen, attributes)) = open.last_mut() {
            if self.take("]") {
                open.pop();
            } else if matches!(self.peek(), Token::Literal(_)) {
                *attributes = false;
                self.literal()?;
            } else if self.is_annotation_attribute() && *attributes {
                self.annotation_attribute(seen, None)?;
            } else {
                *attributes = false;
                self.annotation_name()?;
                self.expect("[")?;
                open.push((HashSet::new(), true));
            }
        }
        Ok(())
    }
}
