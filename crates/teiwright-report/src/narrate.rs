//! Plain sentences, to be listened to: no drawing, no marks that a screen reader would spell out.

use teiwright_source::{Diagnostic, Fix, Span};

use crate::Options;
use crate::places::Places;
use crate::report::{Found, sentences};
use crate::window::{Style, Window, printable};

/// How much of a line is read out, in columns.
const COLUMNS: usize = 80;
/// How many mends and how many other places are told.
const MOST: usize = 3;

pub(crate) fn write(found: &Found<'_>, shown: &[Diagnostic], options: &Options, out: &mut String) {
    let style = if options.ascii { Style::Ascii } else { Style::Unicode };
    let quotes = if options.ascii { ["\"", "\""] } else { ["“", "”"] };
    let say = |text: &str| said(&printable(text, style).replace('\n', " "), quotes);
    let number = found.diagnostics.len();
    if number > 0 {
        let findings = if number == 1 { "one finding" } else { &format!("{number} findings") };
        out.push_str(&format!("File {}: {findings}.\n", say(found.source.name())));
    }
    let places = Places::new(found.source);
    for (at, diagnostic) in shown.iter().enumerate() {
        let severity = diagnostic.severity.as_str();
        out.push_str(&format!("Finding {} of {number}, {severity} {}", at + 1, diagnostic.code()));
        match diagnostic.span {
            Some(span) => out.push_str(&format!(", {}. ", place(&places, span))),
            None => out.push_str(". "),
        }
        out.push_str(&say(&sentences(diagnostic)));
        out.push('\n');
        if let Some(path) = &diagnostic.path {
            out.push_str(&format!("It is in {}.\n", say(&path_in_words(path))));
        }
        if let Some(span) = diagnostic.span {
            let line = found.source.lines().line_of(span.start);
            let start = found.source.lines().starts()[line];
            let focus = (span.start - start) as usize;
            let window = Window::new(found.source.line(line), focus, COLUMNS, style);
            out.push_str(&format!("The line reads: {}\n", window.text.trim()));
        }
        for fix in diagnostic.fixes.iter().filter(|fix| !told(diagnostic, fix)).take(MOST) {
            out.push_str(&format!("A mend: {}.\n", say(&fix.title)));
        }
        for related in diagnostic.related.iter().take(MOST) {
            let at = match &related.file {
                Some(file) if file != found.source.name() => format!("file {}", say(file)),
                _ => place(&places, related.span),
            };
            out.push_str(&format!("See also {at}: {}.\n", say(&related.message)));
        }
    }
}

/// Whether the help says what the mend does.
fn told(diagnostic: &Diagnostic, fix: &Fix) -> bool {
    let help = diagnostic.help.as_deref().unwrap_or_default();
    fix.edits.iter().any(|edit| !edit.text.is_empty() && help.contains(&format!("`{}`", edit.text)))
}

/// `line 2, column 8` or `line 2, columns 8 to 11` or `lines 2 to 5`.
fn place(places: &Places<'_>, span: Span) -> String {
    let ((line, column), (end_line, end_column)) = places.of(span);
    if line != end_line {
        return format!("lines {line} to {end_line}");
    }
    match end_column.saturating_sub(1) {
        last if last > column => format!("line {line}, columns {column} to {last}"),
        _ => format!("line {line}, column {column}"),
    }
}

/// `TEI, text, body, div 2, p 1` for `/TEI/text/body/div[2]/p[1]`.
fn path_in_words(path: &str) -> String {
    let steps = path.split('/').filter(|step| !step.is_empty());
    let steps = steps.map(|step| step.trim_end_matches(']').replace('[', " ").replace('@', "attribute "));
    steps.collect::<Vec<_>>().join(", ")
}

/// With quotation marks for every other backtick, which would be spelt out.
fn said(text: &str, [open, close]: [&str; 2]) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        if at > 0 {
            out.push_str(if at % 2 == 1 { open } else { close });
        }
        out.push_str(part);
    }
    out
}
