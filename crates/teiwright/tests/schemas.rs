//! The schemas that Teiwright brings (`schemas/*.odd`): each compiles without a finding and is valid TEI; the one for all of TEI has
//! the verdicts of TEI's own grammar; the one for the converter allows what the converter writes and nothing else.
#![expect(clippy::unwrap_used, reason = "a test says by panic, and says what it skips")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proptest::prelude::*;
use teiwright::{ConvertOptions, convert, load_schema, read_xml};
use teiwright_model::Document;
use teiwright_odd::{Options, compile};
use teiwright_p5::Version;
use teiwright_relaxng::{Checker, NoFiles, Schema, check};
use teiwright_source::{Severity, Source};
use teiwright_tei::{LowerOptions, NotePlacement, Publication};
use teiwright_xml::reader::{Event, Reader};

const PLACEMENTS: [NotePlacement; 4] =
    [NotePlacement::End, NotePlacement::Inline, NotePlacement::Division, NotePlacement::StandOff];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn shared() -> PathBuf {
    root().join("../shared")
}

fn schemas() -> Vec<PathBuf> {
    files(&root().join("schemas"), "odd")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found =
        entries.filter(|path| path.extension().is_some_and(|e| e == extension)).collect::<Vec<_>>();
    found.sort();
    found
}

fn compiled(name: &str, version: Option<Version>) -> Schema {
    let source = read_xml(&root().join("schemas").join(name)).unwrap();
    let compiled = compile(source, &Options { version, ..Options::default() }, &mut NoFiles);
    let found = compiled.diagnostics().map(|(source, d)| {
        let line = d.span.map_or(0, |span| source.position(span.start).line);
        format!("{name}:{line}: {}[{}] {}", d.severity.as_str(), d.code(), d.message)
    });
    let found = found.collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{found}");
    compiled.schema.unwrap()
}

/// The first error, with its line; `None` for a valid document.
fn fault(source: &Source, checker: &mut Checker) -> Option<String> {
    let found = check(source, checker).diagnostics;
    let first = found.into_iter().find(|d| d.severity == Severity::Error)?;
    Some(format!("{}: {}", first.span.map_or(0, |span| source.position(span.start).line), first.message))
}

#[test]
fn each_compiles_and_is_valid_tei() {
    let all = compiled("teiwright-all.odd", None);
    let mut checker = Checker::new(&all);
    let schemas = schemas();
    assert!(schemas.len() >= 4, "{schemas:?}");
    for path in schemas {
        drop(compiled(path.file_name().unwrap().to_str().unwrap(), None));
        assert_eq!(fault(&read_xml(&path).unwrap(), &mut checker), None, "{}", path.display());
    }
}

#[test]
fn all_of_tei_has_the_verdicts_of_its_own_grammar() {
    let mut documents = files(&shared().join("odd/pool"), "xml");
    for folder in ["odd/mutants", "text/dev", "xml"] {
        documents.extend(files(&shared().join(folder), "xml"));
    }
    if documents.is_empty() {
        println!("skipped: {} is not there", shared().display());
        return;
    }
    for version in Version::ALL {
        let ours = compiled("teiwright-all.odd", Some(version));
        let theirs =
            load_schema(&shared().join(format!("tei/tei_all-{version}.rng"))).unwrap().schema.unwrap();
        let (mut ours, mut theirs) = (Checker::new(&ours), Checker::new(&theirs));
        let mut valid = 0;
        for path in &documents {
            let Ok(source) = read_xml(path) else { continue };
            let (here, there) = (fault(&source, &mut ours), fault(&source, &mut theirs));
            assert_eq!(here.is_none(), there.is_none(), "{version} {}: {here:?} {there:?}", path.display());
            valid += usize::from(here.is_none());
        }
        println!("{version}: {} documents, {valid} of them valid", documents.len());
    }
}

/// Every output of the suite and of the novels beside the checkout, whichever way its notes stand.
fn outputs() -> Vec<(String, Source)> {
    let mut cases = files(&root().join("tests/suite/convert"), "txt");
    cases.extend(files(&root().join("examples"), "txt"));
    cases.extend(files(&shared().join("text/dev"), "txt"));
    let mut outputs = Vec::new();
    for case in cases {
        for placement in PLACEMENTS {
            let mut options = ConvertOptions::new();
            options.lower.notes = placement;
            let conversion = convert("case.txt", std::fs::read(&case).unwrap(), &options).unwrap();
            let name = format!("{} {placement:?}", case.display());
            outputs.push((name, Source::from_text("case.xml", conversion.output)));
        }
    }
    outputs
}

