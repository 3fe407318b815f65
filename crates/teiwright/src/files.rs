//! What lies beside documents: whether files are there, and the IDs of those that are XML, each read once.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;
use teiwright_check::{Files, Ids};

use crate::schema::read_xml;

/// How large a file may be whose IDs are looked for, in bytes.
const LARGEST: u64 = 64 << 20;

/// What was read of files; documents of one run share it.
#[derive(Debug, Default)]
pub struct KnownFiles {
    ids: Mutex<FxHashMap<PathBuf, Option<Arc<Ids>>>>,
}

impl KnownFiles {
    fn ids(&self, path: &Path) -> Option<Arc<Ids>> {
        if let Ok(known) = self.ids.lock()
            && let Some(known) = known.get(path)
        {
            return known.clone();
        }
        let readable = std::fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= LARGEST);
        let source = if readable { read_xml(path).ok() } else { None };
        let ids = source.and_then(|source| Ids::of(&source)).map(Arc::new);
        if let Ok(mut known) = self.ids.lock() {
            known.insert(path.to_owned(), ids.clone());
        }
        ids
    }
}

/// The files beside one document.
#[derive(Debug)]
pub struct LocalFiles {
    folder: PathBuf,
    known: Arc<KnownFiles>,
}

impl LocalFiles {
    /// Those beside the document at `path`.
    #[must_use]
    pub fn beside(path: &Path, known: &Arc<KnownFiles>) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Self { folder: folder.unwrap_or_else(|| Path::new(".")).to_owned(), known: Arc::clone(known) }
    }
}

impl Files for LocalFiles {
    fn is_there(&self, path: &str) -> Option<bool> {
        match self.folder.join(path).try_exists() {
            Ok(there) => Some(there),
            // A name that no file can have is none; what may not be looked at is not known.
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => None,
            Err(_) => Some(false),
        }
    }

    fn ids(&self, path: &str) -> Option<Arc<Ids>> {
        self.known.ids(&self.folder.join(path))
    }
}
