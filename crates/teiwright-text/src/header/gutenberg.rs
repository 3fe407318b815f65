//! Files of Project Gutenberg: what it says of itself before `*** START OF …` and after `*** END OF …`, and the title
//! page between.

use std::collections::HashSet;
use std::ops::Range;

use teiwright_model::{Change, Dated, Inline, MetadataNote, SourceDescription, SourceKind, Words};

use super::block::{self, Item};
use super::labels::Meaning;
use super::{Header, items, labels, licence, scan, title};
use crate::context::Context;
use crate::dates::{self, Known};
use crate::lines::Lines;
use crate::words::key;
use crate::{Dialect, LineRole};

/// Where the text of a file begins and ends.
pub(super) struct Frame {
    /// What stands before the text, the line that says so at its end.
    head: Range<usize>,
    /// What stands after the text, the line that says so at its start.
    tail: Range<usize>,
}

/// How many lines from the top the text may begin, and from the bottom it may end: licences are long.
const NEAR: usize = 800;

/// Finds the lines that part the text from what Project Gutenberg says of it.
pub(super) fn frame(lines: &Lines<'_>) -> Option<Frame> {
    let all = lines.len();
    let start = (0..all.min(NEAR)).find(|&line| is_start(lines.text(line)))?;
    // The line may go on until its closing stars.
    let wraps = |line: &usize| !lines.text(*line).ends_with('*') && lines.text(line + 1).ends_with("***");
    let body = start + 1 + usize::from(wraps(&start));
    let end = (all.saturating_sub(NEAR).max(body)..all).find(|&line| is_end(lines.text(line))).unwrap_or(all);
    Some(Frame { head: 0..body, tail: end..all })
}

/// The first characters of a line in small letters.
fn opening(text: &str) -> String {
    text.chars().take(80).flat_map(char::to_lowercase).collect()
}

fn is_start(text: &str) -> bool {
    let lower = opening(text);
    let bare = lower.trim_start_matches(['*', ' ']);
    let small_print = lower.starts_with("*end") && lower.contains("small print");
    small_print
        || (lower.starts_with("***")
            && bare.starts_with("start of th")
            && lower.contains("project gutenberg"))
}

fn is_end(text: &str) -> bool {
    let lower = opening(text);
    let bare = lower.trim_start_matches(['*', ' ']);
    bare.strip_prefix("end of ").is_some_and(|rest| {
        let rest = rest.strip_prefix("the ").or_else(|| rest.strip_prefix("this ")).unwrap_or(rest);
        rest.starts_with("project gutenberg")
    })
}

/// Reads what stands around the text.
pub(super) fn read(lines: &Lines<'_>, frame: &Frame, context: &mut Context) -> Header {
    let mut header = Header { dialect: Dialect::Gutenberg, ..Header::default() };
    let mut source = SourceDescription::new(SourceKind::Digital);
    source.publishers.push(Words::given("Project Gutenberg"));
    header.metadata.sources.push(source);
    let mut block = block::find(lines);
    if block.end > frame.head.end {
        block = block::Block::default();
    }
    let labelled = block.start..block.end;
    let untitled = block.items.is_empty();
    let mut words: Option<Range<usize>> = None;
    for range in title::chunks(lines, frame.head.clone(), &|line| labelled.contains(&line)) {
        let fields = range.clone().map(|line| field(lines, line, untitled)).collect::<Option<Vec<_>>>();
        let broken =
            words.as_ref().is_some_and(|words| words.end <= labelled.start && labelled.start < range.start);
        if let Some(words) = words.take_if(|_| fields.is_some() || broken) {
            around(lines, words, &mut header, context);
        }
        match fields {
            Some(fields) => block.items.extend(fields),
            None => words = Some(words.map_or(range.start, |words| words.start)..range.end),
        }
    }
    if let Some(words) = words {
        around(lines, words, &mut header, context);
    }
    for item in block.items {
        labelled_line(lines, item, &mut header, context);
    }
    if !frame.tail.is_empty() {
        around(lines, frame.tail.clone(), &mut header, context);
        header.archive = vec![frame.tail.clone()];
    }
    header.body = title_page(lines, frame.head.end..frame.tail.start, &mut header, context);
    header
}

