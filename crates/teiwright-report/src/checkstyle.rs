//! Checkstyle's XML: files with their errors.

use crate::Options;
use crate::places::Places;
use crate::report::{Found, sentences, word};
use crate::xml::escaped;

pub(crate) const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n";
pub(crate) const END: &str = "</checkstyle>\n";

pub(crate) fn piece(found: &Found<'_>, options: &Options) -> String {
    let places = Places::new(found.source);
    let mut out = format!("<file name=\"{}\">\n", escaped(&options.root.name(found.source.name())));
    for diagnostic in found.diagnostics {
        out.push_str("<error");
        // Checkstyle writes line 1 for what is about the whole file, and readers count on a line.
        let place = diagnostic.span.map(|span| places.at(span.start));
        out.push_str(&format!(" line=\"{}\"", place.map_or(1, |(line, _)| line)));
        if let Some((_, column)) = place {
            out.push_str(&format!(" column=\"{column}\""));
        }
        let severity = word(diagnostic.severity, ["error", "warning", "info"]);
        let message = escaped(&sentences(diagnostic));
        let source = format!("teiwright.{}", diagnostic.code());
        out.push_str(&format!(" severity=\"{severity}\" message=\"{message}\" source=\"{source}\"/>\n"));
    }
    out.push_str("</file>\n");
    out
}
