//! Readers of reports: the shapes that programs expect, from their specifications. Each panics at what it cannot read.
#![expect(clippy::expect_used, reason = "a test ends at what it cannot read")]

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

/// What every format says of a finding that has a place: file, severity of the format, line.
pub(crate) type Line = (String, String, u64);

/// SARIF: read by a crate of others, then held to what the standard says in words.
pub(crate) fn sarif(report: &str) -> Vec<Line> {
    let typed: serde_sarif::sarif::Sarif = serde_json::from_str(report).expect("serde-sarif reads it");
    assert_eq!(typed.runs.len(), 1);
    let log: Value = serde_json::from_str(report).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    keys(&log, &["$schema", "version", "runs"]);
    let run = &log["runs"][0];
    keys(run, &["tool", "invocations", "columnKind", "results"]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    keys(driver, &["name", "version", "semanticVersion", "rules"]);
    let rules = list(&driver["rules"]);
    let mut ids = BTreeSet::new();
    for rule in rules {
        // Each rule is there once (3.19.23).
        assert!(ids.insert(text(&rule["id"])), "{rule}");
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(!text(&rule[key]["text"]).is_empty(), "{rule}");
        }
        assert!(["error", "warning", "note"].contains(&text(&rule["defaultConfiguration"]["level"])));
        assert!(list(&rule["properties"]["tags"]).len() <= 10);
    }
    let results = list(&run["results"]);
    assert!(results.len() <= 5000);
    let used = results.iter().map(|result| text(&result["ruleId"])).collect::<BTreeSet<_>>();
    assert_eq!(used, ids, "the rules are those that found something");
    let mut prints = BTreeSet::new();
    let lines = results.iter().map(|result| {
        keys(
            result,
            &[
                "ruleId",
                "ruleIndex",
                "level",
                "message",
                "locations",
                "partialFingerprints",
                "relatedLocations",
                "fixes",
            ],
        );
        let index = usize::try_from(number(&result["ruleIndex"])).expect("an index");
        assert_eq!(rules[index]["id"], result["ruleId"], "3.27.6");
        let level = text(&result["level"]);
        assert!(["error", "warning", "note"].contains(&level));
        assert!(!text(&result["message"]["text"]).is_empty());
        assert_eq!(list(&result["locations"]).len(), 1);
        let location = &result["locations"][0];
        let (uri, line) = place(location);
        let print = text(&result["partialFingerprints"]["teiwright/v1"]);
        assert!(prints.insert((uri.clone(), print)), "a fingerprint is there once in a file: {result}");
        for (at, related) in optional(result, "relatedLocations").iter().enumerate() {
            assert_eq!(number(&related["id"]) as usize, at);
            assert!(!text(&related["message"]["text"]).is_empty());
            place(related);
        }
        for fix in optional(result, "fixes") {
            assert!(!text(&fix["description"]["text"]).is_empty());
            for change in list(&fix["artifactChanges"]) {
                // A change holds at least one replacement (3.56.3).
                assert!(!list(&change["replacements"]).is_empty());
                for replacement in list(&change["replacements"]) {
                    region(&replacement["deletedRegion"]);
                }
            }
        }
        (uri, level.to_owned(), line)
    });
    let lines = lines.collect();
    assert!(run["invocations"][0]["executionSuccessful"].is_boolean());
    lines
}

/// What a SARIF report says of the run.
pub(crate) fn notifications(report: &str) -> Vec<(String, String)> {
    let log: Value = serde_json::from_str(report).expect("JSON");
    let all = optional(&log["runs"][0]["invocations"][0], "toolExecutionNotifications");
    let each =
        all.iter().map(|note| (text(&note["level"]).to_owned(), text(&note["message"]["text"]).to_owned()));
    each.collect()
}

