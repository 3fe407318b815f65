//! What the tests of this crate share: schemas from disk, documents through roxmltree into the reference validator.
#![expect(clippy::disallowed_methods, reason = "tests read fixtures")]

use std::path::{Path, PathBuf};

use roxmltree::{Document, Node, ParsingOptions};
use teiwright_relaxng::reference::{Reference, Verdict};
use teiwright_relaxng::{Loaded, Resolver, Schema, Validator, join, load};
use teiwright_source::{DecodeOptions, Source, decode};

/// A folder of suites, beside the checkout or where `cargo xtask conformance` says, if it is there; otherwise says that
/// the test is skipped.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let path = std::env::var_os("TEIWRIGHT_SUITES").map_or_else(beside, PathBuf::from).join(folder);
    if path.exists() {
        return path.canonicalize().ok();
    }
    eprintln!("skipped: {} is not there", path.display());
    None
}

pub(crate) fn read(path: &Path) -> Option<Source> {
    let bytes = std::fs::read(path).ok()?;
    decode(path.to_string_lossy(), bytes, &DecodeOptions::default()).ok().map(|d| d.0)
}

/// The entries of a folder, sorted.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect::<Vec<_>>();
    found.sort();
    found
}

/// Reads what a schema refers to from disk.
pub(crate) struct Disk;

impl Resolver for Disk {
    fn resolve(&mut self, base: &str, href: &str) -> Result<Source, String> {
        let path = join(base, href);
        read(Path::new(&path)).ok_or_else(|| format!("{path} is not there"))
    }
}

pub(crate) fn load_file(path: &Path) -> Loaded {
    load(read(path).expect("the schema is there"), &mut Disk)
}

pub(crate) fn messages(loaded: &Loaded) -> String {
    let line = |(source, d): (&Source, &teiwright_source::Diagnostic)| {
        let at = d.span.map(|s| source.position(s.start));
        let at = at.map_or(String::new(), |p| format!("{}:{}", p.line, p.column));
        format!("{}:{at}: {}[{}] {}", source.name(), d.severity.as_str(), d.code(), d.message)
    };
    loaded.diagnostics().map(line).collect::<Vec<_>>().join("\n")
}

/// Gives an event to a validator; both kinds have the same methods.
macro_rules! feed {
    ($to:ident, $event:expr) => {
        match $event {
            Event::Prefix(prefix, uri) => $to.prefix(prefix, uri),
            Event::Start(uri, local) => $to.start_element(uri, local),
            Event::Attribute(uri, local, value) => $to.attribute(uri, local, value),
            Event::Text(text) => $to.text(text),
            Event::End => $to.end_element(),
        }
    };
}

/// The verdict on a document, which both validators must agree on.
pub(crate) fn validate(schema: &Schema, text: &str) -> Verdict {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).expect("the document is well-formed");
    let mut reference = Reference::new(schema);
    let mut validator = Validator::new(schema);
    let mut first = None;
    // Twice, for the second document meets what the first has left.
    for _ in 0..2 {
        walk(document.root_element(), &mut |event| feed!(validator, event));
        let verdict = validator.finish();
        if let Some(first) = first.replace(verdict) {
            assert_eq!(first, verdict, "the second time as the first");
        }
    }
    walk(document.root_element(), &mut |event| feed!(reference, event));
    let verdict = reference.finish();
    assert_eq!(first == Some(Verdict::Valid), verdict == Verdict::Valid, "{first:?} {verdict:?}");
    verdict
}

/// An event of a document.
enum Event<'a> {
    Prefix(&'a str, &'a str),
    Start(&'a str, &'a str),
    Attribute(&'a str, &'a str, &'a str),
    Text(&'a str),
    End,
}

fn walk(root: Node<'_, '_>, to: &mut dyn FnMut(&Event<'_>)) {
    let mut stack = vec![(root, false)];
    while let Some((node, done)) = stack.pop() {
        if done {
            to(&Event::End);
        } else if node.is_text() {
            to(&Event::Text(node.text().unwrap_or_default()));
        } else if node.is_element() {
            start(node, to);
            stack.push((node, true));
            let children = node.children().collect::<Vec<_>>();
            stack.extend(children.into_iter().rev().map(|c| (c, false)));
        }
    }
}

fn start(node: Node<'_, '_>, to: &mut dyn FnMut(&Event<'_>)) {
    for namespace in node.namespaces() {
        to(&Event::Prefix(namespace.name().unwrap_or_default(), namespace.uri()));
    }
    let name = node.tag_name();
    to(&Event::Start(name.namespace().unwrap_or_default(), name.name()));
    for attribute in node.attributes() {
        to(&Event::Attribute(attribute.namespace().unwrap_or_default(), attribute.name(), attribute.value()));
    }
}

/// Holds results against the committed list of what passes: a listed case must pass, a case that passes must be listed.
pub(crate) fn hold(suite: &str, list: &str, results: &[(String, Option<String>)]) {
    let listed = list.lines().filter(|l| !l.starts_with('#')).collect::<std::collections::HashSet<_>>();
    let lost = results.iter().filter(|r| r.1.is_some() && listed.contains(r.0.as_str()));
    let lost = lost.map(|r| format!("{}: {}", r.0, r.1.as_deref().unwrap_or_default())).collect::<Vec<_>>();
    let open = results.iter().filter(|r| r.1.is_some() && !listed.contains(r.0.as_str()));
    for (name, why) in open {
        eprintln!("does not pass: {name}: {}", why.as_deref().unwrap_or_default());
    }
    let gained = results.iter().filter(|r| r.1.is_none() && !listed.contains(r.0.as_str()));
    let gained = gained.map(|r| r.0.as_str()).collect::<Vec<_>>();
    let passed = results.iter().filter(|r| r.1.is_none()).count();
    println!("suite: {suite}|{}|{passed}|{}", results.len(), results.len() - passed);
    assert!(lost.is_empty(), "cases that passed fail:\n{}", lost.join("\n"));
    assert!(gained.is_empty(), "cases pass that are not listed; add them:\n{}", gained.join("\n"));
}
