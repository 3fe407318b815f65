//! One JSON object a line, version first.

use crate::excerpt::find;
use serde::Serialize;
use teiwright_source::{Applicability, Diagnostic, Severity, Source, Span};

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

fn place(source: &Source, offset: u32) -> Place {
    let at = source.position(offset);
    Place { line: at.line, column: at.column, offset: at.offset }
}

fn range(source: &Source, span: Span) -> Range {
    Range { start: place(source, span.start), end: place(source, span.end) }
}

pub(crate) fn write(source: &Source, others: &[&Source], diagnostic: &Diagnostic, out: &mut String) {
    let edit = |edit: &'_ teiwright_source::Edit| {
        (source.disk_offset(edit.span.start), source.disk_offset(edit.span.end))
    };
    let fixes = diagnostic.fixes.iter().map(|fix| {
        let edits = fix.edits.iter().map(|e| {
            let (start, end) = edit(e);
            Edit { start, end, text: &e.text }
        });
        Fix { title: &fix.title, applicability: fix.applicability, edits: edits.collect() }
    });
    let related = diagnostic.related.iter().map(|related| Related {
        file: related.file.as_deref().unwrap_or_else(|| source.name()),
        span: find(source, others, related.file.as_deref()).map(|file| range(file, related.span)),
        message: &related.message,
    });
    let line = Line {
        v: 1,
        file: source.name(),
        code: diagnostic.code(),
        severity: diagnostic.severity,
        message: &diagnostic.message,
        span: diagnostic.span.map(|span| range(source, span)),
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
