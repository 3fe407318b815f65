//! Every rule of TEI on the documents of `tests/suite/rules`: `CODE.bad.xml`, whose report is the snapshot beside it, and
//! `CODE.good.xml`, in which the rule finds nothing. A rule without both fails.

#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

#[path = "../../teiwright-source/tests/fixtures/mod.rs"]
mod fixtures;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use fixtures::{beside, files, folder, no_orphans, stem, trial};
use libtest_mimic::{Arguments, Trial};
use teiwright::{Checker, KnownFiles, LocalFiles, check_tei, open_xml};
use teiwright_check::{Builtin, Rules, TeiFacts, compile_builtin};
use teiwright_p5::Version;
use teiwright_relaxng::Schema;
use teiwright_report::{Format, Options, render};
use teiwright_source::{Diagnostic, Source};

const SUITE: &str = "rules";

fn schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(|| compile_builtin(Builtin::All, Version::default()).schema.unwrap())
}

fn main() {
    let arguments = Arguments::from_args();
    let cases = files(&folder(SUITE), "xml").into_iter().filter(|path| stem(path).contains('.'));
    let cases = cases.collect::<Vec<_>>();
    let orphans = no_orphans(folder(SUITE), &cases, |snapshot| snapshot);
    let known = cases.clone();
    let complete = trial("every_rule_has_both", move || complete(&known));
    let trials = cases.into_iter().map(case).collect::<Vec<_>>();
    libtest_mimic::run(&arguments, trials.into_iter().chain([orphans, complete]).collect()).exit();
}

fn case(path: PathBuf) -> Trial {
    let name = stem(&path);
    trial(name.clone(), move || {
        let (source, found) = found(&path);
        let (code, kind) = name.split_once('.').unwrap();
        let told = found.iter().any(|d| d.code() == code);
        if kind == "good" {
            let shown = render(Format::Human, &source, &found, &Options::default());
            assert!(!told, "{shown}");
            return;
        }
        assert!(told, "{code} is not found");
        let shown = render(Format::Human, &source, &found, &Options::default());
        beside(&folder(SUITE), || insta::assert_snapshot!(name, shown));
    })
}

fn found(path: &Path) -> (Source, Vec<Diagnostic>) {
    let name = path.file_name().unwrap().to_string_lossy();
    let opened = open_xml(&name, std::fs::read(path).unwrap()).unwrap();
    let mut rules = Rules::new(TeiFacts::of_release(Version::default()));
    rules.begin(Arc::new(LocalFiles::beside(path, &Arc::new(KnownFiles::default()))), true, true);
    let findings = check_tei(&opened.source, &mut Checker::new(schema()), &mut rules);
    (opened.source, findings.diagnostics)
}

fn complete(cases: &[PathBuf]) {
    let names = cases.iter().map(|case| stem(case)).collect::<Vec<_>>();
    for rule in teiwright_check::rules::RULES.iter().filter(|rule| rule.code.starts_with("TEI")) {
        for kind in ["bad", "good"] {
            let wanted = format!("{}.{kind}", rule.code);
            assert!(names.contains(&wanted), "{wanted}.xml is missing");
        }
    }
}
