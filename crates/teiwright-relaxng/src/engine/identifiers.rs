//! IDs and references for users of the event interface, by value (RELAX NG DTD Compatibility, section 5); `check` has places.

use rustc_hash::FxHashSet;

use crate::datatypes::IdType;
use crate::syntax::names::is_space;

/// What is wrong with the IDs of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identifiers {
    /// IDs that stand for a second element, each as often as it does.
    pub twice: Vec<String>,
    /// References to IDs that no element has.
    pub unresolved: Vec<String>,
}

/// The IDs and references so far.
#[derive(Debug, Default)]
pub(super) struct Table {
    known: FxHashSet<Box<str>>,
    twice: Vec<Box<str>>,
    references: Vec<Box<str>>,
}

impl Table {
    /// Takes the value of an attribute whose type this is.
    pub(super) fn take(&mut self, kind: IdType, value: &str) {
        let mut words = value.split(is_space).filter(|word| !word.is_empty());
        match kind {
            IdType::None => {}
            IdType::Id => {
                if let Some(id) = words.next()
                    && !self.known.insert(id.into())
                {
                    self.twice.push(id.into());
                }
            }
            IdType::IdRef | IdType::IdRefs => self.references.extend(words.map(Into::into)),
        }
    }

    pub(super) fn report(&self) -> Identifiers {
        let lost = self.references.iter().filter(|id| !self.known.contains(*id));
        Identifiers {
            twice: self.twice.iter().map(ToString::to_string).collect(),
            unresolved: lost.map(ToString::to_string).collect(),
        }
    }
}
