//! Where a backend's files go.

use std::fmt;

/// Takes the files of a backend.
pub trait Sink {
    /// Takes a file. The name is relative, its parts separated by `/`.
    ///
    /// # Errors
    /// When the name is not relative, steps out of the folder, or is there already.
    fn put(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), SinkError>;
}

/// Why a file was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinkError {
    /// The name that was given.
    pub name: String,
    /// What is wrong with it.
    pub why: &'static str,
}

impl fmt::Display for SinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the file name `{}` {}", self.name.escape_debug(), self.why)
    }
}

impl std::error::Error for SinkError {}

/// Files in memory, in the order that they came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    files: Vec<(String, Vec<u8>)>,
}

impl Files {
    /// The files with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// The files themselves.
    #[must_use]
    pub fn into_files(self) -> Vec<(String, Vec<u8>)> {
        self.files
    }
}

impl Sink for Files {
    fn put(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), SinkError> {
        let fail = |why| Err(SinkError { name: name.to_owned(), why });
        if let Some(why) = fault(name) {
            return fail(why);
        }
        // Two names that differ in case only are one file on some systems.
        if self.files.iter().any(|(other, _)| other.to_lowercase() == name.to_lowercase()) {
            return fail("is there twice");
        }
        self.files.push((name.to_owned(), bytes));
        Ok(())
    }
}

/// What is wrong with a file's name, if anything is.
fn fault(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some("is empty");
    }
    if name.starts_with('/') || name.contains('\\') || name.contains(':') {
        return Some("is not relative");
    }
    if name.chars().any(char::is_control) {
        return Some("holds a control character");
    }
    let unsound = |part: &str| part.is_empty() || part == "." || part == "..";
    name.split('/').any(unsound).then_some("steps out of its folder")
}

#[cfg(test)]
mod tests {
    use super::{Files, Sink};

    #[test]
    fn names_are_relative_and_unique() {
        let mut files = Files::default();
        for name in ["/etc/passwd", "../x", "a/../b", "a//b", "", "C:\\x", "a\nb", "./a", "a/"] {
            assert!(files.put(name, Vec::new()).is_err(), "{name}");
        }
        assert!(files.put("a/b.html", vec![1]).is_ok());
        assert!(files.put("A/b.html", vec![1]).is_err());
        assert_eq!(files.into_files(), vec![("a/b.html".to_owned(), vec![1])]);
    }
}
