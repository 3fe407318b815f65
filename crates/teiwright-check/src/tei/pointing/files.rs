//! Pointers to files beside the document, and to IDs in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_source::{Source, Span};
use teiwright_xml::reader::{Event, Reader, XML_NAMESPACE};

use super::super::frame::Found;
use super::nearest;
use crate::rules;

/// The IDs of a file.
#[derive(Debug, Default)]
pub struct Ids(FxHashSet<Box<str>>);

impl Ids {
    /// Reads those of a document; `None` where it is not well-formed.
    #[must_use]
    pub fn of(source: &Source) -> Option<Self> {
        let mut ids = FxHashSet::default();
        let mut reader = Reader::new(source);
        while let Some(event) = reader.next_event() {
            if let Event::Start(start) = event {
                for attribute in start.attributes() {
                    let name = start.expanded(attribute.name);
                    let is_id =
                        name.local == "id" && (name.namespace == XML_NAMESPACE || name.namespace.is_empty());
                    if is_id {
                        ids.insert(attribute.value.trim().into());
                    }
                }
            }
        }
        (reader.errors() == 0).then_some(Self(ids))
    }

    /// Whether it has an ID.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.0.contains(id)
    }
}

/// What lies beside a document. Paths are relative to its folder, as addresses have them.
pub trait Files {
    /// Whether there is a file or folder; `None` where that cannot be told.
    fn is_there(&self, path: &str) -> Option<bool>;

    /// The IDs of the XML file at a path; `None` where it cannot be read, or is no XML.
    fn ids(&self, path: &str) -> Option<Arc<Ids>>;
}

/// Nothing is known of what lies beside the document.
#[derive(Debug, Clone, Copy)]
pub struct NoFiles;

impl Files for NoFiles {
    fn is_there(&self, _: &str) -> Option<bool> {
        None
    }

    fn ids(&self, _: &str) -> Option<Arc<Ids>> {
        None
    }
}

/// How a file is pointed at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// As a picture or a recording.
    Picture,
    /// By a bare word in an attribute, which is no file, most likely, but an ID whose `#` is missing.
    Bare(Box<str>),
    /// In any other way.
    File,
}

/// A file that is pointed at.
#[derive(Debug)]
struct Used {
    how: Use,
    element: Span,
    /// The first places.
    places: Vec<Span>,
    count: usize,
    /// IDs in it, each with where it is first named.
    ids: FxHashMap<Box<str>, (Span, Span)>,
}

/// How many places of one file are kept.
const PLACES: usize = 100;

/// The pointers to files.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    files: FxHashMap<Box<str>, Used>,
}

impl Elsewhere {
    /// A pointer to a file, and to an ID in it.
    pub(super) fn point(&mut self, path: &str, id: Option<&str>, how: Use, span: Span, element: Span) {
        if !self.files.contains_key(path) {
            let used = Used { how, element, places: Vec::new(), count: 0, ids: FxHashMap::default() };
            self.files.insert(path.into(), used);
        }
        if let Some(used) = self.files.get_mut(path) {
            used.count += 1;
            if used.places.len() < PLACES {
                used.places.push(span);
            }
            if let Some(id) = id {
                used.ids.entry(id.into()).or_insert((span, element));
            }
        }
    }

    /// Looks for all of them; `is_id` says whether the document has an ID.
    pub(super) fn finish(self, files: &dyn Files, is_id: &dyn Fn(&str) -> bool, found: &mut Found) {
        let mut list = self.files.into_iter().collect::<Vec<_>>();
        list.sort_unstable_by_key(|(_, used)| used.places.first().map(|span| span.start));
        let mut pictures = Vec::new();
        let mut words = Vec::new();
        let mut count = 0;
        for (path, used) in list {
            count += usize::from(used.how == Use::Picture);
            let there = files.is_there(&path);
            match (there, &used.how) {
                (None, _) => {}
                (Some(false), Use::Picture) => pictures.push((path, used)),
                (Some(false), Use::Bare(_)) if is_id(&path) => {
                    found.add(rules::sign_missing(&path, &used.places, used.count), used.element);
                }
                (Some(false), Use::Bare(at)) => words.push((at.clone(), path, used)),
                (Some(false), Use::File) => {
                    found.add(rules::file_missing(&path, used.count, &used.places), used.element);
                }
                (Some(true), _) => missing_ids(&path, &used, files, found),
            }
        }
        bare_words(words, found);
        // Where none is there, they are kept elsewhere, and that is one thing to say.
        if pictures.len() == count {
            if let Some((path, used)) = pictures.first() {
                found.add(rules::images_missing(path, count, &used.places), used.element);
            }
            return;
        }
        for (path, used) in pictures {
            found.add(rules::image_missing(&path, used.count, &used.places), used.element);
        }
    }
}

/// Words in pointers that are neither files nor IDs: one finding for each attribute.
fn bare_words(words: Vec<(Box<str>, Box<str>, Used)>, found: &mut Found) {
    let mut by_attribute = BTreeMap::<Box<str>, Vec<(Box<str>, Used)>>::new();
    for (at, path, used) in words {
        by_attribute.entry(at).or_default().push((path, used));
    }
    for (at, list) in by_attribute {
        let names = list.iter().map(|(path, _)| &**path).collect::<Vec<_>>();
        let places = list.iter().filter_map(|(_, used)| used.places.first().copied()).collect::<Vec<_>>();
        if let Some((_, first)) = list.first() {
            found.add(rules::bare_words(&at, &names, &places), first.element);
        }
    }
}

fn missing_ids(path: &str, used: &Used, files: &dyn Files, found: &mut Found) {
    if used.ids.is_empty() {
        return;
    }
    let Some(known) = files.ids(path) else { return };
    let mut lost = used.ids.iter().filter(|(id, _)| !known.has(id)).collect::<Vec<_>>();
    lost.sort_unstable_by_key(|(_, (span, _))| span.start);
    for (id, (span, element)) in lost {
        let near = nearest(id, known.0.iter().map(|known| &**known));
        found.add(rules::id_missing(path, id, *span, &near), *element);
    }
}
