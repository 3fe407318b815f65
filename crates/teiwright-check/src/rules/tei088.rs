//! # A module that is not there, or is named in two ways
//!
//! In a customisation, `@module` of a specification names a module that a `moduleRef` or a `moduleSpec` has; a `moduleRef` with `@key` has no content; prefixes of modules are
//! unique.
//!
//! Mend: as the message says.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI088.
pub static RULE: Rule =
    Rule { code: "TEI088", name: "module", severity: Severity::Warning, file: include_str!("tei088.rs") };

/// What is said of the place at `span`.
pub(crate) fn module(message: &str, help: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&RULE, message).with_span(span).with_label("see the module").with_help(help)
}
