//! # A module that there is not
//!
//! `moduleRef/@key` names a module of TEI, or of the customisation that `@source` names.
//!
//! Example: `<moduleRef key="manuscript"/>`; the module is `msdescription`.
//!
//! Mend: write the name of the module. `teiwright schema list` has them.

use teiwright_source::{Applicability, Diagnostic, Fix, Rule, Severity, Span};

/// ODD007.
pub static RULE: Rule = Rule {
    code: "ODD007",
    name: "module-unknown",
    severity: Severity::Warning,
    file: include_str!("odd007.rs"),
};

/// There is no module `key`; those that there are, are `known`.
pub(crate) fn unknown_module<'a>(
    key: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    span: Span,
) -> Diagnostic {
    let found = Diagnostic::new(&RULE, format!("there is no module `{key}`")).with_span(span);
    let near = super::nearest(key, known.clone());
    let found = found.with_expected(known.map(str::to_owned).collect());
    match near {
        Some(name) => {
            let found = found.with_help(format!("`{name}` is near"));
            found.with_fix(Fix::write(span, name, Applicability::Unsafe))
        }
        None => found.with_help("`teiwright schema list` has the modules"),
    }
}
