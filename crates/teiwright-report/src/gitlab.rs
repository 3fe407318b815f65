//! GitLab's report of code quality: an array of findings in JSON.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde::Serialize;

use crate::places::Places;
use crate::report::{Found, sentences, word};
use crate::{Options, json};

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub(crate) fn piece(found: &Found<'_>, options: &Options) -> String {
    let places = Places::new(found.source);
    let path = options.root.name(found.source.name());
    let mut out = String::new();
    for (diagnostic, print) in found.diagnostics.iter().zip(found.prints().iter()) {
        let (begin, end) = diagnostic.span.map_or((1, 1), |span| {
            let (start, end) = places.of(span);
            (start.0, end.0)
        });
        let issue = Issue {
            description: &sentences(diagnostic),
            check_name: diagnostic.code(),
            // It is to be the only one in the report, not in its file alone.
            fingerprint: &print.in_file(&path).to_string(),
            severity: word(diagnostic.severity, ["major", "minor", "info"]),
            location: Location { path: &path, lines: Lines { begin, end } },
        };
        json::push(&issue, &mut out);
    }
    out
}
