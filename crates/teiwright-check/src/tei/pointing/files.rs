//! Pointers to files beside the document, and to IDs in them.

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

/// A file that is pointed at.
#[derive(Debug)]
struct Used {
    image: bool,
    first: (Span, Span),
    count: usize,
    /// IDs in it, each with where it is first named.
    ids: FxHashMap<Box<str>, (Span, Span)>,
}

/// The pointers to files.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    files: FxHashMap<Box<str>, Used>,
}

impl Elsewhere {
    /// A pointer to a file, and to an ID in it.
    pub(super) fn point(
        &mut self,
        path: impl AsRef<str>,
        id: Option<impl AsRef<str>>,
        image: bool,
        span: Span,
        element: Span,
    ) {
        let path = path.as_ref();
        if !self.files.contains_key(path) {
            let used = Used { image, first: (span, element), count: 0, ids: FxHashMap::default() };
            self.files.insert(path.into(), used);
        }
        if let Some(used) = self.files.get_mut(path) {
            used.count += 1;
            if let Some(id) = id {
                used.ids.entry(id.as_ref().into()).or_insert((span, element));
            }
        }
    }

    /// Looks for all of them.
    pub(super) fn finish(self, files: &dyn Files, found: &mut Found) {
        let mut list = self.files.into_iter().collect::<Vec<_>>();
        list.sort_unstable_by_key(|(_, used)| used.first.0.start);
        let mut missing_images = Vec::new();
        let mut images = 0;
        for (path, used) in list {
            images += usize::from(used.image);
            match files.is_there(&path) {
                None => {}
                Some(false) if used.image => missing_images.push((path, used)),
                Some(false) => {
                    let (span, element) = used.first;
                    found.add(rules::file_missing(&path, used.count, span), element);
                }
                Some(true) => missing_ids(&path, &used, files, found),
            }
        }
        // Where none is there, they are kept elsewhere, and that is one thing to say.
        if missing_images.len() == images && images > 1 {
            if let Some((path, used)) = missing_images.first() {
                let (span, element) = used.first;
                found.add(rules::images_missing(path, images, span), element);
            }
            return;
        }
        for (path, used) in missing_images {
            let (span, element) = used.first;
            found.add(rules::image_missing(&path, used.count, span), element);
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
