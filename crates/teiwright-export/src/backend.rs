//! What a format is: a name, options, and a way to write a Document.

use teiwright_model::Document;
use teiwright_source::Diagnostic;

use crate::{OptionSpec, Options, Sink, rules};

/// A format that a Document can be written in. Object-safe, and shared between threads.
pub trait Backend: Send + Sync {
    /// The name that users call it by, in small letters: `html`.
    fn name(&self) -> &str;

    /// What it writes, in a few words.
    fn summary(&self) -> &str;

    /// The media types of what it writes, that of the main file first.
    fn media_types(&self) -> Vec<&str>;

    /// The ending of the file that it writes, without the dot. Of a folder, that of its pages.
    fn extension(&self) -> &str;

    /// Whether it writes one file or a folder of them.
    fn form(&self) -> Form {
        Form::File
    }

    /// Whether it takes some things out of a Document rather than writing the text: a table of dates, say.
    fn is_extract(&self) -> bool {
        false
    }

    /// The options that it takes.
    fn options(&self) -> &[OptionSpec];

    /// Writes the Document. `options` hold a sound value for each of [`Backend::options`]. The same Document and options
    /// give the same bytes.
    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report;
}

/// Whether a backend writes one file or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One file, which gets the name that the user gives.
    File,
    /// Files below a folder that the user names.
    Folder,
}

/// What there is to say of a run of a backend.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What was found; an error means that there is no sound result.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// The report of a backend that writes one file of text.
    pub fn of_file(sink: &mut dyn Sink, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let mut report = Self::default();
        report.file(sink, name, bytes.into());
        report
    }

    /// Hands a file to the sink; a refusal is a `PLG003`.
    pub fn file(&mut self, sink: &mut dyn Sink, name: &str, bytes: Vec<u8>) {
        if let Err(error) = sink.put(name, bytes) {
            self.diagnostics.push(rules::refused_file(&error));
        }
    }

    /// Says that the backend failed.
    pub fn fail(&mut self, backend: &str, why: &str) {
        self.diagnostics.push(rules::failed(backend, why));
    }
}
