//! The labelled lines of Project Gutenberg: title, persons, dates and numbers of the file, its language.

use std::ops::Range;

use teiwright_model::{Change, Dated, Title, Words};

use super::super::block::Item;
use super::super::cover::Cover;
use super::super::labels::{self, Meaning};
use super::super::{Header, items, scan};
use super::page;
use crate::LineRole;
use crate::context::Context;
use crate::dates::{self, Known};
use crate::lines::Lines;

/// A labelled line, and what its label says.
#[derive(Debug)]
pub(super) struct Field {
    kind: Kind,
    item: Item,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Title,
    /// When, and as what, the file was published.
    Release,
    Language,
    Credits,
    /// What labels mean anywhere else.
    Known,
    /// What says nothing of the text.
    Remark,
}

/// The labels, in small letters.
const LABELS: &[(&str, Kind)] = &[
    ("title", Kind::Title),
    ("release date", Kind::Release),
    ("posting date", Kind::Release),
    ("language", Kind::Language),
    ("credits", Kind::Credits),
    ("produced by", Kind::Credits),
    ("alternate title", Kind::Remark),
    ("uniform title", Kind::Remark),
    ("series title", Kind::Remark),
    ("last updated", Kind::Remark),
    ("most recently updated", Kind::Remark),
    ("character set encoding", Kind::Remark),
    ("character set", Kind::Remark),
    ("original publication", Kind::Known),
    ("date first posted", Kind::Remark),
    ("first posted", Kind::Remark),
    ("edition", Kind::Remark),
    ("note", Kind::Remark),
    ("notes", Kind::Remark),
    ("copyright status", Kind::Remark),
    ("subject", Kind::Remark),
    ("loc class", Kind::Remark),
    ("ebook-no.", Kind::Remark),
];

/// Reads a chunk of the head as labelled lines, each with the lines that go on with it.
pub(super) fn of(lines: &Lines<'_>, chunk: &Range<usize>) -> Option<Vec<Field>> {
    let mut fields: Vec<Field> = Vec::new();
    for line in chunk.clone() {
        match field(lines, line) {
            Some(field) => fields.push(field),
            None => fields.last_mut()?.item.value.end = lines.get(line).span.end,
        }
    }
    Some(fields)
}

fn field(lines: &Lines<'_>, line: usize) -> Option<Field> {
    let (text, span) = (lines.text(line), lines.get(line).span);
    if text.len() > 400 {
        return None;
    }
    // `April, 2000 [Etext #2153]`, `This file was first posted on March 11, 2006`
    let bare = |kind| {
        let item = Item { line, label: span.part(0..0), parts: Vec::new(), value: span };
        Some(Field { kind, item })
    };
    let lower = text.to_lowercase();
    // `[Most recently updated: March 3, 2021]`, in old files without its first bracket.
    let inner = text.trim_start_matches('[');
    let updated = ["most recently updated", "last updated", "date last updated", "this file was"]
        .iter()
        .any(|start| lower.trim_start_matches('[').starts_with(start));
    if updated && (inner.len() < text.len() || text.ends_with(']') || lower.starts_with("this file was")) {
        return bare(Kind::Remark);
    }
    let colon = text.find(':').filter(|&colon| colon <= 40);
    let Some(colon) = colon else {
        return if number(&lower).is_some() { bare(Kind::Release) } else { None };
    };
    let label = lower.get(..colon)?.trim_end();
    let value = colon + 1 + text[colon + 1..].len() - text[colon + 1..].trim_start().len();
    let parts = labels::parts(&text[..colon]);
    let person = |meaning: Meaning| meaning == Meaning::Author || meaning.relator().is_some();
    let known = || parts.first().is_some_and(|part| person(part.1)).then_some(Kind::Known);
    let kind = LABELS.iter().find(|(name, _)| *name == label).map(|(_, kind)| *kind).or_else(known)?;
    let parts = if kind == Kind::Known { parts } else { Vec::new() };
    let item = Item { line, label: span.part(0..colon), parts, value: span.part(value..text.len()) };
    Some(Field { kind, item })
}

/// Where `[EBook #1342]` stands in small letters.
fn number(lower: &str) -> Option<Range<usize>> {
    let start = ["[ebook #", "[etext #", "[e-book #", "[ebook#", "[etext#"]
        .iter()
        .find_map(|open| lower.find(open))?;
    let end = lower[start..].find(']').map_or(lower.len(), |close| start + close + 1);
    lower[start..end].contains(|c: char| c.is_ascii_digit()).then_some(start..end)
}

