//! Every format for programs, read by a reader of it, and shown in `tests/suite/report`.
#![expect(clippy::unwrap_used, reason = "this is a test")]

mod readers;

use std::io::Write;
use std::path::Path;

use proptest::prelude::*;
use readers::Line;
use teiwright_report::{Assembly, Format, Found, Options, Root, piece};
use teiwright_source::{Applicability, Diagnostic, Edit, Fix, Related, Rule, Severity, Source, Span};

static UNKNOWN: Rule = Rule {
    code: "RNG101",
    name: "unknown-element",
    severity: Severity::Error,
    file: "//! # An element that the schema does not have\n//!\n//! The name is in no rule of the schema.\n\nuse x;",
};
static LANGUAGE: Rule =
    Rule { code: "TEI030", name: "language-tag", severity: Severity::Warning, file: "//! # A language tag" };
static QUOTES: Rule = Rule { code: "TEI045", name: "quotation", severity: Severity::Hint, file: "" };
static UNREADABLE: Rule = Rule { code: "CFG001", name: "unreadable", severity: Severity::Error, file: "" };

/// A text and its findings.
struct Case {
    source: Source,
    found: Vec<Diagnostic>,
    failed: bool,
}

type Reader = fn(&str) -> Vec<Line>;

/// The formats that are one document, or commands, with their readers.
const FORMATS: [(&str, Format, Reader); 6] = [
    ("sarif", Format::Sarif, readers::sarif),
    ("github", Format::Github, readers::github),
    ("gitlab", Format::Gitlab, readers::gitlab),
    ("junit", Format::Junit, readers::junit),
    ("checkstyle", Format::Checkstyle, readers::checkstyle),
    ("rdjson", Format::Rdjson, readers::rdjson),
];

fn report(format: Format, cases: &[Case], options: &Options) -> String {
    let mut assembly = Assembly::new(format);
    let schema = Source::from_text("letter.rnc", "start = letter\nletter = element letter { para }\n");
    let mut out = assembly.begin();
    for case in cases {
        let found = Found { failed: case.failed, ..Found::new(&case.source, &[], &case.found) };
        let found = Found { others: &[&schema], ..found };
        out.push_str(&assembly.add(piece(format, &found, options)));
    }
    out + &assembly.end()
}

fn place(source: &Source, what: &str) -> Span {
    let start = source.text().find(what).unwrap();
    Span::from_range(start..start + what.len())
}

/// A text with a finding of each severity, one without, and one that could not be read.
fn cases() -> Vec<Case> {
    let text =
        "<letter>\n  <pera n='1'>Ünd\u{1F600} <q>so</q>\n  on</pera>\n  <p xml:lang='en_GB'/>\n</letter>\n";
    let source = Source::from_text("./letters/über 1,2: 100%.xml", text);
    let (open, close) = (place(&source, "pera n"), place(&source, "pera>"));
    let name = |span: Span| Span::new(span.start, span.start + 4);
    let rename = Fix {
        title: "write `para` in both tags".to_owned(),
        applicability: Applicability::Safe,
        edits: [name(open), name(close)].map(|span| Edit { span, text: "para".to_owned() }).to_vec(),
    };
    let mut unknown = Diagnostic::new(&UNKNOWN, "there is no element `pera` in this schema; `para` is near")
        .with_span(name(open))
        .with_path("/letter/pera[1]")
        .with_help("write `para`, in both tags")
        .with_fix(rename)
        .with_related(place(&source, "<letter>"), "it stands in this");
    unknown.related.push(Related {
        file: Some("letter.rnc".to_owned()),
        span: Span::new(44, 48),
        message: "this may stand here".to_owned(),
    });
    let tag = place(&source, "en_GB");
    let language =
        Diagnostic::new(&LANGUAGE, "`en_GB` is no language tag:\r\nthere is a `_` in it, 100% wrong")
            .with_span(tag)
            .with_path("/letter/p[1]/@xml:lang")
            .with_fix(Fix::write(tag, "en-GB", Applicability::Unsafe))
            .with_fix(Fix {
                title: "write another".to_owned(),
                applicability: Applicability::Display,
                edits: Vec::new(),
            });
    let quotes =
        Diagnostic::new(&QUOTES, "the quotation is over two lines").with_span(place(&source, "so</q>\n  on"));
    let whole = Diagnostic::new(&QUOTES, "the whole file is odd");
    let missing = Diagnostic::new(&UNREADABLE, "cannot be read: no such file").with_help("check the path");
    vec![
        Case { found: vec![unknown, language, quotes, whole], source, failed: false },
        Case {
            source: Source::from_text("letters/clean.xml", "<letter/>"),
            found: Vec::new(),
            failed: false,
        },
        Case { source: Source::from_text("/elsewhere/missing.xml", ""), found: vec![missing], failed: true },
    ]
}

