//! Bookmarks: the places that links of the text lead to.

use rustc_hash::FxHashMap;
use teiwright_model::{Document, Inline, InlineKind, Visit};

/// The ids that something in the text links to, each with the number of its bookmark.
#[derive(Debug, Default)]
pub(crate) struct Marks(FxHashMap<String, usize>);

impl Marks {
    pub(crate) fn new(document: &Document) -> Self {
        let mut marks = Self::default();
        marks.document(document);
        marks
    }

    /// The number of the bookmark at what has this id, if anything links to it.
    pub(crate) fn number(&self, id: &str) -> Option<usize> {
        self.0.get(id).copied()
    }

    /// How many there are; they are numbered from 1.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Visit for Marks {
    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::Link { target, .. } = &inline.kind
            && let Some(id) = target.strip_prefix('#')
            && !self.0.contains_key(id)
        {
            let number = self.0.len() + 1;
            self.0.insert(id.to_owned(), number);
        }
        if let InlineKind::Alternate { readings, .. } = &inline.kind {
            for reading in readings {
                self.inlines(&reading.content);
            }
        }
        self.inlines(inline.content());
    }
}
