//! Reviewdog's diagnostic format (rdjson): findings with suggestions, which become changes to accept in a review.
//!
//! Places are those of `reviewdog.proto`: lines from 1, columns from 1 in bytes of UTF-8, ends exclusive.

use serde::Serialize;
use teiwright_source::{Applicability, Fix, Source, Span};

use crate::excerpt::find;
use crate::places::Places;
use crate::report::{Found, sentences, word};
use crate::{Options, json};

pub(crate) const BEGIN: &str = "{\"source\":{\"name\":\"teiwright\"},\"diagnostics\":[";
pub(crate) const END: &str = "\n]}\n";

/// A suggestion is one replacement: edits further apart than this, in bytes, are none.
const NEAR: u32 = 2000;

#[derive(Serialize)]
struct Item<'a> {
    message: &'a str,
    location: Location<'a>,
    severity: &'a str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: OwnLocation,
}

#[derive(Serialize)]
struct OwnLocation {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

pub(crate) fn piece(found: &Found<'_>, options: &Options) -> String {
    let path = options.root.name(found.source.name());
    let mut out = String::new();
    for diagnostic in found.diagnostics {
        let related = diagnostic.related.iter().filter_map(|related| {
            let file = find(found.source, found.others, related.file.as_deref())?;
            let location =
                OwnLocation { path: options.root.name(file.name()), range: range(file, related.span) };
            Some(Related { message: &related.message, location })
        });
        let item = Item {
            message: &sentences(diagnostic),
            location: Location { path: &path, range: diagnostic.span.map(|span| range(found.source, span)) },
            severity: word(diagnostic.severity, ["ERROR", "WARNING", "INFO"]),
            code: Code { value: diagnostic.code() },
            suggestions: diagnostic.fixes.iter().filter_map(|fix| suggestion(found.source, fix)).collect(),
            related_locations: related.collect(),
        };
        json::push(&item, &mut out);
    }
    out
}

fn range(source: &Source, span: Span) -> Range {
    let places = Places::new(source);
    let position = |(line, column)| Position { line, column };
    Range {
        start: position(places.bytes_at(span.start)),
        end: position(places.bytes_at(span.end.max(span.start))),
    }
}

/// The edits of a mend as one replacement, with what stands between them.
fn suggestion(source: &Source, fix: &Fix) -> Option<Suggestion> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let whole = Span::new(first.span.start, last.span.end);
    if fix.applicability == Applicability::Display || whole.end < whole.start || whole.len() > NEAR {
        return None;
    }
    let (mut text, mut at) = (String::new(), whole.start);
    for edit in &fix.edits {
        text.push_str(source.slice(Span::new(at, edit.span.start.max(at))));
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    Some(Suggestion { range: range(source, whole), text })
}
