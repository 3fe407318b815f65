//! # A pointer to an ID that the document does not have
//!
//! `#x` in an attribute that points (`@target`, `@ref`, `@who`, `@corresp` … : all that TEI, or the customisation in force, gives the datatype
//! `teidata.pointer`) names the element of this document with `xml:id="x"`. There is none: the link is dead.
//!
//! ```xml
//! <ref target="#nowhere">above</ref>
//! ```
//!
//! Nothing is said where the document has parts that could not be read (XInclude, external entities), and where `@xml:base` gives addresses
//! another base.
//!
//! Mend: write the ID that is meant (the nearest one is offered), or give the element that is meant this ID. The offer is applied by `--fix`
//! where one ID alone is one letter away and no digit differs, otherwise by `--unsafe-fixes`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

use super::Dangling;

/// TEI011.
pub static RULE: Rule = Rule {
    code: "TEI011",
    name: "points-to-nothing",
    severity: Severity::Warning,
    file: include_str!("tei011.rs"),
};

/// No element has the ID `id`, at which `count` pointers point; the first of them stand at `places`. `near` are IDs that may be meant.
pub(crate) fn points_to_nothing(
    id: &str,
    count: usize,
    places: &[Span],
    near: &[(&str, usize)],
) -> Diagnostic {
    let message = format!("no element of this document has the ID `{id}`");
    Dangling { id, count, places, near }.finding(&RULE, &message, "points to nothing", || {
        format!("give the element that is meant xml:id=\"{id}\", or take the pointer out")
    })
}
