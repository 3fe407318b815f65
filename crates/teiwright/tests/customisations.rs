//! Every customisation of `tests/suite/odd` through the binary: its grammar in compact syntax and what is said of it are the snapshot
//! beside it; jing, where it is there, takes the grammar in either syntax.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test stops at what it cannot read, and says what it skips"
)]

#[path = "../../teiwright-source/tests/fixtures/mod.rs"]
mod fixtures;

use std::path::Path;
use std::process::{Command, Output};

use fixtures::{beside, files, folder, no_orphans, stem, trial};
use libtest_mimic::Arguments;

const SUITE: &str = "odd";

fn compile(case: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_teiwright"))
        .args(["schema", "compile"])
        .arg(case.file_name().unwrap())
        .args(arguments)
        .current_dir(folder(SUITE))
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap()
}

fn case(case: &Path) {
    let ran = compile(case, &["--to", "rnc"]);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (said, grammar) = (text(ran.stderr), text(ran.stdout));
    let shown = format!("{said}status {}\n\n{grammar}", ran.status.code().unwrap());
    beside(&folder(SUITE), || insta::assert_snapshot!(stem(case), shown));
    if ran.status.code() == Some(2) {
        return assert!(grammar.is_empty(), "what has errors is not written");
    }
    let scratch = tempfile::tempdir().unwrap();
    let document = scratch.path().join("a.xml");
    std::fs::write(&document, "<nothing/>").unwrap();
    for (ending, flags) in [("rnc", &["-c", "-i"][..]), ("rng", &["-i"])] {
        let path = scratch.path().join(format!("grammar.{ending}"));
        assert_eq!(compile(case, &["-o", path.to_str().unwrap()]).status.code(), Some(0));
        let Ok(jing) = Command::new("jing").args(flags).args([&path, &document]).output() else {
            eprintln!("skipped: jing is not there");
            return;
        };
        let said = text(jing.stdout);
        assert!(!said.contains("grammar."), "{said}");
    }
}

fn main() {
    let arguments = Arguments::from_args();
    let cases = files(&folder(SUITE), "odd");
    let orphans = no_orphans(folder(SUITE), &cases, |snapshot| snapshot);
    let cases = cases.into_iter();
    let cases = cases.map(|path| trial(format!("odd/{}", stem(&path)), move || case(&path)));
    libtest_mimic::run(&arguments, cases.chain([orphans]).collect()).exit();
}
