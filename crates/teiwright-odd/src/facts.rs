//! The specifications of a document, without what customisations do: how a release of TEI becomes a table of facts.

use teiwright_p5::spec::Mode;
use teiwright_p5::table::Table;
use teiwright_relaxng::NoFiles;
use teiwright_source::{Diagnostic, Source};

use crate::read::documents::{Documents, Files};
use crate::read::{Gathered, Item, Reader};

/// What a document specifies.
#[derive(Debug)]
pub struct Facts {
    /// Its modules and specifications, in the order of the document.
    pub table: Table,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads every specification of `source`, such as the `p5subset.xml` of a release of TEI.
#[must_use]
pub fn facts(source: Source) -> Facts {
    let mut files = Files::default();
    let file = files.load(source, &mut NoFiles);
    let trees = files.parse();
    let mut gathered = Gathered::default();
    let mut reader = Reader::new(Documents { files: &files, trees: &trees }, &mut gathered);
    let mut table = Table::default();
    if let Some(schema) = reader.schema(file, None) {
        table.modules = schema.modules;
        for item in schema.items {
            if let Item::Spec(mut spec, _) = item {
                // What is added to nothing is there, as what says nothing is.
                spec.mode = spec.mode.filter(|mode| *mode != Mode::Add);
                table.specs.push(*spec);
            }
        }
    }
    let found = files.found.iter().cloned().chain(gathered.found);
    Facts { table, diagnostics: found.map(|found| found.1).collect() }
}
