//! Every document of `tests/suite/check` against the schema beside it: what people read is the snapshot beside the document.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

#[path = "../../teiwright-source/tests/fixtures/mod.rs"]
mod fixtures;

use std::path::Path;

use fixtures::{beside, files, folder, no_orphans, stem, trial};
use libtest_mimic::Arguments;
use teiwright::{Checker, check};
use teiwright_relaxng::{NoFiles, load};
use teiwright_report::{Format, Options, render};
use teiwright_source::Source;

const SUITE: &str = "check";

fn checker() -> Checker {
    let text = std::fs::read_to_string(folder(SUITE).join("letter.rnc")).unwrap();
    let loaded = load(Source::from_text("letter.rnc", text), &mut NoFiles);
    Checker::new(&loaded.schema.unwrap())
}

fn main() {
    let arguments = Arguments::from_args();
    let cases = files(&folder(SUITE), "xml");
    let orphans = no_orphans(folder(SUITE), &cases, |snapshot| snapshot);
    let cases = cases.into_iter().map(|case| trial(stem(&case), move || report(&stem(&case), &case)));
    libtest_mimic::run(&arguments, cases.chain([orphans]).collect()).exit();
}

fn report(name: &str, case: &Path) {
    let bytes = std::fs::read(case).unwrap();
    let (source, findings) = check(&format!("{name}.xml"), bytes, &mut checker()).unwrap();
    let mut shown = render(Format::Human, &source, &findings.diagnostics, &Options::default());
    for diagnostic in &findings.diagnostics {
        let path = diagnostic.path.as_deref().unwrap_or("no path");
        shown.push_str(&format!("{} {path} expected {:?}\n", diagnostic.code(), diagnostic.expected));
    }
    beside(&folder(SUITE), || insta::assert_snapshot!(name, shown));
}
