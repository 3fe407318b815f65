//! `<?teiwright ignore CODE reason="…"?>`: findings that are known and wanted so.

use teiwright_relaxng::Anchor;
use teiwright_source::Span;

use crate::rules;

/// An instruction, and what it holds for: all up to the end of the next element.
#[derive(Debug)]
struct Ignored {
    code: Box<str>,
    /// The code in the instruction.
    place: Span,
    start: u32,
    end: Option<u32>,
    /// How many elements were open where it stands.
    depth: usize,
    /// Whether the element that it stands before has begun.
    begun: bool,
    used: bool,
}

/// The instructions of a document.
#[derive(Debug, Default)]
pub(crate) struct Ignores {
    list: Vec<Ignored>,
    faults: Vec<Anchor>,
    /// How many of them are not at their end.
    open: usize,
}

impl Ignores {
    /// Whether there are any.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty() && self.faults.is_empty()
    }

    /// An instruction where so many elements are open.
    pub(crate) fn instruction(&mut self, target: &str, data: &str, span: Span, depth: usize) {
        if target != "teiwright" {
            return;
        }
        let Some(rest) = data.trim_start().strip_prefix("ignore") else {
            self.faults.push((rules::instruction_unknown(span), None));
            return;
        };
        let (words, reason) = match rest.split_once("reason") {
            Some((words, reason)) => (words, reason.trim_start().strip_prefix('=').map(str::trim)),
            None => (rest, None),
        };
        let codes = words.split_whitespace().map(|code| code.trim_matches(',')).collect::<Vec<_>>();
        let reason = reason.map(|reason| reason.trim_matches(['"', '\'']).trim());
        if codes.is_empty() {
            self.faults.push((rules::ignores_nothing(span), None));
        }
        if reason.is_none_or(str::is_empty) {
            self.faults.push((rules::ignores_without_reason(span), None));
        }
        // The data stands in the instruction as it is, `?>` behind it.
        let data_start =
            span.end.saturating_sub(2).saturating_sub(u32::try_from(data.len()).unwrap_or_default());
        for code in codes {
            let at = code.as_ptr() as usize - data.as_ptr() as usize;
            let place = Span::from_range(at..at + code.len());
            let place = Span::new(data_start + place.start, data_start + place.end);
            self.list.push(Ignored {
                code: code.into(),
                place,
                start: span.end,
                end: None,
                depth,
                begun: false,
                used: false,
            });
            self.open += 1;
        }
    }

    /// An element begins where so many are open.
    pub(crate) fn start(&mut self, depth: usize) {
        if self.open == 0 {
            return;
        }
        for ignored in self.list.iter_mut().filter(|ignored| ignored.end.is_none() && ignored.depth == depth)
        {
            ignored.begun = true;
        }
    }

    /// An element ends; so many are open still.
    pub(crate) fn end(&mut self, depth: usize, span: Span) {
        if self.open == 0 {
            return;
        }
        for ignored in self.list.iter_mut().filter(|ignored| ignored.end.is_none()) {
            // The end of the element that it stands before, or of the one that it stands in.
            if ignored.depth == depth && ignored.begun || ignored.depth > depth {
                ignored.end = Some(span.end);
                self.open -= 1;
            }
        }
    }

    /// Takes out what is to be ignored, and says which instructions were of no use, if `tell`. What is not well-formed cannot be ignored.
    pub(crate) fn apply(&mut self, found: &mut Vec<Anchor>, tell: impl Fn(&str) -> bool) {
        let Self { mut list, faults, .. } = std::mem::take(self);
        if list.is_empty() && faults.is_empty() {
            return;
        }
        found.retain(|(finding, _)| {
            let (code, Some(span)) = (finding.code(), finding.span) else { return true };
            if code.starts_with("XML") {
                return true;
            }
            let mut kept = true;
            let here = |i: &&mut Ignored| {
                &*i.code == code && i.start <= span.start && i.end.is_none_or(|end| span.end <= end)
            };
            for ignored in list.iter_mut().filter(here) {
                ignored.used = true;
                kept = false;
            }
            kept
        });
        let unused = list.iter().filter(|ignored| !ignored.used && tell(&ignored.code));
        found.extend(unused.map(|ignored| (rules::unused_ignore(&ignored.code, ignored.place), None)));
        found.extend(faults);
    }
}
