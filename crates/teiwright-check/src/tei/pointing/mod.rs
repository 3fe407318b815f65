//! IDs and what points at them, in the document and beside it.

mod address;
mod files;
mod prefixes;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use teiwright_source::Span;

pub use files::{Files, Ids, NoFiles};

use super::facts::Kind;
use super::frame::{Found, Open, Tag, words};
use super::names::{At, El};
use crate::rules;
use address::{Address, address};
use files::{Elsewhere, Use};
use prefixes::Prefixes;

/// An ID of the document.
#[derive(Debug)]
struct Known {
    span: Span,
    el: El,
    /// Whether the element is text and cannot be somebody.
    textual: bool,
    /// Whether it stands in an example or another vocabulary, where IDs are none of the document's own.
    weak: bool,
    used: bool,
}

/// Something that points.
#[derive(Debug)]
struct Pointer {
    value: Box<str>,
    span: Span,
    /// The name of its element.
    element: Span,
    at: At,
}

/// A reference that has an ID, or a note, with the local targets that it has.
#[derive(Debug)]
struct Linked {
    id: Box<str>,
    element: Span,
    is_note: bool,
    /// IDs with the places of the words.
    targets: Vec<(Box<str>, Span)>,
}

/// An ID where it stands.
pub(super) struct Id<'v> {
    pub(super) value: &'v str,
    pub(super) span: Span,
    pub(super) el: El,
    /// Whether the element is text.
    pub(super) textual: bool,
    /// Whether it stands in an example or another vocabulary.
    pub(super) weak: bool,
    /// The name of the element.
    pub(super) element: Span,
}

/// What was seen of IDs and pointers.
#[derive(Debug, Default)]
pub(super) struct Pointing {
    ids: FxHashMap<Box<str>, Known>,
    /// Pointers to IDs that were not there yet.
    ahead: Vec<Pointer>,
    /// Pointers with a scheme of the project's own.
    private: Vec<Pointer>,
    prefixes: Prefixes,
    elsewhere: Elsewhere,
    anchors: Vec<Box<str>>,
    links: Vec<Linked>,
    /// Elements that must come later in the document, by what points at them.
    spans: Vec<(Box<str>, Span, Span)>,
    /// Local files that are included.
    included: Vec<Box<str>>,
    /// The depth of the outermost element with `@xml:base`: below it addresses have another base.
    based: Option<usize>,
    /// How many IDs one pointer may still be compared with.
    looked: usize,
    /// IDs that are not there and to which none is near, with the pointers to them.
    lost: FxHashMap<Box<str>, Lost>,
}

/// Pointers to one ID that is not there.
#[derive(Debug)]
struct Lost {
    calendar: bool,
    element: Span,
    places: Vec<Span>,
    count: usize,
}

impl Pointing {
    /// An ID of any element.
    pub(super) fn id(&mut self, id: &Id<'_>, found: &mut Found) {
        let &Id { value, span, el, textual, weak, element } = id;
        let id = value.trim_matches([' ', '\t', '\n', '\r']);
        if id.is_empty() {
            return;
        }
        match self.ids.get_mut(id) {
            Some(first) if first.weak || weak => {
                if !weak {
                    *first = Known { span, el, textual, weak, used: first.used };
                }
            }
            Some(first) => found.add(rules::id_twice(id, span, first.span), element),
            None => {
                self.ids.insert(id.into(), Known { span, el, textual, weak, used: false });
            }
        }
    }

    /// A file that is included here.
    pub(super) fn include(&mut self, href: &str) {
        self.included.push(href.into());
    }

    /// The pointers of a tag of TEI.
    pub(super) fn tag(&mut self, tag: &Tag<'_>, open: &Open, found: &mut Found) {
        if self.based.is_none() && tag.has.has(At::XmlBase) {
            self.based = Some(open.frames.len());
        }
        match tag.el {
            El::PrefixDef => self.prefixes.declare(tag),
            El::Anchor => {
                let id = tag.value(At::XmlId);
                if !id.is_empty() {
                    self.anchors.push(id.into());
                }
            }
            El::Note | El::Ref | El::Ptr => self.link(tag),
            _ => {}
        }
        if self.based.is_some() {
            return;
        }
        for (at, attribute) in tag.of_kind(Kind::Pointer) {
            for (word, span) in words(attribute.value, attribute.value_span) {
                self.pointer((word, span), (at, attribute.written), tag, found);
            }
        }
    }

