//! Quotations set off from the text, with where they are from, and epigraphs.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Change, Inline, Quotation};
use teiwright_source::Span;

use super::Blocks;
use crate::LineRole;
use crate::lines::Lines;

/// A line that says where a quotation is from is no longer than this, in bytes.
const LONGEST: usize = 160;

/// Whether a line below a quotation says where it is from: `—Milton, Paradise Lost`, `(From a letter, 1852)`.
pub(super) fn is_source(text: &str) -> bool {
    let dash = ["—", "–", "―", "--"].iter().find_map(|dash| text.strip_prefix(dash));
    if text.len() > LONGEST {
        return false;
    }
    if let Some(words) = dash {
        let words = words.trim_start_matches(['-', ' ']);
        // `— Yes, he said.` is dialogue.
        let words = words.trim_start_matches(['_', '*', '(', '"', '“', '«', '„']);
        let clause = words.contains(['!', '?', '…'])
            || words.contains("...")
            || words.ends_with([',', ':', ';', '”', '"']);
        return words.starts_with(char::is_uppercase) && !clause && words.split_whitespace().count() <= 16;
    }
    let inner = text.strip_prefix('(').and_then(|text| text.trim_end_matches('.').strip_suffix(')'));
    inner.is_some_and(|inner| {
        let words = inner.split_whitespace().count();
        let named = inner.contains(',') && words <= 8 && !inner.ends_with(['.', '!', '?']);
        let cited = named || inner.contains(|c: char| c.is_ascii_digit() || "“«\"„".contains(c));
        inner.starts_with(|c: char| c.is_uppercase() || "“«\"„_".contains(c))
            && cited
            && (2..=24).contains(&words)
    })
}

/// The lines of a quotation, and below them the line that says where it is from.
struct Cited {
    /// How many chunks it takes.
    taken: usize,
    /// Its own lines, chunk by chunk.
    body: Vec<Range<usize>>,
    /// The line of the source.
    source: Option<usize>,
}

/// Parts the first `count` chunks, and perhaps the one after them, into quotation and source.
fn cited(lines: &Lines<'_>, rest: &[Range<usize>], count: usize) -> Cited {
    let mut body = rest[..count].to_vec();
    let lone = |chunk: &Range<usize>| chunk.len() == 1 && is_source(lines.text(chunk.start));
    if count > 1 && rest.get(count - 1).is_some_and(lone) {
        body.pop();
        return Cited { taken: count, body, source: Some(rest[count - 1].start) };
    }
    if let Some(last) = body.last_mut().filter(|last| last.len() > 1 && is_source(lines.text(last.end - 1))) {
        last.end -= 1;
        let source = Some(last.end);
        return Cited { taken: count, body, source };
    }
    // Below the quotation a source stands by itself, set in from the margin or not.
    match rest.get(count).filter(|chunk| lone(chunk)) {
        Some(chunk) => Cited { taken: count + 1, body, source: Some(chunk.start) },
        None => Cited { taken: count, body, source: None },
    }
}

