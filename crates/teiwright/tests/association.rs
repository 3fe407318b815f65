//! Which schema each document of a folder has, through the binary: by itself, by a catalogue, by copies, by configuration, by its root.
#![expect(clippy::unwrap_used, reason = "a test stops at what it cannot write")]

use std::path::Path;
use std::process::Command;

const TEI: &str = "xmlns=\"http://www.tei-c.org/ns/1.0\"";
const SMALL: &str = "default namespace = \"http://www.tei-c.org/ns/1.0\" start = element TEI { text }";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn model(href: &str, schematypens: &str) -> String {
    format!("<?xml-model href=\"{href}\" schematypens=\"{schematypens}\"?>\n<TEI {TEI}>x</TEI>\n")
}

fn house() -> tempfile::TempDir {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path();
    let rng = "http://relaxng.org/ns/structure/1.0";
    write(folder, "schemas/small.rnc", SMALL);
    write(folder, "copies/example.org/kept.rnc", SMALL);
    let catalogue = "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>\
        <rewriteURI uriStartString='https://catalogued.org/' rewritePrefix='schemas/'/></catalog>";
    write(folder, "catalog.xml", catalogue);
    write(
        folder,
        "teiwright.toml",
        "[check]\ncatalogs = ['catalog.xml']\ncache = 'copies'\n\
        [[check.schemas]]\nfiles = ['d/letters/*.xml']\nschema = 'schemas/small.rnc'\n",
    );
    write(folder, "d/beside.xml", &model("../schemas/small.rnc", rng));
    write(folder, "d/catalogued.xml", &model("https://catalogued.org/small.rnc", rng));
    write(folder, "d/kept.xml", &model("https://example.org/kept.rnc", rng));
    write(folder, "d/remote.xml", &model("https://example.org/gone.rng", rng));
    let vault = "https://www.tei-c.org/Vault/P5/4.10.0/xml/tei/custom/schema/relaxng/tei_all.rng";
    write(folder, "d/tei.xml", &model(vault, rng));
    write(folder, "d/rules.xml", &model("../rules.sch", "http://purl.oclc.org/dsdl/schematron"));
    write(folder, "d/letters/a.xml", &format!("<TEI {TEI}>x</TEI>"));
    write(folder, "d/plain.xml", &format!("<TEI {TEI}>x</TEI>"));
    write(folder, "d/page.xml", "<html><p>Not TEI</p></html>");
    scratch
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_teiwright"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("XML_CATALOG_FILES")
        .output()
        .unwrap();
    let text = String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap();
    (ran.status.code().unwrap(), text)
}

#[test]
fn each_document_has_the_schema_that_is_nearest_to_it() {
    let scratch = house();
    let (status, said) = run(scratch.path(), &["check", "--explain-schema", "d"]);
    assert_eq!(status, 0);
    let wanted = "\
d/beside.xml: schemas/small.rnc (named by xml-model)
d/catalogued.xml: schemas/small.rnc (a copy of what xml-model names)
d/kept.xml: copies/example.org/kept.rnc (a copy of what xml-model names)
d/letters/a.xml: schemas/small.rnc (`d/letters/*.xml` in teiwright.toml)
d/page.xml: well-formedness only (no schema is known for its root element)
d/plain.xml: TEI P5 4.12.0 (the root element is of TEI)
d/remote.xml: TEI P5 4.12.0 (the root element is of TEI)
d/remote.xml: the schema `https://example.org/gone.rng` is on the network, and there is no copy of it
d/rules.xml: TEI P5 4.12.0 (the root element is of TEI)
d/rules.xml: not checked: the Schematron rules of ../rules.sch
d/tei.xml: TEI P5 4.10.0a (an address of TEI, named by xml-model)
";
    let lines =
        said.lines().filter(|line| !line.contains("only well-formedness")).collect::<Vec<_>>().join("\n");
    assert_eq!(lines + "\n", wanted);
}

#[test]
fn documents_are_checked_each_against_its_own() {
    let scratch = house();
    let clean = ["d/beside.xml", "d/catalogued.xml", "d/kept.xml", "d/letters/a.xml"];
    let (status, said) = run(scratch.path(), &[&["check"], &clean[..]].concat());
    assert_eq!((status, said.as_str()), (0, "4 files checked, all valid: 0 errors, 0 warnings\n"));
    for (name, status) in [("d/plain.xml", 1), ("d/page.xml", 0), ("d/remote.xml", 1), ("d/tei.xml", 1)] {
        assert_eq!(run(scratch.path(), &["check", name]).0, status, "{name}");
    }
    // What is said of one document is said of it among others.
    let (_, one) = run(scratch.path(), &["check", "--format", "short", "d/plain.xml"]);
    let (_, many) = run(scratch.path(), &["check", "--format", "short", "d"]);
    let found = one.lines().find(|line| line.contains("error[")).unwrap();
    assert!(many.contains(found), "{found}\n{many}");
}

#[test]
fn a_schema_that_cannot_be_had_is_a_failure() {
    let scratch = house();
    let rng = "http://relaxng.org/ns/structure/1.0";
    write(scratch.path(), "d/lost.xml", &model("../schemas/lost.rng", rng));
    write(scratch.path(), "broken.odd", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>");
    for arguments in [
        &["check", "d/lost.xml"][..],
        &["check", "d/plain.xml", "--schema", "nothing.rng"],
        &["check", "d/plain.xml", "--schema", "broken.odd"],
        &["check", "d/plain.xml", "--catalog", "d/plain.xml"],
        &["check", "d/plain.xml", "--config", "none.toml"],
    ] {
        let (status, said) = run(scratch.path(), arguments);
        assert_eq!(status, 2, "{arguments:?}\n{said}");
        assert!(said.contains("error["), "{arguments:?}\n{said}");
    }
}
