//! Our own cases, one file for each numbered section, under `tests/suite/relaxng` of the workspace.
//!
//! A case begins with `---- title`; `@schema name` begins a file of the schema (the first is the one that is loaded),
//! `@valid` and `@invalid` a document, `@refused CODE file:line` says what must be found, `@warned` the same for a
//! schema that loads all the same.

use std::path::Path;

use teiwright_relaxng::reference::Verdict;
use teiwright_relaxng::{Resolver, join, load};
use teiwright_source::Source;

use crate::support::{entries, messages, read, validate};

/// The files of a schema, in memory.
struct Memory<'a>(&'a [(String, String)]);

impl Resolver for Memory<'_> {
    fn resolve(&mut self, base: &str, href: &str) -> Result<Source, String> {
        let name = join(base, href);
        let found = self.0.iter().find(|file| file.0 == name);
        found.map(|f| Source::from_text(&f.0, &f.1)).ok_or_else(|| format!("{name} is not there"))
    }
}

#[derive(Default)]
struct Case {
    files: Vec<(String, String)>,
    documents: Vec<(bool, String)>,
    findings: Vec<String>,
    refused: bool,
}

#[test]
fn own_cases() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/suite/relaxng"));
    let files = entries(folder);
    assert!(files.len() >= 10, "the cases are there");
    let mut faults = Vec::new();
    for file in files {
        let text = read(&file).expect("the case can be read");
        for (title, case) in cases(text.text()) {
            if let Some(fault) = run(&case) {
                faults.push(format!("{}: {title}: {fault}", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn cases(text: &str) -> Vec<(String, Case)> {
    let mut out: Vec<(String, Case)> = Vec::new();
    let mut in_schema = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("---- ") {
            out.push((title.to_string(), Case::default()));
            in_schema = false;
            continue;
        }
        let Some((_, case)) = out.last_mut() else { continue };
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "@schema" => {
                case.files.push((rest.to_string(), String::new()));
                in_schema = true;
            }
            "@valid" | "@invalid" => {
                case.documents.push((word == "@valid", rest.to_string()));
                in_schema = false;
            }
            "@refused" | "@warned" => {
                case.findings.push(rest.to_string());
                case.refused |= word == "@refused";
                in_schema = false;
            }
            _ => {
                if in_schema && let Some((_, body)) = case.files.last_mut() {
                    body.push_str(line);
                    body.push('\n');
                }
            }
        }
    }
    out
}

fn run(case: &Case) -> Option<String> {
    let (name, text) = case.files.first()?;
    let loaded = load(Source::from_text(name, text), &mut Memory(&case.files));
    let found = loaded.diagnostics().map(|(source, d)| {
        let line = d.span.map_or(0, |s| source.position(s.start).line);
        format!("{} {}:{line}", d.code(), source.name())
    });
    let found = found.collect::<Vec<_>>();
    if found != case.findings || case.refused != loaded.schema.is_none() {
        return Some(format!("found {found:?}, wanted {:?}\n{}", case.findings, messages(&loaded)));
    }
    let schema = loaded.schema?;
    let verdicts = case.documents.iter().filter_map(|(wanted, document)| {
        let verdict = validate(&schema, document);
        ((verdict == Verdict::Valid) != *wanted).then(|| format!("{document}: {verdict:?}"))
    });
    let verdicts = verdicts.collect::<Vec<_>>();
    (!verdicts.is_empty()).then(|| verdicts.join("; "))
}

#[test]
fn attributes_that_are_missing_together_are_named_without_those_that_may() {
    let schema = "element a { attribute one { text }, attribute two { text }, attribute three { text }? }";
    let schema = load(Source::from_text("s.rnc", schema), &mut teiwright_relaxng::NoFiles).schema;
    let mut checker = teiwright_relaxng::Checker::new(&schema.expect("the schema is correct"));
    let found = teiwright_relaxng::check(&Source::from_text("a.xml", "<a/>"), &mut checker).diagnostics;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "`a` must have the attributes `one` and `two` here");
    assert_eq!(found[0].expected, ["one", "two"]);
}
