//! What stands before the text: title block and labelled lines, and the archive's own lines around it.

mod bibliography;
mod block;
mod items;
mod labels;
mod persons;

use std::ops::Range;

use teiwright_model::{
    Change, HeadingRole, Inline, InlineKind, Metadata, MetadataNote, Person, Title, Words,
};
use teiwright_source::Span;

use crate::context::Context;
use crate::dates::{self, Known};
use crate::lines::Lines;
use crate::{Dialect, LineRole};

pub(crate) use persons::is_name;

/// What stands before the text.
#[derive(Debug, Default)]
pub(crate) struct Header {
    /// What it says about the text.
    pub(crate) metadata: Metadata,
    /// The lines over the text, with what each is.
    pub(crate) title_block: Vec<TitleLine>,
    /// The first line of the text.
    pub(crate) body: usize,
    /// Lines of the archive among the text's, in order.
    pub(crate) archive: Vec<Range<usize>>,
    /// Whose conventions the head follows.
    pub(crate) dialect: Dialect,
}

/// Lines of the title block that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TitleLine {
    pub(crate) lines: Range<usize>,
    pub(crate) role: HeadingRole,
}

/// Reads title block and labelled lines.
pub(crate) fn read(lines: &Lines<'_>, dialect: Dialect, context: &mut Context) -> Header {
    let mut header = Header::default();
    let block = block::find(lines);
    let labelled = !block.items.is_empty();
    header.dialect = match dialect {
        Dialect::Auto if labelled => Dialect::Mia,
        Dialect::Auto => Dialect::Plain,
        named => named,
    };
    header.archive = archive_lines(lines, header.dialect);
    for range in header.archive.clone() {
        let content = vec![words_inline(lines, range.clone())];
        header.metadata.notes.push(MetadataNote { kind: "archive".to_owned(), label: None, content });
        context.trace(range.start, LineRole::Archive, "the archive's own line");
    }
    let title_end = if labelled { block.start } else { lines.len() };
    for line in [0, block.end.saturating_sub(1)] {
        if labelled && block::is_fence(lines.text(line)) {
            crate::pieces::ledger_line(lines, line, Change::SectionMark, context);
        }
    }
    let chunks = title_chunks(lines, title_end, labelled, &header.archive);
    header.body = if labelled { block.end } else { chunks.last().map_or(0, |chunk| chunk.end) };
    header.title_block = roles(lines, &chunks);
    titles(lines, &header.title_block, &mut header.metadata, context);
    for item in &block.items {
        items::read(lines, item, &mut header.metadata, context);
    }
    items::finish(&mut header.metadata);
    header
}

fn words_inline(lines: &Lines<'_>, range: Range<usize>) -> Inline {
    let span = lines.span(range);
    Inline::text(lines.source().slice(span).split_whitespace().collect::<Vec<_>>().join(" "), span)
}

/// Lines of the archive near the two ends of the file: navigation, dates of update.
fn archive_lines(lines: &Lines<'_>, dialect: Dialect) -> Vec<Range<usize>> {
    const NEAR: usize = 40;
    let mut out = Vec::new();
    if dialect != Dialect::Mia {
        return out;
    }
    let head = 0..NEAR.min(lines.len());
    let tail = lines.len().saturating_sub(NEAR).max(head.end)..lines.len();
    for line in head.chain(tail) {
        if is_archive_line(lines.text(line)) {
            out.push(line..line + 1);
        }
    }
    out
}

fn is_archive_line(text: &str) -> bool {
    if text.is_empty() || text.len() > 160 {
        return false;
    }
    let lower = text.to_lowercase();
    let starts = [
        "last updated",
        "last modified",
        "top of page",
        "top of the page",
        "back to top",
        "return to",
        "back to the",
        "next:",
        "next chapter",
        "previous:",
        "table of contents |",
        "index |",
        "contents |",
        "back to index",
        "zuletzt aktualisiert",
        "nach oben",
        "zum seitenanfang",
        "dernière mise à jour",
        "haut de la page",
        "última actualización",
        "ir al principio",
        "última alteração",
        "inclusão",
        "ultima modifica",
        "начало страницы",
        "previous |",
        "next |",
        "<<",
        ">>",
        "marxists’ internet archive",
        "marxists' internet archive",
        "marxists internet archive",
        "marxists.org",
        "mia >",
        "mia  >",
        "www.marxists.org",
        "lenin works index",
        "lenin internet archive",
        "trotsky internet archive",
        "marx/engels internet archive",
        "encyclopedia of",
    ];
    starts.iter().any(|start| lower.starts_with(start)) && !text.ends_with(". ") && !lower.contains("©")
}

/// Chunks of the title block. Without labelled lines only a few short lines at the very top can be one.
fn title_chunks(
    lines: &Lines<'_>,
    end: usize,
    labelled: bool,
    archive: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::new();
    let mut line = 0;
    while line < end && (labelled || chunks.len() < 12) {
        if lines.is_blank(line) || archive.iter().any(|range| range.contains(&line)) {
            line += 1;
            continue;
        }
        let start = line;
        if labelled && line == 0 && block::is_fence(lines.text(line)) {
            line += 1;
            continue;
        }
        while line < end && !lines.is_blank(line) && !archive.iter().any(|range| range.contains(&line)) {
            line += 1;
        }
        chunks.push(start..line);
    }
    if labelled {
        return chunks;
    }
    let fits = |chunk: &Range<usize>| {
        chunk.len() <= 3
            && chunk.clone().all(|line| {
                let text = lines.text(line);
                let heading = crate::words::keyword(text).is_some() || crate::words::named(text).is_some();
                let numbered = crate::headings::leading_number(text).is_some();
                let marked = text.starts_with('#') || text.starts_with("==");
                let title =
                    crate::headings::title_like(text) || crate::headings::is_caps(text) || is_byline(text);
                text.len() <= 100 && title && !heading && !numbered && !marked
            })
    };
    let taken = chunks.iter().take(4).take_while(|chunk| fits(chunk)).count();
    // If nothing but such lines stands there, they are the text.
    let whole = chunks.len() == taken && chunks.len() < 12;
    chunks.truncate(if whole { 1.min(taken) } else { taken });
    chunks
}

