//! Every document of `tests/suite/check` against the schema beside it: what people read is the snapshot beside the document.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::path::{Path, PathBuf};

use teiwright::{Checker, check};
use teiwright_relaxng::{NoFiles, load};
use teiwright_report::{Format, Options, render};
use teiwright_source::Source;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/check")
}

fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut cases = entries.filter(|path| path.extension().is_some_and(|e| e == "xml")).collect::<Vec<_>>();
    cases.sort();
    cases
}

fn checker() -> Checker {
    let text = std::fs::read_to_string(folder().join("letter.rnc")).unwrap();
    let loaded = load(Source::from_text("letter.rnc", text), &mut NoFiles);
    Checker::new(&loaded.schema.unwrap())
}

fn main() {
    let arguments = libtest_mimic::Arguments::from_args();
    let trials = cases().into_iter().map(|case| {
        let name = case.file_stem().unwrap().to_string_lossy().into_owned();
        libtest_mimic::Trial::test(name.clone(), move || {
            report(&name, &case);
            Ok(())
        })
    });
    let orphans = libtest_mimic::Trial::test("no_orphans", || {
        orphans();
        Ok(())
    });
    libtest_mimic::run(&arguments, trials.chain([orphans]).collect()).exit();
}

fn report(name: &str, case: &Path) {
    let bytes = std::fs::read(case).unwrap();
    let (source, findings) = check(&format!("{name}.xml"), bytes, &mut checker()).unwrap();
    let mut shown = render(Format::Human, &source, &findings.diagnostics, &Options::default());
    for diagnostic in &findings.diagnostics {
        let path = diagnostic.path.as_deref().unwrap_or("no path");
        shown.push_str(&format!("{} {path} expected {:?}\n", diagnostic.code(), diagnostic.expected));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

/// Every snapshot belongs to a case.
fn orphans() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "snap") {
            assert!(path.with_extension("xml").is_file(), "{} has no document", path.display());
        }
    }
}
