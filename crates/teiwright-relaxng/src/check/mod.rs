//! A document against a schema, with every fault in words, and going on after each (`faults` says how).

mod dates;
mod faults;
mod ids;
mod mends;
mod paths;
mod rank;
mod values;

pub use rank::{distance, near};

use std::cell::OnceCell;
use std::io::{self, Read};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use teiwright_source::{Diagnostic, Rule, Severity, Source, Span};
use teiwright_xml::reader::{
    Attribute, EntityResolver, Event, ExpandedName, NameId, Reader, Start, StreamReader,
};
use teiwright_xml::rules as xml;

use crate::Schema;
use crate::datatypes::IdType;
use crate::engine::automaton::{Automaton, DEAD, NextId, StateId};
use crate::engine::run::TextRun;
use crate::reference::Scopes;
use crate::reference::derivative::Name;
use crate::rules;
use crate::syntax::names::is_space;

/// How many findings of a document are kept.
const MOST: usize = 2_000;

/// How many bytes around a stray sign its text may reach.
const NEIGHBOURHOOD: u32 = 100;

/// What was found in a document.
#[derive(Debug, Default)]
pub struct Findings {
    /// The findings in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there were.
    pub dropped: usize,
}

/// An open element.
struct Frame {
    name: NameId,
    span: Span,
    /// What follows it in its parent; `None` where the parent goes on as it was.
    next: Option<NextId>,
    /// The state of the parent before it.
    parent: Option<StateId>,
    /// Its state after its start tag.
    begin: Option<StateId>,
    had_child: bool,
    text_said: bool,
    /// The finding about children that were refused, if any were.
    refused: Option<usize>,
    /// Elements that were taken as if they were there.
    assumed: Vec<Name>,
    /// Whether it was refused itself: what is wrong with its attributes and the order in it follows from that, mostly.
    quiet: bool,
    /// The mend of its name, which is not whole before its end tag; few elements have one, so that it takes little room.
    mend: Option<Box<Mend>>,
}

/// The mend of a misspelt name.
#[derive(Debug, Clone, Copy)]
struct Mend {
    /// Which finding it belongs to.
    finding: usize,
    /// Whether no other name is as near.
    sure: bool,
    /// How long the prefix before the name is, with its colon, and the name as it is written.
    prefix: usize,
    length: usize,
}

/// Checks documents against a schema. It remembers what it derived from one document to the next.
pub struct Checker {
    automaton: Automaton,
    /// The state; `None` inside of what the schema does not know.
    state: Option<StateId>,
    frames: Vec<Frame>,
    /// The names of the document as the schema knows them.
    names: Vec<Option<Name>>,
    /// The names of the document as people read them, and how often each was started.
    shown: Vec<Option<Box<str>>>,
    counts: Vec<u32>,
    scopes: Scopes,
    /// The mend of the name of the element that begins.
    mend: Option<Box<Mend>>,
    /// Namespaces that the document has in the place of those of the schema: said once, then taken for them.
    taken: Vec<(String, String)>,
    /// Text since the last tag, and where the first piece of it stands that is more than white space.
    run: TextRun,
    text_span: Option<Span>,
    /// The IDs so far, and the references to them.
    ids: ids::Ids,
    /// Findings, each with where the element begins that it is about.
    found: Vec<(Diagnostic, Option<u32>)>,
    dropped: usize,
    stopped: bool,
    resolver: Option<Arc<dyn EntityResolver>>,
    /// How many elements of the schema may hold each name; counted when it is first asked for.
    parents: OnceCell<FxHashMap<crate::simplify::names::NameId, u32>>,
}

/// A finding with where the name of the element begins that it is about, from which its path follows.
pub type Anchor = (Diagnostic, Option<u32>);