impl Blocks<'_, '_, '_> {
    /// Lines that begin with `>`.
    pub(super) fn marked_quotation(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let marked = |chunk: &&Range<usize>| {
            (*chunk).clone().all(|line| self.lines.text(line).starts_with('>')) && !chunk.is_empty()
        };
        let count = rest.iter().take_while(marked).count();
        if count == 0 {
            return None;
        }
        let mut quotation = Quotation::default();
        // `>` alone stands between the paragraphs of what is quoted.
        let lines = rest[..count].iter().cloned().flatten().collect::<Vec<_>>();
        let blank = |line: &usize| self.lines.text(*line).trim_start_matches(['>', ' ']).is_empty();
        let paragraphs = lines.split(blank).map(<[usize]>::to_vec).collect::<Vec<_>>();
        for line in lines.iter().filter(|line| blank(line)) {
            self.context.ledger.add(self.lines.get(*line).span, Change::QuoteMark, "<quote>");
        }
        let paragraphs = paragraphs.into_iter().filter(|lines| !lines.is_empty()).collect::<Vec<_>>();
        for (index, lines) in paragraphs.iter().enumerate() {
            self.context.trace(lines[0], LineRole::Quotation, "lines that begin with >");
            let content = self.unmarked(lines);
            let span = self.lines.span(lines[0]..lines[lines.len() - 1] + 1);
            let text = self.lines.text(lines[0]).trim_start_matches(['>', ' ']);
            if index > 0 && index + 1 == paragraphs.len() && lines.len() == 1 && is_source(text) {
                quotation.source = content;
            } else {
                quotation.blocks.push(Block::paragraph(content, span));
            }
        }
        let span = rest[0].start..rest[count - 1].end;
        out.push(Block::new(BlockKind::Quotation(quotation), self.lines.span(span)));
        Some(count)
    }

    /// The words of lines that begin with `>`.
    fn unmarked(&mut self, lines: &[usize]) -> Vec<Inline> {
        let mut content = Vec::new();
        for &line in lines {
            let span = self.lines.get(line).span;
            let text = self.lines.text(line);
            let marks = text.len() - text.trim_start_matches(['>', ' ']).len();
            self.context.ledger.add(span.part(0..marks), Change::QuoteMark, "<quote>");
            let inner = span.part(marks..text.len());
            if !content.is_empty() && !inner.is_empty() {
                content.push(Inline::text(" ", Span::at(inner.start)));
            }
            content.extend(self.inliner.content(inner, self.context));
        }
        content
    }

    /// Prose that stands in from the margin on all its lines.
    pub(super) fn indented(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let layout = self.inliner.layout;
        let deep = |chunk: &&Range<usize>| {
            let least = (*chunk).clone().map(|line| self.lines.get(line).indent).min().unwrap_or(0);
            least >= layout.margin + 3 && (chunk.len() > 1 || self.lines.text(chunk.start).len() > 30)
        };
        let count = rest.iter().take_while(deep).count();
        // Where every paragraph's first line is indented and paragraphs have one line, that is no quotation.
        let single = rest[..count].iter().all(|chunk| chunk.len() == 1);
        if count == 0 {
            return None;
        }
        let cited = cited(self.lines, rest, count);
        let quoted = || {
            rest[..count]
                .iter()
                .all(|chunk| self.lines.text(chunk.start).starts_with(['"', '“', '«', '„', '»']))
        };
        if cited.source.is_none() && single && (count > 3 || !(layout.wrapped || quoted())) {
            return None;
        }
        self.quotation(rest, &cited, "prose that stands in from the margin", out)
    }

    /// A paragraph in quotation marks at the start of a division, with its source below it.
    pub(super) fn epigraph(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let cited = cited(self.lines, rest, 1);
        cited.source?;
        let words = self.lines.source().slice(self.lines.span(cited.body[0].clone()));
        let closes = words.trim_end_matches(['.', ',']).ends_with(['"', '”', '»', '“', '’', '\'']);
        let quoted = words.starts_with(['"', '“', '«', '„', '»', '‘', '\'']) && closes;
        quoted.then(|| self.quotation(rest, &cited, "quoted words with their source", out)).flatten()
    }

    fn quotation(
        &mut self,
        rest: &[Range<usize>],
        cited: &Cited,
        why: &'static str,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let mut quotation = Quotation::default();
        for chunk in &cited.body {
            self.context.trace(chunk.start, LineRole::Quotation, why);
            let span = self.lines.span(chunk.clone());
            quotation.blocks.push(self.paragraph_of(span));
        }
        self.sourced(quotation, cited.source, rest, cited.taken, out)
    }

    /// Verse of the first `count` chunks with a source below it.
    pub(super) fn quoted_verse(
        &mut self,
        rest: &[Range<usize>],
        count: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let cited = cited(self.lines, rest, count);
        cited.source?;
        let mut quotation = Quotation::default();
        self.stanzas(&cited.body, &mut quotation.blocks);
        self.sourced(quotation, cited.source, rest, cited.taken, out)
    }

    fn sourced(
        &mut self,
        mut quotation: Quotation,
        source: Option<usize>,
        rest: &[Range<usize>],
        taken: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        if let Some(line) = source {
            quotation.source = self.inliner.content(self.lines.get(line).span, self.context);
        }
        let span = self.lines.span(rest[0].start..rest[taken - 1].end);
        // At the start of a division, after nothing but others of its kind, it is an epigraph if it says where it is from.
        let leads = self.opens && out.iter().all(|block| matches!(block.kind, BlockKind::Epigraph(_)));
        let kind = if leads && source.is_some() {
            BlockKind::Epigraph(quotation)
        } else {
            BlockKind::Quotation(quotation)
        };
        out.push(Block::new(kind, span));
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::is_source;

    #[test]
    fn lines_that_say_where_a_quotation_is_from() {
        for text in [
            "—Milton, Paradise Lost",
            "-- Source of It",
            "(From a letter to Marx, June 24, 1852)",
            "— From a leaflet of 1930",
        ] {
            assert!(is_source(text), "{text}");
        }
        for text in ["— Yes!", "— Where are you going, he asked,", "(Applause.)", "(and so on)", "-and then"]
        {
            assert!(!is_source(text), "{text}");
        }
    }
}