fn place(location: &Value) -> (String, u64) {
    let artifact = &location["physicalLocation"]["artifactLocation"];
    let uri = text(&artifact["uri"]);
    // A URI reference (RFC 3986) without a scheme, below the root, or an absolute one.
    assert!(
        uri.is_ascii() && !uri.contains([' ', '#', '?', '\\', '<', '>', '"', '`', '{', '}', '|', '^']),
        "{uri}"
    );
    let absolute = uri.starts_with("file:///");
    assert_eq!(artifact.get("uriBaseId").and_then(Value::as_str), (!absolute).then_some("%SRCROOT%"));
    assert!(absolute || !uri.contains(':') && !uri.starts_with('/'), "{uri}");
    let region_of = &location["physicalLocation"]["region"];
    (uri.to_owned(), if region_of.is_null() { 0 } else { region(region_of) })
}

/// Ends come after starts (3.30).
fn region(region: &Value) -> u64 {
    keys(region, &["startLine", "startColumn", "endLine", "endColumn"]);
    let [line, column, end, end_column] =
        ["startLine", "startColumn", "endLine", "endColumn"].map(|key| number(&region[key]));
    assert!(line >= 1 && column >= 1 && (line, column) <= (end, end_column), "{region}");
    line
}

/// `JUnit`: read by a crate of others; the numbers are those of the test cases.
pub(crate) fn junit(report: &str) -> Vec<Line> {
    let read = quick_junit::Report::deserialize_from_str(report).expect("quick-junit reads it");
    let mut lines = Vec::new();
    let document = roxmltree::Document::parse(report).expect("XML");
    let suites = document.root_element().children().filter(roxmltree::Node::is_element).collect::<Vec<_>>();
    assert_eq!(suites.len(), read.test_suites.len());
    for (suite, node) in read.test_suites.iter().zip(suites) {
        let count = |name: &str| node.descendants().filter(|node| node.has_tag_name(name)).count();
        let said =
            |name: &str| node.attribute(name).expect("it is there").parse::<usize>().expect("a number");
        assert_eq!((said("tests"), said("tests")), (count("testcase"), suite.test_cases.len()));
        assert_eq!((said("failures"), said("errors")), (count("failure"), count("error")));
        for case in &suite.test_cases {
            let outcome = match &case.status {
                quick_junit::TestCaseStatus::Success { .. } => "passed",
                quick_junit::TestCaseStatus::NonSuccess { kind, .. } => match kind {
                    quick_junit::NonSuccessKind::Failure => "failure",
                    quick_junit::NonSuccessKind::Error => "error",
                },
                quick_junit::TestCaseStatus::Skipped { .. } => "skipped",
            };
            let line = case
                .name
                .rsplit_once(" at ")
                .map_or("0", |(_, place)| place.split(':').next().unwrap_or("0"));
            lines.push((suite.name.as_str().to_owned(), outcome.to_owned(), line.parse().expect("a line")));
        }
    }
    lines
}

/// Checkstyle: what its own reader takes.
pub(crate) fn checkstyle(report: &str) -> Vec<Line> {
    let document = roxmltree::Document::parse(report).expect("XML");
    let root = document.root_element();
    assert!(root.has_tag_name("checkstyle") && root.attribute("version").is_some());
    let mut lines = Vec::new();
    for file in root.children().filter(roxmltree::Node::is_element) {
        assert!(file.has_tag_name("file"));
        let name = file.attribute("name").expect("a name");
        for error in file.children().filter(roxmltree::Node::is_element) {
            assert!(error.has_tag_name("error"));
            let get = |name: &str| error.attribute(name).expect("it is there");
            assert!(["error", "warning", "info", "ignore"].contains(&get("severity")));
            assert!(!get("message").is_empty() && get("source").contains('.'));
            let number = |name: &str| error.attribute(name).map(|n| n.parse::<u64>().expect("a number"));
            assert!(number("line") >= Some(1) && number("column").is_none_or(|column| column >= 1));
            lines.push((name.to_owned(), get("severity").to_owned(), number("line").expect("a line")));
        }
    }
    lines
}

