//! Simplification (section 4) and restrictions (section 7): from parsed files to the finished grammar.
//!
//! | section | where |
//! |---|---|
//! | 4.1 annotations, 4.2 white space, 4.3 datatypeLibrary, 4.4 type of value, 4.8 name attribute, 4.9 ns, 4.10 QNames | the readers of [`syntax`](crate::syntax) |
//! | 4.5 href, 4.6 externalRef, 4.7 include (finding and reading files) | `files` |
//! | 4.6 externalRef, 4.12 number of children, 4.13 mixed, 4.14 optional, 4.15 zeroOrMore, 4.16 constraints (datatypes) | `lower` |
//! | 4.9 ns (from the including file), 4.16 constraints (names) | `lower_names` |
//! | 4.7 include, 4.11 div, 4.17 combine, 4.18 grammar | `lower_grammar` |
//! | 4.19 define and ref, 4.20 notAllowed, 4.21 empty | `resolve` |
//! | 7.1 prohibited paths, 7.3 (repeated wildcards) | `restrict_paths` |
//! | 7.2 string sequences | `restrict_content` |
//! | 7.3 attributes, 7.4 interleave | `restrict_names` |
//! | DTD compatibility: ID types, default values | `compat` |
//!
//! A ref to a definition that is no element is not replaced by its pattern (4.19) but shares it, which says the same and
//! keeps large grammars small.

mod compat;
pub(crate) mod files;
pub(crate) mod grammar;
mod ir;
mod lower;
mod lower_grammar;
mod lower_names;
pub(crate) mod names;
mod resolve;
mod restrict_content;
mod restrict_names;
mod restrict_paths;

use teiwright_source::{Diagnostic, Severity};

use files::{FileId, Files};
use grammar::Grammar;

/// Simplifies and checks the first of `files`. `None` where an error was found.
pub(crate) fn simplify(files: &Files) -> (Option<Grammar>, Vec<(FileId, Diagnostic)>) {
    let is_error = |found: &[(FileId, Diagnostic)]| found.iter().any(|f| f.1.severity == Severity::Error);
    if is_error(&files.found) || files.list.first().is_none_or(|f| f.pattern.is_none()) {
        return (None, Vec::new());
    }
    let (mut ir, mut found) = lower::lower(files);
    if is_error(&found) {
        return (None, found);
    }
    let order = resolve::order(&ir, &mut found);
    if is_error(&found) {
        return (None, found);
    }
    let units = resolve::reduce(&mut ir, &order, &mut found);
    if is_error(&found) {
        return (None, found);
    }
    restrict_paths::check(&ir, &mut found);
    restrict_content::check(&ir, &units, &mut found);
    restrict_names::check(&ir, &units, &mut found);
    if is_error(&found) {
        return (None, found);
    }
    let ids = compat::check(&ir, &units, &mut found);
    (Some(grammar::build(ir, &units, ids)), found)
}
