//! The open elements, and a start tag as the rules look at it.

use teiwright_relaxng::Anchor;
use teiwright_source::{Diagnostic, Diagnostics, Severity, Span};
use teiwright_xml::reader::{Attribute, Start};

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::facts::Kind;
use super::names::{At, AtSet, El, ElSet};

/// An element that is open.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) el: El,
    /// Its name in the start tag.
    pub(super) name: Span,
    /// The start tag.
    pub(super) tag: Span,
    /// Which attributes it has.
    pub(super) has: AtSet,
    /// Whether characters stand in it, but white space: in itself, and at any depth.
    pub(super) text: bool,
    pub(super) words: bool,
    /// How many elements stand in it, and how many of those are headings.
    pub(super) children: u32,
    pub(super) heads: u32,
    /// How many attributes it has.
    pub(super) attributes: u32,
    /// Which elements stand in it, and which of them more than once.
    pub(super) seen: ElSet,
    pub(super) again: ElSet,
    /// The first element in it.
    pub(super) first: El,
    /// Where its text begins in what is kept, if that is kept.
    pub(super) kept: Option<usize>,
    /// A number that matters at its end: what was counted before it, or how many attributes it has.
    pub(super) mark: u32,
    /// The value of an attribute that matters at its end.
    pub(super) value: Box<str>,
}

impl Frame {
    /// That of an element of another vocabulary.
    pub(super) fn foreign(start: &Start<'_>) -> Self {
        Self {
            el: El::Other,
            name: start.name_span,
            tag: start.span,
            has: AtSet::default(),
            text: false,
            words: false,
            children: 0,
            heads: 0,
            attributes: 0,
            seen: ElSet::default(),
            again: ElSet::default(),
            first: El::Other,
            kept: None,
            mark: 0,
            value: Box::default(),
        }
    }
}

/// The open elements.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) frames: Vec<Frame>,
    counts: Box<[u32; El::COUNT]>,
}

impl Default for Open {
    fn default() -> Self {
        Self { frames: Vec::new(), counts: Box::new([0; El::COUNT]) }
    }
}

impl Open {
    /// Opens an element.
    pub(super) fn push(&mut self, frame: Frame) {
        self.counts[frame.el as usize] += 1;
        if let Some(parent) = self.frames.last_mut() {
            if parent.children == 0 {
                parent.first = frame.el;
            }
            parent.children += 1;
            parent.heads += u32::from(frame.el == El::Head);
            if parent.seen.has(frame.el) {
                parent.again.add(frame.el);
            }
            parent.seen.add(frame.el);
        }
        self.frames.push(frame);
    }

    /// Closes one.
    pub(super) fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.counts[frame.el as usize] -= 1;
        if let Some(parent) = self.frames.last_mut() {
            parent.words |= frame.words;
        }
        Some(frame)
    }

    /// Whether an element of this name is open.
    pub(super) fn within(&self, el: El) -> bool {
        self.counts[el as usize] > 0
    }

    /// Whether one of several is open.
    pub(super) fn within_any(&self, els: &[El]) -> bool {
        els.iter().any(|el| self.within(*el))
    }

    /// The innermost open element.
    pub(super) fn parent(&self) -> El {
        self.frames.last().map_or(El::Other, |frame| frame.el)
    }

    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        self.frames.clear();
        self.counts.fill(0);
    }
}

/// A start tag.
pub(super) struct Tag<'e> {
    pub(super) start: &'e Start<'e>,
    pub(super) el: El,
    pub(super) has: AtSet,
    /// What the attributes are, in their order.
    pub(super) kinds: &'e [(At, Kind)],
    /// Which kinds there are, a bit each.
    pub(super) some: u8,
}

