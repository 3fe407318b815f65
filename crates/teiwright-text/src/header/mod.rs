//! What stands before the text: title block and labelled lines, and the archive's own lines around it.

mod archive;
mod bibliography;
mod block;
mod cover;
mod credits;
mod fields;
mod gazetteer;
mod gutenberg;
mod items;
mod labels;
mod licence;
mod names;
mod persons;
mod scan;
mod scopes;
mod table;
#[cfg(test)]
mod tests;
mod title;

use std::ops::Range;

use teiwright_model::{Change, HeadingRole, Inline, InlineKind, Metadata, MetadataNote};
use teiwright_source::Span;

use crate::context::Context;
use crate::dates::{self, Known};
use crate::lines::Lines;
use crate::{Dialect, LineRole};

pub(crate) use persons::is_name;
pub(crate) use title::{is_byline, names_other};

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
    /// Bytes of marks before the words: `# `.
    pub(crate) marks: usize,
}

impl TitleLine {
    /// Lines without marks.
    const fn new(lines: Range<usize>, role: HeadingRole) -> Self {
        Self { lines, role, marks: 0 }
    }

    /// Where the words stand.
    pub(crate) fn span(&self, lines: &Lines<'_>) -> Span {
        let span = lines.span(self.lines.clone());
        Span::new(span.start + u32::try_from(self.marks).unwrap_or(0), span.end)
    }
}

/// Reads title block and labelled lines.
pub(crate) fn read(lines: &Lines<'_>, dialect: Dialect, context: &mut Context) -> Header {
    if matches!(dialect, Dialect::Auto | Dialect::Gutenberg)
        && let Some(frame) = gutenberg::frame(lines)
    {
        return gutenberg::read(lines, &frame, context);
    }
    if dialect == Dialect::Markdown {
        return front_matter(lines, context);
    }
    let mut header = Header::default();
    let mut block = block::find(lines);
    header.dialect = match dialect {
        Dialect::Auto if from_archive(lines, &block) => Dialect::Mia,
        Dialect::Auto => Dialect::Plain,
        named => named,
    };
    let labelled = !block.items.is_empty();
    let inside = block.start..block.end;
    if header.dialect == Dialect::Mia {
        header.archive = archive::lines(lines, 0..lines.len());
        header.archive.retain(|range| !labelled || !inside.contains(&range.start));
    }
    for &line in &block.fences {
        crate::pieces::ledger_line(lines, line, Change::SectionMark, context);
    }
    for &mark in &block.marks {
        context.ledger.add(mark, Change::Separator, None);
    }
    let skip = |line: usize| {
        block.fences.contains(&line) || header.archive.iter().any(|range| range.contains(&line))
    };
    let mut chunks = if labelled { title::chunks(lines, 0..block.start, &skip) } else { Vec::new() };
    header.body = block.end;
    let titled =
        block.items.iter().any(|item| item.parts.iter().any(|part| part.1 == labels::Meaning::Title));
    if !title::has_title(lines, &chunks) && !titled {
        // Without labelled lines above it, the title block is a few short lines.
        let end = lines.len().min(block.end + NEAR);
        let near = title::chunks(lines, block.end..end, &skip);
        if let Some(marked) = title::marked(lines, near.first(), context) {
            return marked_title(lines, header, &block, marked, &near, context);
        }
        let below = title::plain(lines, near, end < lines.len(), labelled);
        header.body = below.last().map_or(block.end, |chunk| chunk.end);
        chunks.extend(below);
        if labelled && header.body > block.end {
            block.resume(lines, header.body);
            header.body = header.body.max(block.end);
        }
    }
    // A line that an item goes on over is the item's, whatever it looks like.
    header.archive.retain(|range| {
        let span = lines.span(range.clone());
        !block.items.iter().any(|item| item.label.cover(item.value).overlaps(span))
    });
    // The archive's lines above the text are read with it.
    let above =
        header.archive.iter().filter(|range| range.end <= header.body || within(lines, header.body, range));
    header.body = above.map(|range| range.end).max().unwrap_or(0).max(header.body);
    archive_notes(lines, &mut header, context);
    let authors = title::authors(lines, &chunks, &block.evidence(lines), labelled, context);
    header.title_block = title::roles(lines, &chunks, &authors);
    title::copies(lines, &header.title_block, &mut header.metadata, context);
    for item in &block.items {
        items::read(lines, item, &mut header.metadata, context);
    }
    items::finish(&mut header.metadata);
    header
}

