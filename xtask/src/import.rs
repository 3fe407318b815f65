//! The facts of P5 from a release of TEI: `p5subset.xml` to the table in `schemas/p5/`, and the census of it.

use std::path::Path;

use teiwright_p5::spec::{Attribute, Kind, Mode};
use teiwright_p5::table::{self, Table};

/// Reads a release, and writes its table to `out`, or prints it.
pub(crate) fn run(release: &Path, out: Option<&Path>) -> Result<bool, String> {
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
