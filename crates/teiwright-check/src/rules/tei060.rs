//! # Elements that cannot stand in one another
//!
//! The grammar lets some elements stand in others by way of a third, which the Guidelines forbid: a paragraph within a paragraph, a division or a paragraph
//! within a line of verse, a line within a line, an `s` in an `s`. What stands between may free it: a note or a figure holds paragraphs, `floatingText` anything.
//!
//! Mend: end the outer element before the inner one, or use what may stand there (`seg` for part of a sentence, `quote` or `floatingText` for a text in a text).

use teiwright_source::{Diagnostic, Rule, Severity, Span};

/// TEI060.
pub static RULE: Rule =
    Rule { code: "TEI060", name: "nested", severity: Severity::Error, file: include_str!("tei060.rs") };

/// The element `name` stands in `around`.
pub(crate) fn nested(name: &str, around: &str, span: Span, place: Span) -> Diagnostic {
    let help = match name {
        "s" => "use `seg` for a part of a sentence".to_owned(),
        "l" | "lg" => {
            format!("end the `{around}` before it, or put it into a `note` or a `quote` outside of the line")
        }
        "listRef" => "put the references into one list".to_owned(),
        _ => format!("end the `{around}` before it, or put it into a `note`, a `quote` or a `floatingText`"),
    };
    Diagnostic::new(&RULE, format!("`{name}` cannot stand within `{around}`"))
        .with_span(span)
        .with_label("not in there")
        .with_related(place, format!("this `{around}` is open"))
        .with_help(help)
}
