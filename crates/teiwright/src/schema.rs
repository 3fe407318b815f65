//! Schemas and documents from local files.

use std::path::Path;

use teiwright_relaxng::{Loaded, Resolver, join, load};
use teiwright_source::{Severity, Source};

/// Reads an XML file, decoded as XML says.
///
/// # Errors
/// In words, why it cannot be read.
pub fn read_xml(path: &Path) -> Result<Source, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    let (source, found) = teiwright_xml::reader::decode(path.display().to_string(), bytes)
        .map_err(|error| error.to_string())?;
    match found.into_iter().find(|d| d.severity == Severity::Error) {
        Some(fault) => Err(format!("cannot be read: {}", fault.message)),
        None => Ok(source),
    }
}

/// Loads a RELAX NG schema with the local files that it refers to.
///
/// # Errors
/// In words, why the file itself cannot be read; what is wrong with the schema is in what is returned.
pub fn load_schema(path: &Path) -> Result<Loaded, String> {
    Ok(load(read_xml(path)?, &mut Neighbours))
}

/// Finds what a schema refers to among local files.
struct Neighbours;

impl Resolver for Neighbours {
    fn resolve(&mut self, base: &str, href: &str) -> Result<Source, String> {
        let name = join(base, href);
        if name.contains("://") && !name.starts_with("file://") {
            return Err("nothing is fetched from a network; put a copy beside the schema".to_owned());
        }
        read_xml(Path::new(name.strip_prefix("file://").unwrap_or(&name)))
    }
}
