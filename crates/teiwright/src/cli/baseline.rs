//! `--baseline FILE`: findings that are known, so that new ones alone are told; what is known and found no more is stale.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use teiwright::rules;
use teiwright_report::Fingerprint;
use teiwright_source::Diagnostic;

use super::{Failure, output};

/// The version of the form of the file.
const VERSION: u32 = 1;
/// How many stale entries are named.
const MOST_NAMED: usize = 10;

/// The file, with a finding a line, so that changes of it are read and merged as those of any text.
#[derive(Deserialize)]
struct File {
    v: u32,
    findings: Vec<Line>,
}

/// A finding as it stands in the file. The message is there for people alone.
#[derive(Serialize, Deserialize)]
struct Line {
    file: String,
    code: String,
    fingerprint: String,
    #[serde(default)]
    message: String,
}

/// A finding that is known.
#[derive(Debug, Clone)]
struct Entry {
    code: String,
    print: Fingerprint,
    message: String,
}

/// The findings that are known, by the names of files relative to the folder of the baseline.
#[derive(Debug)]
pub(crate) struct Baseline {
    path: PathBuf,
    folder: PathBuf,
    files: FxHashMap<String, Vec<Entry>>,
    update: bool,
}

/// What a baseline has to do with the findings of one file.
#[derive(Debug)]
pub(crate) struct Seen {
    file: String,
    known: usize,
    /// Entries that were not found.
    stale: Vec<Entry>,
    /// All findings, where they are to be written.
    all: Vec<Entry>,
}

impl Baseline {
    /// Reads a baseline. One that is to be updated need not be there.
    pub(crate) fn read(path: &Path, update: bool) -> Result<Self, Failure> {
        let fail = |message: String, help: &str| {
            Failure::new(&rules::cfg021::RULE, path.display().to_string(), message, help)
        };
        let mut files = FxHashMap::<String, Vec<Entry>>::default();
        match std::fs::read(path) {
            Ok(bytes) => {
                let help = "make it anew with --update-baseline, after removing it";
                let broken = |why: String| fail(format!("is no baseline: {why}"), help);
                let File { v, findings } =
                    serde_json::from_slice(&bytes).map_err(|error| broken(error.to_string()))?;
                if v != VERSION {
                    return Err(broken(format!("its version is {v}, not {VERSION}")));
                }
                for Line { file, code, fingerprint, message } in findings {
                    let print = Fingerprint::parse(&fingerprint)
                        .ok_or_else(|| broken(format!("`{fingerprint}` is no fingerprint")))?;
                    files.entry(file).or_default().push(Entry { code, print, message });
                }
            }
            Err(error) if update && error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                let help = "check the path; --update-baseline makes a baseline of what is found now";
                return Err(fail(format!("cannot be read: {error}"), help));
            }
        }
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = absolute.parent().unwrap_or(&absolute).to_path_buf();
        Ok(Self { path: path.to_path_buf(), folder, files, update })
    }

    /// Takes what is known out of the findings of a file, and their fingerprints. All of it becomes known in an update.
    pub(crate) fn sift(
        &self,
        path: &Path,
        found: &mut Vec<Diagnostic>,
        prints: &mut Vec<Fingerprint>,
    ) -> Seen {
        let file = self.name(path);
        let entries = self.files.get(&file).map_or(&[][..], Vec::as_slice);
        let known = entries.iter().map(|entry| entry.print).collect::<FxHashSet<_>>();
        let now = prints.iter().copied().collect::<FxHashSet<_>>();
        let stale = entries.iter().filter(|entry| !now.contains(&entry.print)).cloned().collect();
        let mut seen = Seen { file, known: known.intersection(&now).count(), stale, all: Vec::new() };
        if self.update {
            let all = found.drain(..).zip(prints.drain(..));
            let entry = |(finding, print): (Diagnostic, _)| {
                let code = finding.code().to_owned();
                Entry { code, print, message: finding.message }
            };
            seen.all = all.map(entry).collect();
            return seen;
        }
        let mut keep = prints.iter().map(|print| !known.contains(print)).collect::<Vec<_>>().into_iter();
        found.retain(|_| keep.next().unwrap_or(true));
        prints.retain(|print| !known.contains(print));
        seen
    }

    /// The name of a file in the baseline: the way to it from the folder of the baseline, with `/` on all systems.
    fn name(&self, path: &Path) -> String {
        if path.as_os_str() == "-" {
            return "-".to_owned();
        }
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let (to, from) = (normal(&absolute), normal(&self.folder));
        let common = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
        let up = from[common..].iter().map(|_| "..".to_owned());
        up.chain(to[common..].iter().cloned()).collect::<Vec<_>>().join("/")
    }
}