/// Lines of Project Gutenberg as its licence or as a note, so that their words are kept.
fn around(lines: &Lines<'_>, range: Range<usize>, header: &mut Header, context: &mut Context) {
    const TERMS: &[&str] =
        &["for the use of anyone anywhere", "small print", "full license", "terms of use", "public domain"];
    context.trace(range.start, LineRole::Archive, "Project Gutenberg's own words");
    let span = lines.span(range);
    let text = lines.source().slice(span);
    let content = vec![Inline::text(scan::joined(text), span)];
    let opening = text.get(..text.len().min(4000)).unwrap_or(text);
    if scan::any(&scan::joined(opening), TERMS) {
        header.metadata.licences.push(licence::read(None, text, content));
    } else {
        header.metadata.notes.push(MetadataNote { kind: "archive".to_owned(), label: None, content });
    }
}

/// A line of the head that begins with one of the labels that Project Gutenberg uses; with the title's among them
/// where no block of labelled lines was found.
fn field(lines: &Lines<'_>, line: usize, untitled: bool) -> Option<Item> {
    const LABELS: [&str; 11] = [
        "release date",
        "posting date",
        "last updated",
        "most recently updated",
        "language",
        "character set encoding",
        "credits",
        "original publication",
        "illustrator",
        "date first posted",
        "first posted",
    ];
    let text = lines.text(line);
    let colon = text.find(':')?;
    let label = text[..colon].to_lowercase();
    let value = colon + 1 + text[colon + 1..].len() - text[colon + 1..].trim_start().len();
    let span = lines.get(line).span;
    let known = untitled && ["title", "author", "translator", "editor"].contains(&label.as_str());
    (known || LABELS.contains(&label.as_str())).then(|| Item {
        line,
        label: span.part(0..colon),
        parts: if known { labels::parts(&text[..colon]) } else { Vec::new() },
        value: span.part(value..text.len()),
    })
}

/// `Release Date: August 25, 2004 [EBook #13272]` says when and as what the file was published; the other labels are
/// read as anywhere, those that say nothing of the text as notes.
fn labelled_line(lines: &Lines<'_>, mut item: Item, header: &mut Header, context: &mut Context) {
    let label = lines.source().slice(item.label).to_lowercase();
    if matches!(label.as_str(), "release date" | "posting date") {
        return release(lines, &item, header, context);
    }
    if item.parts.is_empty() && !item.label.is_empty() {
        item.parts.push((0..item.label.len() as usize, Meaning::Note));
    }
    items::read(lines, &item, &mut header.metadata, context);
}

fn release(lines: &Lines<'_>, item: &Item, header: &mut Header, context: &mut Context) {
    context.trace(item.line, LineRole::Metadata, "when the file was published");
    context.ledger.add(item.label, Change::Label, "<date>");
    items::separate(lines, item, context);
    let Some(source) = header.metadata.sources.first_mut() else { return };
    let mut cover = super::cover::Cover::new(lines.source(), item.value);
    let text = cover.text();
    let mut mentions = Vec::new();
    dates::find(text, &Known::default(), &mut mentions, &mut Vec::new());
    for mention in mentions {
        if let dates::Value::Date(value) = mention.value {
            source.dates.push(Dated { words: cover.take(mention.range), value });
        }
    }
    if let Some(open) = text.find("[E").or_else(|| text.find("[e")) {
        let close = text[open..].find(']').map_or(text.len(), |close| open + close + 1);
        source.identifiers.push(cover.take(open..close));
    }
    source.notes.extend(cover.finish(&mut context.ledger));
}