#[test]
fn what_the_converter_writes_is_valid() {
    let outputs = outputs();
    assert!(outputs.len() > 100);
    for name in ["teiwright.odd", "teiwright-lite.odd"] {
        let schema = compiled(name, None);
        let mut checker = Checker::new(&schema);
        for (case, source) in &outputs {
            assert_eq!(fault(source, &mut checker), None, "{case} by {name}");
        }
    }
}

/// A small output, and the same with one thing in it that no output has.
#[test]
fn what_the_converter_never_writes_is_not_allowed() {
    let schema = compiled("teiwright.odd", None);
    let mut checker = Checker::new(&schema);
    let text = "A Title\n\nby Ann Author\n\nI\n\nThe first words, on 3 May 1917.[1]\n\nII\n\nMore.\n\nNOTES\n\n[1] A note.\n";
    let output = convert("case.txt", text.as_bytes().to_vec(), &ConvertOptions::new()).unwrap().output;
    assert_eq!(fault(&Source::from_text("case.xml", &*output), &mut checker), None, "{output}");
    let replacements = [
        ("<p>The", "<p n=\"1\">The"),
        ("<p>The", "<p rend=\"italic\">The"),
        ("<p>The", "<p xml:base=\"x\">The"),
        ("<p>The", "<p><choice><sic>x</sic><corr>y</corr></choice>The"),
        ("<p>The", "<p><seg type=\"x\">x</seg>The"),
        ("<p>The", "<p><hi>x</hi>The"),
        ("<p>The", "<p><vocal type=\"applause\"><desc>x</desc></vocal>The"),
        ("<p>The", "<p><gap><desc>x</desc></gap>The"),
        ("<p>The", "<p><ref type=\"link\" target=\"#x\">x</ref>The"),
        ("type=\"section\"", "type=\"verse\""),
        ("type=\"noteAnchor\"", "type=\"noteAnchor\" cRef=\"x\""),
        ("<date ", "<date period=\"#x\" "),
        ("<body>", "<body n=\"1\">"),
        ("<publisher>", "<publisher ref=\"#x\">"),
        ("ident=\"teiwright\"", "ident=\"another\""),
        ("<profileDesc>", "<profileDesc n=\"1\">"),
    ];
    for (from, to) in replacements {
        let faulty = output.replacen(from, to, 1);
        assert_ne!(faulty, output, "{from} is in the output:\n{output}");
        assert!(fault(&Source::from_text("case.xml", faulty), &mut checker).is_some(), "{to} is allowed");
    }
}

/// A Document in which every kind of block, inline, note, source and person stands, in every value that the model names, lowered
/// whichever way.
fn every_kind() -> Vec<(String, Source)> {
    let text = std::fs::read_to_string(root().join("tests/suite/schema/every-kind.json")).unwrap();
    let document = serde_json::from_str::<Document>(&text).unwrap();
    let some = |text: &str| Some(text.to_owned());
    let publication = Publication {
        publisher: some("A Press"),
        place: some("London"),
        date: some("2020-01"),
        licence: some("CC BY 4.0"),
        licence_url: some("https://creativecommons.org/licenses/by/4.0/"),
        idno: some("x-1"),
    };
    let mut outputs = Vec::new();
    for notes in PLACEMENTS {
        for (given, publication) in [(None, Publication::default()), (some("Given"), publication.clone())] {
            let author = given.clone();
            let options =
                LowerOptions { notes, publication, title: given, author, version: "1.0.0".to_owned() };
            let tree = teiwright_tei::lower(&document, &options);
            let text = teiwright_xml::write(&tree, &teiwright_tei::holds_elements_only);
            outputs.push((format!("every kind, {notes:?}"), Source::from_text("every.xml", text)));
        }
    }
    outputs
}

#[test]
fn what_can_be_written_of_any_document_is_valid() {
    for name in ["teiwright.odd", "teiwright-all.odd"] {
        let schema = compiled(name, None);
        let mut checker = Checker::new(&schema);
        for (case, source) in every_kind() {
            assert_eq!(fault(&source, &mut checker), None, "{case} by {name}");
        }
    }
}