/// Something that looks at a document while it is checked, so that it is read once.
pub trait Beside {
    /// The next event of the document.
    fn event(&mut self, event: Event<'_>);

    /// The end of the document: `found` is what the reader and the schema found, to which it adds.
    fn finish(&mut self, found: &mut Vec<Anchor>);
}

/// Nobody looks.
struct Nobody;

impl Beside for Nobody {
    #[inline]
    fn event(&mut self, _: Event<'_>) {}

    fn finish(&mut self, _: &mut Vec<Anchor>) {}
}

/// Checks `source` against `checker`'s schema: first what is not well-formed, then what is not valid.
pub fn check(source: &Source, checker: &mut Checker) -> Findings {
    check_beside(source, checker, &mut Nobody)
}

/// The same, while `beside` looks on.
pub fn check_beside(source: &Source, checker: &mut Checker, beside: &mut impl Beside) -> Findings {
    let resolver = checker.resolver.clone();
    let reader = || Reader::new(source).resolving(resolver.clone());
    let mut first = reader();
    while let Some(event) = first.next_event() {
        checker.event(event);
        beside.event(event);
    }
    let mut findings = checker.finish(first.into_diagnostics());
    findings.look_on(beside);
    paths::add(reader, &mut findings.anchors);
    findings.findings()
}

/// The same as [`check`] for a document in UTF-8 that comes in pieces, while `beside` looks on. Findings have no path.
///
/// # Errors
/// When reading fails or the bytes are not UTF-8.
pub fn check_stream_beside(
    input: impl Read,
    checker: &mut Checker,
    beside: &mut impl Beside,
) -> io::Result<Findings> {
    let mut reader = StreamReader::new(input, &teiwright_xml::reader::Options::default())
        .resolving(checker.resolver.clone());
    loop {
        match reader.next_event() {
            Ok(Some(event)) => {
                checker.event(event);
                beside.event(event);
            }
            Ok(None) => break,
            Err(error) => {
                checker.finish(Vec::new());
                beside.finish(&mut Vec::new());
                return Err(error);
            }
        }
    }
    let mut findings = checker.finish(reader.into_diagnostics());
    findings.look_on(beside);
    Ok(findings.findings())
}

/// The same while nobody looks on.
///
/// # Errors
/// When reading fails or the bytes are not UTF-8.
pub fn check_stream(input: impl Read, checker: &mut Checker) -> io::Result<Findings> {
    check_stream_beside(input, checker, &mut Nobody)
}

/// Findings with the places of their elements.
struct Anchored {
    anchors: Vec<(Diagnostic, Option<u32>)>,
    dropped: usize,
}

impl Anchored {
    /// Lets `beside` add what it found.
    fn look_on(&mut self, beside: &mut impl Beside) {
        let known = self.anchors.len();
        beside.finish(&mut self.anchors);
        if self.anchors.len() != known {
            self.anchors.sort_by_key(|(d, _)| d.span.map(|s| (s.start, s.end)));
        }
    }

    fn findings(self) -> Findings {
        Findings { diagnostics: self.anchors.into_iter().map(|a| a.0).collect(), dropped: self.dropped }
    }
}

impl Checker {
    /// A checker for a schema.
    #[must_use]
    pub fn new(schema: &Schema) -> Self {
        let automaton = Automaton::new(Arc::clone(&schema.grammar));
        Self {
            state: Some(automaton.first),
            automaton,
            frames: Vec::new(),
            names: Vec::new(),
            shown: Vec::new(),
            counts: Vec::new(),
            scopes: Scopes::default(),
            mend: None,
            taken: Vec::new(),
            run: TextRun::default(),
            text_span: None,
            ids: ids::Ids::default(),
            found: Vec::new(),
            dropped: 0,
            stopped: false,
            resolver: None,
            parents: OnceCell::new(),
        }
    }

    /// Reads what the next documents refer to outside of themselves (entities, external parts of document types) through
    /// `resolver`; otherwise it is passed over, with a hint.
    pub fn resolve_with(&mut self, resolver: Option<Arc<dyn EntityResolver>>) {
        self.resolver = resolver;
    }

    /// The next event of the document.
    #[inline]
    fn event(&mut self, event: Event<'_>) {
        if self.stopped {
            return;
        }
        let before = self.found.len();
        let span = match event {
            Event::Start(start) => {
                self.start_element(&start);
                // The text of an entity stands where it is referred to, and is not mended there.
                if start.span == start.name_span {
                    self.found[before..].iter_mut().for_each(|found| found.0.fixes.clear());
                }
                start.span
            }
            Event::End { span, .. } => {
                self.end_element(span);
                span
            }
            Event::Text { text, span } => {
                self.characters(text, span);
                span
            }
            Event::Comment { .. } | Event::Instruction { .. } => return,
        };
        if self.automaton.gave_up() {
            self.give_up(before, span);
        }
    }

    /// Stops where the schema allows more than can be followed. What was found at this place rests on it.
    #[cold]
    fn give_up(&mut self, before: usize, span: Span) {
        self.stopped = true;
        self.found.truncate(before);
        let message = "the schema allows too many combinations here: the rest was not checked";
        self.report(Diagnostic::new(&rules::rng111::RULE, message).with_span(span), None);
    }

