//! Who made the file, and the title page below it.

use std::ops::Range;

use teiwright_model::{HeadingRole, Responsibility, Words};
use teiwright_source::Span;

use super::super::block::Item;
use super::super::labels::{self, Meaning};
use super::super::{Header, NEAR, TitleLine, gazetteer, items, persons, scan, title};
use crate::context::Context;
use crate::headings;
use crate::lines::Lines;
use crate::words::{self, key};

/// How many chunks, and lines in one, a title page has at most.
const CHUNKS: usize = 18;
const LINES: usize = 6;

/// Reads who made the file and the title page; returns the first line of the text itself.
pub(super) fn read(
    lines: &Lines<'_>,
    body: Range<usize>,
    header: &mut Header,
    context: &mut Context,
) -> usize {
    let near = body.start..body.end.min(body.start + NEAR);
    let mut chunks = title::chunks(lines, near.clone(), &|_| false).into_iter().peekable();
    let mut start = body.start;
    while let Some(chunk) = chunks.next_if(|chunk| credit(lines.text(chunk.start)).is_some()) {
        start = chunk.end;
        let span = lines.span(chunk.clone());
        let length = credit(lines.source().slice(span)).unwrap_or(0);
        made_by(lines, chunk.start, span, length, header, context);
    }
    let rest = chunks.collect::<Vec<_>>();
    let page = Page { lines, header }.chunks(&rest);
    let below = match page.len() {
        0 => title::plain(lines, rest, near.end < body.end, true)
            .into_iter()
            .map(|range| (range, Part::Words))
            .collect(),
        _ => page,
    };
    let end = below.last().map_or(start, |(chunk, _)| chunk.end);
    let words = below.iter().filter(|(_, part)| *part == Part::Words).map(|(range, _)| range.clone());
    let words = words.collect::<Vec<_>>();
    let authors = if header.metadata.authors.is_empty() {
        title::authors(lines, &words, "", true, context)
    } else {
        let named = |line: &usize| names_author(lines.text(*line), header);
        words.iter().cloned().flatten().filter(named).collect()
    };
    let mut block = title::roles(lines, &words, &authors);
    for (range, part) in &below {
        let role = match part {
            Part::Words => continue,
            Part::Byline => HeadingRole::Byline,
            Part::Imprint => HeadingRole::Imprint,
        };
        block.push(TitleLine::new(range.clone(), role));
    }
    block.sort_by_key(|line| line.lines.start);
    let labelled = header.metadata.titles.len();
    let whole = header.metadata.titles.iter().map(|title| key(&title.words.text)).collect::<String>();
    title::copies(lines, &block, &mut header.metadata, context);
    if labelled > 0 {
        // A title page has more lines than a title has parts.
        let mut subs = 0;
        header.metadata.titles.retain(|title| {
            subs += usize::from(title.role == "sub");
            let again = labelled > 1 && key(&title.words.text) == whole;
            !again && (title.role != "sub" || subs < labelled.max(2))
        });
    }
    header.title_block = block;
    responsibilities(lines, header);
    end
}

/// What a chunk of a title page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Title, author, edition.
    Words,
    /// By whom it is written, translated, illustrated.
    Byline,
    /// Where, by whom and when it was printed.
    Imprint,
}

struct Page<'a> {
    lines: &'a Lines<'a>,
    header: &'a Header,
}

