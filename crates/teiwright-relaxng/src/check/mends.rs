//! Mends of names and values that are misspelt: which may be made unseen, and which not.

use teiwright_source::{Applicability, Edit, Fix, Span};
use teiwright_xml::reader::Attribute;

use super::rank::Candidate;
use super::{Checker, Mend, dates};
use crate::engine::automaton::{DEAD, StateId};
use crate::reference::derivative::Name;

/// Whether the first of some names, nearest first, is nearer than all others.
pub(super) fn sure<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> bool {
    let mut distances = names.into_iter().map(|name| strsim::osa_distance(word, name));
    let Some(first) = distances.next() else { return false };
    distances.all(|other| other > first)
}

/// How freely a mend may be made.
pub(super) const fn applicability(sure: bool) -> Applicability {
    if sure { Applicability::Safe } else { Applicability::Unsafe }
}

/// A value as it stands between quotes.
pub(super) fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&#39;")
}

impl Checker {
    /// Offers the nearest of `close` for the name at `place` of an element that begins, whose whole name is `written` long.
    pub(super) fn offer_name(
        &mut self,
        word: &str,
        close: &[Candidate],
        place: Span,
        written: usize,
    ) -> Option<Fix> {
        let candidate = close.first()?;
        self.mend = Some(Box::new(Mend {
            finding: self.found.len(),
            sure: sure(word, close.iter().map(|c| &*c.local)),
            prefix: written - word.len(),
            length: written,
        }));
        Some(Fix::write(place, candidate.local.clone(), Applicability::Display))
    }

    /// The end of an element whose name is mended: its end tag too.
    #[cold]
    pub(super) fn mend_end(&mut self, mend: &Mend, name: Span, end: Span) {
        let Some(fix) = self.found.get_mut(mend.finding).and_then(|found| found.0.fixes.first_mut()) else {
            return;
        };
        // An empty-element tag is its own end.
        if !end.contains(name) {
            let within = "</".len() + mend.prefix.."</".len() + mend.length;
            if end.start < name.end || (end.len() as usize) <= within.end {
                return;
            }
            let text = fix.edits.first().map(|edit| edit.text.clone()).unwrap_or_default();
            fix.edits.push(Edit { span: end.part(within), text });
        }
        fix.applicability = applicability(mend.sure);
    }

    /// Offers a value for one that is not allowed: the nearest of the closed list `values`, or the date in the form that it must have,
    /// or the language tag with hyphens.
    pub(super) fn offer_value(
        &mut self,
        attribute: &Attribute<'_>,
        name: Name,
        state: StateId,
        values: &[String],
    ) -> Option<Fix> {
        let exact = attribute.value_span.len() as usize == attribute.value.len();
        if !exact {
            return None;
        }
        let write =
            |text: &str, sure: bool| Fix::write(attribute.value_span, escaped(text), applicability(sure));
        let near = values.first().filter(|value| super::rank::near(attribute.value, value));
        if let Some(value) = near {
            return Some(write(value, sure(attribute.value, values.iter().map(String::as_str))));
        }
        let hyphens = || attribute.value.contains('_').then(|| (attribute.value.replace('_', "-"), false));
        let (mended, sure) = dates::mended(attribute.value).or_else(hyphens)?;
        let fits = self.automaton.attribute(state, name, &mended, &self.scopes) != DEAD;
        fits.then(|| write(&mended, sure))
    }
}
