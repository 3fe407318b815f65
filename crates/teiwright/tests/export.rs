//! The suite of exports: `tests/suite/export/*.xml` through every backend, a snapshot of each beside it. Formats of several
//! files or of bytes are a list of names, sizes and hashes. Every word of the text is in what a backend makes of it, and a
//! second run gives the same bytes; the documents beside the checkout are held to that too.
#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "this is a test")]

#[path = "../../teiwright-source/tests/fixtures/mod.rs"]
mod fixtures;
mod loss;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use fixtures::{beside, files, folder, no_orphans, stem, trial};
use libtest_mimic::{Arguments, Trial};
use teiwright::{ConvertOptions, export, read_tei, registry};
use teiwright_export::{Backend, Files};
use teiwright_model::Document;

const SUITE: &str = "export";

/// TEI to TEI is no export: `convert` refuses it.
const TEI: &str = "tei";

fn document(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    let (_, document, _) = read_tei(&path.display().to_string(), bytes).unwrap();
    document
}

fn made(document: &Document, backend: &dyn Backend) -> Files {
    let (files, found) = export(&mut document.clone(), backend, &ConvertOptions::new()).unwrap();
    assert!(found.is_empty(), "{found:?}");
    files
}

/// What is compared: text as it is, without the style sheet that every page has; otherwise names, sizes and hashes.
fn shown(files: &Files) -> String {
    let all = files.iter().collect::<Vec<_>>();
    if let [(name, bytes)] = all.as_slice()
        && !loss::is_archive(name)
    {
        let text = std::str::from_utf8(bytes).unwrap();
        let text = match (text.find("<style>"), text.find("</style>")) {
            (Some(from), Some(to)) => format!("{}<style>…{}", &text[..from], &text[to..]),
            _ => text.to_owned(),
        };
        return text.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    }
    let mut parts = Vec::new();
    for (name, bytes) in all {
        if loss::is_archive(name) {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for index in 0..archive.len() {
                let mut part = archive.by_index(index).unwrap();
                let mut bytes = Vec::new();
                part.read_to_end(&mut bytes).unwrap();
                parts.push((part.name().to_owned(), bytes));
            }
        } else {
            parts.push((name.to_owned(), bytes.to_vec()));
        }
    }
    parts.sort();
    let line = |(name, bytes): &(String, Vec<u8>)| {
        // FNV-1a, 64 bits.
        let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{name} {} {hash:016x}\n", bytes.len())
    };
    parts.iter().map(line).collect()
}

fn check(case: &Path, name: &str) {
    let registry = registry();
    let backend = registry.get(name).unwrap();
    let document = document(case);
    let files = made(&document, backend);
    assert!(made(&document, backend) == files, "a second run gives other bytes");
    if !backend.is_extract() {
        let lost = loss::lost(&document, &files);
        assert!(lost.is_empty(), "lost: {lost:?}");
    }
    beside(&folder(SUITE), || {
        insta::assert_snapshot!(format!("{}.{name}", stem(case)), shown(&files));
    });
}

/// Every word of the text element of a TEI document is in the Document that it is lifted to.
fn lifted(path: &Path) {
    let source = teiwright::read_xml(path).unwrap();
    let (tree, _) = teiwright_xml::Tree::read(&source);
    let (document, _) = teiwright_tei::lift(&tree);
    let json = serde_json::to_string(&document).unwrap();
    let kept = json.split(|c: char| !c.is_alphanumeric()).collect::<std::collections::HashSet<_>>();
    let mut lost = Vec::new();
    for element in
        tree.elements().filter(|element| matches!(element.local(), "text" | "standOff" | "teiHeader"))
    {
        // The name of a language is what its tag says.
        let named =
            |node: &teiwright_xml::NodeRef| node.parent_element().is_some_and(|e| e.local() == "language");
        for node in element.descendants().filter(|node| !named(node)) {
            let words = node.characters().unwrap_or_default().split(|c: char| !c.is_alphanumeric());
            lost.extend(
                words
                    .filter(|word| !word.is_empty() && !kept.contains(word) && !json.contains(*word))
                    .map(str::to_owned),
            );
        }
    }
    assert!(lost.is_empty(), "{}: lost {lost:?}", path.display());
}

