//! The façade of Teiwright: [`convert`] takes the bytes of a transcription and gives TEI, with the proof that nothing
//! was lost. The command line, the tests and the benches all go this way.

use teiwright_model::{Document, Ledger};
use teiwright_source::{DecodeError, DecodeOptions, Diagnostic, Rule, Severity, Source, Span};
use teiwright_tei::{LowerOptions, Proof};
use teiwright_text::{Dialect, LineReading, ReadOptions};

mod entities;
pub mod rules;
mod schema;

pub use entities::LocalEntities;
pub use schema::{load_schema, read_xml};
pub use teiwright_relaxng::{Checker, Findings};

/// What the result of a conversion is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Target {
    /// TEI P5 XML.
    #[default]
    Tei,
    /// The Document as JSON.
    Json,
}

/// How to convert.
#[derive(Debug, Clone, Default)]
pub struct ConvertOptions {
    /// How to decode.
    pub decode: DecodeOptions,
    /// How to read.
    pub read: ReadOptions,
    /// How to lower.
    pub lower: LowerOptions,
    /// What to write.
    pub target: Target,
}

impl ConvertOptions {
    /// The options that suit transcriptions: the encoding is reported on, characters that XML cannot hold are replaced.
    #[must_use]
    pub fn new() -> Self {
        let decode = DecodeOptions { report: true, replace_controls: true, ..DecodeOptions::default() };
        let lower = LowerOptions { version: env!("CARGO_PKG_VERSION").to_owned(), ..LowerOptions::default() };
        Self { decode, read: ReadOptions::default(), lower, target: Target::Tei }
    }
}

/// A finished conversion.
#[derive(Debug)]
pub struct Conversion {
    /// The transcription as it was decoded.
    pub source: Source,
    /// What was read.
    pub document: Document,
    /// Every deliberate change.
    pub ledger: Ledger,
    /// What each line was taken for.
    pub lines: Vec<LineReading>,
    /// Whose conventions were followed.
    pub dialect: Dialect,
    /// What there is to report.
    pub diagnostics: Vec<Diagnostic>,
    /// What was proved.
    pub proof: Proof,
    /// What is to be written.
    pub output: String,
}

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertError {
    /// The bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// Something is wrong that a result would hide; the diagnostics say what.
    #[error("{} cannot be converted", source_name(.0))]
    Refused(Box<(Source, Vec<Diagnostic>)>),
    /// The Document cannot be written as JSON.
    #[error("the Document cannot be written as JSON: {0}")]
    Json(String),
}

fn source_name(refused: &(Source, Vec<Diagnostic>)) -> &str {
    refused.0.name()
}

/// Decodes and reads a transcription.
///
/// # Errors
/// When the bytes are no text, or some of them cannot be decoded, or there is no text at all.
pub fn read(
    name: &str,
    bytes: Vec<u8>,
    options: &ConvertOptions,
) -> Result<(Source, teiwright_text::Reading, Vec<Diagnostic>), ConvertError> {
    let (source, mut diagnostics) = teiwright_source::decode(name, bytes, &options.decode)?;
    let (reading, found) = teiwright_text::read(&source, &options.read);
    diagnostics.extend(found);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(ConvertError::Refused(Box::new((source, diagnostics))));
    }
    Ok((source, reading, diagnostics))
}

/// Converts the transcription `bytes`, which users know as `name`.
///
/// # Errors
/// When the bytes are no text, when there is nothing to convert, or when the proof that nothing was lost fails; then
/// there is no output.
pub fn convert(name: &str, bytes: Vec<u8>, options: &ConvertOptions) -> Result<Conversion, ConvertError> {
    let (source, reading, diagnostics) = read(name, bytes, options)?;
    let tree = teiwright_tei::lower(&reading.document, &options.lower);
    let proof = match teiwright_tei::prove(&source, &reading.ledger, &tree) {
        Ok(proof) => proof,
        Err(lost) => return Err(ConvertError::Refused(Box::new((source, lost)))),
    };
    let xml = teiwright_xml::write(&tree, &teiwright_tei::holds_elements_only);
    if let Err(difference) = teiwright_xml::same_as_written(&tree, &xml) {
        let message = format!("what was written does not read back: {}", difference.message);
        let fault = Diagnostic::new(&rules::cfg006::RULE, message);
        return Err(ConvertError::Refused(Box::new((source, vec![fault]))));
    }
    let output = match options.target {
        Target::Tei => xml,
        Target::Json => {
            let json = serde_json::to_string_pretty(&reading.document);
            json.map_err(|error| ConvertError::Json(error.to_string()))? + "\n"
        }
    };
    let teiwright_text::Reading { document, ledger, lines, dialect } = reading;
    Ok(Conversion { source, document, ledger, lines, dialect, diagnostics, proof, output })
}

/// Checks the XML document `bytes`, known to users as `name`: encoding, well-formedness, and the checker's schema.
///
/// # Errors
/// When the file is no text, or longer than 4 GiB.
pub fn check(name: &str, bytes: Vec<u8>, checker: &mut Checker) -> Result<(Source, Findings), DecodeError> {
    let (source, mut found) = teiwright_xml::reader::decode(name, bytes)?;
    if let Some(fault) = plain_text(&source) {
        return Ok((source, Findings { diagnostics: vec![fault], ..Findings::default() }));
    }
    let mut findings = teiwright_relaxng::check(&source, checker);
    found.append(&mut findings.diagnostics);
    findings.diagnostics = found;
    Ok((source, findings))
}

/// What there is to say of a file that has text and no tag at all: a transcription that was taken for a document. Its
/// encoding, and whatever else an XML reader would find, does not matter then.
fn plain_text(source: &Source) -> Option<Diagnostic> {
    let text = source.text();
    let opens = |c: char| c.is_alphabetic() || matches!(c, '_' | ':' | '!' | '?' | '/');
    if text.match_indices('<').any(|(at, _)| text[at + 1..].starts_with(opens)) {
        return None;
    }
    let start = text.find(|c: char| !c.is_whitespace())?;
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    let message = "this is plain text: there is no element in it";
    let fault = Diagnostic::new(&teiwright_xml::rules::xml012::RULE, message);
    let fault = fault.with_span(Span::from_range(start..start + line.len()));
    Some(fault.with_help("`teiwright convert` makes a TEI document of a transcription"))
}

/// The same for a document that is too large to hold, in UTF-8 without byte order mark, read in pieces. Findings have
/// places, but no paths.
///
/// # Errors
/// When reading fails, or the document is not in UTF-8.
pub fn check_large(input: impl std::io::Read, checker: &mut Checker) -> std::io::Result<Findings> {
    teiwright_relaxng::check_stream(input, checker)
}

/// Every rule of every crate, in the order of its code.
#[must_use]
pub fn all_rules() -> Vec<&'static Rule> {
    let mut all = Vec::new();
    for list in [
        rules::RULES,
        teiwright_source::rules::RULES,
        teiwright_relaxng::rules::RULES,
        teiwright_tei::rules::RULES,
        teiwright_text::rules::RULES,
        teiwright_xml::rules::RULES,
    ] {
        all.extend_from_slice(list);
    }
    all.sort_by_key(|rule| rule.code);
    all
}
