//! # The schema breaks the grammar of the compact syntax
//!
//! The compact syntax of RELAX NG has a grammar of its own (OASIS, RELAX NG Compact Syntax, 2002). Here stands something
//! that it does not allow, such as two different connectors in one group without parentheses.
//!
//! Example: `element a { b, c | d }` must be `element a { b, (c | d) }`.
//!
//! Mend: put what the message names. A word that is also a keyword is written with a backslash: `\\start`.

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// RNG002.
pub static RULE: Rule = Rule {
    code: "RNG002",
    name: "compact-syntax",
    severity: Severity::Error,
    file: include_str!("rng002.rs"),
};

/// The schema breaks the grammar of the compact syntax, at `span`.
pub(crate) fn compact_syntax(found: &str, wanted: &str, span: Span) -> Diagnostic {
    let help = match wanted {
        _ if wanted.contains("connector") => {
            "one group has one connector: write `(…)` around the parts that belong together, as in `b, (c | d)`".to_owned()
        }
        _ if wanted.contains("quote") => {
            "end the literal with its quote; one of several lines begins and ends with three".to_owned()
        }
        _ if found.contains("the end of") => format!("what is open is not closed: put {wanted} where it ends"),
        _ if wanted.contains("keyword") => {
            "a name that is also a keyword is written with a backslash, as in `\\element`".to_owned()
        }
        _ => format!("put {wanted} here, or take {found} out"),
    };
    Diagnostic::new(&RULE, format!("found {found} where {wanted} should stand"))
        .with_span(span)
        .with_help(help)
}
