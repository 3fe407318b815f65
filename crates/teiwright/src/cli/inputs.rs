//! Inputs: files, folders, standard input; and where each one's output goes.

use std::io::Read;
use std::path::{Path, PathBuf};

use teiwright::rules;

use super::Failure;

/// An input, and its path below the folder that was named.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    pub(crate) below: PathBuf,
    /// Whether its bytes come from standard input; they may still have the name of a file.
    pub(crate) piped: bool,
}

impl Input {
    /// What is at `path`; standard input for `-`.
    pub(crate) fn at(path: &Path) -> Self {
        let below = path.file_name().map_or_else(|| PathBuf::from("stdin"), PathBuf::from);
        Self { path: path.to_path_buf(), below, piped: path.as_os_str() == "-" }
    }

    /// Whether it has no name, so that nothing is known of what lies beside it.
    pub(crate) fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Reads it whole.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let bytes = if self.piped {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(&self.path)
        };
        bytes.map_err(|error| unreadable(&self.path, &error.to_string()))
    }
}

pub(crate) fn unreadable(path: &Path, why: &str) -> Failure {
    let message = format!("cannot be read: {why}");
    Failure::new(
        &rules::cfg001::RULE,
        path.display().to_string(),
        message,
        "check the path and its permissions",
    )
}

/// All inputs in the order that they were named in, folders walked in the order of names.
/// Of a folder, the files with one of the `endings`.
pub(crate) fn collect(named: &[PathBuf], endings: &[&str]) -> (Vec<Input>, Vec<Failure>) {
    let (mut inputs, mut failures) = (Vec::new(), Vec::new());
    for path in named.iter().flat_map(|path| expanded(path)) {
        let path = &path;
        if path.is_dir() {
            let before = inputs.len();
            walk(path, endings, &mut inputs);
            if inputs.len() == before {
                let kinds = endings.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(" or ");
                let message = format!("the folder holds no {kinds} file");
                let help = "name the files that are meant, or another folder";
                failures.push(Failure::new(&rules::cfg001::RULE, path.display().to_string(), message, help));
            }
        } else {
            inputs.push(Input::at(path));
        }
    }
    (inputs, failures)
}

/// The paths that a pattern means, if it is one: the shell may not have expanded it. A file of that very name wins.
pub(crate) fn expanded(path: &Path) -> Vec<PathBuf> {
    let pattern = path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists());
    let found = pattern.and_then(|pattern| glob::glob(pattern).ok());
    let found = found.map(|paths| paths.flatten().collect::<Vec<_>>()).unwrap_or_default();
    if found.is_empty() { vec![path.to_path_buf()] } else { found }
}

fn walk(folder: &Path, endings: &[&str], inputs: &mut Vec<Input>) {
    let walker = ignore::WalkBuilder::new(folder).sort_by_file_name(Ord::cmp).require_git(false).build();
    for entry in walker.flatten() {
        let path = entry.into_path();
        let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
        let text = endings.iter().any(|known| known.eq_ignore_ascii_case(ending));
        if text && path.is_file() {
            let below = path.strip_prefix(folder).map(Path::to_path_buf).unwrap_or_else(|_| path.clone());
            inputs.push(Input { path, below, piped: false });
        }
    }
}

/// Whether two paths are one file, links followed.
pub(crate) fn same_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let (Ok(a), Ok(b)) = (std::fs::metadata(a), std::fs::metadata(b)) {
            return a.dev() == b.dev() && a.ino() == b.ino();
        }
    }
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