impl Page<'_> {
    /// The chunks of the title page: short lines down to the last that is sure to be on one.
    fn chunks(&self, rest: &[Range<usize>]) -> Vec<(Range<usize>, Part)> {
        let mut found: Vec<(Range<usize>, Part)> = Vec::new();
        let mut sure = 0;
        let mut named = false;
        let mut at = 0;
        while at < rest.len().min(CHUNKS) {
            let mut chunk = rest[at].clone();
            at += 1;
            let names = self.names_work(&chunk);
            if !(names || self.may_stand(&chunk)) {
                break;
            }
            // `BY` may stand apart from the name.
            let text = self.lines.source().slice(self.lines.span(chunk.clone()));
            let apart = rest.get(at).filter(|next| next.len() == 1 && leads_to_name(text));
            if let Some(next) = apart {
                chunk.end = next.end;
                at += 1;
            }
            let part = if apart.is_some() { Some(Part::Byline) } else { self.part(&chunk, named) };
            named |= names;
            found.push((chunk, part.unwrap_or(Part::Words)));
            if names || part.is_some() {
                sure = found.len();
            }
        }
        // What only an imprint would prove may be the text's own beginning.
        found.truncate(if named { sure } else { 0 });
        found
    }

    /// Whether lines of the title page say again what the labelled lines say: the title or a part of it, or by whom.
    fn names_work(&self, chunk: &Range<usize>) -> bool {
        let lines = self.lines;
        let words = key(lines.source().slice(lines.span(chunk.clone())));
        let within = |known: &str| {
            !words.is_empty() && (known.contains(&words) || (!known.is_empty() && words.starts_with(known)))
        };
        let titles = &self.header.metadata.titles;
        let all = titles.iter().map(|title| title.words.text.as_str()).collect::<Vec<_>>().join(" ");
        let flat = lines.source().slice(lines.span(chunk.clone()));
        chunk.len() <= LINES
            && (within(&key(&all))
                || titles.iter().any(|title| within(&key(&title.words.text)))
                || names_author(flat, self.header))
    }

    /// Whether a chunk is set as those of a title page are, and heads no part of the text.
    fn may_stand(&self, chunk: &Range<usize>) -> bool {
        let dedicates = |text: &str| scan::first(text, &["to", "dedicated to", "to the memory of"]).is_some();
        chunk.len() <= LINES
            && chunk.clone().all(|line| {
                let text = self.lines.text(line);
                let heading = (words::keyword(text).is_some_and(|word| word.kind.as_str() != "volume"))
                    || words::named(text).is_some()
                    || (headings::leading_number(text).is_some() && !is_year(text));
                let contents = key(text).starts_with("content");
                let shaped = headings::is_caps(text) || headings::title_like(text) || is_short(text);
                text.len() <= 100 && shaped && !heading && !contents
            })
            && !dedicates(self.lines.text(chunk.start))
            && !self.lines.text(chunk.start).starts_with("[Illustration")
    }

    /// What a chunk is by its own words; `named`: the title or author stood above it.
    fn part(&self, chunk: &Range<usize>, named: bool) -> Option<Part> {
        let text = self.lines.source().slice(self.lines.span(chunk.clone()));
        let flat = scan::joined(text);
        let bare = flat.trim_matches(|c: char| "_*=([])".contains(c));
        if title::is_byline_of(bare) || labels::phrase(bare).is_some() {
            return Some(Part::Byline);
        }
        if !named {
            return None;
        }
        const IMPRINT: &[&str] = &[
            "copyright",
            "all rights reserved",
            "printed in",
            "printed by",
            "printed at",
            "printed for",
            "published by",
            "published for",
            "published",
            "press of",
            "sold by",
        ];
        const EDITION: &[&str] =
            &["edition", "volume", "volumes", "vol.", "illustrated", "portrait", "illustrations"];
        let placed = chunk.clone().any(|line| {
            let text = self.lines.text(line);
            let first = text.split([':', ',', '.']).next().unwrap_or_default();
            gazetteer::is_place(first) || gazetteer::is_place(text.trim_end_matches(['.', ',', ':']))
        });
        let housed = headings::is_caps(bare) && gazetteer::is_publisher(bare) && !bare.ends_with(['!', '?']);
        let years = chunk.clone().any(|line| is_year(self.lines.text(line)));
        if scan::any(bare, IMPRINT) || placed || housed || years {
            return Some(Part::Imprint);
        }
        let author_of = scan::first(bare, &["author of", "authors of", "by the author of"]).is_some();
        (scan::any(bare, EDITION) || author_of).then_some(Part::Words)
    }
}

