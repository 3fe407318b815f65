//! Reads the files of a template backend's folder.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Every file of a backend in `folder`: `backend.toml`, and what is below `templates` and `static`; named by its path from the
/// folder, with `/` between the parts. No more than `most` bytes in all.
pub(super) fn read(folder: &Path, most: usize) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let manifest = folder.join("backend.toml");
    if manifest.is_file() {
        files.insert("backend.toml".to_owned(), std::fs::read(manifest)?);
    }
    let mut left = most;
    for name in ["templates", "static"] {
        let walk =
            ignore::WalkBuilder::new(folder.join(name)).standard_filters(false).max_depth(Some(16)).build();
        for entry in walk.filter_map(Result::ok) {
            let Ok(path) = entry.path().strip_prefix(folder) else { continue };
            // Hidden files are those of editors and systems, not of the backend.
            let parts = path.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>();
            let Some(parts) = parts.filter(|parts| !parts.iter().any(|part| part.starts_with('.'))) else {
                continue;
            };
            if !entry.path().is_file() {
                continue;
            }
            let bytes = std::fs::read(entry.path())?;
            left =
                left.checked_sub(bytes.len()).ok_or_else(|| io::Error::other("the folder holds too much"))?;
            files.insert(parts.join("/"), bytes);
        }
    }
    Ok(files)
}
