//! Every configuration file of `tests/suite/config` through the binary: what people read is the snapshot beside it.
#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Arguments, Trial};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/config")
}

fn files(ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files = entries.filter(|path| path.extension().is_some_and(|e| e == ending)).collect::<Vec<_>>();
    files.sort();
    files
}

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
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let name = case.file_stem().unwrap().to_string_lossy().into_owned();
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

fn main() {
    let arguments = Arguments::from_args();
    let cases = files("toml").into_iter().map(|case| {
        let name = format!("config/{}", case.file_stem().unwrap().to_string_lossy());
        Trial::test(name, move || {
            report(&case);
            Ok(())
        })
    });
    let orphans = Trial::test("no_orphaned_snapshots", || {
        let orphan = files("snap").into_iter().find(|path| !path.with_extension("toml").is_file());
        assert!(orphan.is_none(), "{orphan:?} belongs to no case");
        Ok(())
    });
    libtest_mimic::run(&arguments, cases.chain([orphans]).collect()).exit();
}