fn options() -> Options {
    Options { root: Root { path: "/work".to_owned(), folder: "edition".to_owned() }, ..Options::default() }
}

fn show(name: &str, report: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/report"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, report));
}

#[test]
fn every_format_says_the_same_of_three_files() {
    let lines = |name: &str| {
        let (_, format, read) = FORMATS.into_iter().find(|known| known.0 == name).unwrap();
        let report = report(format, &cases(), &options());
        // A document of one line is no review.
        let shown = match format {
            Format::Sarif => {
                serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&report).unwrap())
                    .unwrap()
            }
            _ => report.clone(),
        };
        show(&format!("format-{name}"), &shown);
        read(&report)
    };
    let file = "edition/letters/über 1,2: 100%.xml".to_owned();
    let missing = "/elsewhere/missing.xml".to_owned();
    let expected = |words: [&str; 3], of_all: u64| {
        let [error, warning, hint] = words.map(str::to_owned);
        vec![
            (file.clone(), error.clone(), 2),
            (file.clone(), warning, 4),
            (file.clone(), hint.clone(), 2),
            (file.clone(), hint, of_all),
            (missing.clone(), error, of_all),
        ]
    };
    assert_eq!(lines("github"), expected(["error", "warning", "notice"], 0));
    assert_eq!(lines("gitlab"), expected(["major", "minor", "info"], 1));
    assert_eq!(lines("checkstyle"), expected(["error", "warning", "info"], 1));
    assert_eq!(lines("rdjson"), expected(["ERROR", "WARNING", "INFO"], 0));
    let sarif = lines("sarif").into_iter().map(|(_, level, line)| (level, line)).collect::<Vec<_>>();
    let level = |level: &str, line| (level.to_owned(), line);
    assert_eq!(sarif, [level("error", 2), level("warning", 4), level("note", 2), level("note", 0)]);
    let junit = lines("junit").into_iter().map(|(_, outcome, line)| (outcome, line)).collect::<Vec<_>>();
    assert_eq!(
        junit,
        [
            level("failure", 2),
            level("passed", 4),
            level("passed", 2),
            level("passed", 0),
            level("passed", 0),
            level("error", 0)
        ]
    );
}

