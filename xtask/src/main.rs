//! Chores of the workspace: house rules, comparison with jing, benches beside peers.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a chore talks to the terminal")]

mod bench;
mod bench_export;
mod bench_odd;
mod bench_report;
mod conformance;
mod faults;
mod mends;
mod p5;
mod schema;
mod tidy;
mod verdicts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage:
  cargo xtask tidy                        hold the house rules to the code
  cargo xtask conformance DIR             the suites of RELAX NG and XML, as a table
  cargo xtask verdicts SCHEMA PATH…       documents on which the checker and jing do not agree
  cargo xtask import-p5 FILE [OUT]         the table of facts of a release of TEI (its p5subset.xml)
  cargo xtask import-p5 --onto VERSION OLD.rng NEW.rng [OUT]
                                          what two releases' tei_all.rng differ in, as a table on that of VERSION
  cargo xtask hold-p5 VERSION FILE.rng    where the facts of VERSION and its tei_all.rng do not agree
  cargo xtask faults SCHEMA DIR           messages on documents with one fault each (make_faults.py)
  cargo xtask mends SCHEMA DIR ORIGINALS  what `check --fix` makes of such documents
  cargo xtask bench check SCHEMA PATH…    speed of checking beside jing, xmllint and quick-xml
  cargo xtask bench odd PAGE ODD…         how long customisations take to compile, and one page to check, cold
  cargo xtask bench report                how long findings take to print, in every format
  cargo xtask bench convert FILE.txt…     speed of conversion of 1, 10 and 100 MB of the files
  cargo xtask bench export [FILE.xml…]     speed of export, by templates and modules too, beside pandoc";

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let words = arguments.iter().map(String::as_str).collect::<Vec<_>>();
    let paths = |list: &[&str]| list.iter().map(PathBuf::from).collect::<Vec<_>>();
    let done = match &*words {
        ["tidy"] => Ok(tidy()),
        ["conformance", folder] => conformance::run(Path::new(folder)),
        ["verdicts", schema, rest @ ..] if !rest.is_empty() => verdicts::run(Path::new(schema), &paths(rest)),
        ["import-p5", "--onto", version, old, new, out @ ..] if out.len() < 2 => {
            p5::onto(version, Path::new(old), Path::new(new), out.first().map(Path::new))
        }
        ["import-p5", release] => p5::import(Path::new(release), None),
        ["import-p5", release, out] => p5::import(Path::new(release), Some(Path::new(out))),
        ["hold-p5", version, grammar] => p5::hold(version, Path::new(grammar)),
        ["faults", schema, folder] => faults::run(Path::new(schema), Path::new(folder)),
        ["mends", schema, folder, originals] => {
            mends::run(Path::new(schema), Path::new(folder), Path::new(originals))
        }
        // Speed is that of the released build, whatever this one is.
        ["bench", ..] if cfg!(debug_assertions) => released(&arguments),
        ["bench", "check", schema, rest @ ..] if !rest.is_empty() => {
            bench::run(Path::new(schema), &paths(rest))
        }
        ["bench", "odd", page, rest @ ..] => bench_odd::run(Path::new(page), &paths(rest)),
        ["bench", "report"] => bench_report::run(),
        ["bench", "export", rest @ ..] => bench_export::run(&paths(rest)),
        ["bench", "once", rest @ ..] => bench::once(&paths(rest)),
        ["bench", "convert", rest @ ..] if !rest.is_empty() => bench::convert(&paths(rest)),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Runs the same chore in the release build.
fn released(arguments: &[String]) -> Result<bool, String> {
    let mut cargo = std::process::Command::new("cargo");
    cargo.args(["run", "--quiet", "--release", "--package", "xtask", "--"]).args(arguments);
    cargo.status().map(|status| status.success()).map_err(|error| format!("cargo: {error}"))
}

fn tidy() -> bool {
    let faults = tidy::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    for fault in &faults {
        eprintln!("tidy: {fault}");
    }
    if faults.is_empty() {
        println!("tidy: all is in its place");
    }
    faults.is_empty()
}
