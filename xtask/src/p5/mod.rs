//! The facts of P5 from a release of TEI: `p5subset.xml` to the table in `schemas/p5/`, and the census of it; or what two
//! releases' grammars differ in; and facts held to a grammar.

mod changes;
mod expected;
mod grammar;
mod hold;

use std::path::Path;

use teiwright_p5::spec::{Attribute, Kind, Mode};
use teiwright_p5::table::{self, Table};
use teiwright_p5::{Facts, Version};

/// Reads a release, and writes its table to `out`, or prints it.
pub(crate) fn import(release: &Path, out: Option<&Path>) -> Result<bool, String> {
    let source = teiwright::read_xml(release)?;
    let facts = teiwright_odd::facts(source);
    for fault in &facts.diagnostics {
        eprintln!("{}[{}] {}", fault.severity.as_str(), fault.code(), fault.message);
    }
    let text = table::write(&facts.table)?;
    let again = table::read(&text).map_err(|error| error.to_string())?;
    if table::write(&again)? != text {
        return Err("the table does not read back as it was written".to_owned());
    }
    eprintln!("{}", census(&facts.table));
    match out {
        Some(out) => std::fs::write(out, text).map_err(|error| format!("{}: {error}", out.display()))?,
        None => print!("{text}"),
    }
    Ok(facts.diagnostics.is_empty())
}

/// Writes to `out`, or prints, what differs between the grammars of two releases as a table that changes that of `version`.
/// What it cannot know by rule it says.
pub(crate) fn onto(version: &str, old: &Path, new: &Path, out: Option<&Path>) -> Result<bool, String> {
    let facts = release(version)?;
    let changes = changes::between(&facts, &read_grammar(old)?, &read_grammar(new)?);
    for note in &changes.notes {
        eprintln!("to be looked at: {note}");
    }
    let text =
        format!("# What changes the table of {version}, as its grammar and the next release's differ.\n");
    let text = text + &table::write(&changes.table)?;
    match out {
        Some(out) => std::fs::write(out, text).map_err(|error| format!("{}: {error}", out.display()))?,
        None => print!("{text}"),
    }
    Ok(true)
}

/// Prints where the facts of `version` and a grammar do not agree.
pub(crate) fn hold(version: &str, grammar: &Path) -> Result<bool, String> {
    let found = hold::differences(&release(version)?, &read_grammar(grammar)?);
    for difference in &found {
        println!("{difference}");
    }
    println!("{} differences", found.len());
    Ok(found.is_empty())
}

fn release(version: &str) -> Result<Facts, String> {
    let version = version.parse::<Version>().map_err(|error| error.to_string())?;
    version.read().map(Facts::new).map_err(|error| error.to_string())
}

fn read_grammar(path: &Path) -> Result<grammar::Grammar, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    grammar::read(&text)
}

/// What a table holds, counted as the house plan's census is.
fn census(table: &Table) -> String {
    let of = |kind: Kind| table.specs.iter().filter(move |spec| spec.kind == kind).count();
    let (mut attributes, mut names, mut changes) = (0, std::collections::BTreeSet::new(), 0);
    let (mut lists, mut values) = (0, 0);
    for spec in &table.specs {
        each(&spec.attributes, &mut |def| {
            attributes += 1;
            names.insert(def.ident.clone());
            changes += usize::from(def.mode == Some(Mode::Change));
            lists += usize::from(def.values.is_some());
            values += def.values.as_ref().map_or(0, |list| list.items.len());
        });
    }
    let memberships = table.specs.iter().map(|spec| spec.memberships().count()).sum::<usize>();
    format!(
        "{} modules, {} elements, {} classes ({} model, {} attribute), {} macros, {} datatypes, {attributes} attributes ({} names, \
         {changes} of them changes), {memberships} memberships, {lists} lists of values of attributes with {values} values",
        table.modules.len(),
        of(Kind::Element),
        of(Kind::ModelClass) + of(Kind::AttributeClass),
        of(Kind::ModelClass),
        of(Kind::AttributeClass),
        of(Kind::Macro),
        of(Kind::Datatype),
        names.len(),
    )
}

fn each(list: &[Attribute], see: &mut impl FnMut(&teiwright_p5::spec::AttributeDef)) {
    for attribute in list {
        match attribute {
            Attribute::Def(def) => see(def),
            Attribute::List(_, inner) => each(inner, see),
            Attribute::Class(..) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use teiwright_p5::{Facts, Version};

    /// What lies beside the checkout, where it does.
    fn shared(file: &str) -> Option<PathBuf> {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/tei").join(file);
        if !path.is_file() {
            println!("skipped: {} is not there", path.display());
        }
        Some(path).filter(|path| path.is_file())
    }

    #[test]
    fn the_facts_are_those_of_the_grammars_that_tei_publishes() {
        for version in Version::ALL {
            let Some(path) = shared(&format!("tei_all-{version}.rng")) else { return };
            let facts = Facts::new(version.read().unwrap());
            let grammar = super::read_grammar(&path).unwrap();
            let found = super::hold::differences(&facts, &grammar);
            assert!(found.is_empty(), "{version}: {}", found.join("\n"));
        }
    }

    #[test]
    fn a_difference_is_seen() {
        let Some(path) = shared("tei_all-4.12.0.rng") else { return };
        let facts = Facts::new(Version::V4_10_0a.read().unwrap());
        let found = super::hold::differences(&facts, &super::read_grammar(&path).unwrap());
        // `re` is gone, `interleave` and `att.performed` are new, and 51 others changed.
        for name in [
            "re:",
            "interleave:",
            "att.performed:",
            "sp: content",
            "model.entryPart: members",
            "role: classes",
        ] {
            assert!(found.iter().any(|difference| difference.starts_with(name)), "{name}");
        }
    }

    #[test]
    fn the_table_of_a_later_release_is_made_by_rule() {
        let (Some(old), Some(new)) = (shared("tei_all-4.10.0a.rng"), shared("tei_all-4.12.0.rng")) else {
            return;
        };
        let facts = Facts::new(Version::V4_10_0a.read().unwrap());
        let changes = super::changes::between(
            &facts,
            &super::read_grammar(&old).unwrap(),
            &super::read_grammar(&new).unwrap(),
        );
        let made = super::table::write(&changes.table).unwrap();
        let committed = std::fs::read_to_string(
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../schemas/p5/p5-4.12.0.tsv"),
        )
        .unwrap();
        let committed = committed.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>();
        assert_eq!(made.lines().collect::<Vec<_>>(), committed);
    }
}
