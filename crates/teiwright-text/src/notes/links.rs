//! Which reference means which note.

use rustc_hash::FxHashMap;
use teiwright_source::Span;

use super::markers::{Definition, Key, Shape};

/// A reference in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub(crate) span: Span,
    pub(crate) key: Key,
    pub(crate) shape: Shape,
    /// The note that it means, by index; none if there is no such note.
    pub(crate) note: Option<u32>,
}

/// References in the order of their places, each with its note.
#[derive(Debug, Default)]
pub(crate) struct Links {
    anchors: Vec<Anchor>,
}

impl Links {
    /// The reference that begins at byte `offset`.
    pub(crate) fn at(&self, offset: u32) -> Option<&Anchor> {
        let index = self.anchors.binary_search_by_key(&offset, |anchor| anchor.span.start).ok()?;
        self.anchors.get(index)
    }

    /// Gives notes new indices: first those that are referred to, in the order of their first reference, then the
    /// others. Returns the new index of each of `count` notes.
    pub(crate) fn renumber(&mut self, count: usize) -> Vec<u32> {
        let mut order = vec![u32::MAX; count];
        let mut next = 0;
        let referred = self.anchors.iter().filter_map(|anchor| anchor.note).map(|note| note as usize);
        for index in referred.chain(0..count) {
            if let Some(slot) = order.get_mut(index).filter(|slot| **slot == u32::MAX) {
                *slot = next;
                next += 1;
            }
        }
        for anchor in &mut self.anchors {
            anchor.note = anchor.note.and_then(|note| order.get(note as usize).copied());
        }
        order
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Anchor] {
        &self.anchors
    }
}

/// The kind of a key: numbers, stars, letters, …
type Kind = std::mem::Discriminant<Key>;

/// Collects references and notes in the order of the text and ties them together.
///
/// Notes come in batches: a section of notes, or notes that follow one another at the foot. A batch takes the
/// references since the batch before it. Where numbers restart inside a batch, its runs take the runs of the
/// references in order.
#[derive(Debug, Default)]
pub(crate) struct Linker {
    anchors: Vec<Anchor>,
    /// Indices of references that wait for a note, by the kind of their key: a batch takes or drops whole kinds, so
    /// that each reference is looked at once.
    waiting: FxHashMap<Kind, Vec<usize>>,
    /// The batch under way: key and index of each note.
    batch: Vec<(Key, u32)>,
    /// How many notes of each key the batch has.
    defined: FxHashMap<Key, u32>,
    /// How many references of each key wait, in any shape.
    pending: FxHashMap<Key, u32>,
}

impl Linker {
    /// Notes a reference; one inside a note (`inner`) does not end the batch of notes.
    pub(crate) fn anchor(&mut self, span: Span, key: Key, shape: Shape, inner: bool) {
        if !inner {
            self.close_batch();
        }
        self.waiting.entry(std::mem::discriminant(&key)).or_default().push(self.anchors.len());
        *self.pending.entry(key).or_default() += 1;
        self.anchors.push(Anchor { span, key, shape, note: None });
    }

    /// Whether a reference waits for a note with this marker.
    pub(crate) fn waits_for(&self, definition: &Definition) -> bool {
        let taken = self.defined.get(&definition.key).copied().unwrap_or(0);
        self.pending.get(&definition.key).is_some_and(|&count| count > taken)
    }

    /// Notes that note `index` begins with this marker.
    pub(crate) fn note(&mut self, definition: &Definition, index: u32) {
        *self.defined.entry(definition.key).or_default() += 1;
        self.batch.push((definition.key, index));
    }

    /// Ties the batch under way to the references before it.
    pub(crate) fn close_batch(&mut self) {
        if self.batch.is_empty() {
            return;
        }
        let batch = std::mem::take(&mut self.batch);
        self.defined.clear();
        let mut notes: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
        let mut waiting = Vec::new();
        for (key, index) in &batch {
            notes.entry(*key).or_default().push(*index);
            waiting.extend(self.waiting.remove(&std::mem::discriminant(key)).unwrap_or_default());
        }
        waiting.sort_unstable();
        let repeated = notes.values().any(|same| same.len() > 1);
        let runs = if repeated {
            runs(waiting.iter().map(|&i| self.anchors[i].key))
        } else {
            vec![0; waiting.len()]
        };
        // As many references as notes of one marker: each has its own, also where no smaller number shows that they restart.
        let mut references: FxHashMap<Key, (usize, usize)> = FxHashMap::default();
        for &anchor in waiting.iter().filter(|_| repeated) {
            references.entry(self.anchors[anchor].key).or_default().0 += 1;
        }
        for (&anchor, &run) in waiting.iter().zip(&runs) {
            // References of a kind that this batch has notes for wait no longer, whether they found theirs or not.
            let anchor = &mut self.anchors[anchor];
            anchor.note = notes.get(&anchor.key).map(|same| match references.get_mut(&anchor.key) {
                Some((all, next)) if *all == same.len() => {
                    *next += 1;
                    same[*next - 1]
                }
                Some(_) => same[run.min(same.len() - 1)],
                None => same[0],
            });
            if let Some(count) = self.pending.get_mut(&anchor.key) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// All references with their notes.
    pub(crate) fn finish(mut self) -> Links {
        self.close_batch();
        Links { anchors: self.anchors }
    }
}

/// The run that each key belongs to: a new run begins where a number is smaller than the one before.
fn runs(keys: impl Iterator<Item = Key>) -> Vec<usize> {
    let (mut run, mut last) = (0, 0);
    keys.map(|key| {
        if let Key::Number(number) | Key::Starred(number) | Key::Lettered(_, number) = key {
            if number < last {
                run += 1;
            }
            last = number;
        }
        run
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(n: u32) -> Definition {
        Definition {
            key: Key::Number(n),
            shape: Shape::Square,
            marker: 3,
            body: 4,
            closes: false,
            named: false,
        }
    }

    #[test]
    fn restarted_numbers_are_tied_run_by_run() {
        let mut linker = Linker::default();
        for (at, n) in [1, 2, 3, 1, 2].into_iter().enumerate() {
            linker.anchor(Span::at(u32::try_from(at).unwrap()), Key::Number(n), Shape::Square, false);
        }
        for (index, n) in [1, 2, 3, 1, 2].into_iter().enumerate() {
            linker.note(&number(n), u32::try_from(index).unwrap());
        }
        let links = linker.finish();
        let notes = links.all().iter().map(|a| a.note).collect::<Vec<_>>();
        assert_eq!(notes, [Some(0), Some(1), Some(2), Some(3), Some(4)]);
    }

    #[test]
    fn one_marker_for_each_of_several_notes() {
        let mut linker = Linker::default();
        for at in [0, 9] {
            linker.anchor(Span::at(at), Key::Number(1), Shape::Square, false);
        }
        for index in [0, 1] {
            linker.note(&number(1), index);
        }
        let notes = linker.finish().all().iter().map(|a| a.note).collect::<Vec<_>>();
        assert_eq!(notes, [Some(0), Some(1)]);
    }

    #[test]
    fn a_batch_takes_the_references_before_it() {
        let mut linker = Linker::default();
        linker.anchor(Span::at(0), Key::Number(1), Shape::Square, false);
        linker.note(&number(1), 0);
        linker.anchor(Span::at(9), Key::Number(1), Shape::Square, false);
        linker.anchor(Span::at(12), Key::Number(2), Shape::Square, false);
        linker.note(&number(1), 1);
        let links = linker.finish();
        let notes = links.all().iter().map(|a| a.note).collect::<Vec<_>>();
        assert_eq!(notes, [Some(0), Some(1), None]);
    }
}
