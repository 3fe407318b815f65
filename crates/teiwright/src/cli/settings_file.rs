//! A configuration file: its text, and what is wrong with it.

use std::path::Path;

use serde::de::DeserializeOwned;
use teiwright::rules;
use teiwright_source::{Diagnostic, Source, Span};

use super::Failure;

/// A configuration file that was read.
pub(crate) struct SettingsFile {
    name: String,
    pub(crate) text: String,
}

impl SettingsFile {
    /// Reads the file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Self { name, text }),
            Err(error) => {
                let message = format!("cannot be read: {error}");
                Err(Failure::new(&rules::cfg001::RULE, name, message, "check the path"))
            }
        }
    }

    /// What it says, as far as `T` asks; `has` is what may stand there.
    pub(crate) fn parse<T: DeserializeOwned>(&self, has: &str) -> Result<T, Failure> {
        toml::from_str(&self.text).map_err(|error| {
            self.wrong(error.message().replace('\n', "; "), error.span().map(Span::from_range), has)
        })
    }

    /// Something in it that is wrong; `has` is what may stand there.
    pub(crate) fn wrong(&self, message: String, span: Option<Span>, has: &str) -> Failure {
        let mut fault = Diagnostic::new(&rules::cfg004::RULE, message).with_help(has);
        fault.span = span;
        self.failure(vec![fault])
    }

    /// What was found in it, as a failure.
    pub(crate) fn failure(&self, found: Vec<Diagnostic>) -> Failure {
        Failure::within(Source::from_text(self.name.as_str(), self.text.as_str()), found)
    }
}
