//! No input panics, overflows the stack or takes for ever: random schemas, deep ones, wide ones, deep documents.

use proptest::prelude::*;
use teiwright_relaxng::reference::{Reference, Verdict};
use teiwright_relaxng::syntax::{parse_compact, parse_xml};
use teiwright_relaxng::{Checker, NoFiles, Schema, Validator, check, load};
use teiwright_source::{Diagnostic, Source};

/// Pieces of the compact syntax, so that random schemas get past the first word.
const PIECES: &[&str] = &[
    "element ",
    "attribute ",
    "a ",
    "b",
    "{",
    "}",
    "(",
    ")",
    "text",
    "empty",
    "|",
    ",",
    "&",
    "*",
    "+",
    "?",
    "-",
    "~",
    "\"x\"",
    "'y'",
    "\"\"\"z\"\"\"",
    "=",
    "|=",
    "&=",
    "start",
    "grammar",
    "include ",
    "external ",
    "parent ",
    "inherit",
    "div",
    "namespace ",
    "default ",
    "datatypes ",
    "list",
    "mixed",
    "string",
    "token",
    "xsd:integer",
    "a:*",
    "a:b",
    "[",
    "]",
    ">>",
    "## doc\n",
    "# comment\n",
    "\\x{61}",
    "\\start",
    "\\x{",
    "\n",
    " ",
    "notAllowed",
    "\u{301}",
    "é",
];

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC*") {
        let source = Source::from_text("a.rnc", text);
        let _ = parse_compact(&source);
        let _ = parse_xml(&source);
    }

    #[test]
    fn any_mixture_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let loaded = load(Source::from_text("a.rnc", pieces.concat()), &mut NoFiles);
        for (source, diagnostic) in loaded.diagnostics() {
            let span = diagnostic.span.expect("every finding has a place");
            prop_assert!(span.end as usize <= source.text().len());
        }
    }
}

pub(crate) fn compiled(schema: &str) -> Schema {
    let loaded = load(Source::from_text("a.rnc", schema), &mut NoFiles);
    let found = loaded.diagnostics().map(|d| d.1.message.clone()).collect::<Vec<_>>();
    loaded.schema.unwrap_or_else(|| panic!("{found:?}"))
}

fn codes(schema: &str, name: &str) -> Vec<&'static str> {
    let loaded = load(Source::from_text(name, schema), &mut NoFiles);
    loaded.diagnostics().map(|d| d.1.code()).collect()
}

