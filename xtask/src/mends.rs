//! `cargo xtask mends SCHEMA DIR ORIGINALS`: what `check --fix` makes of documents with one fault each, as `make_faults.py` makes them.
//!
//! `DIR/faults.jsonl` says of each document the kind of its fault and which file of ORIGINALS it was made from. Told for each kind are how
//! many documents offered a mend that is made unseen (beyond what the original offers itself), how many of those became the original byte for
//! byte, how many others did by mends that may change the meaning, and how many became worse.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use teiwright::{Checker, Findings, check_tei, open_xml};
use teiwright_check::{Badness, Examined, Improved, Rules, TeiFacts, improve};
use teiwright_p5::Version;
use teiwright_source::{Applicability, Diagnostic, Source};

use crate::schema;

/// What came of the documents of a kind.
#[derive(Default)]
struct Score {
    documents: usize,
    /// With a mend of the fault that is made unseen.
    offered: usize,
    restored: usize,
    /// With none of that kind, restored by those that may change the meaning.
    restored_unsafe: usize,
    worse: usize,
}

/// What documents are checked with.
struct Tools {
    checker: Checker,
    rules: Rules,
}

/// Prints a row a kind of fault. Whether no document became worse.
pub(crate) fn run(schema_path: &Path, folder: &Path, originals: &Path) -> Result<bool, String> {
    let read = |path: &Path| std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()));
    let list = folder.join("faults.jsonl");
    let text = String::from_utf8_lossy(&read(&list)?).into_owned();
    let rules = Rules::new(TeiFacts::of_release(Version::default()));
    let mut tools = Tools { checker: Checker::new(&schema::load(schema_path)?), rules };
    let mut scores = BTreeMap::<String, Score>::new();
    for line in text.lines() {
        let fault =
            serde_json::from_str::<Value>(line).map_err(|error| format!("{}: {error}", list.display()))?;
        let word = |key: &str| fault.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let broken = read(&folder.join(word("file")))?;
        let original = read(&originals.join(word("from")))?;
        for kind in [word("kind"), "~ all".to_owned()] {
            scores.entry(kind).or_default().add(&broken, &original, &mut tools)?;
        }
    }
    println!(
        "{:20} {:>5} {:>8} {:>9} {:>6} {:>9} {:>6}",
        "fault", "n", "offered", "restored", "", "by unsafe", "worse"
    );
    for (kind, score) in &scores {
        let Score { documents, offered, restored, restored_unsafe, worse } = score;
        let share = *restored as f64 * 100.0 / (*offered).max(1) as f64;
        println!(
            "{kind:20} {documents:>5} {offered:>8} {restored:>9} {share:>5.1}% {restored_unsafe:>9} {worse:>6}"
        );
    }
    Ok(scores.values().all(|score| score.worse == 0))
}

/// A document that was checked.
struct Checked(Source, Findings);

impl Examined for Checked {
    fn source(&self) -> &Source {
        &self.0
    }

    fn found(&self) -> &[Diagnostic] {
        &self.1.diagnostics
    }

    fn dropped(&self) -> usize {
        self.1.dropped
    }
}

impl Score {
    fn add(&mut self, broken: &[u8], original: &[u8], tools: &mut Tools) -> Result<(), String> {
        self.documents += 1;
        // What the original itself offers is no part of the fault.
        let whole = tools.mended(original, Applicability::Safe)?;
        let before = tools.check(broken)?;
        let bad = Badness::of(before.found(), before.dropped());
        let mut after = tools.mended(broken, Applicability::Safe)?;
        let safe = after.mended.count > whole.mended.count;
        self.offered += usize::from(safe);
        self.restored += usize::from(safe && after.mended.bytes == whole.mended.bytes);
        if !safe {
            after = tools.mended(broken, Applicability::Unsafe)?;
            let whole = tools.mended(original, Applicability::Unsafe)?;
            self.restored_unsafe += usize::from(after.mended.bytes == whole.mended.bytes);
        }
        self.worse += usize::from(Badness::of(after.examined.found(), after.examined.dropped()) > bad);
        Ok(())
    }
}

impl Tools {
    /// A document after all mends that may be made, as `check --fix` makes them.
    fn mended(&mut self, bytes: &[u8], allowed: Applicability) -> Result<Improved<Checked>, String> {
        let first = self.check(bytes)?;
        improve(bytes.to_vec(), first, allowed, |bytes| self.check(&bytes))
    }

    fn check(&mut self, bytes: &[u8]) -> Result<Checked, String> {
        let opened = open_xml("a.xml", bytes.to_vec()).map_err(|error| error.to_string())?;
        self.rules.begin(std::sync::Arc::new(teiwright_check::NoFiles), true, true);
        let mut findings = check_tei(&opened.source, &mut self.checker, &mut self.rules);
        findings.diagnostics.extend(opened.diagnostics);
        Ok(Checked(opened.source, findings))
    }
}
