//! The fast validator: events in, memo look-ups, a verdict and what could stand at the place.
//!
//! What an event does to a state is derived once (by the functions of [`reference`](crate::reference)) and remembered, so
//! that most events of a document are one look-up in a table. Each [`Validator`] has a memory of its own that serves all
//! documents that it is given.

pub(crate) mod automaton;
mod identifiers;
pub(crate) mod possible;
pub(crate) mod run;

use std::sync::Arc;

use automaton::{Automaton, DEAD, NextId, StateId};
pub use identifiers::Identifiers;
use identifiers::Table;
pub use possible::Possible;
use run::TextRun;

use crate::Schema;
use crate::reference::derivative::Name;
use crate::reference::{Scopes, Verdict};
use crate::syntax::names::is_space;

/// An open element.
struct Frame {
    /// What follows it in its parent.
    next: NextId,
    /// Whether an element stood in it.
    had_child: bool,
    name: Name,
}

/// Validates documents against a schema.
///
/// Events in the order of the document: before each [`start_element`](Self::start_element) its namespace declarations
/// ([`prefix`](Self::prefix)), after it its attributes, then content, then [`end_element`](Self::end_element), and
/// [`finish`](Self::finish), after which the next document can begin. Text between two tags may come in pieces.
pub struct Validator {
    automaton: Automaton,
    state: StateId,
    frames: Vec<Frame>,
    in_tag: bool,
    /// Text since the last tag.
    run: TextRun,
    scopes: Scopes,
    events: usize,
    verdict: Option<Verdict>,
    ids: Table,
}

impl Validator {
    /// A validator for a schema.
    #[must_use]
    pub fn new(schema: &Schema) -> Self {
        let automaton = Automaton::new(Arc::clone(&schema.grammar));
        Self {
            state: automaton.first,
            automaton,
            frames: Vec::new(),
            in_tag: false,
            run: TextRun::default(),
            scopes: Scopes::default(),
            events: 0,
            verdict: None,
            ids: Table::default(),
        }
    }

    /// An unparsed entity that the document type declares.
    pub fn unparsed_entity(&mut self, name: &str) {
        self.scopes.entity(name);
    }

    /// A namespace declaration of the element that starts next.
    pub fn prefix(&mut self, prefix: &str, uri: &str) {
        self.scopes.bind(self.frames.len() + 1, prefix, uri);
    }

    /// The start of an element.
    pub fn start_element(&mut self, namespace: &str, local: &str) {
        self.close_tag();
        self.state = self.automaton.before_child(self.state, &self.run, &self.scopes);
        self.run.clear();
        let name = self.automaton.derivatives.grammar.names.find(namespace, local);
        let (state, next) = self.automaton.start(self.state, name);
        self.frames.push(Frame { next, had_child: false, name });
        self.became(state);
        self.in_tag = true;
        self.events += 1;
    }

    /// An attribute of the element that was started last.
    pub fn attribute(&mut self, namespace: &str, local: &str, value: &str) {
        let name = self.automaton.derivatives.grammar.names.find(namespace, local);
        let element = self.frames.last().map_or(name, |frame| frame.name);
        self.ids.take(self.automaton.derivatives.grammar.ids.of(element.1, name.1), value);
        let state = self.automaton.attribute(self.state, name, value, &self.scopes);
        self.became(state);
        self.events += 1;
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        self.close_tag();
        self.run.push(text, self.automaton.reads_strings(self.state));
        self.events += 1;
    }

    /// The end of the open element.
    pub fn end_element(&mut self) {
        self.close_tag();
        let Some(frame) = self.frames.pop() else { return };
        self.state = self.automaton.before_end(self.state, &self.run, frame.had_child, &self.scopes);
        self.run.clear();
        let state = self.automaton.end(self.state, frame.next);
        self.scopes.leave(self.frames.len() + 1);
        if let Some(parent) = self.frames.last_mut() {
            parent.had_child = true;
        }
        self.became(state);
        self.events += 1;
    }

    /// The end of the document: the verdict, and the validator is ready for the next.
    pub fn finish(&mut self) -> Verdict {
        let whole = self.frames.is_empty() && self.automaton.may_end(self.state);
        let verdict = self.verdict.take();
        let verdict = verdict.unwrap_or(if whole { Verdict::Valid } else { Verdict::Invalid(self.events) });
        self.automaton.keep_small();
        self.state = self.automaton.first;
        self.frames.clear();
        self.in_tag = false;
        self.run.clear();
        self.scopes = Scopes::default();
        self.events = 0;
        self.ids = Table::default();
        verdict
    }

    /// What could stand at this place: after what was given so far. Behind text, values are those that begin with it.
    pub fn possible(&mut self) -> Possible {
        let mut found = possible::possible(&self.automaton, self.state, self.in_tag);
        let state = if self.in_tag { self.automaton.close(self.state) } else { self.state };
        if !self.run.is_blank() {
            let after = self.automaton.before_child(state, &self.run, &self.scopes);
            let text = self.run.text().trim_start_matches(is_space);
            found.values.retain(|value| value.starts_with(text));
            let Possible { elements, any_element, .. } = possible::possible(&self.automaton, after, false);
            found = Possible { elements, any_element, end: false, ..found };
        }
        match self.frames.last() {
            // Nothing at all is a string too, which a datatype or value may hold.
            Some(Frame { next, had_child, .. }) => {
                let last = self.automaton.before_end(state, &self.run, *had_child, &self.scopes);
                found.end |= self.automaton.end(last, *next) != DEAD;
            }
            None => found.end = false,
        }
        found
    }

    /// What could stand as the value of an attribute of the element that was started last: `values`, `datatypes` and `text`,
    /// all empty where it could not have the attribute.
    pub fn possible_value(&mut self, namespace: &str, local: &str) -> Possible {
        let mut found = Possible::default();
        if self.in_tag {
            let name = self.automaton.derivatives.grammar.names.find(namespace, local);
            let forms = self.automaton.forms(self.state, name);
            found.values.extend(forms.0);
            found.datatypes.extend(forms.1);
            found.text = forms.2;
        }
        found
    }

    /// The IDs that stand twice and the references to none, of what was given so far; to be asked before
    /// [`finish`](Self::finish). They do not make a document invalid (RELAX NG DTD Compatibility, section 5).
    #[must_use]
    pub fn identifiers(&self) -> Identifiers {
        self.ids.report()
    }

    fn close_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            let state = self.automaton.close(self.state);
            self.became(state);
        }
    }

    fn became(&mut self, state: StateId) {
        self.state = state;
        if self.verdict.is_some() {
            return;
        }
        if self.automaton.gave_up() {
            self.verdict = Some(Verdict::GaveUp(self.events));
            self.state = DEAD;
        } else if state == DEAD {
            self.verdict = Some(Verdict::Invalid(self.events));
        }
    }
}
