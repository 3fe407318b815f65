//! Checking documents: in memory, or too large for it; against a schema, or for well-formedness alone.

use std::io::Read;

use rustc_hash::FxHashSet;
use teiwright_check::{Builtin, Prolog, Rules, TEI, compile_builtin_for};
use teiwright_p5::Version;
use teiwright_relaxng::{Checker, Findings};
use teiwright_source::{DecodeError, Diagnostic, Source, Span};
use teiwright_xml::reader::{Event, Options, Reader, StreamReader};

/// A document that is longer than this, in bytes, is checked against the whole schema at once: see [`check_briefly`].
const BRIEF: usize = 1 << 20;

/// A document that was decoded.
#[derive(Debug)]
pub struct Opened {
    /// Its text.
    pub source: Source,
    /// What was found about its encoding.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is no XML at all, which is what was found then.
    pub is_plain: bool,
}

/// Decodes the XML document `bytes`, known to users as `name`.
///
/// # Errors
/// When the file is no text, or longer than 4 GiB.
pub fn open_xml(name: &str, bytes: Vec<u8>) -> Result<Opened, DecodeError> {
    let (source, diagnostics) = teiwright_xml::reader::decode(name, bytes)?;
    Ok(match plain_text(&source) {
        Some(fault) => Opened { source, diagnostics: vec![fault], is_plain: true },
        None => Opened { source, diagnostics, is_plain: false },
    })
}

/// Checks the XML document `bytes`, known to users as `name`: encoding, well-formedness, and the checker's schema.
///
/// # Errors
/// When the file is no text, or longer than 4 GiB.
pub fn check(name: &str, bytes: Vec<u8>, checker: &mut Checker) -> Result<(Source, Findings), DecodeError> {
    let Opened { source, diagnostics: mut found, is_plain } = open_xml(name, bytes)?;
    if is_plain {
        return Ok((source, Findings { diagnostics: found, ..Findings::default() }));
    }
    let mut findings = check_source(&source, checker);
    found.append(&mut findings.diagnostics);
    findings.diagnostics = found;
    Ok((source, findings))
}

/// Checks a document that was decoded: well-formedness, and the checker's schema.
pub fn check_source(source: &Source, checker: &mut Checker) -> Findings {
    teiwright_relaxng::check(source, checker)
}

/// The same, and the rules of TEI beyond the schema in the same pass; what the document ignores by instructions is left out.
pub fn check_tei(source: &Source, checker: &mut Checker, rules: &mut Rules) -> Findings {
    teiwright_relaxng::check_beside(source, checker, rules)
}

/// Whether a document is well-formed, and nothing else.
#[must_use]
pub fn well_formed(source: &Source) -> Findings {
    let mut reader = Reader::new(source);
    while reader.next_event().is_some() {}
    Findings { diagnostics: reader.into_diagnostics(), ..Findings::default() }
}

/// What `rules` find in a document with which nothing is wrong by a schema that is built in, of which only what the document uses is
/// compiled: for one short document that is far less work. `None` says no more than that the whole schema is to be asked.
#[must_use]
pub fn check_briefly(
    source: &Source,
    builtin: Builtin,
    version: Version,
    rules: &mut Rules,
) -> Option<Findings> {
    if source.text().len() > BRIEF {
        return None;
    }
    let mut elements = FxHashSet::default();
    let mut reader = Reader::new(source);
    while let Some(event) = reader.next_event() {
        if let Event::Start(start) = event {
            let name = start.expanded(start.name);
            if name.namespace == TEI && !elements.contains(name.local) {
                elements.insert(Box::from(name.local));
            }
        }
    }
    if reader.errors() > 0 {
        return None;
    }
    let schema = compile_builtin_for(builtin, version, elements).schema?;
    let findings = check_tei(source, &mut Checker::new(&schema), rules);
    // What an instruction ignores may be the schema's, which does not know all of TEI here.
    let sound =
        findings.diagnostics.iter().all(|d| !d.code().starts_with("RNG") && !d.code().starts_with("XML"));
    (sound && !rules.had_instructions()).then_some(findings)
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

/// The same as [`check_tei`] for a document that is too large to hold, in UTF-8 without byte order mark, read in pieces. Findings
/// have places, but no paths.
///
/// # Errors
/// When reading fails, or the document is not in UTF-8.
pub fn check_large(input: impl Read, checker: &mut Checker, rules: &mut Rules) -> std::io::Result<Findings> {
    teiwright_relaxng::check_stream_beside(input, checker, rules)
}

/// What such a document says before its text.
///
/// # Errors
/// When reading fails, or the document is not in UTF-8.
pub fn prolog_of_large(input: impl Read) -> std::io::Result<Prolog> {
    let mut reader = StreamReader::new(input, &Options::default());
    let mut prolog = Prolog::default();
    while let Some(event) = reader.next_event()? {
        if prolog.take(event) {
            break;
        }
    }
    Ok(prolog)
}
