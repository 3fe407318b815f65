//! `cargo xtask verdicts SCHEMA PATH…`: every document on which the checker and jing do not agree.

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
    let mut differing = 0;
    let mut valid = 0;
    for batch in files.chunks(BATCH) {
        let theirs = jing(schema_path, batch)?;
        for (file, refused) in batch.iter().zip(theirs) {
            let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
            let found = match teiwright::check(&file.display().to_string(), bytes, &mut checker) {
                Ok((_, findings)) => findings.diagnostics,
                Err(error) => vec![error.diagnostic()],
            };
            let ours = found.iter().find(|d| d.severity == Severity::Error);
            valid += usize::from(ours.is_none());
            if ours.is_some() != refused {
                differing += 1;
                let says = ours.map_or("valid", |d| &d.message);
                println!("{}: jing refuses it: {refused}; here: {says}", file.display());
            }
        }
    }
    println!("{} documents, {valid} of them valid, {differing} differences", files.len());
    Ok(differing == 0)
}

/// Whether jing refuses each of the files; without its checks of IDs (`-i`), which are warnings here. It stops at a file that is not well-formed; the rest is given to it again.
fn jing(schema: &Path, files: &[PathBuf]) -> Result<Vec<bool>, String> {
    let mut refused = vec![false; files.len()];
    let mut from = 0;
    while from < files.len() {
        let out = Command::new("jing").arg("-i").arg(schema).args(&files[from..]).output();
        let out = out.map_err(|error| format!("jing (apt-get install jing): {error}"))?;
        let text = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
        let mut fatal = None;
        for line in text.lines() {
            let Some(at) = (from..files.len()).find(|at| line.starts_with(&*files[*at].to_string_lossy()))
            else {
                continue;
            };
            if line.contains(": fatal:") {
                fatal = Some(at);
            }
            refused[at] |= line.contains(": error:") || line.contains(": fatal:");
        }
        from = fatal.map_or(files.len(), |at| at + 1);
    }
    Ok(refused)
}