/// Who made the file, and the title page; returns the first line of the text itself.
fn title_page(lines: &Lines<'_>, body: Range<usize>, header: &mut Header, context: &mut Context) -> usize {
    let near = body.start..body.end.min(body.start + super::NEAR);
    let mut chunks = title::chunks(lines, near.clone(), &|_| false).into_iter().peekable();
    let mut start = body.start;
    while let Some(chunk) = chunks.next_if(|chunk| credit(lines.text(chunk.start)).is_some()) {
        start = chunk.end;
        made_by(lines, chunk, header, context);
    }
    let rest = chunks.collect::<Vec<_>>();
    let known = rest.iter().take(6).take_while(|chunk| names_work(lines, chunk, header)).count();
    let below = match known {
        0 => title::plain(lines, rest, near.end < body.end, true),
        _ => rest[..known].to_vec(),
    };
    let end = below.last().map_or(start, |chunk| chunk.end);
    header.title_block = title::roles(lines, &below, "", true, context);
    title::copies(lines, &header.title_block, &mut header.metadata, context);
    once(header);
    end
}

/// Whether lines of the title page say again what the labelled lines say: the title or a part of it, or by whom.
fn names_work(lines: &Lines<'_>, chunk: &Range<usize>, header: &Header) -> bool {
    let words = key(lines.source().slice(lines.span(chunk.clone())));
    let within = |known: &str| {
        !words.is_empty() && (known.contains(&words) || (!known.is_empty() && words.starts_with(known)))
    };
    let metadata = &header.metadata;
    let by = words.strip_prefix("by").unwrap_or(&words);
    chunk.len() <= 4
        && (metadata.titles.iter().any(|title| within(&key(&title.words.text)))
            || metadata.authors.iter().any(|author| {
                let author = key(&author.name.text);
                !author.is_empty() && by.starts_with(&author)
            }))
}

/// The length of the words that say who made a file, such as `Produced by`.
fn credit(text: &str) -> Option<usize> {
    // `Transcribed from the edition of 1915 by …` has its `from` among the words about it.
    const WORDS: [&str; 9] = [
        "produced by",
        "e-text prepared by",
        "etext prepared by",
        "this etext was prepared by",
        "this ebook was produced by",
        "this etext was produced by",
        "prepared by",
        "transcribed by",
        "transcribed from",
    ];
    let length = scan::first(text, &WORDS)?;
    Some(if text[..length].ends_with("from") { length - " from".len() } else { length })
}

fn made_by(lines: &Lines<'_>, chunk: Range<usize>, header: &mut Header, context: &mut Context) {
    let span = lines.span(chunk.clone());
    let text = lines.source().slice(span);
    let Some(length) = credit(text) else { return };
    let value = length + text[length..].len() - text[length..].trim_start_matches([':', ' ']).len();
    let item = Item {
        line: chunk.start,
        label: span.part(0..length),
        parts: vec![(0..length, Meaning::Transcriber)],
        value: span.part(value..text.len()),
    };
    items::read(lines, &item, &mut header.metadata, context);
}

/// Title and author stand in the labelled lines and on the title page: the header names them once.
fn once(header: &mut Header) {
    keep_first(&mut header.metadata.titles, |title| &title.words.text);
    // One of them is the main one, and that is what the labelled line says.
    for title in header.metadata.titles.iter_mut().skip(1).filter(|title| title.role == "main") {
        "alt".clone_into(&mut title.role);
    }
    keep_first(&mut header.metadata.authors, |author| &author.name.text);
}

/// Keeps the first of those whose words are the same.
fn keep_first<T>(list: &mut Vec<T>, words_of: impl Fn(&T) -> &str) {
    let mut seen = HashSet::new();
    list.retain(|one| seen.insert(key(words_of(one))));
}

#[cfg(test)]
mod tests {
    use super::{is_end, is_start};

    #[test]
    fn marks_of_texts_with_any_title() {
        // Wherever in the title the 80th byte falls, between characters or inside of one.
        for width in 0..60 {
            let title = format!("{}É", "x".repeat(width));
            assert!(is_start(&format!("*** START OF THIS PROJECT GUTENBERG EBOOK {title} ***")), "{width}");
            assert!(is_end(&format!("*** END OF THE PROJECT GUTENBERG EBOOK {title} ***")), "{width}");
        }
        assert!(is_start("*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*"));
        assert!(!is_end("End of the first part"));
    }
}