/// The documents beside the checkout through every backend.
fn beside_the_checkout() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if !shared.is_dir() {
        eprintln!("skipped: there is no ../shared");
        return;
    }
    let mut paths = vec![shared.join("seed/gold.xml")];
    for (folder, ending, most) in [
        ("text/dev", "xml", 20),
        ("xml/latinLit", "xml", 10),
        ("odd/pool", "xml", 500),
        ("odd/pool", "tei", 500),
    ] {
        let mut found = files(&shared.join(folder), ending);
        found.sort_by_key(|path| std::cmp::Reverse(std::fs::metadata(path).unwrap().len()));
        paths.extend(found.into_iter().take(most));
    }
    for path in paths {
        lifted(&path);
        let document = document(&path);
        for backend in registry().iter().filter(|backend| !backend.is_extract() && backend.name() != TEI) {
            let files = made(&document, backend);
            let lost = loss::lost(&document, &files);
            assert!(lost.is_empty(), "{} to {}: {lost:?}", path.display(), backend.name());
        }
    }
}

/// What the text reader reads, lowered and lifted, is what it was: blocks, notes and their order (invariant 5).
fn round_trip(path: &Path) {
    let conversion = teiwright::convert("t", std::fs::read(path).unwrap(), &ConvertOptions::new()).unwrap();
    let document = conversion.document;
    let tree = teiwright_tei::lower(&document, &ConvertOptions::new().lower);
    let (lifted, found) = teiwright_tei::lift(&tree);
    assert!(found.is_empty(), "{found:?}");
    for (name, before, after) in [
        ("front", &document.front, &lifted.front),
        ("body", &document.body, &lifted.body),
        ("back", &document.back, &lifted.back),
    ] {
        let json = |part| placed(serde_json::to_value(part).unwrap());
        same(name, &json(before), &json(after));
    }
    // The marker before a note is not in the TEI, only that of its reference.
    let json = |notes: &[teiwright_model::Note]| {
        let mut notes = notes.to_vec();
        notes.iter_mut().for_each(|note| note.marker.clear());
        placed(serde_json::to_value(&notes).unwrap())
    };
    same("notes", &json(&document.notes), &json(&lifted.notes));
}

/// The cases of which plain text cannot say all, and what it cannot.
const UNSAID: [(&str, &str); 14] = [
    ("contents-pages", "that the number of a page is a link"),
    ("contents-unheaded", "that lines with the numbers of pages are a table of contents"),
    ("emphasis", "italics within a word"),
    ("gutenberg-title-page", "which lines are a title page"),
    ("headings-marked", "how deep a heading is"),
    ("letter-address", "that a line is an address"),
    ("links-and-code", "that the lines of code are lines"),
    ("lists-nested", "that a list begins in an item that has a dash"),
    ("mia-en-without-colons", "that a note belongs to the title"),
    ("mia-whole", "which of two notes of one number is meant"),
    ("notes-paragraphs", "that a note in brackets goes on"),
    ("quotation-sources", "that one line is a quotation"),
    ("title-underlined", "that one line is a quotation"),
    ("wikisource", "how deep a heading is"),
];

/// What the text backend writes of a transcription reads back as the same: blocks and notes.
fn reads_back(path: &Path) {
    if let Some((_, what)) = UNSAID.iter().find(|(case, _)| *case == stem(path)) {
        eprintln!("skipped: plain text cannot say {what}");
        return;
    }
    let options = ConvertOptions::new();
    let first = teiwright::convert("t", std::fs::read(path).unwrap(), &options).unwrap().document;
    let mut files = made(&first, registry().get("text").unwrap()).into_files();
    let text = files.remove(0).1;
    let second = teiwright::convert("t", text.clone(), &options).unwrap().document;
    let json = |document: &Document| {
        let parts =
            serde_json::json!([document.front.blocks, document.body, document.back.blocks, document.notes]);
        unplaced(parts)
    };
    let (before, after) = (json(&first), json(&second));
    if before != after {
        eprintln!("{}", String::from_utf8(text).unwrap());
    }
    same("text", &before, &after);
}

