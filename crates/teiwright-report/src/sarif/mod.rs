//! SARIF 2.1.0: one run with the rules that found something, results with mends and fingerprints, and what could not be done.
//!
//! Sections (§) are those of the standard, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0* (OASIS).

mod result;
mod rules;

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::value::RawValue;
use teiwright_source::{Rule, Severity};

use crate::report::Found;
use crate::{Options, report::word};
use result::{Location, Notification, Text};
use rules::ReportingDescriptor;

/// How many results GitHub keeps of a run, the most serious ones; from 25,000 on it takes none.
/// <https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit>
const MOST_RESULTS: usize = 5_000;
/// How many notifications are written.
const MOST_NOTIFICATIONS: usize = 1_000;

/// What is said of one text.
#[derive(Debug)]
pub(crate) struct Piece {
    results: Vec<Kept>,
    notifications: Vec<Notification>,
    dropped: usize,
}

/// A result, written but for the index of its rule.
#[derive(Debug)]
struct Kept {
    severity: Severity,
    rule: &'static Rule,
    /// The members of the object from `level` on, without the brace at the start.
    rest: String,
}

pub(crate) fn piece(found: &Found<'_>, options: &Options) -> Piece {
    let mut piece = Piece { results: Vec::new(), notifications: Vec::new(), dropped: found.dropped };
    if found.failed {
        piece.notifications = result::notifications(found, &options.root);
    } else {
        result::write_all(found, &options.root, |diagnostic, rest| {
            piece.results.push(Kept { severity: diagnostic.severity, rule: diagnostic.rule, rest });
        });
    }
    piece
}

/// A run that is being put together. It holds [`MOST_RESULTS`] results, twice for a moment.
#[derive(Debug, Default)]
pub(crate) struct Run {
    results: Vec<(usize, Kept)>,
    taken: usize,
    dropped: usize,
    notifications: Vec<Notification>,
    failed: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [RunObject<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunObject<'a> {
    tool: Tool<'a>,
    invocations: [Invocation<'a>; 1],
    column_kind: &'a str,
    results: Vec<Box<RawValue>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    semantic_version: &'a str,
    rules: Vec<ReportingDescriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    #[serde(skip_serializing_if = "<[Notification]>::is_empty")]
    tool_execution_notifications: &'a [Notification],
}

impl Run {
    pub(crate) fn add(&mut self, piece: Piece) {
        for kept in piece.results {
            self.results.push((self.taken, kept));
            self.taken += 1;
            if self.results.len() >= MOST_RESULTS * 2 {
                self.keep_most_serious();
            }
        }
        self.dropped += piece.dropped;
        self.failed |= !piece.notifications.is_empty();
        let room = MOST_NOTIFICATIONS.saturating_sub(self.notifications.len());
        self.notifications.extend(piece.notifications.into_iter().take(room));
    }

    /// Leaves the most serious results, and of those the first.
    fn keep_most_serious(&mut self) {
        self.results.sort_by_key(|(number, kept)| (Reverse(kept.severity), *number));
        self.results.truncate(MOST_RESULTS);
    }

    pub(crate) fn end(mut self) -> String {
        self.keep_most_serious();
        self.results.sort_by_key(|(number, _)| *number);
        self.say_what_is_left_out();
        let version = env!("CARGO_PKG_VERSION");
        let mut driver = Driver { name: "Teiwright", version, semantic_version: version, rules: Vec::new() };
        let mut indices = FxHashMap::<&str, usize>::default();
        let mut results = Vec::with_capacity(self.results.len());
        for (_, Kept { severity, rule, rest }) in self.results {
            let index = *indices.entry(rule.code).or_insert_with(|| {
                driver.rules.push(ReportingDescriptor::of(rule));
                driver.rules.len() - 1
            });
            let level = word(severity, ["error", "warning", "note"]);
            let code = rule.code;
            let text = format!("{{\"ruleId\":\"{code}\",\"ruleIndex\":{index},\"level\":\"{level}\",{rest}");
            results.extend(RawValue::from_string(text));
        }
        let invocation = Invocation {
            execution_successful: !self.failed,
            tool_execution_notifications: &self.notifications,
        };
        let run = RunObject {
            tool: Tool { driver },
            invocations: [invocation],
            column_kind: "unicodeCodePoints",
            results,
        };
        let log =
            Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
        serde_json::to_string(&log).map(|json| json + "\n").unwrap_or_default()
    }

    fn say_what_is_left_out(&mut self) {
        let left_out = self.taken - self.results.len();
        let mut notes = Vec::new();
        if left_out > 0 {
            notes.push(format!(
                "{left_out} of {} results are left out: GitHub keeps the {MOST_RESULTS} most serious ones of a run. \
                 The format jsonl has all of them.",
                self.taken
            ));
        }
        if self.dropped > 0 {
            notes.push(format!("{} more findings were not kept by the checker.", self.dropped));
        }
        self.notifications.extend(notes.into_iter().map(|text| Notification {
            level: "note",
            message: Text { text },
            locations: Vec::<Location>::new(),
            descriptor: None,
        }));
    }
}
