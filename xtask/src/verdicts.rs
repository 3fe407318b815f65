//! `cargo xtask verdicts SCHEMA PATH…`: every document on which the checker and jing do not agree.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use teiwright_relaxng::Checker;
use teiwright_source::Severity;

use crate::schema;

/// How many files jing gets in one go.
const BATCH: usize = 2_000;

/// Compares verdicts and prints what differs.
pub(crate) fn run(schema_path: &Path, paths: &[PathBuf]) -> Result<bool, String> {
    let schema = schema::load(schema_path)?;
    // jing names files by their whole paths.
    let files = schema::xml_files(paths).into_iter().map(|file| file.canonicalize().unwrap_or(file));
    let files = files.collect::<Vec<_>>();
    let mut checker = Checker::new(&schema);
    let mut count = Count::default();
    for batch in files.chunks(BATCH) {
        let (mut broken, mut whole) = (Vec::new(), Vec::new());
        for file in batch {
            let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
            let found = match teiwright::check(&file.display().to_string(), bytes, &mut checker) {
                Ok((_, findings)) => findings.diagnostics,
                Err(error) => vec![error.diagnostic()],
            };
            let error = found.into_iter().find(|d| d.severity == Severity::Error);
            let says = error.as_ref().map(|d| d.message.clone());
            // What is not well-formed stops jing, which then starts anew: xmllint says of these whether they are.
            let list =
                if error.is_some_and(|d| !d.code().starts_with("RNG")) { &mut broken } else { &mut whole };
            list.push((file.clone(), says));
        }
        let files_of =
            |list: &[(PathBuf, Option<String>)]| list.iter().map(|f| f.0.clone()).collect::<Vec<_>>();
        count.compare("xmllint", &broken, &not_well_formed(&files_of(&broken))?);
        count.compare("jing", &whole, &jing(schema_path, &files_of(&whole))?);
        println!("{count}");
    }
    Ok(count.differing == 0)
}

/// What came of the comparison.
#[derive(Default)]
struct Count {
    documents: usize,
    valid: usize,
    broken: usize,
    differing: usize,
}

impl Count {
    fn compare(&mut self, peer: &str, ours: &[(PathBuf, Option<String>)], theirs: &[bool]) {
        for ((file, says), refused) in ours.iter().zip(theirs) {
            self.documents += 1;
            self.valid += usize::from(says.is_none());
            self.broken += usize::from(peer == "xmllint");
            if says.is_some() != *refused {
                self.differing += 1;
                let says = says.as_deref().unwrap_or("valid");
                println!("{}: {peer} refuses it: {refused}; here: {says}", file.display());
            }
        }
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { documents, valid, broken, differing } = self;
        write!(f, "{documents} documents, {valid} valid, {broken} not well-formed, {differing} differences")
    }
}

/// Whether each of the files is refused: by xmllint as not well-formed, or else by jing.
pub(crate) fn refused(schema: &Path, files: &[PathBuf]) -> Result<Vec<bool>, String> {
    let mut refused = not_well_formed(files)?;
    let whole = files.iter().zip(&refused).filter(|(_, broken)| !**broken).map(|(file, _)| file.clone());
    let mut theirs = jing(schema, &whole.collect::<Vec<_>>())?.into_iter();
    for refused in refused.iter_mut().filter(|broken| !**broken) {
        *refused = theirs.next().unwrap_or_default();
    }
    Ok(refused)
}

/// Whether xmllint says of each of the files that it is not well-formed.
fn not_well_formed(files: &[PathBuf]) -> Result<Vec<bool>, String> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let out = Command::new("xmllint").args(["--noout", "--huge"]).args(files).output();
    let out = out.map_err(|error| format!("xmllint (apt-get install libxml2-utils): {error}"))?;
    let text = String::from_utf8_lossy(&out.stderr);
    let about = |file: &PathBuf, line: &str| {
        line.strip_prefix(&*file.to_string_lossy()).is_some_and(|rest| {
            rest.starts_with(':')
                && ["parser error", "namespace error", "encoding error"]
                    .iter()
                    .any(|kind| rest.contains(kind))
        })
    };
    Ok(files.iter().map(|file| text.lines().any(|line| about(file, line))).collect())
}

/// Whether jing refuses each of the files; without its checks of IDs (`-i`), which are warnings here. It stops at a file that is not well-formed; the rest is given to it again.
fn jing(schema: &Path, files: &[PathBuf]) -> Result<Vec<bool>, String> {
    let mut refused = vec![false; files.len()];
    let names = files.iter().map(|file| file.to_string_lossy().into_owned());
    let places = names.zip(0..).collect::<HashMap<_, usize>>();
    let mut from = 0;
    while from < files.len() {
        let out = Command::new("jing").arg("-i").arg(schema).args(&files[from..]).output();
        let out = out.map_err(|error| format!("jing (apt-get install jing): {error}"))?;
        let text = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
        let mut fatal = None;
        for line in text.lines() {
            // A file's name, then a colon and the line in it.
            let named = line.match_indices(".xml:").next().map(|(end, _)| &line[..end + 4]);
            let Some(at) = named.and_then(|name| places.get(name)).copied() else { continue };
            if line.contains(": fatal:") {
                fatal = Some(at);
            }
            refused[at] |= line.contains(": error:") || line.contains(": fatal:");
        }
        from = fatal.map_or(files.len(), |at| at + 1);
    }
    Ok(refused)
}
