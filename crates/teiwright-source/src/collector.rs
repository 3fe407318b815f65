//! Gathers diagnostics with a bound on how many of one rule are kept.

use std::collections::BTreeMap;

use crate::{Diagnostic, Rule, Severity, Span};

/// A bounded list of diagnostics: ten megabytes of `[1]` must not make three million messages.
///
/// At most [`Diagnostics::PER_RULE`] findings of each rule are kept; the rest are counted, and
/// [`into_vec`](Diagnostics::into_vec) says how many there were.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    counts: BTreeMap<&'static str, (&'static Rule, Severity, usize)>,
}

/// A point in the filling of a list.
#[derive(Debug, Clone, Copy)]
pub struct Mark(usize);

impl Diagnostics {
    /// How many findings of one rule are kept.
    pub const PER_RULE: usize = 500;

    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding, or only counts it when its rule has had its share.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.admits(diagnostic.rule, diagnostic.severity) {
            self.list.push(diagnostic);
        }
    }

    /// Adds what `make` builds, which is not called when the rule has had its share.
    pub fn push_with(&mut self, rule: &'static Rule, make: impl FnOnce() -> Diagnostic) {
        if self.admits(rule, rule.severity) {
            self.list.push(make());
        }
    }

    /// Adds each of several findings.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }

    fn admits(&mut self, rule: &'static Rule, severity: Severity) -> bool {
        let (_, worst, count) = self.counts.entry(rule.code).or_insert((rule, severity, 0));
        *worst = (*worst).max(severity);
        *count += 1;
        *count <= Self::PER_RULE
    }

    /// A mark of what was added so far, to go [`back_to`](Self::back_to).
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark(self.list.len())
    }

    /// Takes back the findings that were added (and kept) since `mark`.
    pub fn back_to(&mut self, mark: Mark) {
        for taken in self.list.drain(mark.0.min(self.list.len())..) {
            if let Some(entry) = self.counts.get_mut(taken.rule.code) {
                entry.2 -= 1;
            }
        }
    }

    /// Puts every place elsewhere: the text was changed after the finding.
    pub(crate) fn move_places(&mut self, place: impl Fn(Span) -> Span) {
        for found in &mut self.list {
            let related = found.related.iter_mut().filter(|related| related.file.is_none());
            let edits = found.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
            let spans = related.map(|related| &mut related.span).chain(edits.map(|edit| &mut edit.span));
            for span in found.span.iter_mut().chain(spans) {
                *span = place(*span);
            }
        }
    }

    /// How many findings of `rule` there were, kept or not.
    #[must_use]
    pub fn count(&self, rule: &Rule) -> usize {
        self.counts.get(rule.code).map_or(0, |entry| entry.2)
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings in the order of their places (those about the whole text first), then a line for each rule
    /// whose findings were not all kept.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        let mut list = self.list;
        list.sort_by_key(|d| d.span.map(|s| (s.start, s.end)));
        for (rule, severity, count) in self.counts.into_values() {
            if count > Self::PER_RULE {
                let more = count - Self::PER_RULE;
                let message = format!("{more} more findings of this kind are not listed");
                list.push(Diagnostic::new(rule, message).with_severity(severity));
            }
        }
        list
    }
}
