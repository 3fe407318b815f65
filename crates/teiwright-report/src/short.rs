//! `file:line:column: severity[CODE] message`.

use crate::places::Places;
use crate::window::{Style, printable};
use teiwright_source::Diagnostic;

pub(crate) fn write(places: &Places<'_>, diagnostic: &Diagnostic, out: &mut String) {
    let place = diagnostic.span.map_or_else(String::new, |span| {
        let (line, column) = places.at(span.start);
        format!(":{line}:{column}")
    });
    let (severity, code) = (diagnostic.severity.as_str(), diagnostic.code());
    // One finding is one line, whatever text a message quotes.
    let line = |text: &str| printable(text, Style::Unicode).replace('\n', " ");
    let (name, message) = (line(places.source.name()), line(&diagnostic.message));
    out.push_str(&format!("{name}{place}: {severity}[{code}] {message}\n"));
}
