//! The grammar as it is written, given to jing: its verdicts are those of the engine.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The documents that jing refuses with the grammar `written`; `None` where there is no jing.
pub(crate) fn refused(written: &str, documents: &[&PathBuf]) -> Option<Result<BTreeSet<PathBuf>, String>> {
    let folder = std::env::temp_dir().join(format!(
        "teiwright-odd-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    std::fs::create_dir_all(&folder).ok()?;
    let grammar = folder.join("grammar.rng");
    std::fs::write(&grammar, written).ok()?;
    // `-i` leaves the soundness of ID types out, as verdicts.tsv does.
    let output = Command::new("jing").arg("-i").arg(&grammar).args(documents).output();
    let _ = std::fs::remove_dir_all(&folder);
    let output = output.ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if let Some(fault) = said.lines().find(|line| line.contains("grammar.rng:")) {
        return Some(Err(format!("jing does not take the grammar: {fault}")));
    }
    let of = |line: &str| {
        // PATH:LINE:COLUMN: error: …
        let (place, _) = line.split_once(": error:").or_else(|| line.split_once(": fatal:"))?;
        let path = place.rsplitn(3, ':').nth(2)?;
        Some(Path::new(path).to_path_buf())
    };
    Some(Ok(said.lines().filter_map(of).collect()))
}
