//! External entities and document types from files beside a document: never from a network, never from elsewhere on the disk.

use std::path::{Path, PathBuf};

use teiwright_xml::reader::{EntityResolver, ExternalEntity, ExternalId};

/// How large such a file may be, in bytes.
const LARGEST: u64 = 64 << 20;

/// Reads what a document refers to from its own folder, or below it.
#[derive(Debug, Clone)]
pub struct LocalEntities {
    folder: PathBuf,
}

impl LocalEntities {
    /// For the document at `path`.
    #[must_use]
    pub fn beside(path: &Path) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Self { folder: folder.unwrap_or_else(|| Path::new(".")).to_owned() }
    }

    fn read(&self, id: &ExternalId<'_>) -> Result<ExternalEntity, String> {
        let base = id.base.and_then(|base| Path::new(base).parent()).unwrap_or(&self.folder);
        let wanted = decoded(id.system);
        if has_scheme(&wanted) {
            return Err("it is no path of a file beside the document, and nothing is fetched".to_owned());
        }
        let path = base.join(&wanted);
        let unreadable = |error: std::io::Error| format!("`{}`: {error}", path.display());
        // Both without symbolic links: what lies below is below, whatever it is called.
        let real = path.canonicalize().map_err(unreadable)?;
        let folder = self.folder.canonicalize().map_err(unreadable)?;
        if !real.starts_with(&folder) {
            return Err("it lies outside of the document's folder".to_owned());
        }
        let data = std::fs::metadata(&real).map_err(unreadable)?;
        if !data.is_file() || data.len() > LARGEST {
            let what = if data.is_file() { "it is too large" } else { "it is no file" };
            return Err(what.to_owned());
        }
        let bytes = std::fs::read(&real).map_err(unreadable)?;
        Ok(ExternalEntity { name: path.display().to_string(), bytes })
    }
}

impl EntityResolver for LocalEntities {
    fn resolve(&self, id: &ExternalId<'_>) -> Result<ExternalEntity, String> {
        self.read(id)
    }
}

/// Whether this is a URI with a scheme (`http:`, `file:`, `urn:`); a single letter is a drive of Windows.
fn has_scheme(system: &str) -> bool {
    let Some((scheme, _)) = system.split_once(':') else { return false };
    let mut letters = scheme.bytes();
    scheme.len() > 1
        && letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        && letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// `system` with `%20` and the like as the bytes that they stand for, where these are characters.
fn decoded(system: &str) -> String {
    let mut bytes = Vec::with_capacity(system.len());
    let mut rest = system.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = (first == b'%').then(|| after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok()));
        match escaped.flatten().and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| system.to_owned())
}