fn is_byline(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["by ", "von ", "par ", "por "].iter().any(|by| {
        lower.starts_with(by)
            && text.get(by.len()..).is_some_and(|rest| persons::is_author_line(author_words(rest)))
    })
}

/// The words of an author line without a year after the name.
fn author_words(text: &str) -> &str {
    let bare =
        text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "()[]–-*".contains(c));
    if bare.is_empty() { text } else { bare.trim_end_matches(',') }
}

/// What each chunk of the title block is.
fn roles(lines: &Lines<'_>, chunks: &[Range<usize>]) -> Vec<TitleLine> {
    let mut out: Vec<TitleLine> = Vec::new();
    let count: usize = chunks.iter().map(ExactSizeIterator::len).sum();
    // Where a line says `by`, no other line names the author.
    let says_by = chunks.iter().cloned().flatten().any(|line| is_byline(lines.text(line)));
    let mut author = false;
    let mut titled = false;
    for chunk in chunks {
        let mut start = chunk.start;
        // Author and title may stand in one chunk, the author in its first or last line.
        let first = lines.text(start);
        let name = is_byline(first) || (!says_by && persons::is_author_line(author_words(first)));
        if !author && name && count > 1 && (out.is_empty() || titled) {
            author = true;
            out.push(TitleLine { lines: start..start + 1, role: HeadingRole::Byline });
            start += 1;
        }
        if start == chunk.end {
            continue;
        }
        let mut end = chunk.end;
        let last = lines.text(end - 1);
        let closing = !author && end - start > 1 && is_byline(last);
        if closing {
            end -= 1;
        }
        let dated = dates::read_whole(without_marker(lines.text(start)), &Known::default()).is_some();
        let role = if titled || (dated && !out.is_empty()) { HeadingRole::Sub } else { HeadingRole::Main };
        titled |= role == HeadingRole::Main;
        out.push(TitleLine { lines: start..end, role });
        if closing {
            author = true;
            out.push(TitleLine { lines: end..end + 1, role: HeadingRole::Byline });
        }
    }
    out
}

/// A line without a note marker at its end.
fn without_marker(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || "[]()*†".contains(c));
    let marker = &text[bare.len()..];
    if marker.len() <= 5 && marker.starts_with(['[', '(', '*', '†']) { bare.trim_end() } else { text }
}

/// Copies of title and author for the header.
fn titles(lines: &Lines<'_>, block: &[TitleLine], metadata: &mut Metadata, context: &mut Context) {
    for title in block {
        let span = lines.span(title.lines.clone());
        let text = lines.source().slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        if title.role == HeadingRole::Byline {
            context.trace(title.lines.start, LineRole::Author, "a name over the title");
            let line = lines.text(title.lines.start);
            let skip = if is_byline(line) { line.find(' ').map_or(0, |at| at + 1) } else { 0 };
            let words = author_words(&line[skip..]);
            for range in persons::split(words) {
                let name = words[range.clone()].to_owned();
                let place = span.part(skip + range.start..skip + range.end);
                metadata.authors.push(Person { name: Words::new(name, place), organisation: false });
            }
            continue;
        }
        context.trace(title.lines.start, LineRole::Title, "stands over the text");
        let role = if title.role == HeadingRole::Main { "main" } else { "sub" };
        let text = without_marker(&text).to_owned();
        metadata.titles.push(Title { role: role.to_owned(), words: Words::new(text, span) });
    }
}

/// Characters at `span` as running text of the header, dates among them.
pub(super) fn dated(lines: &Lines<'_>, span: Span, known: &Known) -> Vec<Inline> {
    let source = lines.source();
    let text = source.slice(span);
    let mut mentions = Vec::new();
    dates::find(text, known, &mut mentions, &mut Vec::new());
    let year = dates::read_whole(text, known).filter(|_| mentions.is_empty());
    if let Some(date) = year {
        let words = text.trim_end_matches(['.', ';', ',', ' ']);
        mentions.push(dates::Mention { range: 0..words.len(), value: dates::Value::Date(date) });
    }
    let plain = |range: Range<usize>| {
        let place = span.part(range.clone());
        Inline::text(joined(&text[range]), place)
    };
    let mut out = Vec::new();
    let mut at = 0;
    for mention in mentions {
        if mention.range.start > at {
            out.push(plain(at..mention.range.start));
        }
        at = mention.range.end;
        let content = vec![plain(mention.range.clone())];
        let kind = match mention.value {
            dates::Value::Date(date) => InlineKind::Date { date, content },
            dates::Value::Time(time) => InlineKind::Time { time, content },
        };
        out.push(Inline::new(kind, span.part(mention.range)));
    }
    if at < text.len() {
        out.push(plain(at..text.len()));
    }
    out
}

/// Lines joined by spaces; spaces inside a line stay.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split(['\n', '\r']).enumerate() {
        if index > 0 && line.trim().is_empty() {
            continue;
        }
        if index > 0 {
            out.truncate(out.trim_end().len());
            out.push(' ');
        }
        out.push_str(if index > 0 { line.trim_start() } else { line });
    }
    out
}