/// The schema has no element and no attribute that nothing writes.
#[test]
fn the_schema_has_nothing_that_is_never_written() {
    let outputs = every_kind().into_iter().chain(outputs());
    let (mut elements, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    for (_, source) in outputs {
        let mut reader = Reader::new(&source);
        while let Some(event) = reader.next_event() {
            if let Event::Start(start) = event {
                let element = start.written().to_owned();
                let names = start.attributes().map(|a| format!("{element}/@{}", a.written));
                attributes.extend(names);
                elements.insert(element);
            }
        }
    }
    let text = std::fs::read_to_string(root().join("schemas/teiwright.odd")).unwrap();
    let lists = text.split("include=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let included = lists.flat_map(str::split_whitespace).map(str::to_owned).collect::<BTreeSet<_>>();
    assert!(included.len() > 90, "{included:?}");
    assert_eq!(included.difference(&elements).collect::<Vec<_>>(), Vec::<&String>::new());
    let mut unused = Vec::new();
    for spec in text.split("<elementSpec ident=\"").skip(1) {
        let element = spec.split('"').next().unwrap();
        let spec = spec.split("</elementSpec>").next().unwrap();
        for def in spec.split("<attDef ident=\"").skip(1).filter(|def| !def.contains("mode=\"delete\"")) {
            let name = format!("{element}/@{}", def.split('"').next().unwrap());
            if !attributes.contains(&name) {
                unused.push(name);
            }
        }
    }
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn the_smaller_schemas_allow_what_they_say() {
    let document = |body: &str| {
        format!(
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>\
             <publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>\
             <text><body>{body}</body></text></TEI>"
        )
    };
    let cases = [
        (
            "teiwright-minimal.odd",
            "<div type=\"a\"><head>x</head><p>x <hi rend=\"italic\">y</hi><lb/><date when=\"1917\">z</date></p></div>",
            true,
        ),
        ("teiwright-minimal.odd", "<p><hi>y</hi></p>", false),
        ("teiwright-minimal.odd", "<p><persName>y</persName></p>", false),
        ("teiwright-minimal.odd", "<p facs=\"#x\">y</p>", false),
        (
            "teiwright-lite.odd",
            "<p><persName ref=\"#x\">y</persName><choice><sic>a</sic><corr>b</corr></choice></p>",
            true,
        ),
        ("teiwright-lite.odd", "<sp><speaker>x</speaker><p>y</p></sp>", true),
        ("teiwright-lite.odd", "<p><gap reason=\"damage\"/></p>", true),
        ("teiwright-lite.odd", "<p><gap reason=\"bored\"/></p>", false),
        ("teiwright-lite.odd", "<div type=\"chorus\"><p/></div>", true),
        ("teiwright-lite.odd", "<entry/>", false),
        ("teiwright-lite.odd", "<div1><p/></div1>", false),
        ("teiwright-all.odd", "<div1><p/></div1>", true),
    ];
    for (name, body, valid) in cases {
        let schema = compiled(name, None);
        let found = fault(&Source::from_text("case.xml", document(body)), &mut Checker::new(&schema));
        assert_eq!(found.is_none(), valid, "{name} {body}: {found:?}");
    }
}

/// What readers of transcriptions take for something.
const PIECES: &[&str] = &[
    "A Title",
    "by Ann Author",
    "Source: X, 1972, pp. 3-5;",
    "Written: October 25 (November 7), 1917",
    "Translated: A. B.",
    "Public Domain: use it freely",
    "CHAPTER I",
    "I",
    "1. The Title",
    "APPENDIX",
    "PREFACE",
    "CONTENTS",
    "I. One . . . . 3",
    "A paragraph of some words that goes on, as paragraphs do.[1]",
    "[1] A note.",
    "NOTES",
    "* star",
    "(a) one",
    "(b) two",
    "> quoted",
    "_it_ and **b**",
    "(Applause.)",
    "[sic]",
    "[. . .]",
    "[illegible]",
    "[p. 12]",
    "* * *",
    "Dear Friends,",
    "Yours truly,",
    "P.S. x",
    "London, 7 November 1867",
    "    Indented line of verse,\n    and another;",
    "THE END",
    "[Illustration: z]",
    "ANNA. Yes.",
    "ANNA. (aside) No. [Exit.]",
    "[Enter FELIX.]",
    "at nine o'clock, on 3 May 1917",
    "a | b | c\n1 | 2 | 3",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "To be\n   -- Somebody, A Book",
    "[Footnote 1: x]",
    "[^a] and [^a]: y",
    "http://a.b/c",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever a transcription looks like, what is written of it is valid.
    #[test]
    fn what_is_written_of_anything_is_valid(
        pieces in prop::collection::vec((prop::sample::select(PIECES), prop::sample::select(&["\n", "\n\n", "\n\n\n", " "][..])), 1..30),
        notes in prop::sample::select(&PLACEMENTS[..]),
    ) {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        let schema = SCHEMA.get_or_init(|| compiled("teiwright.odd", None));
        let text = pieces.iter().map(|(piece, after)| format!("{piece}{after}")).collect::<String>();
        let mut options = ConvertOptions::new();
        options.lower.notes = notes;
        if let Ok(conversion) = convert("case.txt", text.clone().into_bytes(), &options) {
            let found = fault(&Source::from_text("case.xml", &*conversion.output), &mut Checker::new(schema));
            prop_assert_eq!(found, None, "{}\n{}", text, conversion.output);
        }
    }
}
