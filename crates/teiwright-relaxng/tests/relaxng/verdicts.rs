//! The reference validator against the verdicts of jing on real documents and on documents with one fault each.

use std::path::Path;

use crate::support::{entries, load_file, messages, read, shared, validate};
use teiwright_relaxng::reference::Verdict;
use teiwright_relaxng::{Checker, check};
use teiwright_source::{Severity, Source};

#[test]
fn verdicts_are_those_of_jing() {
    let Some(folder) = shared("odd") else { return };
    let mut differing = Vec::new();
    let mut checked = 0;
    for case in entries(&folder.join("cases")) {
        let Some(verdicts) = read(&case.join("verdicts.tsv")) else { continue };
        let Some(name) = case.file_name().and_then(|n| n.to_str()) else { continue };
        let loaded = load_file(&case.join(format!("{name}.rng")));
        let schema = loaded.schema.as_ref().unwrap_or_else(|| panic!("{}", messages(&loaded)));
        let mut checker = None;
        for line in verdicts.text().lines() {
            let mut fields = line.split('\t');
            let (Some(file), Some(wanted)) = (fields.next(), fields.next()) else { continue };
            let Some(document) = read(&folder.join(Path::new(file))) else { continue };
            if !matches!(wanted, "valid" | "invalid") {
                continue;
            }
            checked += 1;
            let verdict = validate(schema, document.text());
            let found = check(&document, checker.get_or_insert_with(|| Checker::new(schema))).diagnostics;
            let errors = found.iter().filter(|d| d.severity == Severity::Error).count();
            if (errors == 0) != (wanted == "valid") {
                differing.push(format!(
                    "{name} {file}: jing says {wanted}, the checker has {errors} messages: {line:.300}"
                ));
            }
            if (verdict == Verdict::Valid) != (wanted == "valid") {
                differing.push(format!("{name} {file}: jing says {wanted}, we {verdict:?}: {line:.300}"));
            }
        }
    }
    eprintln!("{checked} verdicts compared");
    assert!(differing.is_empty(), "{} of {checked}:\n{}", differing.len(), differing.join("\n"));
}

#[test]
fn an_entity_of_the_document_type_is_known_on_the_root_element() {
    let schema = Source::from_text("s.rnc", "element a { attribute e { xsd:ENTITY } }");
    let schema = teiwright_relaxng::load(schema, &mut teiwright_relaxng::NoFiles)
        .schema
        .expect("the schema is correct");
    let document = |name: &str| {
        let subset = "<!NOTATION n SYSTEM 'n'><!ENTITY picture SYSTEM 'p' NDATA n>";
        Source::from_text("a.xml", format!("<!DOCTYPE a [{subset}]><a e='{name}'/>"))
    };
    let mut checker = Checker::new(&schema);
    assert!(check(&document("picture"), &mut checker).diagnostics.is_empty());
    assert_eq!(check(&document("other"), &mut checker).diagnostics[0].code(), "RNG106");
}
