//! Export: every backend that there is, and a Document through one of them.

use teiwright_export::{Backend, Files, OptionSpec, Options, Registry, Report, Sink, rules};
use teiwright_model::{Document, Person, Title, Words};
use teiwright_source::{Diagnostic, Severity, Source};
use teiwright_tei::LowerOptions;

use crate::{ConvertError, ConvertOptions};

/// The built-in backends, TEI among them.
#[must_use]
pub fn registry() -> Registry {
    Registry::with_builtins().register(Box::new(Tei))
}

/// Gives an option of a backend a value.
///
/// # Errors
/// `PLG001` where there is no such backend, `PLG002` where the option or its value is not sound.
pub fn set_export(
    registry: &Registry,
    options: &mut ConvertOptions,
    backend: &str,
    name: &str,
    value: &str,
) -> Result<(), Box<Diagnostic>> {
    let known = registry.get(backend).ok_or_else(|| Box::new(rules::unknown_backend(registry, backend)))?;
    let values =
        options.export.entry(backend.to_owned()).or_insert_with(|| Options::defaults(known.options()));
    values.set(backend, known.options(), name, value)
}

/// Reads the TEI document `bytes`, known to users as `name`.
///
/// # Errors
/// When the bytes are no text, or no well-formed XML: what the rest says could not be trusted.
pub fn read_tei(name: &str, bytes: Vec<u8>) -> Result<(Source, Document, Vec<Diagnostic>), ConvertError> {
    let (source, tree, mut diagnostics) = teiwright_xml::Tree::from_bytes(name, bytes)?;
    if diagnostics.iter().any(|found| found.severity == Severity::Error) {
        return Err(ConvertError::Refused(Box::new((source, diagnostics))));
    }
    let (document, found) = teiwright_tei::lift(&tree);
    diagnostics.extend(found);
    Ok((source, document, diagnostics))
}

/// Writes a Document through a backend. A title and an author of the options go over those of the Document.
///
/// # Errors
/// What the backend says, where that is an error: then there are no files.
pub fn export(
    document: &mut Document,
    backend: &dyn Backend,
    options: &ConvertOptions,
) -> Result<(Files, Vec<Diagnostic>), Vec<Diagnostic>> {
    if let Some(title) = &options.lower.title {
        let titles = &mut document.metadata.titles;
        titles.retain(|title| title.role != "main");
        titles.insert(0, Title { role: "main".to_owned(), words: Words::given(title.as_str()) });
    }
    if let Some(author) = &options.lower.author {
        document.metadata.authors = vec![Person { name: Words::given(author.as_str()), organisation: false }];
    }
    let defaults = || Options::defaults(backend.options());
    let values = options.export.get(backend.name()).cloned().unwrap_or_else(defaults);
    let mut files = Files::default();
    let report = backend.write(document, &values, &mut files);
    if report.diagnostics.iter().any(|found| found.severity == Severity::Error) {
        return Err(report.diagnostics);
    }
    Ok((files, report.diagnostics))
}

/// TEI P5. It stands here because only `teiwright-tei` knows TEI, and backends see a Document and nothing else.
struct Tei;

impl Backend for Tei {
    fn name(&self) -> &str {
        "tei"
    }

    fn summary(&self) -> &str {
        "TEI P5 XML"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["application/tei+xml"]
    }

    fn extension(&self) -> &str {
        "xml"
    }

    fn options(&self) -> &[OptionSpec] {
        &[]
    }

    fn write(&self, document: &Document, _options: &Options, sink: &mut dyn Sink) -> Report {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let tree = teiwright_tei::lower(document, &LowerOptions { version, ..LowerOptions::default() });
        let xml = teiwright_xml::write(&tree, &teiwright_tei::holds_elements_only);
        Report::of_file(sink, "text.xml", xml)
    }
}
