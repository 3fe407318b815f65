//! `--statistics`: how many findings there are by rule and by file. It takes memory by the number of rules, not of files.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use teiwright_source::{Diagnostic, Rule, Severity};

use super::output;

/// How many files are named: those with the most findings.
const MOST_FILES: usize = 20;

/// Errors, warnings and hints.
#[derive(Debug, Default, Clone, Copy)]
struct Counts([usize; 3]);

impl Counts {
    fn add(&mut self, severity: Severity, number: usize) {
        let at = match severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Hint => 2,
        };
        self.0[at] += number;
    }

    fn all(self) -> usize {
        self.0.iter().sum()
    }

    fn in_words(self) -> String {
        let words = self.0.iter().zip(["error", "warning", "hint"]).filter(|(number, _)| **number > 0);
        let words = words.map(|(n, word)| format!("{n} {word}{}", if *n == 1 { "" } else { "s" }));
        words.collect::<Vec<_>>().join(", ")
    }
}

/// The findings of one file, counted.
#[derive(Debug)]
pub(crate) struct Tally {
    file: String,
    by_rule: BTreeMap<&'static str, (&'static Rule, Counts)>,
}

impl Tally {
    pub(crate) fn of(file: String, found: &[Diagnostic]) -> Self {
        let mut by_rule = BTreeMap::new();
        for finding in found {
            let (_, counts) =
                by_rule.entry(finding.code()).or_insert_with(|| (finding.rule, Counts::default()));
            counts.add(finding.severity, 1);
        }
        Self { file, by_rule }
    }
}

/// The findings of a run, counted.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    /// With how many files have a finding of the rule.
    by_rule: BTreeMap<&'static str, (&'static Rule, Counts, usize)>,
    /// At most twice as many as are named.
    files: Vec<(String, Counts)>,
    with_findings: usize,
}

impl Statistics {
    pub(crate) fn take(&mut self, tally: Tally) {
        let mut whole = Counts::default();
        for (code, (rule, counts)) in tally.by_rule {
            let (_, sum, files) = self.by_rule.entry(code).or_insert((rule, Counts::default(), 0));
            for (at, severity) in [Severity::Error, Severity::Warning, Severity::Hint].into_iter().enumerate()
            {
                sum.add(severity, counts.0[at]);
                whole.add(severity, counts.0[at]);
            }
            *files += 1;
        }
        if whole.all() > 0 {
            self.with_findings += 1;
            self.files.push((tally.file, whole));
            if self.files.len() >= MOST_FILES * 2 {
                self.keep_the_most();
            }
        }
    }

    fn keep_the_most(&mut self) {
        self.files.sort_by_key(|(_, counts)| Reverse((counts.0, counts.all())));
        self.files.truncate(MOST_FILES);
    }

    /// Prints both tables to standard error.
    pub(crate) fn print(mut self) {
        output::error(&self.text());
    }

    fn text(&mut self) -> String {
        if self.by_rule.is_empty() {
            return String::new();
        }
        let mut rules = self.by_rule.values().collect::<Vec<_>>();
        rules.sort_by_key(|(rule, counts, _)| (Reverse(counts.all()), rule.code));
        let mut out = String::from("By rule:\n");
        for (rule, counts, files) in rules {
            let files = if *files == 1 { "1 file".to_owned() } else { format!("{files} files") };
            out.push_str(&format!("  {} {}: {} in {files}\n", rule.code, rule.name, counts.in_words()));
        }
        self.keep_the_most();
        out.push_str("By file:\n");
        for (file, counts) in &self.files {
            out.push_str(&format!("  {file}: {}\n", counts.in_words()));
        }
        let more = self.with_findings - self.files.len();
        if more > 0 {
            out.push_str(&format!("  and {more} more with fewer\n"));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_comes_first_and_the_rest_is_counted() {
        static ONE: Rule =
            Rule { code: "RNG101", name: "unknown-element", severity: Severity::Error, file: "" };
        static TWO: Rule = Rule { code: "TEI030", name: "language", severity: Severity::Warning, file: "" };
        let mut statistics = Statistics::default();
        for number in 0..100 {
            let mut found = vec![Diagnostic::new(&TWO, "a"), Diagnostic::new(&TWO, "b")];
            if number == 70 {
                found.push(Diagnostic::new(&ONE, "c"));
            }
            statistics.take(Tally::of(format!("{number}.xml"), &found));
            statistics.take(Tally::of("clean.xml".to_owned(), &[]));
        }
        let text = statistics.text();
        let lines = text.lines().collect::<Vec<_>>();
        assert_eq!(lines[1], "  TEI030 language: 200 warnings in 100 files");
        assert_eq!(lines[2], "  RNG101 unknown-element: 1 error in 1 file");
        assert_eq!(lines[4], "  70.xml: 1 error, 2 warnings");
        assert_eq!((lines[5], lines[24]), ("  0.xml: 2 warnings", "  and 80 more with fewer"));
    }
}
