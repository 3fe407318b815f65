//! Commands of a GitHub workflow: `::error file=…,line=…::message`, which become annotations.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use crate::places::Places;
use crate::report::{Found, sentences, word};
use crate::{Options, Root};
use teiwright_source::Diagnostic;

pub(crate) fn piece(found: &Found<'_>, options: &Options) -> String {
    let places = Places::new(found.source);
    let mut out = String::new();
    for diagnostic in found.diagnostics {
        write(&places, &options.root, diagnostic, &mut out);
    }
    out
}

fn write(places: &Places<'_>, root: &Root, diagnostic: &Diagnostic, out: &mut String) {
    out.push_str("::");
    out.push_str(word(diagnostic.severity, ["error", "warning", "notice"]));
    out.push_str(&format!(" file={}", property(&root.name(places.source.name()))));
    if let Some(span) = diagnostic.span {
        let ((line, column), (end_line, end_column)) = places.of(span);
        out.push_str(&format!(",line={line},endLine={end_line},col={column}"));
        // Columns are for places within a line; they are those of the first and the last character.
        if line == end_line {
            out.push_str(&format!(",endColumn={}", end_column.saturating_sub(1).max(column)));
        }
    }
    let title = format!("Teiwright {} ({})", diagnostic.code(), diagnostic.rule.name);
    out.push_str(&format!(",title={}::{}\n", property(&title), data(&sentences(diagnostic))));
}

/// The text of a message: one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which `:` and `,` mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
