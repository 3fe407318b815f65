//! What several chores need: a schema from a file, and the files that are named.

use std::path::{Path, PathBuf};

use teiwright_relaxng::Schema;

/// Loads a schema.
pub(crate) fn load(path: &Path) -> Result<Schema, String> {
    let loaded = teiwright::load_schema(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let first = loaded.diagnostics().next().map(|(_, d)| d.message.clone());
    loaded.schema.ok_or_else(|| first.unwrap_or_default())
}

/// The files that are named, and the .xml files in folders that are, in order.
pub(crate) fn xml_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
            let mut inside =
                entries.filter(|p| p.extension().is_some_and(|e| e == "xml")).collect::<Vec<_>>();
            inside.sort();
            files.append(&mut inside);
        } else {
            files.push(path.clone());
        }
    }
    files
}
