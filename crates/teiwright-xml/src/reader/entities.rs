//! Entities where they are referred to (section 4.4), with bounds on what they come to.

use std::sync::Arc;

use teiwright_source::{Severity, Span};

use super::cursor::Cursor;
use super::dtd::Entity;
use super::external::{Input, Place};
use super::machine::Machine;
use crate::rules;

/// An entity whose text is being read.
pub(super) struct OpenEntity {
    name: Box<str>,
    pub(super) text: Arc<str>,
    pub(super) at: usize,
    pub(super) reference: Span,
    /// How many elements were open where it began.
    pub(super) depth: usize,
    /// The file that it is, if it is one.
    pub(super) file: Option<Arc<str>>,
}

impl OpenEntity {
    /// Where in a file it is being read, if it is one.
    pub(super) fn place(&self) -> Option<Place> {
        Some(Place { file: self.file.clone()?, text: Arc::clone(&self.text), at: self.at })
    }
}

/// The entities that are being read, outermost first, and how much text came out of entities so far.
#[derive(Default)]
pub(super) struct Entities {
    pub(super) open: Vec<OpenEntity>,
    /// The names of entities that are being put into an attribute's value.
    in_value: Vec<Box<str>>,
    expanded: usize,
}

impl Machine {
    /// The entity of a name, if it can be read; what hinders it is said.
    fn entity(&mut self, cursor: &Cursor<'_>, name: &str, span: Span, in_value: bool) -> Option<Input> {
        let declared = self.document_type.entities.get(name);
        // In a standalone document what other files and parameter entities declare does not count (section 4.1).
        let declared = declared.filter(|_| !self.standalone || !self.document_type.outside.contains(name));
        let mut external = None;
        let text = match declared {
            Some(Entity::Internal(text)) => Arc::clone(text),
            Some(Entity::External(_)) if in_value => {
                let message =
                    format!("the value of an attribute may not refer to the external entity `{name}`");
                self.report(cursor, rules::entity(message, span));
                return None;
            }
            Some(Entity::External(outside)) => {
                external = Some(Arc::clone(outside));
                "".into()
            }
            Some(Entity::Unparsed) => {
                let message = format!("`{name}` is an unparsed entity, which only an attribute may name");
                self.report(cursor, rules::entity(message, span));
                return None;
            }
            None => {
                let found = if self.document_type.incomplete && !self.standalone {
                    rules::unread_entity(name, span)
                } else if self.document_type.refers && !self.standalone {
                    rules::undeclared_entity(name, span).with_severity(Severity::Warning)
                } else {
                    rules::undeclared_entity(name, span)
                };
                self.report(cursor, found);
                return None;
            }
        };
        let open = self.entities.open.iter().map(|e| &e.name).chain(&self.entities.in_value);
        if open.clone().any(|open| **open == *name) {
            self.report(cursor, rules::entity(format!("the entity `{name}` holds itself"), span));
            return None;
        }
        if open.count() >= self.limits.entity_depth {
            let message = format!("more than {} entities stand in one another", self.limits.entity_depth);
            self.report(cursor, rules::limit(message, span));
            return None;
        }
        let input = match external {
            Some(outside) => self.load(cursor, &format!("the external entity `{name}`"), &outside, span)?,
            None => Input { text, at: 0, name: None, file: None, base: None },
        };
        self.expand(cursor, "entities come", input.text.len(), span).then_some(input)
    }

    /// Counts text that the document type puts into the document; past the limit reading stops.
    pub(super) fn expand(&mut self, cursor: &Cursor<'_>, what: &str, length: usize, span: Span) -> bool {
        self.entities.expanded += length.max(16);
        let within = self.entities.expanded <= self.limits.expansion;
        if !within {
            let message = format!("{what} to more than {} bytes of text", self.limits.expansion);
            self.report(cursor, rules::limit(message, span));
            self.stopped = true;
        }
        within
    }

    /// A reference to an entity in content.
    pub(super) fn enter_entity(&mut self, cursor: &Cursor<'_>, name: &str, span: Span) {
        let Some(Input { text, at, file, .. }) = self.entity(cursor, name, span, false) else { return };
        let entity =
            OpenEntity { name: name.into(), text, at, reference: span, depth: self.open.len(), file };
        self.entities.open.push(entity);
    }

    /// The end of an entity's text: what was opened in it must be closed.
    pub(super) fn leave_entity(&mut self) {
        let Some(entity) = self.entities.open.last() else { return };
        let (depth, reference) = (entity.depth, entity.reference);
        if self.open.len() > depth {
            let message = format!("an element begins in the entity `{}` and does not end in it", entity.name);
            self.errors += 1;
            self.found.push(rules::entity(message, reference));
            self.pending = self.open.len() - depth;
            self.pending_span = reference;
        }
        self.entities.open.pop();
    }

    /// A reference to an entity in the value of an attribute: its text, normalised too.
    pub(super) fn entity_in_value(&mut self, cursor: &Cursor<'_>, name: &str, span: Span) {
        let Some(Input { text, .. }) = self.entity(cursor, name, span, true) else { return };
        self.entities.in_value.push(name.into());
        let mut inner = Cursor::entity(&text, span);
        self.normalise(&mut inner, false);
        self.entities.in_value.pop();
    }
}