/// The schema of the standard, by the validator of others, where both are on this machine: `serde-sarif` comes with the former.
#[test]
fn sarif_is_valid_by_its_schema() {
    const VALIDATE: &str = "
import glob, json, os, sys
try: import jsonschema
except ImportError: sys.exit(3)
home = os.environ.get('CARGO_HOME') or os.path.expanduser('~/.cargo')
schemas = glob.glob(home + '/registry/src/*/serde-sarif-*/src/schema.json')
if not schemas: sys.exit(3)
jsonschema.validate(json.load(sys.stdin), json.load(open(schemas[-1], encoding='utf-8')))
";
    let mut python = std::process::Command::new("python3");
    python.args(["-c", VALIDATE]).stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let Ok(mut child) = python.spawn() else {
        eprintln!("skipped: there is no python3");
        return;
    };
    let written =
        child.stdin.take().unwrap().write_all(report(Format::Sarif, &cases(), &options()).as_bytes());
    let ran = child.wait_with_output().unwrap();
    if ran.status.code() == Some(3) {
        eprintln!("skipped: there is no jsonschema for python3, or no schema of SARIF");
        return;
    }
    written.unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn a_warning_fails_a_test_where_that_is_asked() {
    let options = Options { fail_on: Severity::Warning, ..options() };
    let outcomes = readers::junit(&report(Format::Junit, &cases(), &options));
    assert_eq!(outcomes.iter().filter(|(_, outcome, _)| outcome == "failure").count(), 2);
}

#[test]
fn what_could_not_be_checked_is_told_of_the_run() {
    let report = report(Format::Sarif, &cases(), &options());
    let told = readers::notifications(&report);
    assert_eq!(told, [("error".to_owned(), "Cannot be read: no such file. Check the path.".to_owned())]);
    assert!(report.contains("\"executionSuccessful\":false"));
}

#[test]
fn suggestions_mend_the_text_that_reviewdog_has() {
    let cases = cases();
    let found = readers::reviewdog(&report(Format::Rdjson, &cases, &options()));
    let text = cases[0].source.text();
    let suggestion = &found[0].suggestions[0];
    // Columns are bytes of UTF-8, which the emoji before `</pera>` shows.
    let at = |place: readers::RdPosition| {
        let lines = text.split_inclusive('\n').take(place.line - 1);
        lines.map(str::len).sum::<usize>() + place.column - 1
    };
    let (start, end) = (at(suggestion.range.start), at(suggestion.range.end));
    let mended = format!("{}{}{}", &text[..start], suggestion.text, &text[end..]);
    assert_eq!(mended, text.replace("pera", "para"));
    assert_eq!(found[1].suggestions.len(), 1, "a mend with a blank in it is no suggestion");
    assert_eq!(found[0].related_locations.len(), 2);
}

#[test]
fn sarif_keeps_the_most_serious_and_says_so() {
    let text = "<p/>\n".repeat(9000);
    let source = Source::from_text("many.xml", text);
    let found = (0..9000_u32).map(|number| {
        let rule = if number % 9 == 8 { &UNKNOWN } else { &LANGUAGE };
        Diagnostic::new(rule, "no").with_span(Span::new(number * 5, number * 5 + 4))
    });
    let many = Case { source, found: found.collect(), failed: false };
    let again = Case {
        source: Source::from_text("more.xml", "<p/>\n".repeat(9000)),
        found: many.found.clone(),
        failed: false,
    };
    let report = report(Format::Sarif, &[many, again], &options());
    let lines = readers::sarif(&report);
    assert_eq!(lines.len(), 5000);
    assert_eq!(lines.iter().filter(|(_, level, _)| level == "error").count(), 2000);
    assert!(
        lines.iter().rev().take(1000).all(|(file, ..)| file.contains("more.xml")),
        "in the order of the files"
    );
    let told = readers::notifications(&report);
    assert!(told[0].1.starts_with("13000 of 18000 results are left out"), "{told:?}");
}

#[test]
fn a_report_of_nothing_is_a_report() {
    for (name, format, read) in FORMATS {
        assert_eq!(read(&report(format, &[], &options())), [], "{name}");
    }
}

#[test]
fn sentences_are_read_out() {
    let mut out = String::new();
    for case in cases() {
        let found = Found { failed: case.failed, ..Found::new(&case.source, &[], &case.found) };
        out.push_str(&Assembly::new(Format::Narrate).add(piece(Format::Narrate, &found, &options())));
    }
    assert!(!out.contains(['`', '│', '─', '^', '|']), "{out}");
    show("format-narrate", &out);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_name_text_and_message_is_read_back(
        text in any::<String>(),
        name in "[\u{0}-\u{10FFFF}]{1,12}",
        message in any::<String>(),
        places in prop::collection::vec((any::<prop::sample::Index>(), 0..9_u32), 1..5),
    ) {
        let length = text.len() + 3;
        let found = places.iter().map(|(at, long)| {
            let start = u32::try_from(at.index(length)).unwrap();
            let span = Span::new(start, start + long);
            Diagnostic::new(&LANGUAGE, format!("{message} here"))
                .with_span(span)
                .with_path(format!("/{message}[1]"))
                .with_help(message.clone())
                .with_related(span, format!("see {message}"))
                .with_fix(Fix::write(span, message.clone(), Applicability::Safe))
        });
        let number = places.len();
        let cases = [Case { source: Source::from_text(name.clone(), text), found: found.collect(), failed: false }];
        for (format_name, format, read) in FORMATS {
            let lines = read(&report(format, &cases, &Options::default()));
            prop_assert_eq!(lines.len(), number, "{}", format_name);
        }
    }
}
