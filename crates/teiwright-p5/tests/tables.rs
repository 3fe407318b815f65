//! The tables that are built in: what they hold, that they read back, and that no text can stop their reader.

use std::collections::BTreeSet;

use proptest::prelude::*;
use teiwright_p5::spec::{Attribute, AttributeDef, Content, Kind, Mode, ValueList};
use teiwright_p5::table::{Table, read, write};
use teiwright_p5::{Version, facts};

const TABLES: [(Version, &str); 2] = [
    (Version::V4_10_0a, include_str!("../../../schemas/p5/p5-4.10.0a.tsv")),
    (Version::V4_12_0, include_str!("../../../schemas/p5/p5-4.12.0.tsv")),
];

fn count(table: &Table, kind: Kind) -> usize {
    table.specs.iter().filter(|spec| spec.kind == kind).count()
}

fn definitions<'l>(list: &'l [Attribute], out: &mut Vec<&'l AttributeDef>) {
    for attribute in list {
        match attribute {
            Attribute::Def(def) => out.push(def),
            Attribute::List(_, inner) => definitions(inner, out),
            Attribute::Class(..) => {}
        }
    }
}

fn all_definitions(table: &Table) -> Vec<&AttributeDef> {
    let mut out = Vec::new();
    for spec in &table.specs {
        definitions(&spec.attributes, &mut out);
    }
    out
}

/// What the release itself counts of its `p5subset.xml`.
#[test]
fn the_census_of_4_10_0a() {
    let table = Version::V4_10_0a.read().unwrap();
    assert_eq!(table.modules.len(), 22);
    assert_eq!(count(&table, Kind::Element), 588);
    assert_eq!(count(&table, Kind::ModelClass), 127);
    assert_eq!(count(&table, Kind::AttributeClass), 85);
    assert_eq!(count(&table, Kind::Macro), 8);
    assert_eq!(count(&table, Kind::Datatype), 35);
    let defs = all_definitions(&table);
    assert_eq!(defs.len(), 544);
    assert_eq!(defs.iter().map(|def| &*def.ident).collect::<BTreeSet<_>>().len(), 275);
    assert_eq!(defs.iter().filter(|def| def.mode == Some(Mode::Change)).count(), 62);
    assert_eq!(table.specs.iter().map(|spec| spec.memberships().count()).sum::<usize>(), 2366);
    let mut lists = defs.iter().filter_map(|def| def.values.as_ref()).collect::<Vec<_>>();
    for spec in &table.specs {
        lists.extend(spec.values.as_ref());
        if let Some(content) = &spec.content {
            lists_of(&content.content, &mut lists);
        }
    }
    assert_eq!((lists.len(), lists.iter().map(|list| list.items.len()).sum::<usize>()), (153, 1050));
}

/// The lists of values in a content model.
fn lists_of<'l>(content: &'l Content, out: &mut Vec<&'l ValueList>) {
    match content {
        Content::Values(list) => out.push(list),
        Content::Sequence(parts) | Content::Alternate(parts) | Content::Interleave(parts) => {
            for part in parts {
                lists_of(&part.content, out);
            }
        }
        _ => {}
    }
}

#[test]
fn what_4_12_0_changed() {
    let (old, new) = (facts(Version::V4_10_0a), facts(Version::V4_12_0));
    assert_eq!(new.elements().count(), 588, "one is gone, one is new");
    assert!(old.element("re").is_some() && new.element("re").is_none());
    assert!(old.element("interleave").is_none());
    assert_eq!(new.element("interleave").unwrap().module.as_deref(), Some("tagdocs"));
    assert_eq!(new.members("att.performed").count(), 12);
    assert!(new.parents("spGrp").any(|parent| &*parent.ident == "spGrp"));
    assert!(old.parents("spGrp").all(|parent| &*parent.ident != "spGrp"));
}

#[test]
fn every_table_reads_back_as_it_is_written() {
    for (version, text) in TABLES {
        let table = read(text).unwrap();
        let written = write(&table).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>();
        assert_eq!(written.lines().collect::<Vec<_>>(), lines, "{version}");
        assert_eq!(read(&written).unwrap(), table, "{version}");
    }
}

/// A name that the facts do not have would make a rule vanish without a word.
#[test]
fn every_class_and_module_that_is_named_is_there() {
    for version in Version::ALL {
        let facts = facts(version);
        let modules = facts.modules().iter().map(|module| &*module.ident).collect::<BTreeSet<_>>();
        for spec in facts.specs() {
            assert!(modules.contains(spec.module.as_deref().unwrap_or_default()), "{version} {}", spec.ident);
            for member in spec.memberships() {
                assert!(facts.spec(&member.key).is_some(), "{version} {} is in {}", spec.ident, member.key);
            }
        }
    }
}

#[test]
fn a_fault_has_its_line() {
    assert_eq!(read("M\ttei\tx\n\nE\tp\tcore\t.global\t(#|\t\tparagraph").unwrap_err().line, 3);
    assert_eq!(read("X\tp").unwrap_err().message, "there is no kind `X`");
    assert!(read("E\tp\tcore\t\t%pLike@x").is_err());
}

#[test]
fn parentheses_have_a_bound() {
    let deep = format!("E\tp\tcore\t\t{}", "(".repeat(100_000));
    assert!(read(&deep).unwrap_err().message.contains("too deep"));
    let deep = format!("E\tp\tcore\t\t\t{}", "<|".repeat(100_000));
    assert!(read(&deep).unwrap_err().message.contains("too deep"));
}

proptest! {
    /// Any text is a table, or is refused with a line.
    #[test]
    fn any_text_is_read_or_refused(text in "(([MECAD]|-E)\t)?([a-z%.&$#(){}<>|,*?+=~:;@/\\[\\]\"\\\\ \t\n0-9°×]|xs:){0,80}") {
        whole(&text);
    }

    /// A table with something wrong in it is read or refused too; what is read is written and reads back the same.
    #[test]
    fn a_table_with_a_fault_is_read_or_refused(line in 0_usize..870, at in 0_usize..400, with in "[\\PC\t]{0,3}") {
        let line = TABLES[0].1.lines().nth(line).unwrap_or_default();
        let at = (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or_default();
        let (before, after) = line.split_at(at);
        let after = after.chars().skip(1).collect::<String>();
        whole(&format!("{before}{with}{after}"));
    }
}

fn whole(text: &str) {
    match read(text) {
        Ok(table) => {
            if let Ok(written) = write(&table) {
                assert_eq!(read(&written).as_ref(), Ok(&table), "{written}");
            }
        }
        Err(error) => assert!((1..=text.lines().count()).contains(&error.line), "{error}"),
    }
}
