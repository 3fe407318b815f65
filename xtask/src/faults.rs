//! `cargo xtask faults SCHEMA DIR`: how messages do on documents with one fault each, as `make_faults.py` makes them.
//!
//! `DIR/faults.jsonl` says of each document the kind of its fault, the lines in which a good message points, and a word that it
//! names. Counted are those that jing (xmllint, where they are not well-formed) refuses.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use teiwright_relaxng::Checker;
use teiwright_source::Severity;

use crate::{schema, verdicts};

/// What came of the documents of a kind.
#[derive(Default)]
struct Score {
    documents: usize,
    one: usize,
    near: usize,
    both: usize,
    named: usize,
    missed: usize,
    /// Refused here and by no peer.
    wrong: usize,
}

/// Prints a row a kind of fault. Whether nothing was missed and nothing wrong.
pub(crate) fn run(schema_path: &Path, folder: &Path) -> Result<bool, String> {
    let list = folder.join("faults.jsonl");
    let text = std::fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let faults = text.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>();
    let faults = faults.map_err(|error| format!("{}: {error}", list.display()))?;
    let folder = folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))?;
    let files = faults.iter().map(|fault| folder.join(word(fault, "file"))).collect::<Vec<_>>();
    let refused = verdicts::refused(schema_path, &files)?;
    let mut checker = Checker::new(&schema::load(schema_path)?);
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for ((fault, file), refused) in faults.iter().zip(&files).zip(refused) {
        let messages = messages(file, &mut checker)?;
        for kind in [word(fault, "kind"), "~ all"] {
            scores.entry(kind).or_default().add(fault, &messages, refused);
        }
    }
    println!(
        "{:20} {:>5} {:>7} {:>7} {:>7} {:>7} {:>7} {:>6}",
        "fault", "n", "one", "near", "both", "named", "missed", "false"
    );
    for (kind, score) in &scores {
        println!("{kind:20} {score}");
    }
    Ok(scores.values().all(|score| score.missed + score.wrong == 0))
}

fn word<'v>(fault: &'v Value, key: &str) -> &'v str {
    fault.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The line and the words of each error in a document.
fn messages(file: &Path, checker: &mut Checker) -> Result<Vec<(u64, String)>, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let (source, findings) =
        teiwright::check(&file.display().to_string(), bytes, checker).map_err(|error| error.to_string())?;
    let errors = findings.diagnostics.into_iter().filter(|d| d.severity == Severity::Error);
    let line = |at: u32| u64::from(source.position(at).line);
    Ok(errors.map(|d| (d.span.map_or(0, |span| line(span.start)), d.message)).collect())
}

impl Score {
    fn add(&mut self, fault: &Value, messages: &[(u64, String)], refused: bool) {
        if !refused {
            self.wrong += usize::from(!messages.is_empty());
            return;
        }
        self.documents += 1;
        let Some((line, message)) = messages.first() else {
            self.missed += 1;
            return;
        };
        let bound = |at: usize| fault.get("lines").and_then(|lines| lines.get(at)).and_then(Value::as_u64);
        let near = bound(0).is_some_and(|first| first <= *line) && bound(1).is_some_and(|last| *line <= last);
        self.one += usize::from(messages.len() == 1);
        self.near += usize::from(near);
        self.both += usize::from(near && messages.len() == 1);
        self.named += usize::from(message.contains(word(fault, "want")));
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |count: usize| count as f64 * 100.0 / self.documents.max(1) as f64;
        let Self { documents, one, near, both, named, missed, wrong } = self;
        write!(
            f,
            "{documents:>5} {:>6.1}% {:>6.1}% {:>6.1}% {:>6.1}% {missed:>7} {wrong:>6}",
            share(*one),
            share(*near),
            share(*both),
            share(*named)
        )
    }
}