/// The block of YAML above a text in Markdown, if there is one.
fn front_matter(lines: &Lines<'_>, context: &mut Context) -> Header {
    let mut header = Header { dialect: Dialect::Markdown, ..Header::default() };
    let opens =
        (0..lines.len()).find(|&line| !lines.is_blank(line)).is_some_and(|line| lines.text(line) == "---");
    let block = if opens { block::find(lines) } else { block::Block::default() };
    if block.fences.len() < 2 {
        return header;
    }
    for &line in &block.fences {
        crate::pieces::ledger_line(lines, line, Change::SectionMark, context);
    }
    for item in &block.items {
        items::read(lines, item, &mut header.metadata, context);
    }
    items::finish(&mut header.metadata);
    header.body = block.end;
    header
}

/// A head whose title is the text's only heading with the highest mark; a line that says by whom may stand below it.
fn marked_title(
    lines: &Lines<'_>,
    mut header: Header,
    block: &block::Block,
    marked: TitleLine,
    near: &[Range<usize>],
    context: &mut Context,
) -> Header {
    header.body = near.first().map_or(block.end, |chunk| chunk.end);
    header.title_block.push(marked);
    let byline = near.get(1).filter(|next| next.len() == 1 && is_byline(lines.text(next.start)));
    if let Some(next) = byline {
        header.title_block.push(TitleLine::new(next.clone(), HeadingRole::Byline));
        header.body = next.end;
    }
    title::copies(lines, &header.title_block, &mut header.metadata, context);
    for item in &block.items {
        items::read(lines, item, &mut header.metadata, context);
    }
    items::finish(&mut header.metadata);
    header
}

/// How many lines are looked at for a title block without labels.
const NEAR: usize = 80;

/// Whether only blank lines stand between `body` and a line of the archive, so that the text begins behind it.
fn within(lines: &Lines<'_>, body: usize, range: &Range<usize>) -> bool {
    range.start >= body && range.start < body + NEAR && (body..range.start).all(|line| lines.is_blank(line))
}

/// Whether labels or lines are such as the archive alone has.
fn from_archive(lines: &Lines<'_>, block: &block::Block) -> bool {
    let telling = |meaning: labels::Meaning| {
        use labels::Meaning as M;
        meaning.relator().is_some()
            || matches!(meaning, M::FirstPublication | M::Print | M::Digital | M::Archive)
    };
    let labelled = block.items.iter().flat_map(|item| &item.parts).any(|part| telling(part.1));
    let several = block.items.len() > 1 && block.fences.is_empty();
    let simple = block.items.iter().all(|item| {
        use labels::Meaning as M;
        item.parts.iter().all(|part| matches!(part.1, M::Title | M::Author | M::Language | M::Creation))
    });
    let ends = (0..lines.len().min(NEAR)).chain(lines.len().saturating_sub(NEAR)..lines.len());
    let mut ends = ends.filter(|&line| !lines.is_blank(line));
    labelled || (several && !simple) || ends.any(|line| archive::names_archive(lines.text(line)))
}

/// The archive's lines as notes, so that their words are kept.
fn archive_notes(lines: &Lines<'_>, header: &mut Header, context: &mut Context) {
    for range in header.archive.clone() {
        let span = lines.span(range.clone());
        let content = vec![Inline::text(scan::joined(lines.source().slice(span)), span)];
        header.metadata.notes.push(MetadataNote { kind: "archive".to_owned(), label: None, content });
        context.trace(range.start, LineRole::Archive, "the archive's own line");
    }
}

/// Characters at `span` as running text of the header, dates among them.
pub(super) fn dated(lines: &Lines<'_>, span: Span, context: &mut Context) -> Vec<Inline> {
    let (source, known) = (lines.source(), &Known::default());
    let text = source.slice(span);
    let (mut mentions, mut wrong) = (Vec::new(), Vec::new());
    dates::find(text, known, &mut mentions, &mut wrong);
    context.wrong_dates(span, wrong);
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
