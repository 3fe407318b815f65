//! The events of a document, one after the other, and the verdict.

use std::sync::Arc;

use super::derivative::Derivatives;
use crate::Schema;
use crate::datatypes::Context;
use crate::simplify::grammar::{NOT_ALLOWED, PatternId};
use crate::syntax::names::is_space;

/// How many patterns a document may make.
const MAX_PATTERNS: usize = 20_000_000;

/// What the reference validator says of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is valid.
    Valid,
    /// It is not; the event at which that was clear, counted from 0.
    Invalid(usize),
    /// The patterns grew past all bounds at this event.
    GaveUp(usize),
}

/// A validation of one document by derivatives.
///
/// Events in the order of the document: before each [`start_element`](Self::start_element) its namespace declarations
/// ([`prefix`](Self::prefix)), after it its attributes, then content, then [`end_element`](Self::end_element). Text between
/// two tags may come in pieces.
pub struct Reference {
    derivatives: Derivatives,
    pattern: PatternId,
    /// Whether attributes may still come.
    in_tag: bool,
    /// Whether the open element has had an element in it.
    had_child: bool,
    /// Text since the last tag.
    text: String,
    scopes: Scopes,
    depth: usize,
    events: usize,
    verdict: Option<Verdict>,
}

/// The namespace declarations that hold, innermost last, each with the depth of its element.
#[derive(Default)]
pub(crate) struct Scopes {
    bindings: Vec<(usize, Box<str>, Box<str>)>,
    entities: Vec<Box<str>>,
}

impl Scopes {
    /// Declares a prefix on the element at `depth`.
    pub(crate) fn bind(&mut self, depth: usize, prefix: &str, uri: &str) {
        self.bindings.push((depth, prefix.into(), uri.into()));
    }

    /// Declares an unparsed entity.
    pub(crate) fn entity(&mut self, name: &str) {
        self.entities.push(name.into());
    }

    /// Forgets what the element at `depth` declares.
    pub(crate) fn leave(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|b| b.0 >= depth) {
            self.bindings.pop();
        }
    }
}

impl Context for Scopes {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some(crate::syntax::model::XML_NS);
        }
        let found = self.bindings.iter().rev().find(|b| b.1.as_ref() == prefix).map(|b| b.2.as_ref());
        found.or_else(|| prefix.is_empty().then_some(""))
    }

    fn is_unparsed_entity(&self, name: &str) -> bool {
        self.entities.iter().any(|e| e.as_ref() == name)
    }
}

impl Reference {
    /// Begins a document.
    #[must_use]
    pub fn new(schema: &Schema) -> Self {
        let derivatives = Derivatives::new(Arc::clone(&schema.grammar));
        let pattern = schema.grammar.start;
        Self {
            derivatives,
            pattern,
            in_tag: false,
            had_child: false,
            text: String::new(),
            scopes: Scopes::default(),
            depth: 0,
            events: 0,
            verdict: None,
        }
    }

    /// An unparsed entity that the document type declares.
    pub fn unparsed_entity(&mut self, name: &str) {
        self.scopes.entity(name);
    }

    /// A namespace declaration of the element that starts next.
    pub fn prefix(&mut self, prefix: &str, uri: &str) {
        self.scopes.bind(self.depth + 1, prefix, uri);
    }

    /// The start of an element.
    pub fn start_element(&mut self, namespace: &str, local: &str) {
        self.close_tag();
        let text = std::mem::take(&mut self.text);
        // White space between tags is nothing.
        if !text.chars().all(is_space) {
            let pattern = self.derivatives.text(self.pattern, &text, &self.scopes);
            self.became(pattern);
        }
        self.depth += 1;
        let name = self.derivatives.grammar.names.find(namespace, local);
        let pattern = self.derivatives.start(self.pattern, name);
        self.became(pattern);
        self.in_tag = true;
        self.had_child = false;
        self.events += 1;
    }

    /// An attribute of the element that was started last.
    pub fn attribute(&mut self, namespace: &str, local: &str, value: &str) {
        let name = self.derivatives.grammar.names.find(namespace, local);
        let pattern = self.derivatives.attribute(self.pattern, name, Some(value), &self.scopes);
        self.became(pattern);
        self.events += 1;
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        self.close_tag();
        self.text.push_str(text);
        self.events += 1;
    }

    /// The end of the open element.
    pub fn end_element(&mut self) {
        self.close_tag();
        let text = std::mem::take(&mut self.text);
        let blank = text.chars().all(is_space);
        // A text that is all there is may be a string of a datatype; white space alone may also be nothing.
        if !blank || !self.had_child {
            let mut pattern = self.derivatives.text(self.pattern, &text, &self.scopes);
            if blank {
                pattern = self.derivatives.arena.choice([self.pattern, pattern], true);
            }
            self.became(pattern);
        }
        let pattern = self.derivatives.end(self.pattern);
        self.became(pattern);
        self.scopes.leave(self.depth);
        self.depth = self.depth.saturating_sub(1);
        self.had_child = true;
        self.events += 1;
    }

    /// The end of the document.
    #[must_use]
    pub fn finish(self) -> Verdict {
        let nullable = self.derivatives.arena.facts(self.pattern).nullable;
        self.verdict.unwrap_or(if nullable { Verdict::Valid } else { Verdict::Invalid(self.events) })
    }

    fn close_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            let pattern = self.derivatives.close(self.pattern);
            self.became(pattern);
        }
    }

    fn became(&mut self, pattern: PatternId) {
        self.pattern = pattern;
        self.derivatives.begin();
        let over = self.derivatives.exhausted || self.derivatives.arena.len() > MAX_PATTERNS;
        if self.verdict.is_none() && over {
            self.verdict = Some(Verdict::GaveUp(self.events));
            self.pattern = NOT_ALLOWED;
        } else if self.verdict.is_none() && pattern == NOT_ALLOWED {
            self.verdict = Some(Verdict::Invalid(self.events));
        }
    }
}
