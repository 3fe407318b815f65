//! Customisations of real projects against the verdicts of jing with the grammars that the current processor makes of them, one
//! test a customisation.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "tests read fixtures, and say what they skip"
)]

mod jing;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Trial};
use teiwright_odd::{Compiled, Options, compile};
use teiwright_p5::Version;
use teiwright_relaxng::syntax::write_xml;
use teiwright_relaxng::{Checker, Loaded, Resolver, Schema, check, join, load};
use teiwright_source::{DecodeOptions, Severity, Source, decode};

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/odd");
    let mut trials = Vec::new();
    for case in entries(&folder.join("cases")) {
        let folder = folder.clone();
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        trials.push(Trial::test(name.clone(), move || run(&folder, &case, &name).map_err(Into::into)));
    }
    if trials.is_empty() {
        eprintln!("skipped: {} is not there", folder.display());
        trials.push(Trial::test("without_shared", || Ok(())).with_ignored_flag(true));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn run(folder: &Path, case: &Path, name: &str) -> Result<(), String> {
    let source = read(&case.join(format!("{name}.odd"))).ok_or("the customisation cannot be read")?;
    let options = Options { version: Some(Version::V4_10_0a), ..Options::default() };
    let compiled = compile(source, &options, &mut Disk);
    let schema = compiled.schema.as_ref().ok_or_else(|| messages(&compiled))?;
    let mut differing = String::new();
    let mut count = 0;
    let mut compare = |file: &str, ours: bool, theirs: bool, why: &str| {
        count += 1;
        if ours != theirs {
            let _ = writeln!(differing, "{file}: {} here, {} there: {why:.300}", word(ours), word(theirs));
        }
    };
    if let Some(verdicts) = read(&case.join("verdicts.tsv")) {
        let mut checker = Checker::new(schema);
        for line in verdicts.text().lines() {
            let mut fields = line.split('\t');
            let (Some(file), Some(wanted)) = (fields.next(), fields.next()) else { continue };
            if let Some(document) = read(&folder.join(file)).filter(|_| matches!(wanted, "valid" | "invalid"))
            {
                let (ours, why) = verdict(&document, &mut checker);
                compare(file, ours, wanted == "valid", &format!("{why} {line}"));
            }
        }
    }
    // The grammar itself, on all documents, where it is correct.
    let reference = reference(&case.join(format!("{name}.rng")));
    if let Some(reference) = &reference.schema {
        let (mut one, mut other) = (Checker::new(schema), Checker::new(reference));
        let documents = ["pool", "mutants"].map(|part| entries(&folder.join(part))).concat();
        let own = ["valid", "broken"].map(|part| entries(&case.join(part))).concat();
        for path in documents.iter().chain(&own) {
            let Some(document) = read(path) else { continue };
            let (ours, why) = verdict(&document, &mut one);
            let (theirs, because) = verdict(&document, &mut other);
            compare(&path.display().to_string(), ours, theirs, &format!("{why} {because}"));
        }
    }
    let mut checker = Checker::new(schema);
    for (part, wanted) in [("valid", true), ("broken", false)] {
        for path in entries(&case.join(part)) {
            let Some(document) = read(&path) else { continue };
            let (ours, why) = verdict(&document, &mut checker);
            compare(&path.display().to_string(), ours, wanted, &why);
        }
    }
    count += as_written(&compiled, folder, case, schema, &mut differing)?;
    eprintln!("{name}: {count} verdicts compared");
    if differing.is_empty() { Ok(()) } else { Err(differing) }
}

/// What jing says with the grammar as it is written. How many documents it was asked about.
fn as_written(
    compiled: &Compiled,
    folder: &Path,
    case: &Path,
    schema: &Schema,
    differing: &mut String,
) -> Result<usize, String> {
    let pattern = compiled.pattern.as_ref().ok_or("there is no pattern")?;
    let mut documents = entries(&folder.join("pool"));
    documents.extend(["valid", "broken"].iter().flat_map(|part| entries(&case.join(part))));
    // One mutant in four: jing takes its time.
    documents.extend(entries(&folder.join("mutants")).into_iter().step_by(4));
    let documents = documents.iter().collect::<Vec<_>>();
    let Some(refused) = jing::refused(&write_xml(pattern), &documents) else {
        eprintln!("skipped: jing is not there");
        return Ok(0);
    };
    let refused = refused?;
    let mut checker = Checker::new(schema);
    for path in &documents {
        let Some(document) = read(path) else { continue };
        let (ours, why) = verdict(&document, &mut checker);
        if ours == refused.contains(*path) {
            let _ = writeln!(
                differing,
                "{}: {} here, jing differs with what is written: {why}",
                path.display(),
                word(ours)
            );
        }
    }
    Ok(documents.len())
}

const fn word(valid: bool) -> &'static str {
    if valid { "valid" } else { "invalid" }
}

fn verdict(document: &Source, checker: &mut Checker) -> (bool, String) {
    let found = check(document, checker).diagnostics;
    let first = found.into_iter().find(|d| d.severity == Severity::Error);
    let line = |d: &teiwright_source::Diagnostic| d.span.map_or(0, |span| document.position(span.start).line);
    (first.is_none(), first.map_or_else(String::new, |d| format!("[{}: {}]", line(&d), d.message)))
}

fn reference(path: &Path) -> Loaded {
    load(read(path).unwrap_or_else(|| Source::from_text("none.rng", "")), &mut Disk)
}

fn messages(compiled: &Compiled) -> String {
    let line = |(source, d): (&Source, &teiwright_source::Diagnostic)| {
        let at = d.span.map(|span| source.position(span.start).line);
        format!("{}:{at:?}: {}[{}] {}", source.name(), d.severity.as_str(), d.code(), d.message)
    };
    compiled.diagnostics().map(line).collect::<Vec<_>>().join("\n")
}

fn read(path: &Path) -> Option<Source> {
    let bytes = std::fs::read(path).ok()?;
    decode(path.to_string_lossy(), bytes, &DecodeOptions::default()).ok().map(|decoded| decoded.0)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect::<Vec<_>>();
    found.sort();
    found
}

/// Reads what a customisation refers to from disk.
struct Disk;

impl Resolver for Disk {
    fn resolve(&mut self, base: &str, href: &str) -> Result<Source, String> {
        let path = join(base, href);
        read(Path::new(&path)).ok_or_else(|| format!("{path} is not there"))
    }
}
