//! What every stage of a reading writes into: findings, ledger, and why each line was read as it was.

use teiwright_model::Ledger;
use teiwright_source::{Diagnostics, Span};

use crate::dates::{Fault, Wrong};
use crate::{LineReading, LineRole, rules};

/// What a reading has to say besides the Document.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// What there is to report.
    pub(crate) found: Diagnostics,
    /// Deliberate changes.
    pub(crate) ledger: Ledger,
    /// What lines were taken for.
    pub(crate) lines: Vec<LineReading>,
}

impl Context {
    /// Reports dates of the text at `span` that cannot be right.
    pub(crate) fn wrong_dates(&mut self, span: Span, wrong: Vec<Wrong>) {
        for Wrong { range, fault } in wrong {
            let place = span.part(range);
            match fault {
                Fault::Dual(message) => {
                    self.found.push_with(&rules::txt030::RULE, || rules::dual_date(place, message));
                }
                Fault::Impossible(message) => {
                    self.found.push_with(&rules::txt031::RULE, || rules::impossible_date(place, message));
                }
            }
        }
    }

    /// Notes what line `index` (from 0) was taken for.
    pub(crate) fn trace(&mut self, index: usize, role: LineRole, why: &'static str) {
        let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
        self.lines.push(LineReading { line, role, why });
    }
}
