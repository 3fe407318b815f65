//! # A backend does not do what every backend must
//!
//! `teiwright backends check` gave the backend a small document, and what came back is wrong: words are missing and were not
//! reported lost, characters of the text became markup, a link leads nowhere, a file's name is not relative, or a second run
//! gave other bytes. The message names the document and what is wrong with the result.
//!
//! Example: `<` of the text stands as `<` in a page of HTML.
//!
//! Mend: the author of the backend corrects it; the documents are in `crates/teiwright-plugin/src/testkit/documents`.

use teiwright_source::{Rule, Severity};

/// PLG112.
pub static RULE: Rule = Rule {
    code: "PLG112",
    name: "not-conforming",
    severity: Severity::Error,
    file: include_str!("plg112.rs"),
};
