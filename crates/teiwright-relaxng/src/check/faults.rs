//! What a refused event means, in words, and how the check goes on after it.
//!
//! A misspelt name is taken for the nearest allowed one; a misplaced element is checked on its own, and the parent goes on;
//! what is missing is taken as if it were there.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use teiwright_source::{Diagnostic, Fix, Span};
use teiwright_xml::reader::{Attribute, Start};

use super::mends::{applicability, sure};
use super::rank::{Candidate, near, near_here, parents, ranked, some};
use super::values::{ranked_values, value_help};
use super::{Checker, Frame};
use crate::engine::automaton::{DEAD, NextId, StateId};
use crate::engine::possible::possible;
use crate::reference::derivative::Name;
use crate::rules;

/// How many candidates are tried as what is missing.
const TRIED: usize = 400;

/// The state in an element that was refused, and what follows it in its parent, each if there is one.
type Entered = (Option<StateId>, Option<NextId>);

/// Among how many attributes those that are needed are looked for.
const MOST_NEEDED: usize = 80;

impl Checker {
    /// An element that cannot stand here: says why, and gives its state and what follows it in the parent.
    pub(super) fn refuse(&mut self, start: &Start<'_>, name: Name, state: StateId) -> Entered {
        let known = self.automaton.anywhere(name);
        if self.quiet() || self.full() {
            return (known, None);
        }
        let expected = self.candidates(state, false);
        let written = start.written().rsplit(':').next().unwrap_or_default().to_owned();
        let Some(own) = known else { return self.unknown_element(start, &written, state, expected) };
        if let Some(result) = self.assumed_already(name, own) {
            return result;
        }
        if let Some(result) = self.one_of_a_row(start, own) {
            return result;
        }
        let missing = self.missing_before(state, name, &expected);
        if let Some(first) = missing.first().map(|first| first.name) {
            let after = self.after(state, first);
            let names = ranked(missing, None);
            let message = format!(
                "`{written}` is not allowed yet{}: {} is missing before it",
                self.in_parent(),
                some(&names, "or")
            );
            let found = Diagnostic::new(&rules::rng103::RULE, message)
                .with_span(start.name_span)
                .with_label("too early")
                .with_help(format!("write {} before it", some(&names, "or")))
                .with_expected(names);
            self.report(found, Some(start.name_span));
            if let Some(frame) = self.frames.last_mut() {
                frame.assumed.push(first);
            }
            self.state = Some(after);
            let (inner, next) = self.automaton.start(after, name);
            return (Some(inner), Some(next));
        }
        let early = self.frames.last().and_then(|frame| frame.begin);
        let any_more = early.is_some_and(|begin| self.automaton.start(begin, name).0 != DEAD);
        let found = if any_more {
            let message = format!("`{written}` is not allowed any more{}", self.in_parent());
            Diagnostic::new(&rules::rng104::RULE, message).with_label("too late, or one too many")
        } else {
            let wrappers = self.wrappers(state, name, &expected);
            let close = expected.iter().filter(|c| near_here(&written, &c.local)).cloned().collect();
            // A short name may be a slip for another; one that the document has elsewhere is none.
            let once = self.counts.get(start.name.index()).is_none_or(|count| *count <= 1);
            let slip = ranked_candidates(close, &written).into_iter().next();
            let slip = slip.filter(|_| once && written.chars().count() <= 2);
            let slip = slip.map_or(String::new(), |c| format!("; `{}` is near", c.local));
            let message = match (self.frames.is_empty(), wrappers.is_empty()) {
                (true, _) => format!("`{written}` cannot be the root element"),
                (_, true) => format!("`{written}` is not allowed{}{slip}", self.in_parent()),
                (_, false) => format!(
                    "`{written}` is not allowed{} without {} around it{slip}",
                    self.in_parent(),
                    some(&wrappers, "or")
                ),
            };
            Diagnostic::new(&rules::rng102::RULE, message).with_label("not allowed here")
        };
        let names = ranked(expected, None);
        let found =
            found.with_span(start.name_span).with_help(self.could_stand(&names, state)).with_expected(names);
        let index = self.report(found, Some(start.name_span));
        if let Some(frame) = self.frames.last_mut() {
            frame.refused = index.or(frame.refused);
        }
        (Some(own), None)
    }

