//! # The schema that a document names is on the network
//!
//! Nothing is ever fetched. The addresses at which TEI publishes `tei_all` mean the grammar that is built in; another address is looked
//! up in XML catalogues (`--catalog`, `catalogs` in `[check]` of `teiwright.toml`, `XML_CATALOG_FILES`) and in the folder of
//! copies (`--cache`, `cache` in the same table), where `https://example.org/a/b.rng` is `example.org/a/b.rng`. Where there is no
//! copy, the document is checked against what the configuration or its root element says instead, which can find too much or
//! too little.
//!
//! Mend: put a copy into the folder, or name it in a catalogue; or name the schema with `--schema`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// CFG011.
pub static RULE: Rule = Rule {
    code: "CFG011",
    name: "remote-schema",
    severity: Severity::Warning,
    file: include_str!("cfg011.rs"),
};

/// The schema at `address`, which the instruction at `span` names, is not to be had.
pub(crate) fn remote_schema(address: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, format!("the schema `{address}` is on the network, and there is no copy of it"))
        .with_span(span)
        .with_help("keep a copy in the folder of `--cache`, or name one in a catalogue")
}
