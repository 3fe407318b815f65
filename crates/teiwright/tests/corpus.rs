//! The small corpus of the fuzz targets as a test: what fuzzing found stays found. See `fuzz/README.md`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "the corpus is files, and a failure says which"
)]

#[path = "../../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "the targets of another package")]
mod targets;

use std::path::Path;

fn run(target: &str, body: fn(&[u8])) {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus")).join(target);
    let mut inputs = 0;
    for entry in std::fs::read_dir(&folder).unwrap().flatten() {
        let bytes = std::fs::read(entry.path()).unwrap();
        println!("{}", entry.path().display());
        body(&bytes);
        inputs += 1;
    }
    assert!(inputs > 0, "{} holds inputs", folder.display());
}

#[test]
fn decode() {
    run("decode", targets::decode);
}

#[test]
fn xml_reader() {
    run("xml_reader", targets::xml_reader);
}

#[test]
fn schemas_in_xml_syntax() {
    run("rng_xml", targets::rng_xml);
}

#[test]
fn schemas_in_compact_syntax() {
    run("rng_compact", targets::rng_compact);
}

#[test]
fn validator() {
    run("validator", targets::validator);
}

#[test]
fn rules_of_tei() {
    run("rules", targets::rules);
}

#[test]
fn convert() {
    run("convert", targets::convert);
}

#[test]
fn tables_of_facts() {
    run("p5_table", targets::p5_table);
}
