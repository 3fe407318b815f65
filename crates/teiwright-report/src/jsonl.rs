//! One JSON object a line, version first.

use crate::excerpt::find;
use crate::places::Places;
use crate::report::Found;
use serde::Serialize;
use teiwright_source::{Applicability, Diagnostic, Severity, Span};

#[derive(Serialize)]
struct Line<'a> {
    v: u32,
    file: &'a str,
    code: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    expected: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
    offset: u64,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    applicability: Applicability,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    start: u64,
    end: u64,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    /// Left out where the other file is not at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Range>,
    message: &'a str,
}

fn place(places: &Places<'_>, offset: u32) -> Place {
    let (line, column) = places.at(offset);
    Place { line, column, offset: places.source.disk_offset(offset) }
}

fn range(places: &Places<'_>, span: Span) -> Range {
    Range { start: place(places, span.start), end: place(places, span.end) }
}

pub(crate) fn piece(found: &Found<'_>) -> String {
    let places = Places::new(found.source);
    let mut out = String::new();
    found.diagnostics.iter().for_each(|diagnostic| write(found, &places, diagnostic, &mut out));
    out
}

fn write(found: &Found<'_>, places: &Places<'_>, diagnostic: &Diagnostic, out: &mut String) {
    let source = found.source;
    let fixes = diagnostic.fixes.iter().map(|fix| {
        let edits = fix.edits.iter().map(|edit| {
            let (start, end) = (source.disk_offset(edit.span.start), source.disk_offset(edit.span.end));
            Edit { start, end, text: &edit.text }
        });
        Fix { title: &fix.title, applicability: fix.applicability, edits: edits.collect() }
    });
    let related = diagnostic.related.iter().map(|related| Related {
        file: related.file.as_deref().unwrap_or_else(|| source.name()),
        span: match find(source, found.others, related.file.as_deref()) {
            Some(file) if std::ptr::eq(file, source) => Some(range(places, related.span)),
            Some(file) => Some(range(&Places::new(file), related.span)),
            None => None,
        },
        message: &related.message,
    });
    let line = Line {
        v: 1,
        file: source.name(),
        code: diagnostic.code(),
        severity: diagnostic.severity,
        message: &diagnostic.message,
        span: diagnostic.span.map(|span| range(places, span)),
        path: diagnostic.path.as_deref(),
        help: diagnostic.help.as_deref(),
        expected: &diagnostic.expected,
        fixes: fixes.collect(),
        related: related.collect(),
    };
    if let Ok(json) = serde_json::to_string(&line) {
        out.push_str(&json);
        out.push('\n');
    }
}
