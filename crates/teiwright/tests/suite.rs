//! The suite of transcriptions: `tests/suite/convert/*.txt` and `*.md`, each with snapshots of TEI, Document and messages beside
//! it. One named test a file; a new case is a new file. `INSTA_UPDATE=always cargo test --test suite` accepts.
#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "this is a test")]

#[path = "../../teiwright-source/tests/fixtures/mod.rs"]
mod fixtures;

use std::path::{Path, PathBuf};
use std::process::Command;

use fixtures::{beside, files, folder, no_orphans, stem, trial};
use libtest_mimic::Arguments;
use teiwright::{Conversion, ConvertError, ConvertOptions, convert};
use teiwright_report::{Format, Options, render};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

const SUITE: &str = "convert";

fn cases() -> Vec<PathBuf> {
    let mut cases = vec![root().join("examples/petrograd-soviet.txt")];
    cases.extend(files(&folder(SUITE), "txt"));
    cases.extend(files(&folder(SUITE), "md"));
    cases.sort();
    cases
}

/// What a case is converted with: its ending says whether it is Markdown.
fn options(case: &Path) -> ConvertOptions {
    let mut options = ConvertOptions::new();
    if case.extension().is_some_and(|extension| extension == "md") {
        options.read.dialect = teiwright_text::Dialect::Markdown;
    }
    options
}

fn run(case: &Path) -> Conversion {
    let name = format!("{}.txt", stem(case));
    match convert(&name, std::fs::read(case).unwrap(), &options(case)) {
        Ok(conversion) => conversion,
        Err(ConvertError::Refused(refused)) => {
            panic!("{}", render(Format::Human, &refused.0, &refused.1, &Options::default()))
        }
        Err(error) => panic!("{error}"),
    }
}

fn check(case: &Path) {
    let conversion = run(case);
    beside(&folder(SUITE), || {
        let name = stem(case);
        let header_free = conversion.output.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        insta::assert_snapshot!(format!("{name}.tei"), header_free);
        let document = serde_json::to_string_pretty(&conversion.document).unwrap();
        insta::assert_snapshot!(format!("{name}.document"), document);
        let messages =
            render(Format::Short, &conversion.source, &conversion.diagnostics, &Options::default());
        insta::assert_snapshot!(format!("{name}.messages"), messages);
    });
}

/// Every output is valid TEI, whichever way its notes stand, by jing where it is there.
fn valid() {
    let schema = root().join("../shared/tei/tei_all-4.12.0.rng");
    let jing = Command::new("jing").arg("-v").output().is_ok();
    if !schema.is_file() || !jing {
        eprintln!("skipped: jing or the reference grammar is not there");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("jing");
    command.arg(&schema);
    let placements = [
        teiwright_tei::NotePlacement::End,
        teiwright_tei::NotePlacement::Inline,
        teiwright_tei::NotePlacement::Division,
        teiwright_tei::NotePlacement::StandOff,
    ];
    let novels = std::fs::read_dir(root().join("../shared/text/dev")).into_iter().flatten().flatten();
    let novels = novels.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "txt"));
    for (number, case) in cases().into_iter().chain(novels).enumerate() {
        for placement in placements {
            let mut options = options(&case);
            options.lower.notes = placement;
            let conversion = convert("case", std::fs::read(&case).unwrap(), &options).unwrap();
            let path = folder.path().join(format!("{number}-{placement:?}-{}.xml", stem(&case)));
            std::fs::write(&path, conversion.output).unwrap();
            command.arg(path);
        }
    }
    let output = command.output().unwrap();
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Each case has several snapshots: `letter.tei.snap` is one of `letter`'s.
fn owner(snapshot: &str) -> &str {
    snapshot.rsplit_once('.').map_or(snapshot, |(owner, _)| owner)
}

fn main() {
    let arguments = Arguments::from_args();
    let cases = cases();
    let whole = [no_orphans(folder(SUITE), &cases, owner), trial("outputs_are_valid", valid)];
    let cases = cases.into_iter();
    let cases = cases.map(|case| trial(format!("convert/{}", stem(&case)), move || check(&case)));
    libtest_mimic::run(&arguments, cases.chain(whole).collect()).exit();
}