/// The same without places in the text.
fn unplaced(mut value: serde_json::Value) -> String {
    fn walk(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                map.remove("span");
                map.values_mut().for_each(walk);
            }
            serde_json::Value::Array(all) => {
                all.iter_mut().for_each(walk);
                // Where one text ends and the next begins says nothing.
                all.dedup_by(|next, text| match (text["text"].as_str(), next["text"].as_str()) {
                    (Some(first), Some(second)) => {
                        text["text"] = format!("{first}{second}").into();
                        true
                    }
                    _ => false,
                });
            }
            _ => {}
        }
    }
    walk(&mut value);
    serde_json::to_string_pretty(&value).unwrap()
}

/// A tree has no place for what stands nowhere: an empty place is none.
fn placed(mut value: serde_json::Value) -> String {
    fn walk(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                for (key, inner) in map.iter_mut() {
                    if key == "span" && inner[0] == inner[1] {
                        *inner = serde_json::json!([0, 0]);
                    }
                    walk(inner);
                }
            }
            serde_json::Value::Array(all) => all.iter_mut().for_each(walk),
            _ => {}
        }
    }
    walk(&mut value);
    serde_json::to_string_pretty(&value).unwrap()
}

/// Says where two texts part.
fn same(name: &str, before: &str, after: &str) {
    if before != after {
        let at = before.lines().zip(after.lines()).position(|(a, b)| a != b).unwrap_or(0);
        let around =
            |text: &str| text.lines().skip(at.saturating_sub(6)).take(14).collect::<Vec<_>>().join("\n");
        panic!("{name}, line {at}\n--- read\n{}\n--- lifted\n{}", around(before), around(after));
    }
}

/// Another reader of the format finds every word in a DOCX, where it is installed.
fn opened_by_pandoc(case: &Path) {
    let document = document(case);
    let files = made(&document, registry().get("docx").unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("text.docx");
    std::fs::write(&path, files.into_files().remove(0).1).unwrap();
    let ran = Command::new("pandoc")
        .args(["--from=docx", "--to=html", "--wrap=none", "--standalone"])
        .arg(&path)
        .output();
    let Ok(ran) = ran else {
        eprintln!("skipped: pandoc is not installed (apt-get install pandoc)");
        return;
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let mut read = Files::default();
    teiwright_export::Sink::put(&mut read, "text.html", ran.stdout).unwrap();
    let lost = loss::lost(&document, &read);
    assert!(lost.is_empty(), "lost: {lost:?}");
}

/// Each case has a snapshot a backend: `prose.html.snap` is one of `prose`'s.
fn owner(snapshot: &str) -> &str {
    snapshot.split_once('.').map_or(snapshot, |(owner, _)| owner)
}

fn main() {
    let arguments = Arguments::from_args();
    let cases = files(&folder(SUITE), "xml");
    let mut trials: Vec<Trial> = Vec::new();
    for case in &cases {
        let lift = case.clone();
        trials.push(trial(format!("export/{}/lift", stem(case)), move || lifted(&lift)));
        let opened = case.clone();
        trials.push(trial(format!("export/{}/docx-opens", stem(case)), move || opened_by_pandoc(&opened)));
        for backend in registry().iter().filter(|backend| backend.name() != TEI) {
            let (case, name): (PathBuf, String) = (case.clone(), backend.name().to_owned());
            trials.push(trial(format!("export/{}/{name}", stem(&case)), move || check(&case, &name)));
        }
    }
    for case in files(&folder("convert"), "txt") {
        let back = case.clone();
        trials.push(trial(format!("reads-back/{}", stem(&case)), move || reads_back(&back)));
        trials.push(trial(format!("round-trip/{}", stem(&case)), move || round_trip(&case)));
    }
    trials.push(no_orphans(folder(SUITE), &cases, owner));
    trials.push(trial("documents_beside_the_checkout", beside_the_checkout));
    libtest_mimic::run(&arguments, trials).exit();
}
