//! What must hold of every parser for any bytes: one function a fuzz target, which the workspace's test of the corpus calls too.

#[path = "../../crates/teiwright-xml/tests/events/mod.rs"]
mod events;

use std::sync::{Arc, OnceLock};

use teiwright::{ConvertError, ConvertOptions};
use teiwright_check::{
    Badness, Builtin, Examined, NoFiles as NoNeighbours, Rules, TeiFacts, compile_builtin, improve,
};
use teiwright_p5::{Version, table};
use teiwright_relaxng::reference::{Reference, Verdict};
use teiwright_relaxng::{Checker, NoFiles, Schema, check, load};
use teiwright_source::{Applicability, DecodeOptions, Diagnostic, Severity, Source};
use teiwright_xml::Tree;
use teiwright_xml::reader::{EntityResolver, Event, ExternalEntity, ExternalId, Limits, Options, Reader};

/// Any bytes decode or are refused; every finding stands inside the text, and inside the bytes.
pub fn decode(data: &[u8]) {
    let options = DecodeOptions { report: true, replace_controls: true, ..DecodeOptions::default() };
    let Ok((source, found)) = teiwright_source::decode("fuzz", data.to_vec(), &options) else { return };
    places(source.text(), &found);
    for span in found.iter().filter_map(|found| found.span) {
        assert!(source.disk_offset(span.start) <= data.len() as u64, "{span:?} is outside of the bytes");
    }
}