    /// The end of an element, of which so many are open still.
    pub(super) fn leave(&mut self, depth: usize) {
        if self.based == Some(depth) {
            self.based = None;
        }
    }

    fn pointer(
        &mut self,
        (word, span): (&str, Span),
        (at, written): (At, &str),
        tag: &Tag<'_>,
        found: &mut Found,
    ) {
        let element = tag.name_span();
        match address(word) {
            Address::Id(id) => {
                if at == At::SpanTo {
                    self.spans.push((id.as_ref().into(), span, element));
                }
                match self.ids.get_mut(&*id) {
                    Some(known) => {
                        known.used = true;
                        let known = &*known;
                        if let Some(wanted) = wrong_kind(at, known) {
                            found.add(
                                rules::wrong_target(
                                    word,
                                    at.name(),
                                    wanted,
                                    known.el.name(),
                                    span,
                                    known.span,
                                ),
                                element,
                            );
                        }
                    }
                    None => self.ahead.push(Pointer { value: id.into(), span, element, at }),
                }
            }
            Address::Private(_) => {
                self.private.push(Pointer { value: word.into(), span, element, at });
            }
            Address::File { path, id } => {
                let image = at == At::Facs || matches!(tag.el, El::Graphic | El::Media);
                let bare = id.is_none() && !word.contains(['/', '.', '#', '?', '%']);
                let how = match (image, bare) {
                    (true, _) => Use::Picture,
                    (false, true) => Use::Bare(written.into()),
                    (false, false) => Use::File,
                };
                self.elsewhere.point(&path, id.as_deref(), how, span, element);
            }
            Address::Remote | Address::Other => {}
        }
    }

    fn link(&mut self, tag: &Tag<'_>) {
        let (id, target) = (tag.value(At::XmlId), tag.get(At::Target));
        let (Some(target), false) = (target, id.is_empty()) else { return };
        let targets = words(target.value, target.value_span);
        let local = targets.filter_map(|(word, span)| Some((word.strip_prefix('#')?.into(), span)));
        let targets = local.collect::<Vec<_>>();
        if !targets.is_empty() {
            let is_note = tag.el == El::Note;
            self.links.push(Linked { id: id.into(), element: tag.name_span(), is_note, targets });
        }
    }

    /// The end of the document: what points to nothing, and what nothing points at.
    pub(super) fn finish(&mut self, files: &dyn Files, complete: bool, found: &mut Found) {
        let Self { ids, ahead, private, prefixes, elsewhere, anchors, links, spans, included, .. } =
            std::mem::take(self);
        let mut this = Self { ids, looked: 200_000, ..Self::default() };
        let more = included.iter().map(|href| files.ids(href)).collect::<Option<Vec<Arc<Ids>>>>();
        let complete = complete && more.is_some();
        let more = more.unwrap_or_default();
        let mut all = ahead;
        let (mut elsewhere, mut prefixes) = (elsewhere, prefixes);
        for pointer in private {
            let resolved = prefixes.resolve(&pointer.value, pointer.span, pointer.element, found);
            match resolved.as_deref().map(address) {
                Some(Address::Id(id)) => all.push(Pointer { value: id.into(), ..pointer }),
                Some(Address::File { path, id }) => {
                    elsewhere.point(&path, id.as_deref(), Use::File, pointer.span, pointer.element);
                }
                _ => {}
            }
        }
        prefixes.finish(found);
        all.sort_by_key(|pointer| pointer.span.start);
        for pointer in &all {
            this.resolve(pointer, complete, &more, found);
        }
        this.lost(found);
        elsewhere.finish(files, &|id| this.ids.contains_key(id), found);
        for (id, span, element) in spans {
            let known = this.ids.get(&id).filter(|known| known.span.start < element.start);
            if let Some(known) = known {
                found.add(rules::span_backwards(&id, span, known.span), element);
            }
        }
        this.links(&links, found);
        for id in anchors {
            if let Some(known) = this.ids.get(&id).filter(|known| !known.used) {
                found.add(rules::unused_anchor(&id, known.span), known.span);
            }
        }
    }

