//! Loading a schema: what a caller gives and gets.

use std::sync::Arc;

use teiwright_source::{Diagnostic, Diagnostics, Source};

use crate::simplify::files::{Files, Resolver};
use crate::simplify::grammar::Grammar;
use crate::simplify::simplify;
use crate::syntax::model::Pattern;

/// A schema that is correct, compiled, and ready to validate with. Cloning shares it; threads can share it.
#[derive(Debug, Clone)]
pub struct Schema {
    pub(crate) grammar: Arc<Grammar>,
}

impl Schema {
    /// How many element patterns it has.
    #[must_use]
    pub fn element_count(&self) -> usize {
        self.grammar.elements.len()
    }

    /// How many different patterns it has in all.
    #[must_use]
    pub fn pattern_count(&self) -> usize {
        self.grammar.arena.len()
    }
}

/// One file of a schema with what was found in it.
#[derive(Debug)]
pub struct SchemaFile {
    /// The file.
    pub source: Source,
    /// The findings, in the order of their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// What loading a schema gives.
#[derive(Debug)]
pub struct Loaded {
    /// The schema; `None` where a finding is an error.
    pub schema: Option<Schema>,
    /// The file that was asked for, then those that it refers to.
    pub files: Vec<SchemaFile>,
}

impl Loaded {
    /// Every finding with the file that it is about.
    pub fn diagnostics(&self) -> impl Iterator<Item = (&Source, &Diagnostic)> {
        self.files.iter().flat_map(|file| file.diagnostics.iter().map(move |d| (&file.source, d)))
    }
}

/// Loads the schema `source`, in XML syntax or compact syntax (the name's ending or the first character tells), with
/// all that it refers to.
pub fn load(source: Source, resolver: &mut dyn Resolver) -> Loaded {
    let mut files = Files::load(source, resolver);
    let (grammar, found) = simplify(&files);
    let mut lists = files.list.iter().map(|_| Diagnostics::new()).collect::<Vec<_>>();
    for (file, diagnostic) in std::mem::take(&mut files.found).into_iter().chain(found) {
        if let Some(list) = lists.get_mut(file) {
            list.push(diagnostic);
        }
    }
    let files = files.list.into_iter().zip(lists);
    let files = files.map(|(file, list)| SchemaFile { source: file.source, diagnostics: list.into_vec() });
    Loaded { schema: grammar.map(|grammar| Schema { grammar: Arc::new(grammar) }), files: files.collect() }
}

/// Compiles a grammar that was made by a program, not read from a file, and refers to no other file. The spans of the findings
/// are those of the patterns, whatever they stand for.
#[must_use]
pub fn compile(pattern: Pattern) -> (Option<Schema>, Vec<Diagnostic>) {
    let (grammar, found) = simplify(&Files::of(pattern));
    let found = found.into_iter().map(|found| found.1).collect();
    (grammar.map(|grammar| Schema { grammar: Arc::new(grammar) }), found)
}