#[test]
fn deep_schemas_are_refused() {
    for (open, close) in [
        ("(", ")"),
        ("element a { ", " }"),
        ("list { ", " }"),
        ("string - ", ""),
        ("grammar { start = ", " }"),
    ] {
        let schema = format!("{}text{}", open.repeat(100_000), close.repeat(100_000));
        let found = codes(&schema, "a.rnc");
        assert!(found == ["RNG027"] || found == ["RNG002"], "{open}: {found:?}");
    }
    let deep = format!("element {} a {} {{ text }}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(codes(&deep, "a.rnc"), ["RNG002"]);
    let divs = format!("{}{}", "div { ".repeat(100_000), "}".repeat(100_000));
    assert_eq!(codes(&divs, "a.rnc"), ["RNG002"]);
    let annotations = format!("[{}{}] element a {{ text }}", "x [".repeat(100_000), "]".repeat(100_000));
    assert!(codes(&annotations, "a.rnc").is_empty());
    let namespace = "xmlns='http://relaxng.org/ns/structure/1.0'";
    let xml = format!("<group {namespace}>{}{}</group>", "<group>".repeat(50_000), "</group>".repeat(50_000));
    assert!(codes(&xml, "a.rng").iter().all(|code| *code == "RNG027" || *code == "RNG001"));
}

#[test]
fn a_long_chain_of_definitions_is_refused() {
    let mut schema = "start = element a { d0 }\n".to_string();
    for at in 0..20_000 {
        schema.push_str(&format!("d{at} = element b{at} {{ empty }} | d{}\n", at + 1));
    }
    schema.push_str("d20000 = empty\n");
    assert_eq!(codes(&schema, "a.rnc"), ["RNG027"]);
}

#[test]
fn doubling_definitions_are_shared() {
    let mut schema = "start = element a { d0 }\n".to_string();
    for at in 0..200 {
        schema.push_str(&format!("d{at} = (d{0}, d{0})\n", at + 1));
    }
    schema.push_str("d200 = element b { empty }?\n");
    assert!(compiled(&schema).pattern_count() < 1_000);
}

/// Definitions that are each twice the next, with a part at the end.
fn doubling(mark: &str, leaf: &str) -> Schema {
    let mut schema = "start = element a { d0 }\n".to_string();
    for at in 0..40 {
        schema.push_str(&format!("d{at} = d{0}{mark}, d{0}{mark}\n", at + 1));
    }
    compiled(&format!("{schema}d40 = {leaf}\n"))
}

/// After one `b`, some 2⁴⁰ places could be meant: the checker says so, and the next document is checked all the same.
#[test]
fn doubling_parts_that_may_be_left_out_are_given_up() {
    for mark in ["?", "*"] {
        let schema = doubling(mark, "element b { empty } | element c { attribute d { text } }");
        let mut checker = Checker::new(&schema);
        let mut codes = |text: &str| {
            let found = check(&Source::from_text("a.xml", text), &mut checker).diagnostics;
            found.iter().map(Diagnostic::code).collect::<Vec<_>>()
        };
        for _ in 0..2 {
            assert_eq!(codes("<a/>"), Vec::<&str>::new(), "{mark}");
            assert_eq!(codes("<a><b/><c d='e'/><b/></a>"), ["RNG111"], "{mark}");
        }
    }
}

#[test]
fn doubling_texts_are_one() {
    let schema = doubling("?", "text");
    let found = check(&Source::from_text("a.xml", "<a>b</a>"), &mut Checker::new(&schema)).diagnostics;
    assert!(found.is_empty());
}

#[test]
fn wide_patterns_are_run() {
    for connector in ["|", ",", "&"] {
        let names = (0..5_000).map(|at| format!("element e{at} {{ empty }}?")).collect::<Vec<_>>();
        let schema = compiled(&format!("element a {{ {} }}", names.join(connector)));
        let mut reference = Reference::new(&schema);
        reference.start_element("", "a");
        for name in ["e10", "e4000"].iter().take(if connector == "|" { 1 } else { 2 }) {
            reference.start_element("", name);
            reference.end_element();
        }
        reference.end_element();
        assert_eq!(reference.finish(), Verdict::Valid, "{connector}");
    }
}

#[test]
fn deep_documents_are_run() {
    let schema = compiled("start = a\na = element a { attribute b { text }?, (a | text)* }");
    let mut reference = Reference::new(&schema);
    for _ in 0..1_000_000 {
        reference.start_element("", "a");
        reference.attribute("", "b", "c");
    }
    for _ in 0..1_000_000 {
        reference.end_element();
    }
    assert_eq!(reference.finish(), Verdict::Valid);
}

#[test]
fn deep_documents_are_run_fast() {
    let schema = compiled("start = a\na = element a { attribute b { text }?, (a | text)* }");
    let mut validator = Validator::new(&schema);
    for _ in 0..1_000_000 {
        validator.start_element("", "a");
        validator.attribute("", "b", "c");
    }
    for _ in 0..1_000_000 {
        validator.end_element();
    }
    assert_eq!(validator.finish(), Verdict::Valid);
}

/// With a look at every ID for each reference this would take hours.
#[test]
fn references_to_no_id_are_as_many_as_they_like() {
    let schema =
        "element a { element b { attribute id { xsd:ID } }*, element r { attribute to { xsd:IDREF } }* }";
    let schema = load(Source::from_text("s.rnc", schema), &mut NoFiles).schema.expect("it is correct");
    let ids = (0..100_000).map(|n| format!("<b id='k{n}'/>")).collect::<String>();
    let references = (0..100_000).map(|n| format!("<r to='q{n}'/>")).collect::<String>();
    let document = Source::from_text("a.xml", format!("<a>{ids}{references}</a>"));
    let found = check(&document, &mut Checker::new(&schema));
    assert!(found.diagnostics.iter().all(|found| found.code() == "RNG114"));
    assert_eq!(found.diagnostics.len() + found.dropped, 100_000);
}
