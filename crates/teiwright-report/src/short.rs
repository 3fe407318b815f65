//! `file:line:column: severity[CODE] message`.

use crate::window::{Style, printable};
use teiwright_source::{Diagnostic, Source};

pub(crate) fn write(source: &Source, diagnostic: &Diagnostic, out: &mut String) {
    let place = diagnostic.span.map_or_else(String::new, |span| {
        let at = source.position(span.start);
        format!(":{}:{}", at.line, at.column)
    });
    let (severity, code) = (diagnostic.severity.as_str(), diagnostic.code());
    // One finding is one line, whatever text a message quotes.
    let line = |text: &str| printable(text, Style::Unicode).replace('\n', " ");
    let (name, message) = (line(source.name()), line(&diagnostic.message));
    out.push_str(&format!("{name}{place}: {severity}[{code}] {message}\n"));
}