/// Commands as the runner of GitHub takes them apart.
pub(crate) fn github(report: &str) -> Vec<Line> {
    let data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let lines = report.split_terminator('\n').map(|line| {
        let (command, message) =
            line.strip_prefix("::").and_then(|rest| rest.split_once("::")).expect("a command");
        let (name, properties) = command.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&name), "{line}");
        assert!(!line.contains('\r') && !data(message).trim().is_empty());
        let properties =
            properties.split(',').map(|property| property.split_once('=').expect("key and value"));
        let properties = properties
            .map(|(key, value)| (key, data(&value.replace("%3A", ":").replace("%2C", ","))))
            .collect::<BTreeMap<_, _>>();
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        assert!(properties.keys().all(|key| known.contains(key)), "{line}");
        let number = |key: &str| properties.get(key).map(|n| n.parse::<u64>().expect("a number"));
        assert!(number("endColumn").is_none() || number("line") == number("endLine"), "{line}");
        assert!(
            number("endLine") >= number("line")
                && number("endColumn").is_none_or(|end| Some(end) >= number("col"))
        );
        (properties["file"].clone(), name.to_owned(), number("line").unwrap_or(0))
    });
    lines.collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: String,
    location: IssueLocation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueLocation {
    path: String,
    lines: Lines,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    begin: u64,
    end: u64,
}

/// GitLab's code quality.
pub(crate) fn gitlab(report: &str) -> Vec<Line> {
    let issues: Vec<Issue> = serde_json::from_str(report).expect("it has the form");
    let mut prints = BTreeSet::new();
    let lines = issues.into_iter().map(|issue| {
        assert!(prints.insert(issue.fingerprint.clone()), "a fingerprint is there once in a report");
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue.severity.as_str()));
        assert!(!issue.description.is_empty() && !issue.check_name.is_empty());
        assert!(!issue.location.path.starts_with("./") && issue.location.lines.begin >= 1);
        assert!(issue.location.lines.end >= issue.location.lines.begin);
        (issue.location.path, issue.severity, issue.location.lines.begin)
    });
    lines.collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiagnosticResult {
    source: BTreeMap<String, String>,
    diagnostics: Vec<Rd>,
}

/// A diagnostic of `reviewdog.proto`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rd {
    pub(crate) message: String,
    pub(crate) location: RdLocation,
    pub(crate) severity: String,
    pub(crate) code: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) suggestions: Vec<Suggestion>,
    #[serde(default)]
    pub(crate) related_locations: Vec<RdRelated>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RdRelated {
    pub(crate) message: String,
    pub(crate) location: RdLocation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RdLocation {
    pub(crate) path: String,
    pub(crate) range: Option<RdRange>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Suggestion {
    pub(crate) range: RdRange,
    pub(crate) text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RdRange {
    pub(crate) start: RdPosition,
    pub(crate) end: RdPosition,
}

#[derive(Deserialize, Clone, Copy, PartialEq, PartialOrd)]
#[serde(deny_unknown_fields)]
pub(crate) struct RdPosition {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// Reviewdog's format, whole.
pub(crate) fn reviewdog(report: &str) -> Vec<Rd> {
    let read: DiagnosticResult = serde_json::from_str(report).expect("it has the form");
    assert_eq!(read.source["name"], "teiwright");
    for item in &read.diagnostics {
        assert!(["ERROR", "WARNING", "INFO"].contains(&item.severity.as_str()) && !item.message.is_empty());
        assert!(!item.code["value"].is_empty());
        let related = item.related_locations.iter().filter_map(|related| related.location.range.as_ref());
        let ranges =
            item.location.range.iter().chain(item.suggestions.iter().map(|s| &s.range)).chain(related);
        for range in ranges {
            assert!(range.start.line >= 1 && range.start.column >= 1 && range.start <= range.end);
        }
        assert!(item.related_locations.iter().all(|related| !related.message.is_empty()));
    }
    read.diagnostics
}

/// The same as the other readers give.
pub(crate) fn rdjson(report: &str) -> Vec<Line> {
    let lines = reviewdog(report).into_iter().map(|item| {
        (item.location.path, item.severity, item.location.range.map_or(0, |range| range.start.line as u64))
    });
    lines.collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("an array")
}

fn optional<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).map_or(&[], |value| list(value))
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

/// No member is there that the specification does not know.
fn keys(value: &Value, known: &[&str]) {
    for key in value.as_object().expect("an object").keys() {
        assert!(known.contains(&key.as_str()), "{key}");
    }
}
