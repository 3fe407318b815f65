//! Every configuration file of `tests/suite/config` through the binary: what people read is the snapshot beside it.
#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

#[path = "../../teiwright-source/tests/fixtures/mod.rs"]
mod fixtures;

use std::path::Path;
use std::process::Command;

use fixtures::{beside, files, folder, no_orphans, stem, trial};
use libtest_mimic::Arguments;

const SUITE: &str = "config";

fn report(case: &Path) {
    let scratch = tempfile::tempdir().unwrap();
    std::fs::write(scratch.path().join("a.txt"), "Title\n\nA text of some length, so that it is one.\n")
        .unwrap();
    std::fs::copy(case, scratch.path().join("teiwright.toml")).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_teiwright"))
        .args(["convert", "a.txt", "-o", "a.xml"])
        .current_dir(scratch.path())
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let shown = format!("{}status {}\n", String::from_utf8(ran.stderr).unwrap(), ran.status.code().unwrap());
    assert_eq!(ran.status.success(), scratch.path().join("a.xml").is_file(), "{shown}");
    beside(&folder(SUITE), || insta::assert_snapshot!(stem(case), shown));
}

fn main() {
    let arguments = Arguments::from_args();
    let cases = files(&folder(SUITE), "toml");
    let orphans = no_orphans(folder(SUITE), &cases, |snapshot| snapshot);
    let cases = cases.into_iter();
    let cases = cases.map(|case| trial(format!("config/{}", stem(&case)), move || report(&case)));
    libtest_mimic::run(&arguments, cases.chain([orphans]).collect()).exit();
}