/// Events nest, places stand inside the text, and the text gives the same events whole and in pieces. Behind a NUL stands
/// the file that all external entities are.
pub fn xml_reader(data: &[u8]) {
    let Some((&first, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else {
        // Bytes of unknown encoding must not stop the reader either.
        drop(teiwright_xml::reader::decode("fuzz", data.to_vec()));
        return;
    };
    let (whole, errors, _) = events::whole(text);
    let (pieces, again, _) = events::pieces(text, usize::from(first) + 1);
    assert_eq!((whole, errors), (pieces, again), "whole and in pieces");
    if let Some((document, file)) = text.split_once('\0') {
        entities(document, file);
    }
}

/// Every external entity is this file.
struct OneFile(String);

impl EntityResolver for OneFile {
    fn resolve(&self, id: &ExternalId<'_>) -> Result<ExternalEntity, String> {
        if id.system.is_empty() {
            return Err("it has no name".to_owned());
        }
        Ok(ExternalEntity { name: id.system.to_owned(), bytes: self.0.clone().into_bytes() })
    }
}

/// A document whose external entities are all one file is read, and places stand inside the document.
fn entities(document: &str, file: &str) {
    let source = Source::from_text("fuzz.xml", document);
    let limits = Limits { expansion: 1 << 20, ..Limits::default() };
    let reader = Reader::with(&source, &Options { limits, ..Options::default() });
    let (tree, found) = Tree::from_reader(reader.resolving(Some(Arc::new(OneFile(file.to_owned())))));
    places(document, &found);
    for span in tree.nodes().filter_map(|node| node.origin().span()) {
        assert!(document.get(span.range()).is_some(), "{span:?} is outside of the document");
    }
}

/// A schema in XML syntax loads or is refused with a place.
pub fn rng_xml(data: &[u8]) {
    schema("fuzz.rng", data);
}

/// A schema in compact syntax loads or is refused with a place.
pub fn rng_compact(data: &[u8]) {
    schema("fuzz.rnc", data);
}

fn schema(name: &str, data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let loaded = load(Source::from_text(name, text), &mut NoFiles);
    if loaded.schema.is_none() {
        assert!(loaded.diagnostics().next().is_some(), "a refusal says why");
    }
    for (source, found) in loaded.diagnostics() {
        places(source.text(), std::slice::from_ref(found));
    }
}

/// Documents longer than this cost the derivatives of the reference too much.
const LONGEST: usize = 600;

/// A schema in compact syntax and a document, parted by a NUL: the checker has the verdict of the reference.
pub fn validator(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some((schema, document)) = text.split_once('\0').filter(|_| text.len() <= LONGEST) else { return };
    let Some(schema) = load(Source::from_text("fuzz.rnc", schema), &mut NoFiles).schema else { return };
    let source = Source::from_text("fuzz.xml", document);
    let mut checker = Checker::new(&schema);
    let findings = check(&source, &mut checker);
    places(document, &findings.diagnostics);
    let mut reader = Reader::new(&source);
    let mut reference = Reference::new(&schema);
    let mut root = true;
    while let Some(event) = reader.next_event() {
        match event {
            Event::Start(start) => {
                if std::mem::take(&mut root) {
                    start.unparsed_entities().for_each(|name| reference.unparsed_entity(name));
                }
                for (prefix, uri) in start.declarations() {
                    reference.prefix(prefix, uri);
                }
                let name = start.expanded(start.name);
                reference.start_element(name.namespace, name.local);
                for attribute in start.attributes() {
                    let name = start.expanded(attribute.name);
                    reference.attribute(name.namespace, name.local, attribute.value);
                }
            }
            Event::End { .. } => reference.end_element(),
            Event::Text { text, .. } => reference.text(text),
            Event::Comment { .. } | Event::Instruction { .. } => {}
        }
    }
    if reader.errors() == 0 {
        let valid = reference.finish() == Verdict::Valid;
        // IDs that stand twice are warnings, of which the reference knows nothing.
        let refused = findings.diagnostics.iter().any(|found| found.severity == Severity::Error);
        assert_eq!(!refused, valid, "checker and reference: {:?}", findings.diagnostics);
    }
}

/// A transcription converts, or is refused because it holds no text; what is written is well-formed.
pub fn convert(data: &[u8]) {
    match teiwright::convert("fuzz", data.to_vec(), &ConvertOptions::new()) {
        Ok(conversion) => {
            let written = Source::from_text("out.xml", conversion.output);
            let mut reader = Reader::new(&written);
            while reader.next_event().is_some() {}
            assert_eq!(reader.errors(), 0, "{:?}", reader.into_diagnostics());
            places(conversion.source.text(), &conversion.diagnostics);
        }
        Err(ConvertError::Refused(refused)) => {
            let lost =
                refused.1.iter().find(|found| found.code().starts_with("TEI") || found.code() == "CFG006");
            assert!(lost.is_none(), "{lost:?}");
        }
        Err(_) => {}
    }
}

fn places(text: &str, found: &[Diagnostic]) {
    for diagnostic in found {
        if let Some(span) = diagnostic.span {
            assert!(text.get(span.range()).is_some(), "{} at {span:?}", diagnostic.code());
        }
    }
}

/// Any text is a table of facts or is refused with its line; what is read and can be written reads back the same.
pub fn p5_table(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match table::read(text) {
        Ok(read) => {
            if let Ok(written) = table::write(&read) {
                assert_eq!(table::read(&written).as_ref(), Ok(&read), "{written}");
            }
        }
        Err(error) => assert!((1..=text.lines().count()).contains(&error.line), "{error}"),
    }
}

/// A document of TEI that was checked.
struct Checked(Source, Vec<Diagnostic>);

impl Examined for Checked {
    fn source(&self) -> &Source {
        &self.0
    }

    fn found(&self) -> &[Diagnostic] {
        &self.1
    }

    fn dropped(&self) -> usize {
        0
    }
}

/// Findings of the rules of TEI stand inside the text, and mends never make a document worse.
pub fn rules(data: &[u8]) {
    static SCHEMA: OnceLock<Option<Schema>> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| compile_builtin(Builtin::Minimal, Version::default()).schema);
    let Some(schema) = schema.as_ref().filter(|_| data.len() <= LONGEST) else { return };
    let checked = |bytes: Vec<u8>| {
        let opened = teiwright::open_xml("fuzz.xml", bytes).map_err(drop)?;
        let mut rules = Rules::new(TeiFacts::of_release(Version::default()));
        rules.begin(Arc::new(NoNeighbours), true, true);
        let mut found = opened.diagnostics;
        found.extend(teiwright::check_tei(&opened.source, &mut Checker::new(schema), &mut rules).diagnostics);
        Ok::<_, ()>(Checked(opened.source, found))
    };
    let Ok(before) = checked(data.to_vec()) else { return };
    places(before.source().text(), before.found());
    let bad = Badness::of(before.found(), 0);
    let after = improve(data.to_vec(), before, Applicability::Unsafe, checked);
    assert!(after.is_ok(), "what was mended cannot be read");
    let Ok(after) = after else { return };
    assert!(Badness::of(after.examined.found(), 0) <= bad, "mends made it worse");
}
