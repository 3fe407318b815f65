//! IDs and the references to them: RELAX NG DTD Compatibility, section 5. An ID stands once in a document, and every
//! reference names one of its IDs.

use rustc_hash::FxHashMap;
use teiwright_source::{Applicability, Diagnostic, Fix, Span};

use super::Checker;
use super::rank::near;
use crate::datatypes::IdType;
use crate::rules;
use crate::syntax::names::is_space;

/// So many IDs are looked through in all for those that references may have meant: a document can have as many of either
/// as it likes.
const LOOKED: usize = 200_000;

/// The IDs of a document and the references in it.
#[derive(Debug, Default)]
pub(super) struct Ids {
    known: FxHashMap<Box<str>, Span>,
    references: Vec<(Box<str>, Span)>,
}

impl Ids {
    /// Takes an attribute whose type makes it an ID or a reference; the place where the same ID stood first, if one did.
    pub(super) fn take(&mut self, kind: IdType, value: &str, span: Span) -> Option<Span> {
        match kind {
            IdType::None => None,
            IdType::Id => {
                let id = value.trim_matches(is_space);
                if id.is_empty() {
                    return None;
                }
                match self.known.get(id) {
                    Some(first) => Some(*first),
                    None => {
                        self.known.insert(id.into(), span);
                        None
                    }
                }
            }
            IdType::IdRef | IdType::IdRefs => {
                let whole = span.len() as usize == value.len();
                for word in value.split(is_space).filter(|word| !word.is_empty()) {
                    let at = word.as_ptr() as usize - value.as_ptr() as usize;
                    let place = if whole { span.part(at..at + word.len()) } else { span };
                    self.references.push((word.into(), place));
                }
                None
            }
        }
    }

    /// References to IDs that the document does not have: the first `most` as findings, and how many more there are.
    pub(super) fn unresolved(self, most: usize) -> (Vec<Diagnostic>, usize) {
        let Self { known, references } = self;
        let mut lost = references.into_iter().filter(|(id, _)| !known.contains_key(id));
        let mut looked = LOOKED;
        let told = lost.by_ref().take(most).map(|(id, span)| unresolved(&id, span, &known, &mut looked));
        let told = told.collect();
        (told, lost.count())
    }
}

fn unresolved(id: &str, span: Span, known: &FxHashMap<Box<str>, Span>, looked: &mut usize) -> Diagnostic {
    let found =
        Diagnostic::new(&rules::rng114::RULE, format!("no element has the ID `{id}`")).with_span(span);
    let candidates = known.iter().take(*looked);
    *looked -= candidates.len();
    let meant = candidates
        .filter(|(other, _)| near(id, other))
        .min_by_key(|(other, place)| (strsim::osa_distance(id, other), place.start));
    match meant {
        Some((other, _)) => {
            let found = found.with_label("names no ID").with_help(format!("write `{other}`"));
            // Behind references, or out of an entity, it does not stand there as it is.
            let exact = span.len() as usize == id.len();
            let fix = exact.then(|| Fix::write(span, other.to_string(), Applicability::Unsafe));
            fix.into_iter().fold(found, Diagnostic::with_fix)
        }
        None => found
            .with_label("names no ID")
            .with_help("give the element that is meant this ID, or take the reference out"),
    }
}

impl Checker {
    /// Says that an ID stands twice.
    pub(super) fn twice(&mut self, value: &str, span: Span, first: Span, element: Span) {
        let id = value.trim_matches(is_space);
        let found = Diagnostic::new(&rules::rng113::RULE, format!("the ID `{id}` stands for two elements"))
            .with_span(span)
            .with_label("stands here again")
            .with_related(first, "it stood here first")
            .with_help("give one of the two another ID");
        self.report(found, Some(element));
    }
}