    fn resolve(&mut self, pointer: &Pointer, complete: bool, more: &[Arc<Ids>], found: &mut Found) {
        let Pointer { value, span, element, at } = pointer;
        if let Some(known) = self.ids.get_mut(value) {
            known.used = true;
            if let Some(wanted) = wrong_kind(*at, known) {
                let word = format!("#{value}");
                found.add(
                    rules::wrong_target(&word, at.name(), wanted, known.el.name(), *span, known.span),
                    *element,
                );
            }
            return;
        }
        if !complete || more.iter().any(|ids| ids.has(value)) {
            return;
        }
        if let Some(lost) = self.lost.get_mut(value) {
            lost.count += 1;
            if lost.places.len() < 5 {
                lost.places.push(*span);
            }
            return;
        }
        let calendar = matches!(at, At::Calendar | At::DatingMethod);
        let looked = self.ids.len();
        let near = if self.looked >= looked {
            self.looked -= looked;
            let strong = self.ids.iter().filter(|(_, known)| !known.weak);
            let strong = strong.filter(|(_, known)| !calendar || known.el == El::Calendar);
            nearest(value, strong.map(|(id, _)| &**id))
        } else {
            Vec::new()
        };
        if near.is_empty() {
            let lost = Lost { calendar, element: *element, places: vec![*span], count: 1 };
            self.lost.insert(value.clone(), lost);
            return;
        }
        let rule = if calendar { rules::calendar_undeclared } else { rules::points_to_nothing };
        found.add(rule(value, 1, &[*span], &near), *element);
    }

    /// IDs to which none is near: one finding for each.
    fn lost(&mut self, found: &mut Found) {
        for (id, lost) in std::mem::take(&mut self.lost) {
            let rule = if lost.calendar { rules::calendar_undeclared } else { rules::points_to_nothing };
            found.add(rule(&id, lost.count, &lost.places, &[]), lost.element);
        }
    }

    /// Notes that point back at a reference which leads elsewhere.
    fn links(&self, links: &[Linked], found: &mut Found) {
        let by_id = links.iter().map(|link| (&*link.id, link)).collect::<FxHashMap<_, _>>();
        for note in links.iter().filter(|link| link.is_note) {
            for (target, span) in &note.targets {
                let Some(back) = by_id.get(&**target).filter(|back| !back.is_note) else { continue };
                let leads_here = back.targets.iter().any(|(id, _)| *id == note.id);
                let to_a_note =
                    || back.targets.iter().find(|(id, _)| self.ids.get(id).is_some_and(|k| k.el == El::Note));
                if !leads_here && let Some((other, place)) = to_a_note() {
                    found.add(rules::links_disagree(&note.id, target, other, *span, *place), note.element);
                }
            }
        }
    }
}

/// What an attribute should have pointed at, where it points at something else.
fn wrong_kind(at: At, target: &Known) -> Option<&'static str> {
    if target.weak {
        return None;
    }
    match at {
        At::Who if target.textual => Some("somebody who speaks or acts"),
        At::Hand if target.textual => Some("a hand (`handNote`)"),
        At::Wit if target.textual => Some("a witness (`witness`)"),
        At::Rendition if target.el != El::Rendition => Some("a `rendition`"),
        At::Calendar if target.el != El::Calendar => Some("a `calendar`"),
        At::UnitRef if target.el != El::UnitDef => Some("a `unitDef`"),
        _ => None,
    }
}

/// The IDs nearest to one that is not there, nearest first, each with how far it is.
fn nearest<'n>(word: &str, ids: impl Iterator<Item = &'n str>) -> Vec<(&'n str, usize)> {
    let mut near = ids
        .filter(|id| teiwright_relaxng::near(word, id))
        .map(|id| (id, teiwright_relaxng::distance(word, id)))
        .collect::<Vec<_>>();
    near.sort_unstable_by_key(|(id, distance)| (*distance, *id));
    near.truncate(3);
    near
}
