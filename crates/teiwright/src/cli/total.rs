//! What came of the documents of a run, one after the other: reports, numbers, what is known already; and the exit status.

use teiwright_report::Format;

use super::baseline::{Account, Baseline, Seen};
use super::mending::{How, Mending};
use super::progress::Progress;
use super::reports::{Pieces, Reports};
use super::statistics::{Statistics, Tally};
use super::{FailOn, Failure, output, print_failure};

/// What came of one file.
#[derive(Default)]
pub(crate) struct Outcome {
    /// What reports say of it.
    pub(crate) pieces: Option<Pieces>,
    /// What else is printed, such as what mends would change.
    pub(crate) text: String,
    pub(crate) failure: Option<Failure>,
    /// Whether a schema of it could not be used.
    pub(crate) failed: bool,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// How many schemas it names in languages that are not checked.
    pub(crate) unchecked: usize,
    /// How many mends were made, or would be.
    pub(crate) mended: usize,
    pub(crate) tally: Option<Tally>,
    pub(crate) seen: Option<Seen>,
}

/// What came of all files so far.
pub(crate) struct Total<'a> {
    reports: Reports,
    /// The form of messages on standard error.
    format: Format,
    baseline: Option<&'a Baseline>,
    account: Account,
    statistics: Option<Statistics>,
    progress: Progress,
    failed: bool,
    /// Whether there are findings that are known already.
    knows: bool,
    errors: usize,
    warnings: usize,
    checked: usize,
    faulty: usize,
    unchecked: usize,
    unread: usize,
    /// How many mends were made in how many files.
    mended: (usize, usize),
}

impl<'a> Total<'a> {
    pub(crate) fn new(
        reports: Reports,
        format: Format,
        baseline: Option<&'a Baseline>,
        statistics: bool,
    ) -> Self {
        Self {
            reports,
            format,
            baseline,
            account: Account::default(),
            statistics: statistics.then(Statistics::default),
            progress: Progress::new(),
            failed: false,
            knows: false,
            errors: 0,
            warnings: 0,
            checked: 0,
            faulty: 0,
            unchecked: 0,
            unread: 0,
            mended: (0, 0),
        }
    }

    /// Takes what came of the next file. Whether to go on.
    pub(crate) fn add(&mut self, outcome: Outcome) -> bool {
        if outcome.failure.is_some() || outcome.failed {
            self.failed = true;
            self.unread += 1;
        } else {
            self.checked += 1;
        }
        self.unchecked += usize::from(outcome.unchecked > 0);
        self.mended.0 += outcome.mended;
        self.mended.1 += usize::from(outcome.mended > 0);
        self.errors += outcome.errors;
        self.warnings += outcome.warnings;
        self.faulty += usize::from(outcome.errors > 0);
        if let (Some(statistics), Some(tally)) = (&mut self.statistics, outcome.tally) {
            statistics.take(tally);
        }
        if let Some(seen) = outcome.seen {
            self.account.take(seen);
        }
        self.progress.step();
        let (reports, format) = (&mut self.reports, self.format);
        let written = self.progress.beside(|| {
            if let Some(failure) = &outcome.failure {
                print_failure(failure, format);
            }
            let printed = if outcome.text.is_empty() { Ok(true) } else { reports.print(&outcome.text) };
            let added = outcome.pieces.map_or(Ok(true), |pieces| reports.add(pieces));
            printed.and_then(|wanted| Ok(wanted & added?))
        });
        written.unwrap_or_else(|failure| {
            self.tell(&failure);
            false
        })
    }

    fn tell(&mut self, failure: &Failure) {
        print_failure(failure, self.format);
        self.failed = true;
    }

    /// Ends the reports, says what came of all, and gives the exit status.
    pub(crate) fn finish(mut self, fail_on: FailOn, mending: Option<Mending>) -> u8 {
        self.progress.end();
        self.knows = self.account.known() > 0;
        if let Some(baseline) = self.baseline
            && let Err(failure) = std::mem::take(&mut self.account).finish(baseline)
        {
            self.tell(&failure);
        }
        if let Some(statistics) = self.statistics.take() {
            statistics.print();
        }
        output::error(&self.summary(mending));
        let found = fail_on.counts(self.errors, self.warnings);
        match self.reports.finish() {
            Err(failure) => {
                print_failure(&failure, self.format);
                2
            }
            Ok(_) if self.failed => 2,
            Ok(true) => u8::from(found > 0),
            // A reader that has seen enough is no fault of the documents.
            Ok(false) => 0,
        }
    }

    fn summary(&self, mending: Option<Mending>) -> String {
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let mut parts = vec![format!("{} checked", count(self.checked, "file"))];
        match (self.checked, self.faulty) {
            (0, _) => {}
            (_, 0) if self.knows => parts.push("nothing new".to_owned()),
            (1, 0) => parts.push("valid".to_owned()),
            (_, 0) => parts.push("all valid".to_owned()),
            (_, faulty) => parts.push(format!("{faulty} with errors")),
        }
        if self.unread > 0 {
            parts.push(format!("{} could not be checked", self.unread));
        }
        let found = format!("{}, {}", count(self.errors, "error"), count(self.warnings, "warning"));
        let mut out = format!("{}: {found}\n", parts.join(", "));
        if let Some(mending) = mending {
            let done = if mending.how == How::Write { "made" } else { "to be made" };
            let (mends, files) = self.mended;
            out.push_str(&format!("{} {done} in {}\n", count(mends, "mend"), count(files, "file")));
        }
        if self.unchecked > 0 {
            let files = count(self.unchecked, "file");
            out.push_str(&format!(
                "{files} also named Schematron or another kind of schema: only RELAX NG and ODD are checked\n"
            ));
        }
        out
    }
}