/// The steps of an absolute path.
fn normal(path: &Path) -> Vec<String> {
    let mut steps = Vec::new();
    for step in path.components() {
        match step {
            Component::CurDir => {}
            Component::ParentDir => drop(steps.pop()),
            step => steps.push(step.as_os_str().to_string_lossy().into_owned()),
        }
    }
    steps
}

/// What became of the entries of a baseline in a run.
#[derive(Debug, Default)]
pub(crate) struct Account {
    seen: FxHashSet<String>,
    known: usize,
    stale: usize,
    /// The first stale ones, in words.
    named: Vec<String>,
    written: BTreeMap<String, Vec<Entry>>,
    added: usize,
}

impl Account {
    pub(crate) fn take(&mut self, seen: Seen) {
        let Seen { file, known, stale, all } = seen;
        self.known += known;
        self.added += all.len() - known.min(all.len());
        stale.iter().for_each(|entry| self.stale(&file, entry));
        if !all.is_empty() {
            self.written.insert(file.clone(), all);
        }
        self.seen.insert(file);
    }

    /// How many findings were known, or are to be.
    pub(crate) const fn known(&self) -> usize {
        self.known + self.added
    }

    fn stale(&mut self, file: &str, entry: &Entry) {
        self.stale += 1;
        if self.named.len() < MOST_NAMED {
            self.named.push(format!("  {file}: {}: {}\n", entry.code, entry.message));
        }
    }

    /// Says what was known and what is stale, and writes the baseline if that is asked.
    pub(crate) fn finish(mut self, baseline: &Baseline) -> Result<(), Failure> {
        let mut others =
            baseline.files.iter().filter(|(file, _)| !self.seen.contains(*file)).collect::<Vec<_>>();
        others.sort_by_key(|(file, _)| *file);
        for (file, entries) in others {
            // A file that this run was not about is as it was, unless it is gone.
            if file == "-" || baseline.folder.join(file).exists() {
                self.written.insert(file.clone(), entries.clone());
            } else {
                entries.iter().for_each(|entry| self.stale(file, entry));
            }
        }
        let name = baseline.path.display();
        if baseline.update {
            output::write(&baseline.path, self.text().as_bytes())?;
            let (added, known, stale) = (self.added, self.known, self.stale);
            output::error(&format!("{name}: {added} added, {known} kept, {stale} removed\n"));
            return Ok(());
        }
        if self.known > 0 {
            let findings = if self.known == 1 { "finding is" } else { "findings are" };
            output::error(&format!("{name}: {} {findings} known and not told\n", self.known));
        }
        if self.stale > 0 {
            let entries = if self.stale == 1 { "entry is" } else { "entries are" };
            let more = self.stale - self.named.len();
            let more = if more > 0 { format!("  and {more} more\n") } else { String::new() };
            let named = self.named.concat();
            output::error(&format!(
                "{name}: {} {entries} stale; --update-baseline removes what is found no more:\n{named}{more}",
                self.stale
            ));
        }
        Ok(())
    }

    fn text(&self) -> String {
        let mut out = format!("{{\"v\":{VERSION},\"findings\":[");
        let mut comma = "";
        for (file, entries) in &self.written {
            for Entry { code, print, message } in entries {
                let line = Line {
                    file: file.clone(),
                    code: code.clone(),
                    fingerprint: print.to_string(),
                    message: message.clone(),
                };
                out.push_str(comma);
                out.push('\n');
                out.push_str(&serde_json::to_string(&line).unwrap_or_default());
                comma = ",";
            }
        }
        out + "\n]}\n"
    }
}