    fn name(&mut self, id: NameId, expanded: impl FnOnce() -> (String, String)) -> Name {
        let at = id.index();
        if let Some(Some(known)) = self.names.get(at) {
            return *known;
        }
        if self.names.len() <= at {
            self.names.resize(at + 1, None);
            self.shown.resize(at + 1, None);
            self.counts.resize(at + 1, 0);
        }
        let (namespace, local) = expanded();
        let name = self.automaton.derivatives.grammar.names.find(&namespace, &local);
        self.names[at] = Some(name);
        self.shown[at] = Some(local.into());
        name
    }

    fn shown(&self, id: NameId) -> &str {
        self.shown.get(id.index()).and_then(Option::as_deref).unwrap_or_default()
    }

    /// The name that the schema has for an element whose namespace was found to be another.
    fn in_the_right_namespace(&self, start: &Start<'_>, name: Name) -> Name {
        let own = start.expanded(start.name);
        let taken = self.taken.iter().find(|taken| taken.0 == own.namespace);
        taken.map_or(name, |(_, right)| self.automaton.derivatives.grammar.names.find(right, own.local))
    }

    fn start_element(&mut self, start: &Start<'_>) {
        self.leave_text();
        let depth = self.frames.len() + 1;
        if depth == 1 {
            start.unparsed_entities().for_each(|name| self.scopes.entity(name));
        }
        for (prefix, uri) in start.declarations() {
            self.scopes.bind(depth, prefix, uri);
        }
        let mut name = self.name(start.name, || parts(start.expanded(start.name)));
        if !self.taken.is_empty() {
            name = self.in_the_right_namespace(start, name);
        }
        self.counts[start.name.index()] += 1;
        let parent = self.state;
        let (state, next) = match parent {
            None => (self.automaton.anywhere(name), None),
            Some(state) => match self.automaton.start(state, name) {
                (DEAD, _) => self.refuse(start, name, state),
                (inner, next) => (Some(inner), Some(next)),
            },
        };
        let quiet = parent.is_some() && next.is_none();
        // A repair may have put the parent into another state.
        let parent = if next.is_none() { self.state } else { parent };
        self.state = state;
        self.frames.push(Frame {
            name: start.name,
            span: start.name_span,
            next,
            parent,
            begin: None,
            had_child: false,
            text_said: false,
            refused: None,
            assumed: Vec::new(),
            quiet,
            mend: self.mend.take(),
        });
        for attribute in start.attributes() {
            self.attribute(start, &attribute, name);
        }
        self.close_tag();
    }

    fn attribute(&mut self, start: &Start<'_>, attribute: &Attribute<'_>, element: Name) {
        let name = self.name(attribute.name, || parts(start.expanded(attribute.name)));
        let kind = self.automaton.derivatives.grammar.ids.of(element.1, name.1);
        if kind != IdType::None
            && let Some(first) = self.ids.take(kind, attribute.value, attribute.value_span)
        {
            self.twice(attribute.value, attribute.value_span, first, start.name_span);
        }
        let Some(state) = self.state else { return };
        let next = self.automaton.attribute(state, name, attribute.value, &self.scopes);
        self.state =
            Some(if next == DEAD { self.refuse_attribute(start, attribute, name, state) } else { next });
    }

    fn close_tag(&mut self) {
        if let Some(state) = self.state {
            let closed = self.automaton.close(state);
            self.state = Some(if closed == DEAD { self.missing_attributes(state) } else { closed });
        }
        let state = self.state;
        if let Some(frame) = self.frames.last_mut() {
            frame.begin = state;
        }
    }

    fn characters(&mut self, text: &str, span: Span) {
        let Some(state) = self.state else { return };
        if let Some(first) = self.run.push(text, self.automaton.reads_strings(state)) {
            let last = text.bytes().rposition(|b| !is_space(char::from(b))).unwrap_or(first);
            let whole = span.len() as usize == text.len();
            self.text_span = Some(if whole { span.part(first..last + 1) } else { span });
        }
    }

    /// Text before a start tag.
    fn leave_text(&mut self) {
        if let Some(state) = self.state {
            let next = self.automaton.before_child(state, &self.run, &self.scopes);
            if next == DEAD {
                self.refuse_text(state, false);
            } else {
                self.state = Some(next);
            }
        }
        self.forget_text();
    }

    fn forget_text(&mut self) {
        self.run.clear();
        self.text_span = None;
    }

