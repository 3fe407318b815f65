//! Schemas as they are written: one data model, read from the XML syntax and from the compact syntax.

mod compact;
mod compact_annotations;
mod compact_grammar;
mod compact_names;
mod lexer;
mod lexer_chars;
pub mod model;
pub(crate) mod name_tables;
pub(crate) mod names;
mod write;
mod write_compact;
mod write_xml;
mod xml;
mod xml_parts;

use teiwright_source::{Diagnostic, Source};

pub use compact::parse_compact;
pub use names::{is_ncname, join};
pub use write_compact::write_compact;
pub use write_xml::write_xml;
pub use xml::parse_xml;

/// Reads a schema in the syntax that its name (`.rnc`, `.rng`) or, with another name, its first character says.
#[must_use]
pub fn parse(source: &Source) -> (Option<model::Pattern>, Vec<Diagnostic>) {
    let name = source.name().to_ascii_lowercase();
    let compact = if name.ends_with(".rnc") {
        true
    } else if name.ends_with(".rng") || name.ends_with(".xml") {
        false
    } else {
        !source.text().trim_start().starts_with('<')
    };
    if compact { parse_compact(source) } else { parse_xml(source) }
}