    fn unknown_element(
        &mut self,
        start: &Start<'_>,
        written: &str,
        state: StateId,
        expected: Vec<Candidate>,
    ) -> Entered {
        let span = start.name_span;
        if let Some(result) = self.other_namespace(start, written, state, &expected) {
            return result;
        }
        // The same name in another namespace is no other spelling of it.
        let spelt = |c: &&Candidate| &*c.local != written && near_here(written, &c.local);
        let close = expected.iter().filter(spelt).cloned().collect::<Vec<_>>();
        let close = ranked_candidates(close, written);
        let elsewhere = if close.is_empty() { self.near_anywhere(written) } else { None };
        let names = ranked(expected, Some(written));
        let suggestion =
            close.first().map(|c| c.local.clone()).or_else(|| elsewhere.as_ref().map(|c| c.local.clone()));
        let mut message = format!("there is no element `{written}` in this schema");
        let mut found = match &suggestion {
            Some(name) => {
                message.push_str(&format!("; `{name}` is near"));
                Diagnostic::new(&rules::rng101::RULE, message)
                    .with_help(format!("write `{name}`, in both tags"))
            }
            None => {
                let help = self.could_stand(&names, state);
                Diagnostic::new(&rules::rng101::RULE, format!("{message} (it stands{})", self.in_parent()))
                    .with_help(help)
            }
        };
        let prefix = start.written().len() - written.len();
        let place = span.part(prefix..start.written().len());
        if let Some(fix) = self.offer_name(written, &close, place, start.written().len()) {
            found = found.with_fix(fix);
        }
        let index =
            self.report(found.with_span(span).with_label("not known").with_expected(names), Some(span));
        match close.first() {
            Some(candidate) => {
                let (inner, next) = self.automaton.start(state, candidate.name);
                (Some(inner), Some(next))
            }
            None => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.refused = index.or(frame.refused);
                }
                (elsewhere.and_then(|c| self.automaton.anywhere(c.name)), None)
            }
        }
    }

    /// An element that the schema has under the same name in another namespace: the whole document is mostly in it.
    fn other_namespace(
        &mut self,
        start: &Start<'_>,
        written: &str,
        state: StateId,
        expected: &[Candidate],
    ) -> Option<Entered> {
        let own = start.expanded(start.name).namespace;
        let candidate = expected.iter().find(|c| c.local == written && c.namespace != own)?.clone();
        let is =
            if own.is_empty() { "in no namespace".to_owned() } else { format!("in the namespace `{own}`") };
        let right = &candidate.namespace;
        let (should, help) = if right.is_empty() {
            ("in none".to_owned(), "take the namespace declaration out".to_owned())
        } else {
            (format!("in `{right}`"), format!("declare it on the root element: xmlns=\"{right}\""))
        };
        let message = format!("`{written}` is {is}, the schema has it {should}");
        let found = Diagnostic::new(&rules::rng112::RULE, message)
            .with_span(start.name_span)
            .with_label("another namespace");
        self.report(found.with_help(help), Some(start.name_span));
        self.taken.push((own.to_owned(), right.clone()));
        let (inner, next) = self.automaton.start(state, candidate.name);
        Some((Some(inner), Some(next)))
    }

    /// An element that was missing where it was expected, and comes later: that was said.
    fn assumed_already(&mut self, name: Name, own: StateId) -> Option<Entered> {
        let frame = self.frames.last_mut()?;
        let at = frame.assumed.iter().position(|assumed| *assumed == name)?;
        frame.assumed.remove(at);
        Some((Some(own), None))
    }

    /// A further child that is refused in the same parent: one cause, one message.
    fn one_of_a_row(&mut self, start: &Start<'_>, own: StateId) -> Option<Entered> {
        let frame: &Frame = self.frames.last()?;
        let (found, _) = self.found.get_mut(frame.refused?)?;
        if found.related.len() < 8 {
            found.related.push(teiwright_source::Related {
                file: None,
                span: start.name_span,
                message: format!("and `{}` here", start.written()),
            });
        }
        Some((Some(own), None))
    }

    /// The expected ones that pass a trial.
    fn passing(
        &mut self,
        expected: &[Candidate],
        mut passes: impl FnMut(&mut Self, Name) -> bool,
    ) -> Vec<Candidate> {
        let tried = expected.iter().take(TRIED);
        tried.filter(|candidate| passes(self, candidate.name)).cloned().collect()
    }

    /// The elements that, put before it, would let `name` stand here.
    fn missing_before(&mut self, state: StateId, name: Name, expected: &[Candidate]) -> Vec<Candidate> {
        let found = self.passing(expected, |s, other| {
            if other == name {
                return false;
            }
            let after = s.after(state, other);
            after != DEAD && s.automaton.start(after, name).0 != DEAD
        });
        // Where very many would do, none of them is what is missing.
        if found.len() > 8 { Vec::new() } else { found }
    }

    /// The elements that could stand here and hold `name`.
    fn wrappers(&mut self, state: StateId, name: Name, expected: &[Candidate]) -> Vec<String> {
        let found = self.passing(expected, |s, other| {
            let inner = s.inside(state, other);
            inner != DEAD && s.automaton.start(inner, name).0 != DEAD
        });
        if found.len() > 12 { Vec::new() } else { ranked(found, None) }
    }

    /// The state in an element of this name, its attributes taken as if they were there.
    fn inside(&mut self, state: StateId, name: Name) -> StateId {
        let (inner, _) = self.automaton.start(state, name);
        self.automaton.assume_closed(inner)
    }

    /// The state after a whole element of this name.
    fn after(&mut self, state: StateId, name: Name) -> StateId {
        match self.automaton.start(state, name) {
            (DEAD, _) => DEAD,
            (_, next) => self.automaton.assume_ended(next),
        }
    }

    /// An attribute that cannot stand here, or not with this value; gives the state to go on in.
    pub(super) fn refuse_attribute(
        &mut self,
        start: &Start<'_>,
        attribute: &Attribute<'_>,
        name: Name,
        state: StateId,
    ) -> StateId {
        let element = self.frames.last().map(|frame| (frame.span, self.shown(frame.name).to_owned()));
        let (element_span, element) = element.unwrap_or((attribute.name_span, String::new()));
        let assumed = self.automaton.assume_attribute(state, name, &self.scopes);
        if self.full() {
            return if assumed == DEAD { state } else { assumed };
        }
        if assumed != DEAD {
            let forms = self.automaton.forms(state, name);
            let values = ranked_values(&forms.0, attribute.value);
            let types = forms.1;
            let message = format!(
                "`{}` is no value for the attribute `{}` of `{element}`",
                attribute.value, attribute.written
            );
            let help = value_help(&values, &types);
            let mut found = Diagnostic::new(&rules::rng106::RULE, message)
                .with_span(attribute.value_span)
                .with_label(if values.is_empty() { "not of the type" } else { "not in the list" })
                .with_help(help)
                .with_expected(values.clone());
            if let Some(fix) = self.offer_value(attribute, name, state, &values) {
                if let Some(edit) = fix.edits.first().filter(|edit| values.first() != Some(&edit.text)) {
                    found.help = Some(format!("write `{}`", edit.text));
                }
                found = found.with_fix(fix);
            }
            if !self.quiet() {
                self.report(found, Some(element_span));
            }
            return assumed;
        }
        let expected = self.candidates(state, true);
        let local = attribute.written.rsplit(':').next().unwrap_or_default();
        let close =
            expected.iter().filter(|c| near(local, &c.local) || near(attribute.written, &c.shown())).cloned();
        // One that stands in the tag already is not what was meant.
        let close = close.filter(|c| start.attributes().all(|other| other.written != c.shown()));
        let close = ranked_candidates(close.collect(), local);
        let names = ranked(expected, Some(local));
        let message = format!("`{element}` has no attribute `{}` here", attribute.written);
        let mut found = Diagnostic::new(&rules::rng105::RULE, message)
            .with_span(attribute.name_span)
            .with_label("not allowed here");
        found = match close.first() {
            Some(candidate) => {
                let sure = applicability(sure(local, close.iter().map(|c| &*c.local)));
                found.with_help(format!("write `{}`", candidate.shown())).with_fix(Fix::write(
                    attribute.name_span,
                    candidate.shown(),
                    sure,
                ))
            }
            None if names.is_empty() => found.with_help("take it out: no further attribute may stand here"),
            None => found.with_help(format!("it may have {}", some(&names, "or"))),
        };
        if !self.quiet() {
            self.report(found.with_expected(names), Some(element_span));
        }
        // The misspelt one counts as there, so that it is not said to be missing too.
        close.first().map_or(state, |c| match self.automaton.assume_attribute(state, c.name, &self.scopes) {
            DEAD => state,
            next => next,
        })
    }

    /// Attributes are missing at the end of a tag; gives the state to go on in.
    pub(super) fn missing_attributes(&mut self, state: StateId) -> StateId {
        let full = self.full();
        let Some(frame) = self.frames.last().filter(|frame| !frame.quiet && !full) else {
            return self.automaton.assume_closed(state);
        };
        let (span, element) = (frame.span, self.shown(frame.name).to_owned());
        let expected = self.candidates(state, true);
        let missing = self.passing(&expected, |s, name| {
            let with = s.automaton.assume_attribute(state, name, &s.scopes);
            with != DEAD && s.automaton.close(with) != DEAD
        });
        let several = missing.is_empty();
        let needed = if several { self.needed_attributes(state, &expected) } else { Vec::new() };
        let all_known = !needed.is_empty();
        let names = ranked(
            match (several, all_known) {
                (false, _) => missing,
                (true, true) => needed,
                (true, false) => expected,
            },
            None,
        );
        let message = if all_known {
            format!("`{element}` must have the attributes {} here", some(&names, "and"))
        } else if several {
            format!("`{element}` lacks attributes that it must have here")
        } else {
            format!("`{element}` must have the attribute {} here", some(&names, "or"))
        };
        let help = if all_known {
            format!(
                "write {}",
                names.iter().map(|name| format!("{name}=\"…\"")).collect::<Vec<_>>().join(" ")
            )
        } else if several {
            format!("more than one of {} is missing", some(&names, "and"))
        } else {
            format!("write {}=\"…\"", names.first().map_or("", String::as_str))
        };
        let found =
            Diagnostic::new(&rules::rng110::RULE, message).with_span(span).with_label("attribute missing");
        self.report(found.with_help(help).with_expected(names), Some(span));
        self.automaton.assume_closed(state)
    }

    /// The attributes without which the tag cannot end, whatever others stand; empty where that cannot be told.
    fn needed_attributes(&mut self, state: StateId, candidates: &[Candidate]) -> Vec<Candidate> {
        if candidates.len() > MOST_NEEDED {
            return Vec::new();
        }
        let mut closes_without = |left_out: Option<usize>| {
            let mut with = state;
            for (number, candidate) in candidates.iter().enumerate() {
                if Some(number) == left_out {
                    continue;
                }
                // One that excludes another does not stand beside it.
                let next = self.automaton.assume_attribute(with, candidate.name, &self.scopes);
                with = if next == DEAD { with } else { next };
            }
            self.automaton.close(with) != DEAD
        };
        if !closes_without(None) {
            return Vec::new();
        }
        let needed =
            (0..candidates.len()).filter(|number| !closes_without(Some(*number))).collect::<Vec<_>>();
        needed.into_iter().map(|number| candidates[number].clone()).collect()
    }

    /// Text that cannot stand here; `whole` where it is all that the element holds.
    pub(super) fn refuse_text(&mut self, state: StateId, whole: bool) {
        let span = self.text_span;
        let Some(frame) = self.frames.last_mut() else { return };
        if std::mem::replace(&mut frame.text_said, true) || frame.quiet || frame.refused.is_some() {
            return;
        }
        let (element_span, name) = (frame.span, frame.name);
        if self.full() {
            return;
        }
        let element = self.shown(name).to_owned();
        let possible = possible(&self.automaton, state, false);
        let typed = !possible.values.is_empty() || !possible.datatypes.is_empty();
        let found = if whole && typed {
            let values = possible.values.into_iter().collect::<Vec<_>>();
            let types = possible.datatypes.into_iter().collect::<Vec<_>>();
            let values = ranked_values(&values, self.run.text().trim());
            Diagnostic::new(&rules::rng108::RULE, format!("the text of `{element}` is not what it must be"))
                .with_label("not of the type")
                .with_help(value_help(&values, &types))
                .with_expected(values)
        } else {
            self.text_fault(state, &element, whole)
        };
        let index = self.report(found.with_span(span.unwrap_or(element_span)), Some(element_span));
        if let Some(frame) = self.frames.last_mut() {
            frame.refused = index;
        }
    }

    /// Text where none may stand: what could hold it.
    fn text_fault(&mut self, state: StateId, element: &str, whole: bool) -> Diagnostic {
        let expected = self.candidates(state, false);
        let holders = self.passing(&expected, |s, name| {
            let inner = s.inside(state, name);
            inner != DEAD && s.automaton.text(inner, "text", &s.scopes) != DEAD
        });
        let names = ranked(holders, None);
        let place = if whole { "" } else { " here" };
        let (around, help) = if names.is_empty() {
            (String::new(), "take the text out".to_owned())
        } else {
            (
                format!(" without {} around it", some(&names, "or")),
                "put it into one of these, or take it out".to_owned(),
            )
        };
        Diagnostic::new(&rules::rng107::RULE, format!("text is not allowed in `{element}`{place}{around}"))
            .with_label("text")
            .with_help(help)
            .with_expected(names)
    }

    /// An element that ends too early.
    pub(super) fn incomplete(&mut self, state: StateId, end: Span) {
        let Some(frame) = self.frames.last() else { return };
        if frame.refused.is_some() || frame.quiet {
            // What was refused in it is most likely why.
            return;
        }
        let (span, element) = (frame.span, self.shown(frame.name).to_owned());
        if self.full() {
            return;
        }
        let expected = self.candidates(state, false);
        let required = expected.iter().filter(|c| c.required).cloned().collect::<Vec<_>>();
        let possible = possible(&self.automaton, state, false);
        let chosen = if required.is_empty() { expected } else { required };
        let names = ranked(chosen, None);
        let found = if names.is_empty() && !(possible.values.is_empty() && possible.datatypes.is_empty()) {
            let values = possible.values.into_iter().collect::<Vec<_>>();
            let types = possible.datatypes.into_iter().collect::<Vec<_>>();
            Diagnostic::new(&rules::rng108::RULE, format!("the text of `{element}` is missing"))
                .with_help(value_help(&values, &types))
        } else {
            let one = if names.len() > 1 { "one of " } else { "" };
            let message = format!("`{element}` is not complete: {one}{} is missing", some(&names, "or"));
            Diagnostic::new(&rules::rng109::RULE, message)
                .with_help(format!("write {} in it", some(&names, "or")))
        };
        let found = found.with_span(span).with_label("not complete").with_expected(names);
        self.report(found.with_related(end, "it ends here"), Some(span));
    }

    /// The elements or attributes that could stand in a state.
    fn candidates(&mut self, state: StateId, attributes: bool) -> Vec<Candidate> {
        let possible = possible(&self.automaton, state, attributes);
        let names = if attributes { possible.attributes } else { possible.elements };
        let mut counts = FxHashMap::default();
        for (name, count) in self.names.iter().zip(&self.counts) {
            counts.entry(*name).or_insert(*count);
        }
        let grammar = Arc::clone(&self.automaton.derivatives.grammar);
        let holders = self.parents.get_or_init(|| parents(&grammar));
        let make = |(namespace, local): (String, String)| {
            let name = grammar.names.find(&namespace, &local);
            let count = counts.get(&Some(name)).copied().unwrap_or_default();
            let parents = name.1.and_then(|name| holders.get(&name)).copied().unwrap_or_default();
            Candidate { name, namespace, local, required: false, count, parents }
        };
        let mut candidates = names.into_iter().map(make).collect::<Vec<_>>();
        if !attributes && !self.automaton.may_end(state) {
            for candidate in candidates.iter_mut().take(TRIED) {
                let after = self.after(state, candidate.name);
                candidate.required = after != DEAD && self.automaton.may_end(after);
            }
        }
        candidates
    }

    /// The element of the schema whose name is nearest to one that it does not know.
    fn near_anywhere(&self, written: &str) -> Option<Candidate> {
        let grammar = &self.automaton.derivatives.grammar;
        let names = grammar.elements.iter().filter_map(|e| e.class.names()).flatten();
        let close = names.filter_map(|name| {
            let (namespace, local) = grammar.names.parts(name);
            (written != local && near(written, local)).then(|| Candidate {
                name: (Some(grammar.names.namespace_of(name)), Some(name)),
                namespace: namespace.to_owned(),
                local: local.to_owned(),
                required: false,
                count: 0,
                parents: 0,
            })
        });
        ranked_candidates(close.collect(), written).into_iter().next()
    }

    /// Whether no more findings are kept: then the fault is only counted, so that very many cost no more than few.
    fn full(&mut self) -> bool {
        let full = self.found.len() >= super::MOST;
        self.dropped += usize::from(full);
        full
    }

    /// Whether the open element was refused itself.
    fn quiet(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.quiet)
    }

    fn in_parent(&self) -> String {
        self.frames.last().map_or(String::new(), |frame| format!(" in `{}`", self.shown(frame.name)))
    }

    fn could_stand(&mut self, names: &[String], state: StateId) -> String {
        let end = self.automaton.may_end(state) && !self.frames.is_empty();
        match (names.is_empty(), end) {
            (true, true) => format!("nothing more may stand{}", self.in_parent()),
            (true, false) => "no element may stand here".to_owned(),
            (false, _) => format!("here may stand {}", some(names, "or")),
        }
    }
}

fn ranked_candidates(mut list: Vec<Candidate>, word: &str) -> Vec<Candidate> {
    list.sort_by_key(|c| (strsim::osa_distance(word, &c.local), std::cmp::Reverse(c.count), c.local.clone()));
    list
}
