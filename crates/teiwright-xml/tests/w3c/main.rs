//! The W3C's XML conformance suite (20130923), where it lies beside the checkout, read out of its archive unmodified.
//!
//! What is not well-formed must be rejected, all else read, with the events of the suite's canonical outputs. Every case that
//! does not pass stands in `exceptions.txt` with the reason, and nothing else does.

mod canonical;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::{Arc, Mutex};

use teiwright_source::Source;
use teiwright_xml::reader::{EntityResolver, Event, ExternalEntity, ExternalId, Options, Reader, decode};

type Archive = zip::ZipArchive<std::io::Cursor<Arc<[u8]>>>;

const BESIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
const ARCHIVE: &str = "xml/xmlts20130923.zip";
const EXCEPTIONS: &str = include_str!("exceptions.txt");
const OUT_OF_SCOPE: &str = include_str!("out-of-scope.txt");

fn bytes(archive: &mut Archive, path: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    archive.by_name(path).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// `dir/a/../b` without the steps back.
fn join(dir: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in dir.split('/').chain(relative.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The cases of a catalogue: the attributes of each.
fn cases(text: &str) -> Vec<BTreeMap<String, String>> {
    let source = Source::from_text("catalogue", text);
    let mut reader = Reader::new(&source);
    let mut cases = Vec::new();
    while let Some(event) = reader.next_event() {
        if let Event::Start(start) = event
            && start.written() == "TEST"
        {
            cases.push(start.attributes().map(|a| (a.written.to_owned(), a.value.to_owned())).collect());
        }
    }
    cases
}

/// Why a case is none of ours.
fn not_ours(case: &BTreeMap<String, String>) -> Option<&'static str> {
    let recommendation = case.get("RECOMMENDATION").map_or("", String::as_str);
    if recommendation.ends_with("1.1") || case.get("VERSION").is_some_and(|v| v == "1.1") {
        return Some("XML 1.1");
    }
    if case.get("EDITION").is_some_and(|editions| !editions.split(' ').any(|e| e == "5")) {
        return Some("older edition");
    }
    (case["TYPE"] == "error").then_some("a processor may do either")
}

/// Reads the entities of a case out of the archive, whose files it alone may name.
struct Entities {
    archive: Mutex<Archive>,
    dir: String,
}

impl EntityResolver for Entities {
    fn resolve(&self, id: &ExternalId<'_>) -> Result<ExternalEntity, String> {
        let dir = id.base.map_or(&*self.dir, |base| base.rsplit_once('/').map_or("", |parts| parts.0));
        let name = join(dir, id.system);
        let mut archive = self.archive.lock().map_err(|error| error.to_string())?;
        let bytes = bytes(&mut archive, &name).ok_or("it is not in the archive")?;
        Ok(ExternalEntity { name, bytes })
    }
}

/// What went wrong with a case.
fn run(archive: &mut Archive, dir: &str, case: &BTreeMap<String, String>) -> Result<(), String> {
    let path = join(dir, &case["URI"]);
    let bytes_of = bytes(archive, &path).ok_or_else(|| format!("{path} is not in the archive"))?;
    let options =
        Options { namespaces: case.get("NAMESPACE").is_none_or(|n| n != "no"), ..Options::default() };
    let folder = path.rsplit_once('/').map_or("", |parts| parts.0).to_owned();
    let entities = Entities { archive: Mutex::new(archive.clone()), dir: folder };
    let (errors, canonical) = match decode(path, bytes_of) {
        Ok((source, found)) => {
            let mut reader = Reader::with(&source, &options).resolving(Some(Arc::new(entities)));
            let canonical = canonical::canonical(&mut reader);
            (found.len() + reader.errors(), canonical)
        }
        Err(_) => (1, String::new()),
    };
    if case["TYPE"] == "not-wf" {
        return if errors > 0 { Ok(()) } else { Err("accepted".into()) };
    }
    if errors > 0 {
        return Err("rejected".into());
    }
    let Some(output) = case.get("OUTPUT") else { return Ok(()) };
    let expected = bytes(archive, &join(dir, output)).ok_or("its output is not in the archive")?;
    let expected = String::from_utf8(expected).map_err(|_| "its output is not UTF-8")?;
    if canonical::without_notations(&expected) == canonical { Ok(()) } else { Err("output".into()) }
}

#[test]
fn every_case_passes_but_those_that_are_listed() {
    // `cargo xtask conformance` says where the suites are, if not beside the checkout.
    #[expect(clippy::disallowed_methods, reason = "the suite is a file")]
    let (path, file) = {
        let folder = std::env::var_os("TEIWRIGHT_SUITES").unwrap_or_else(|| BESIDE.into());
        let path = std::path::Path::new(&folder).join(ARCHIVE);
        let file = std::fs::read(&path);
        (path, file)
    };
    let Ok(file) = file else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(Arc::from(file))).unwrap();
    let names = archive.file_names().map(str::to_owned).collect::<BTreeSet<_>>();
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let (mut failed, mut out_of_scope) = (BTreeSet::new(), BTreeSet::new());
    for name in names.iter().filter(|name| name.ends_with(".xml")) {
        let Some(Ok(text)) = bytes(&mut archive, name).map(String::from_utf8) else { continue };
        if !text.contains("<TEST ") && !text.contains("<TEST\n") && !text.contains("<TEST\r") {
            continue;
        }
        let dir = name.rsplit_once('/').map_or("", |parts| parts.0);
        for case in cases(&text) {
            let kind = case["TYPE"].clone();
            if let Some(reason) = not_ours(&case) {
                out_of_scope.insert(format!("{} {kind} {reason}", case["ID"]));
                *counts.entry((kind, reason)).or_default() += 1;
                continue;
            }
            match run(&mut archive, dir, &case) {
                Ok(()) => *counts.entry((kind, "passed")).or_default() += 1,
                Err(message) => {
                    *counts.entry((kind.clone(), "listed")).or_default() += 1;
                    failed.insert(format!("{} {kind} {message}", case["ID"]));
                }
            }
        }
    }
    for ((kind, result), count) in &counts {
        println!("{kind:8} {result:26} {count:5}");
    }
    for (kind, what) in
        [("not-wf", "not well-formed"), ("invalid", "invalid, read"), ("valid", "valid, read")]
    {
        let count = |result| counts.get(&(kind.to_owned(), result)).copied().unwrap_or_default();
        let (passed, listed) = (count("passed"), count("listed"));
        println!("suite: XML 1.0, 5th ed. ({what})|{}|{passed}|{listed}", passed + listed);
    }
    same("exceptions.txt", EXCEPTIONS, &failed);
    same("out-of-scope.txt", OUT_OF_SCOPE, &out_of_scope);
    assert!(counts.values().sum::<usize>() > 2000, "the archive has fewer cases than it should");
}

/// Fails where a list is not what came of the cases; a reason may follow in round brackets.
fn same(name: &str, list: &str, cases: &BTreeSet<String>) {
    let lines = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let listed =
        lines.map(|line| line.split(" (").next().unwrap_or(line).to_owned()).collect::<BTreeSet<_>>();
    let new = cases.difference(&listed).cloned().collect::<Vec<_>>().join("\n");
    let gone = listed.difference(cases).cloned().collect::<Vec<_>>().join("\n");
    assert!(new.is_empty() && gone.is_empty(), "not in {name}:\n{new}\nonly in {name}:\n{gone}");
}