/// Reads a field into the metadata.
pub(super) fn read(lines: &Lines<'_>, field: Field, header: &mut Header, context: &mut Context) {
    let mut item = field.item;
    match field.kind {
        Kind::Title => title(lines, &item, header, context),
        Kind::Release => release(lines, &item, header, context),
        Kind::Credits => credits(lines, item, header, context),
        Kind::Known => items::read(lines, &item, &mut header.metadata, context),
        Kind::Language | Kind::Remark => {
            if !item.label.is_empty() {
                let meaning = if field.kind == Kind::Language { Meaning::Language } else { Meaning::Note };
                item.parts = vec![(0..item.label.len() as usize, meaning)];
            }
            items::read(lines, &item, &mut header.metadata, context);
        }
    }
}

/// A title; lines below it that begin anew are sub-titles, those that it was only wrapped over are not.
fn title(lines: &Lines<'_>, item: &Item, header: &mut Header, context: &mut Context) {
    context.trace(item.line, LineRole::Metadata, "a labelled line about the text");
    context.ledger.add(item.label, Change::Label, "<title>");
    items::separate(lines, item, context);
    let text = lines.source().slice(item.value);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let part = scan::trim(text, at..at + line.len(), char::is_whitespace);
        at += line.len();
        match parts.last_mut() {
            Some(last) if wraps(&text[last.clone()], &text[part.clone()]) => last.end = part.end,
            _ => parts.push(part),
        }
    }
    for (index, part) in parts.into_iter().filter(|part| !part.is_empty()).enumerate() {
        let role = if index == 0 { "main" } else { "sub" };
        let words = Words::new(scan::joined(&text[part.clone()]), item.value.part(part));
        header.metadata.titles.push(Title { role: role.to_owned(), words });
    }
}

/// Whether a title goes on in the next line: that begins small, or the line before was full or ends in the middle.
fn wraps(above: &str, below: &str) -> bool {
    const MIDDLE: [&str; 14] =
        ["of", "the", "a", "an", "and", "in", "on", "to", "for", "with", "by", "de", "der", "la"];
    let last = above.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let line = above.rsplit('\n').next().unwrap_or(above);
    !below.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘(".contains(c))
        || MIDDLE.contains(&last.as_str())
        || above.ends_with([',', '-'])
        || line.trim().chars().count() > 48
}

fn release(lines: &Lines<'_>, item: &Item, header: &mut Header, context: &mut Context) {
    context.trace(item.line, LineRole::Metadata, "when the file was published");
    context.ledger.add(item.label, Change::Label, "<date>");
    items::separate(lines, item, context);
    let Some(source) = header.metadata.sources.first_mut() else { return };
    let mut cover = Cover::new(lines.source(), item.value);
    let text = cover.text();
    let mut mentions = Vec::new();
    dates::find(text, &Known::default(), &mut mentions, &mut Vec::new());
    let whole = || Some((0..text.len(), dates::read_whole(text, &Known::default())?));
    let dated = mentions.into_iter().find_map(|mention| match mention.value {
        dates::Value::Date(value) => Some((mention.range, value)),
        dates::Value::Time(_) => None,
    });
    if let Some((range, value)) = dated.or_else(whole) {
        source.dates.push(Dated { words: cover.take(range), value });
    }
    // Lower case of other letters may be longer; ASCII before the number is not.
    let lower = text.to_ascii_lowercase();
    if let Some(range) = number(&lower) {
        let digits = scan::trim(text, range.clone(), |c: char| !c.is_ascii_digit());
        cover.strike(range.start..digits.start, "idno/@type", &mut context.ledger);
        cover.strike(digits.end..range.end, "idno/@type", &mut context.ledger);
        source.identifiers.push(cover.take(digits));
    }
    source.notes.extend(cover.finish(&mut context.ledger));
}

/// `Credits: Produced by …`: the words before the names say more than the label.
fn credits(lines: &Lines<'_>, mut item: Item, header: &mut Header, context: &mut Context) {
    let text = lines.source().slice(item.value);
    if let Some(length) = page::credit(text) {
        context.ledger.add(item.label, Change::Label, "<respStmt>");
        items::separate(lines, &item, context);
        page::made_by(lines, item.line, item.value, length, header, context);
    } else {
        item.parts = vec![(0..item.label.len() as usize, Meaning::Transcriber)];
        items::read(lines, &item, &mut header.metadata, context);
    }
}

#[cfg(test)]
mod tests {
    use super::{number, wraps};

    #[test]
    fn numbers_of_files() {
        assert_eq!(number("march, 1994 [ebook #11]"), Some(12..23));
        assert_eq!(number("april, 2000  [etext #2153]"), Some(13..26));
        assert_eq!(number("see [ebook]"), None);
    }

    #[test]
    fn titles_and_sub_titles() {
        assert!(!wraps("The Harbour Gate", "A Tale of Ships and Men"));
        assert!(wraps("The Life and Adventures of", "Anna Sample"));
        assert!(wraps("The Harbour Gate", "and other tales"));
    }
}
