//! Which candidates are headings, and how deep each stands.

mod habits;
mod series;
mod settle;

use teiwright_model::DivisionBuilder;

use crate::headings::{Candidate, Style};

pub(crate) use settle::settle;

/// A stack of the headings of open divisions.
#[derive(Debug, Default)]
pub(crate) struct Depths {
    open: Vec<Open>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    style: Style,
    named: bool,
    alone: bool,
}

impl Depths {
    /// How deep, from 1, a division with this heading stands.
    pub(crate) fn of(&mut self, candidate: &Candidate) -> usize {
        let style = candidate.style;
        let found = self.open.iter().position(|open| match (open.style, style) {
            (Style::Keyword(open), Style::Keyword(new)) => open >= new,
            (Style::Decimal(open), Style::Decimal(new)) => open >= new,
            (Style::Marked(open), Style::Marked(new)) => open >= new,
            (open, new) => open == new,
        });
        if let Some(at) = found {
            self.open.truncate(at);
        } else if candidate.named {
            self.open.clear();
        } else {
            // Under a preface no chapter stands, and a lone heading before the first chapter is no part of the text.
            let numbered = candidate.number.is_some();
            while self.open.last().is_some_and(|open| open.named || (open.alone && numbered)) {
                self.open.pop();
            }
        }
        if self.open.len() >= DivisionBuilder::MAX_DEPTH {
            self.open.pop();
        }
        self.open.push(Open { style, named: candidate.named, alone: candidate.alone });
        self.open.len()
    }

    /// How deep the innermost division stands.
    pub(crate) fn current(&self) -> usize {
        self.open.len()
    }

    /// Forgets divisions at `depth` or deeper.
    pub(crate) fn close_to(&mut self, depth: usize) {
        self.open.truncate(depth.saturating_sub(1));
    }
}
