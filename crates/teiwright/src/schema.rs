//! Schemas and documents from local files, and those that are built in.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use teiwright_check::{Builtin, SchemaId, TEI, TeiFacts, compile_builtin, name_origins};
use teiwright_odd::{Compiled, OddFile};
use teiwright_p5::Version;
use teiwright_relaxng::{Loaded, Resolver, Schema, SchemaFile, join, load};
use teiwright_source::{Diagnostic, Severity, Source};

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
    Ok(load(read_xml(path)?, &mut Neighbours { copy_of: &|_| None }))
}

/// Compiles a customisation with the local files that it refers to.
///
/// # Errors
/// In words, why the file itself cannot be read; what is wrong with the customisation is in what is returned.
pub fn compile_odd(path: &Path, options: &teiwright_odd::Options) -> Result<Compiled, String> {
    Ok(teiwright_odd::compile(read_xml(path)?, options, &mut Neighbours { copy_of: &|_| None }))
}

/// The path of a local copy of what an address names, if there is one.
pub type CopyOf<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A schema, wherever it came from.
#[derive(Debug)]
pub struct Ready {
    /// The schema; `None` where it is not correct.
    pub schema: Option<Schema>,
    /// Its files, each with what was found in it.
    pub files: Vec<(Source, Vec<Diagnostic>)>,
    /// The customisation that it was compiled from.
    compiled: Option<Compiled>,
    /// What it says of attributes.
    facts: OnceLock<TeiFacts>,
    /// The release that is taken as it is.
    release: Option<Version>,
}

impl Ready {
    /// What a compiled customisation, or one that is built in, gives.
    #[must_use]
    pub fn compiled(mut compiled: Compiled) -> Self {
        let files = compiled.files.iter_mut().map(|file: &mut OddFile| {
            let source = Source::from_text(file.source.name(), file.source.text());
            (source, std::mem::take(&mut file.diagnostics))
        });
        let files = files.collect();
        Self {
            schema: compiled.schema.take(),
            files,
            compiled: Some(compiled),
            facts: OnceLock::new(),
            release: None,
        }
    }

    /// What the customisation, or the release of TEI, says of attributes: which are pointers, which are dates.
    #[must_use]
    pub fn tei_facts(&self) -> TeiFacts {
        let known = self.facts.get_or_init(|| match (&self.compiled, self.release) {
            (Some(compiled), None) => TeiFacts::of_customisation(compiled),
            (_, release) => TeiFacts::of_release(release.unwrap_or_default()),
        });
        known.clone()
    }

    /// Says of each finding about `document` which line of the customisation made its rule.
    pub fn name_origins(&self, document: &Source, findings: &mut [Diagnostic]) {
        if let Some(compiled) = &self.compiled {
            name_origins(document, compiled, findings);
        }
    }
}

/// Loads a schema: one that is built in, a customisation of TEI, or RELAX NG in either syntax, with the local files that it refers to
/// and the copies of remote ones that `copy_of` knows.
///
/// # Errors
/// In words, why it cannot be read; what is wrong with it is in what is returned.
pub fn ready_schema(id: &SchemaId, version: Option<Version>, copy_of: CopyOf<'_>) -> Result<Ready, String> {
    let path = match id {
        SchemaId::Builtin(builtin, version) => {
            let ready = Ready::compiled(compile_builtin(*builtin, *version));
            let release = (*builtin == Builtin::All).then_some(*version);
            return Ok(Ready { release, ..ready });
        }
        SchemaId::File(path) => match copy_of(path) {
            Some(copy) => local_path(&copy),
            None if path.contains("://") && !path.starts_with("file:") => return Err(REMOTE.to_owned()),
            None => local_path(path),
        },
    };
    let path = path.as_path();
    let source = read_xml(path)?;
    if is_customisation(path, &source) {
        let options = teiwright_odd::Options { version, ..teiwright_odd::Options::default() };
        return Ok(Ready::compiled(teiwright_odd::compile(source, &options, &mut Neighbours { copy_of })));
    }
    let loaded = load(source, &mut Neighbours { copy_of });
    let files = loaded.files.into_iter().map(|SchemaFile { source, diagnostics }| (source, diagnostics));
    Ok(Ready {
        schema: loaded.schema,
        files: files.collect(),
        compiled: None,
        facts: OnceLock::new(),
        release: version,
    })
}

/// Whether a schema is a customisation of TEI: a document of TEI is, whatever its file is called.
fn is_customisation(path: &Path, source: &Source) -> bool {
    let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    if ending.eq_ignore_ascii_case("rnc") || ending.eq_ignore_ascii_case("rng") {
        return false;
    }
    let root = teiwright_check::Prolog::of(source).root;
    ending.eq_ignore_ascii_case("odd") || root.is_some_and(|root| root.namespace == TEI)
}

/// The path of a local file by its address: a path, or one with escapes (`%20`), with or without `file:` before it.
#[must_use]
pub fn local_path(address: &str) -> PathBuf {
    let path = address.strip_prefix("file://").or_else(|| address.strip_prefix("file:")).unwrap_or(address);
    let path = path.strip_prefix("localhost/").map_or_else(|| path.to_owned(), |rest| format!("/{rest}"));
    // A file of that very name comes first: a path is no address.
    if !path.contains('%') || Path::new(&path).exists() {
        return path.into();
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let escape = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = escape.filter(|_| *first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or(path).into()
}

/// Why a remote schema is not read.
const REMOTE: &str = "is not here, and nothing is fetched from a network: name a copy in a catalogue, or keep one in the cache folder";

/// Finds what a schema refers to among local files, and copies of remote ones.
struct Neighbours<'a> {
    copy_of: CopyOf<'a>,
}

impl Resolver for Neighbours<'_> {
    fn resolve(&mut self, base: &str, href: &str) -> Result<Source, String> {
        let name = join(base, href);
        let name = (self.copy_of)(&name).unwrap_or(name);
        if name.contains("://") && !name.starts_with("file://") {
            let message =
                "nothing is fetched from a network; put a copy beside the schema, or name one in a catalogue";
            return Err(message.to_owned());
        }
        read_xml(&local_path(&name))
    }
}