/// A few words, or what stands in brackets or between marks of emphasis.
fn is_short(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let fenced = text.starts_with(['(', '[', '_', '*', '"', '“']);
    let small = text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    (words <= 3 && !small) || (fenced && words <= 8)
}

/// Whether words begin with the name of an author that the labelled lines give.
fn names_author(text: &str, header: &Header) -> bool {
    let words = key(text);
    let by = words.strip_prefix("by").unwrap_or(&words);
    header.metadata.authors.iter().any(|author| {
        let author = key(&author.name.text);
        !author.is_empty() && by.starts_with(&author)
    })
}

/// A year by itself, in figures or roman numerals.
fn is_year(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let arabic = bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit());
    arabic || (bare.len() >= 5 && crate::numbers::roman(bare).is_some_and(|year| year > 1400))
}

/// Whether words only lead to a name that stands below them: `BY`, `TRANSLATED BY`.
fn leads_to_name(text: &str) -> bool {
    let flat = scan::joined(text);
    let bare = flat.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() <= 40
        && ["by", "von", "par", "por", "di"].iter().any(|by| {
            scan::phrase(bare, by) == Some(bare.len())
                || bare.rsplit(' ').next().is_some_and(|last| {
                    scan::phrase(last, by) == Some(last.len())
                        && labels::parts(bare).iter().any(|p| p.1.relator().is_some())
                })
        })
}

/// The length of the words that say who made a file, such as `Produced by`.
pub(super) fn credit(text: &str) -> Option<usize> {
    // `Transcribed from the edition of 1915 by …` has its `from` among the words about it.
    const WORDS: [&str; 12] = [
        "produced by",
        "e-text prepared by",
        "etext prepared by",
        "ebook prepared by",
        "this etext was prepared by",
        "this ebook was prepared by",
        "this ebook was produced by",
        "this etext was produced by",
        "prepared by",
        "transcribed by",
        "scanned by",
        "transcribed from",
    ];
    let length = scan::first(text, &WORDS)?;
    Some(if text[..length].ends_with("from") { length - " from".len() } else { length })
}

/// Reads the words at `span`, of which the first `length` bytes say that somebody made the file.
pub(super) fn made_by(
    lines: &Lines<'_>,
    line: usize,
    span: Span,
    length: usize,
    header: &mut Header,
    context: &mut Context,
) {
    let text = lines.source().slice(span);
    let value = length + text[length..].len() - text[length..].trim_start_matches([':', ' ']).len();
    let item = Item {
        line,
        label: span.part(0..length),
        parts: vec![(0..length, Meaning::Transcriber)],
        value: span.part(value..text.len()),
    };
    items::read(lines, &item, &mut header.metadata, context);
}

/// `TRANSLATED BY LADY WALLACE` on the title page: the header says so too.
fn responsibilities(lines: &Lines<'_>, header: &mut Header) {
    for title in header.title_block.iter().filter(|title| title.role == HeadingRole::Byline) {
        let flat = scan::joined(lines.source().slice(lines.span(title.lines.clone())));
        let Some(phrase) = labels::phrase(&flat) else { continue };
        let names = flat[phrase.value..].trim_end_matches(['.', ',', ';']);
        for (range, meaning) in phrase.parts {
            let Some(relator) = meaning.relator() else { continue };
            let known = header.metadata.responsibilities.iter().any(|known| known.relator == relator);
            if known {
                continue;
            }
            let persons = persons::split(names).into_iter().map(|name| teiwright_model::Person {
                name: Words::given(&names[name]),
                organisation: false,
            });
            header.metadata.responsibilities.push(Responsibility {
                words: Words::given(flat[range].trim_end()),
                relator,
                persons: persons.collect(),
                date: None,
                notes: Vec::new(),
            });
        }
    }
}
