//! The façade of Teiwright: [`convert`] takes the bytes of a transcription and gives TEI, with the proof that nothing
//! was lost. The command line, the tests and the benches all go this way.

use std::collections::BTreeMap;

use teiwright_export::Options;
use teiwright_model::{Document, Ledger};
use teiwright_source::{DecodeError, DecodeOptions, Diagnostic, Rule, Severity, Source};
use teiwright_tei::{LowerOptions, Proof};
use teiwright_text::{Dialect, LineReading, ReadOptions};

mod check;
mod entities;
mod export;
mod files;
mod own;
pub mod plugins;
pub mod rules;
mod schema;

pub use check::{
    Opened, check, check_briefly, check_large, check_source, check_tei, open_xml, prolog_of_large,
    well_formed,
};
pub use entities::LocalEntities;
pub use export::{export, read_tei, registry, set_export};
pub use files::{KnownFiles, LocalFiles};
pub use schema::{CopyOf, Ready, compile_odd, load_schema, local_path, read_xml, ready_schema};
pub use teiwright_relaxng::{Checker, Findings};

/// How to convert.
#[derive(Debug, Clone, Default)]
pub struct ConvertOptions {
    /// How to decode.
    pub decode: DecodeOptions,
    /// How to read.
    pub read: ReadOptions,
    /// How to lower.
    pub lower: LowerOptions,
    /// Options of backends by name; those that are not there have their defaults.
    pub export: BTreeMap<String, Options>,
}

impl ConvertOptions {
    /// The options that suit transcriptions: the encoding is reported on, characters that XML cannot hold are replaced.
    #[must_use]
    pub fn new() -> Self {
        let decode = DecodeOptions { report: true, replace_controls: true, ..DecodeOptions::default() };
        let lower = LowerOptions { version: env!("CARGO_PKG_VERSION").to_owned(), ..LowerOptions::default() };
        Self { decode, read: ReadOptions::default(), lower, export: BTreeMap::new() }
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
    /// The TEI.
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
    let output = Source::from_text("output.xml", xml);
    let faults = own::faults(&tree, &output);
    if !faults.is_empty() {
        return Err(ConvertError::Refused(Box::new((source, faults))));
    }
    let teiwright_text::Reading { document, ledger, lines, dialect } = reading;
    Ok(Conversion {
        source,
        document,
        ledger,
        lines,
        dialect,
        diagnostics,
        proof,
        output: output.into_text(),
    })
}

/// Every rule of every crate, in the order of its code.
#[must_use]
pub fn all_rules() -> Vec<&'static Rule> {
    let mut all = Vec::new();
    for list in [
        rules::RULES,
        teiwright_check::rules::RULES,
        teiwright_odd::rules::RULES,
        teiwright_export::rules::RULES,
        teiwright_plugin::rules::RULES,
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
