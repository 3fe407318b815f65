//! What stands outside of a document, through a resolver: what is read, what is refused, where faults are, and bounds.

use std::collections::BTreeMap;
use std::sync::Arc;

use teiwright_source::Source;
use teiwright_xml::Tree;
use teiwright_xml::reader::{EntityResolver, ExternalEntity, ExternalId, Limits, Options, Reader};

/// Files by name; relative names are relative to nothing.
struct Files(BTreeMap<&'static str, String>);

impl EntityResolver for Files {
    fn resolve(&self, id: &ExternalId<'_>) -> Result<ExternalEntity, String> {
        let text = self.0.get(id.system).ok_or("it is not there")?;
        Ok(ExternalEntity { name: id.system.to_owned(), bytes: text.clone().into_bytes() })
    }
}

/// The text of the document, and what was found.
fn read(document: &str, files: &[(&'static str, &str)]) -> (String, Vec<String>) {
    let source = Source::from_text("t.xml", document);
    let files = Files(files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect());
    // A lower limit, which hostile files reach as surely.
    let limits = Limits { expansion: 4 << 20, ..Limits::default() };
    let reader = Reader::with(&source, &Options { limits, ..Options::default() });
    let (tree, found) = Tree::from_reader(reader.resolving(Some(Arc::new(files))));
    for span in found.iter().filter_map(|found| found.span) {
        assert!(document.get(span.range()).is_some(), "{span:?}");
    }
    (
        tree.document().text().into_owned(),
        found.into_iter().map(|d| format!("{} {}", d.code(), d.message)).collect(),
    )
}

#[test]
fn declarations_come_from_files_and_those_of_the_document_hold() {
    let (text, found) = read(
        "<!DOCTYPE a SYSTEM 'a.dtd' [<!ENTITY x 'own'>]><a>&x; &y; &part;</a>",
        &[
            (
                "a.dtd",
                "<!ENTITY x 'other'><!ENTITY % name 'y'><!ENTITY %name; 'two'>\r\n<!ENTITY part SYSTEM 'part.xml'>",
            ),
            ("part.xml", "<?xml version='1.0' encoding='UTF-8'?>\r\n<b>three</b>"),
        ],
    );
    assert_eq!((text.as_str(), found), ("own two \nthree", Vec::new()));
}

#[test]
fn faults_are_told_with_file_and_line() {
    let (_, found) = read("<!DOCTYPE a SYSTEM 'a.dtd'><a/>", &[("a.dtd", "<!ENTITY x 'y'>\n\n<!ENTITY z>")]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("XML013 in `a.dtd`, line 3: "), "{found:?}");
    let (_, found) =
        read("<!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml'>]><a>&e;</a>", &[("e.xml", "<b>\nx <c>\n</b>")]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("XML002 in `e.xml`, line 3: `<c>` is not closed"), "{found:?}");
    let (_, found) =
        read("<!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml'>]><a>&e;</a>", &[("e.xml", "<?xml version='1.0'?>")]);
    assert_eq!(found, ["XML011 in `e.xml`, text declaration: `encoding` is missing"]);
    let (_, found) = read("<!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml'>]><a>&e;</a>", &[]);
    assert_eq!(found, ["XML016 the external entity `e`, `e.xml`, was not read: it is not there"]);
}

#[test]
fn files_that_hold_themselves_are_refused() {
    let (_, found) = read("<!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml'>]><a>&e;</a>", &[("e.xml", "x&e;")]);
    assert_eq!(found, ["XML014 in `e.xml`, line 1: the entity `e` holds itself"]);
    let (_, found) = read(
        "<!DOCTYPE a SYSTEM 'a.dtd'><a/>",
        &[("a.dtd", "<!ENTITY % p SYSTEM 'p.dtd'>%p;"), ("p.dtd", "<!ENTITY q 'r'>%p;")],
    );
    assert_eq!(found, ["XML014 in `p.dtd`, line 1: the entity `%p;` holds itself"]);
    // By other names it is the same file again and again, to the limit.
    let (_, found) = read(
        "<!DOCTYPE a SYSTEM 'a.dtd'><a/>",
        &[("a.dtd", "<!ENTITY % p0 SYSTEM 'a.dtd'>%p0;<!ENTITY x 'y'>")],
    );
    assert!(found.len() == 1, "{found:?}");
}

#[test]
fn bombs_are_a_limit() {
    let mut bomb = "<!ENTITY % e0 'aaaaaaaaaaaaaaaaaaaa'>".to_owned();
    for n in 1..12 {
        bomb.push_str(&format!("<!ENTITY % e{n} '{}'>", format!("%e{};", n - 1).repeat(20)));
    }
    for end in ["<!ENTITY x '%e11;'>", "<!ATTLIST a %e11; CDATA 'b'>", "%e11;"] {
        let (_, found) = read("<!DOCTYPE a SYSTEM 'a.dtd'><a/>", &[("a.dtd", &format!("{bomb}{end}"))]);
        assert!(found.iter().any(|f| f.starts_with("XML015")), "{end}: {found:?}");
    }
    let sections = "<![INCLUDE[".repeat(200_000);
    let (_, found) = read("<!DOCTYPE a SYSTEM 'a.dtd'><a/>", &[("a.dtd", &sections)]);
    assert_eq!(found.len(), 1, "{found:?}");
    let (_, found) = read("<!DOCTYPE a SYSTEM 'a.dtd'><a/>", &[("a.dtd", &"<![IGNORE[".repeat(200_000))]);
    assert_eq!(found.len(), 1, "{found:?}");
    let many = "<!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml'>]><a>".to_owned() + &"&e;".repeat(100_000) + "</a>";
    let (_, found) = read(&many, &[("e.xml", &"x".repeat(100_000))]);
    assert!(found.iter().any(|f| f.starts_with("XML015")), "{found:?}");
}