    fn end_element(&mut self, span: Span) {
        let had_child = self.frames.last().is_some_and(|frame| frame.had_child);
        let mut complete = true;
        if let Some(state) = self.state {
            let mut after = self.automaton.before_end(state, &self.run, had_child, &self.scopes);
            let refused = after == DEAD;
            if refused {
                self.refuse_text(state, !had_child);
                after = state;
            }
            complete = self.automaton.may_end(after);
            let typed = refused && self.automaton.reads_strings(state);
            if !complete && !typed {
                self.incomplete(after, span);
            }
            self.state = Some(after);
        }
        self.forget_text();
        let Some(frame) = self.frames.pop() else { return };
        if let Some(mend) = &frame.mend {
            self.mend_end(mend, frame.span, span);
        }
        self.scopes.leave(self.frames.len() + 1);
        self.state = match (frame.next, self.state) {
            (Some(next), Some(state)) if complete => Some(self.automaton.end(state, next)),
            (Some(next), _) => Some(self.automaton.assume_ended(next)),
            (None, _) => frame.parent,
        };
        if let Some(parent) = self.frames.last_mut() {
            parent.had_child = true;
        }
    }

    fn report(&mut self, diagnostic: Diagnostic, element: Option<Span>) -> Option<usize> {
        if self.found.len() >= MOST {
            self.dropped += 1;
            return None;
        }
        self.found.push((diagnostic, element.map(|span| span.start)));
        Some(self.found.len() - 1)
    }

    /// The end of the document. What follows from its not being well-formed is not said again.
    fn finish(&mut self, read: Vec<Diagnostic>) -> Anchored {
        let ids = std::mem::take(&mut self.ids);
        // In what could not be read there may be IDs.
        if read.iter().all(|found| found.severity != Severity::Error) && !self.stopped {
            let (unresolved, more) = ids.unresolved(MOST.saturating_sub(self.found.len()));
            self.found.extend(unresolved.into_iter().map(|found| (found, None)));
            self.dropped += more;
        }
        let regions = read.iter().filter_map(broken_region).collect::<Vec<_>>();
        // Where tags do not nest, none of two can be said to belong to the other.
        let broken = read.iter().any(|found| found.severity == Severity::Error);
        let mut anchors = read.into_iter().map(|d| (d, None)).collect::<Vec<_>>();
        let found = std::mem::take(&mut self.found);
        anchors.extend(found.into_iter().filter(|(d, _)| {
            let text = [&rules::rng107::RULE, &rules::rng108::RULE].contains(&d.rule);
            // An element is said to be incomplete at its start, but for what stands at its end.
            let span =
                if d.rule == &rules::rng109::RULE { d.related.first().map(|end| end.span) } else { d.span };
            !span.is_some_and(|span| {
                regions.iter().any(|(region, tags)| (*tags || text) && region.overlaps(span))
            })
        }));
        if broken {
            let named = anchors.iter_mut().filter(|(d, _)| d.rule == &rules::rng101::RULE);
            named.for_each(|(d, _)| d.fixes.clear());
        }
        anchors.sort_by_key(|(d, _)| d.span.map(|s| (s.start, s.end)));
        let dropped = std::mem::take(&mut self.dropped);
        self.automaton.keep_small();
        self.state = Some(self.automaton.first);
        self.frames.clear();
        self.names.clear();
        self.shown.clear();
        self.counts.clear();
        self.scopes = Scopes::default();
        self.taken.clear();
        self.mend = None;
        self.forget_text();
        self.stopped = false;
        Anchored { anchors, dropped }
    }
}

fn parts(name: ExpandedName<'_>) -> (String, String) {
    (name.namespace.to_owned(), name.local.to_owned())
}

/// Where what was read is not what was meant: elements that were not closed, and text around a stray sign. Whether
/// elements are concerned.
fn broken_region(found: &Diagnostic) -> Option<(Span, bool)> {
    let span = found.span?;
    let is = |rule: &Rule| found.rule == rule;
    if is(&xml::xml002::RULE) {
        return Some((found.related.first().map_or(span, |opened| opened.span.cover(span)), true));
    }
    if is(&xml::xml012::RULE) || is(&xml::xml015::RULE) {
        // What follows a second root, or the place where reading stopped, was not meant to be read.
        return Some((Span::new(span.start, u32::MAX), true));
    }
    let (start, end) = (span.start.saturating_sub(NEIGHBOURHOOD), span.end.saturating_add(NEIGHBOURHOOD));
    (found.severity == Severity::Error).then_some((Span::new(start, end), false))
}
