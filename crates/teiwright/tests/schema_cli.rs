//! Every command of `tests/suite/schema` (arguments of `teiwright schema`, one file a command) through the binary: what people and
//! programs read is the snapshot beside it.
#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

#[path = "../../teiwright-source/tests/fixtures/mod.rs"]
mod fixtures;

use std::path::Path;
use std::process::Command;

use fixtures::{beside, files, folder, no_orphans, stem, trial};
use libtest_mimic::Arguments;

const SUITE: &str = "schema";

fn shown(case: &Path) {
    let arguments = std::fs::read_to_string(case).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_teiwright"))
        .arg("schema")
        .args(arguments.split_whitespace())
        .current_dir(folder(SUITE))
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let output = String::from_utf8(ran.stdout).unwrap();
    let errors = String::from_utf8(ran.stderr).unwrap();
    let status = ran.status.code().unwrap();
    assert_eq!(status == 0, errors.is_empty(), "{errors}");
    let too_wide = output.lines().find(|line| line.chars().count() > 110 && !line.contains('"'));
    assert_eq!(too_wide, None, "lines fit a terminal");
    let shown = format!("$ teiwright schema {arguments}{output}{errors}status {status}\n");
    beside(&folder(SUITE), || insta::assert_snapshot!(stem(case), shown));
}

fn main() {
    let arguments = Arguments::from_args();
    let cases = files(&folder(SUITE), "args");
    let orphans = no_orphans(folder(SUITE), &cases, |snapshot| snapshot);
    let cases = cases.into_iter();
    let cases = cases.map(|case| trial(format!("schema/{}", stem(&case)), move || shown(&case)));
    libtest_mimic::run(&arguments, cases.chain([orphans]).collect()).exit();
}