impl<'e> Tag<'e> {
    /// An attribute.
    pub(super) fn get(&self, at: At) -> Option<Attribute<'e>> {
        if !self.has.has(at) {
            return None;
        }
        let number = self.kinds.iter().position(|(known, _)| *known == at)?;
        self.start.attributes().nth(number)
    }

    /// The value of an attribute; empty where it is not there.
    pub(super) fn value(&self, at: At) -> &'e str {
        self.get(at).map_or("", |attribute| attribute.value)
    }

    /// Where the value of an attribute stands, or the name of the element.
    pub(super) fn place(&self, at: At) -> Span {
        self.get(at).map_or(self.start.name_span, |attribute| attribute.value_span)
    }

    /// What an attribute is.
    pub(super) fn kind(&self, at: At) -> Kind {
        if !self.has.has(at) {
            return Kind::Plain;
        }
        self.kinds.iter().find(|(known, _)| *known == at).map_or(Kind::Plain, |(_, kind)| *kind)
    }

    /// The attributes that are something, with what they are.
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (At, Attribute<'e>)> {
        let kinds = if self.some & (1 << kind as u8) == 0 { &[] } else { self.kinds };
        let attributes = self.start.attributes().zip(kinds);
        attributes.filter(move |(_, (_, known))| *known == kind).map(|(attribute, (at, _))| (*at, attribute))
    }

    /// The name of the element.
    pub(super) fn name(&self) -> &'e str {
        self.start.expanded(self.start.name).local
    }

    /// The name in the tag.
    pub(super) fn name_span(&self) -> Span {
        self.start.name_span
    }
}

/// The words of a value, each with its place where the value stands as it is.
pub(super) fn words(value: &str, span: Span) -> impl Iterator<Item = (&str, Span)> {
    let whole = span.len() as usize == value.len();
    value.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).map(move |word| {
        let at = word.as_ptr() as usize - value.as_ptr() as usize;
        (word, if whole { span.part(at..at + word.len()) } else { span })
    })
}

/// Whether text of this length stands at the place as it is: not behind references, and not out of an entity.
pub(super) fn exact(text: &str, span: Span) -> bool {
    span.len() as usize == text.len()
}

/// Text, and where it stands: as it is, with line ends of two characters, or behind references.
pub(super) struct Placed<'t> {
    pub(super) text: &'t str,
    span: Span,
    /// Whether places in it can be told, and whether its line ends are of two characters there.
    exact: bool,
    two: bool,
    /// Where its lines end, found when a place is first asked for.
    ends: OnceCell<Vec<usize>>,
}

impl<'t> Placed<'t> {
    pub(super) fn new(text: &'t str, span: Span) -> Self {
        let more = (span.len() as usize).checked_sub(text.len());
        let lines = || memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let two = more.is_some_and(|more| more > 0 && more == lines());
        Self { text, span, exact: more == Some(0) || two, two, ends: OnceCell::new() }
    }

    /// Whether a part of it can be changed where it stands.
    pub(super) const fn exact(&self) -> bool {
        self.exact
    }

    /// Where a part of it stands; all of it, where that cannot be told.
    pub(super) fn part(&self, range: std::ops::Range<usize>) -> Span {
        if !self.exact {
            return self.span;
        }
        let lines = || memchr::memchr_iter(b'\n', self.text.as_bytes()).collect();
        let place = |at: usize| {
            let before =
                if self.two { self.ends.get_or_init(lines).partition_point(|end| *end < at) } else { 0 };
            at + before
        };
        self.span.part(place(range.start)..place(range.end))
    }
}

/// What the rules found, so many of each at most.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) list: Vec<Anchor>,
    counts: FxHashMap<&'static str, (usize, Severity, &'static teiwright_source::Rule)>,
}

impl Found {
    /// Adds a finding about the element whose name stands at `element`.
    pub(super) fn add(&mut self, finding: Diagnostic, element: Span) {
        let entry = self.counts.entry(finding.code()).or_insert((0, finding.severity, finding.rule));
        entry.0 += 1;
        if entry.0 <= Diagnostics::PER_RULE {
            self.list.push((finding, Some(element.start)));
        }
    }

    /// Takes all that was found, with a line for each rule whose findings were not all kept.
    pub(super) fn take(&mut self) -> Vec<Anchor> {
        let mut list = std::mem::take(&mut self.list);
        for (count, severity, rule) in std::mem::take(&mut self.counts).into_values() {
            if count > Diagnostics::PER_RULE {
                let message =
                    format!("{} more findings of this kind are not listed", count - Diagnostics::PER_RULE);
                list.push((Diagnostic::new(rule, message).with_severity(severity), None));
            }
        }
        list
    }
}
