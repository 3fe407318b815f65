//! Tables of contents: which lines after such a heading are its entries, and where the text itself begins.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use teiwright_model::DivisionKind;

use crate::lines::Lines;
use crate::{headings, numbers, pieces, words};

/// The entries of a table of contents, as chunks of lines.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// For each table the chunks that hold its entries, in order.
    tables: Vec<Range<usize>>,
    /// The chunks that head one of them, in order.
    heads: Vec<usize>,
}

impl Contents {
    /// Finds the tables of contents among the chunks of a text.
    pub(crate) fn of(lines: &Lines<'_>, chunks: &[Range<usize>]) -> Self {
        let (mut tables, mut heads) = (Vec::new(), Vec::new());
        let (mut at, mut tried) = (0, 0);
        while at < chunks.len() {
            if at < NEAR && at >= tried {
                let count = paged(lines, chunks, at);
                // The lines that name pages are looked for in the text once, found or not.
                tried = at + count;
                if are_repeated(lines, &chunks[at..], count) {
                    tables.push(at..tried);
                    at = tried;
                    continue;
                }
            }
            let heading = is_heading(lines, &chunks[at]);
            at += 1;
            if heading {
                let end = entries(lines, chunks, at);
                if end > at {
                    heads.push(at - 1);
                    tables.push(at..end);
                    at = end;
                }
            }
        }
        Self { tables, heads }
    }

    /// Whether chunk `index` is the heading over entries.
    pub(crate) fn heads(&self, index: usize) -> bool {
        self.heads.binary_search(&index).is_ok()
    }

    /// Whether chunk `index` holds entries.
    pub(crate) fn holds(&self, index: usize) -> bool {
        let at = self.tables.partition_point(|table| table.end <= index);
        self.tables.get(at).is_some_and(|table| table.contains(&index))
    }
}

/// A table of contents that no heading says is one stands within so many chunks of the beginning.
const NEAR: usize = 40;

/// How many chunks from `start` on hold only lines that name a page.
fn paged(lines: &Lines<'_>, chunks: &[Range<usize>], start: usize) -> usize {
    let paged = |chunk: &&Range<usize>| (**chunk).clone().all(|line| has_page(lines.text(line)));
    chunks[start..].iter().take(MOST).take_while(paged).count()
}

/// Whether most lines of the first `count` chunks, three at least, are repeated by lines after them: then they are a table of
/// contents, which no heading says.
fn are_repeated(lines: &Lines<'_>, chunks: &[Range<usize>], count: usize) -> bool {
    let entries = chunks[..count].iter().cloned().flatten();
    let titles = entries.map(|line| title(lines.text(line)).0).filter(|title| title.len() > 2);
    let mut titles = titles.collect::<HashSet<_>>();
    if titles.len() < 3 {
        return false;
    }
    let all = titles.len();
    for chunk in &chunks[count..] {
        let text = lines.text(chunk.start);
        if text.len() <= LONGEST {
            titles.remove(&title(text).0);
        }
    }
    titles.len() * 2 <= all
}

fn is_heading(lines: &Lines<'_>, chunk: &Range<usize>) -> bool {
    let first = lines.text(chunk.start);
    let key = if first.len() <= 60 { words::key(first) } else { String::new() };
    let volume = ["contentsof", "inhaltdes", "scenesoftheplay", "thescenesoftheplay"]
        .iter()
        .any(|start| key.starts_with(start));
    // A rule may underline it.
    chunk.len() <= 2
        && (volume || words::named(first) == Some(DivisionKind::Contents))
        && (chunk.len() == 1 || pieces::section_mark(lines.text(chunk.start + 1)))
}

/// The longest line that is an entry, in characters.
const LONGEST: usize = 120;

/// How many chunks a table can have.
const MOST: usize = 600;

/// Whether a line is short enough for an entry, and no sentence.
fn is_entry(text: &str) -> bool {
    let leader = text.contains("....") || text.contains(". . .");
    let short = text.len() <= LONGEST || text.chars().take(LONGEST + 1).count() <= LONGEST;
    // The title of a chapter may be as long as a sentence.
    leader
        || (short && words::keyword(text).is_some())
        || (short && !(text.ends_with(['.', '!', '?', ':', ';']) && text.split_whitespace().count() > 12))
}

/// Where the entries that begin with chunk `start` end: before the running text and the headings over it, or where a heading
/// of the text repeats an entry.
fn entries(lines: &Lines<'_>, chunks: &[Range<usize>], start: usize) -> usize {
    let runs = |chunk: &Range<usize>| {
        let long = chunk.clone().filter(|&line| !is_entry(lines.text(line))).count();
        long * 3 > chunk.len() || is_paragraph(lines, chunk)
    };
    let last = chunks.len().min(start + MOST);
    let text = (start..last).find(|&at| runs(&chunks[at])).unwrap_or(last);
    let mut seen: HashMap<String, Option<u32>> = HashMap::new();
    for at in start..text {
        let (first, number) = title(lines.text(chunks[at].start));
        // Two chapters may have one title; their numbers tell them apart.
        let repeats =
            seen.get(&first).is_some_and(|entry| entry.is_none() || number.is_none() || *entry == number);
        if at > start && first.len() > 3 && repeats {
            // A number over the title belongs to it.
            let above = lines.text(chunks[at - 1].start);
            let numbered = at - 1 > start && chunks[at - 1].len() == 1 && title(above).0.is_empty();
            return if numbered { at - 1 } else { at };
        }
        seen.extend(chunks[at].clone().map(|line| title(lines.text(line))));
    }
    // No title was repeated: what stands right over the running text is its heading.
    let mut end = text;
    while end > start + 1
        && text - end < 3
        && chunks[end - 1].len() == 1
        && !has_page(lines.text(chunks[end - 1].start))
    {
        end -= 1;
        let text = lines.text(chunks[end].start);
        if words::keyword(text).is_some() || words::named(text).is_some() {
            break;
        }
    }
    if end == start + 1 && text > end && chunks[start].len() == 1 { start } else { end }
}

/// Whether lines are filled as running text is, the last of them with the end of a sentence.
fn is_paragraph(lines: &Lines<'_>, chunk: &Range<usize>) -> bool {
    let sentence = lines.text(chunk.end - 1).ends_with(['.', '!', '?', '”', '"', '»']);
    let small =
        chunk.clone().skip(1).filter(|&line| lines.text(line).starts_with(char::is_lowercase)).count();
    let paged = chunk.clone().any(|line| has_page(lines.text(line)));
    let entry = words::keyword(lines.text(chunk.start)).is_some();
    chunk.len() > 1 && sentence && !paged && !entry && small * 2 >= chunk.len() - 1
}

/// Whether a line ends with the number of a page after a leader or wide space.
fn has_page(text: &str) -> bool {
    page(text).is_some()
}

/// Where the leader before the number of a page begins, and where the number does.
pub(crate) fn page(text: &str) -> Option<(usize, usize)> {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = if bare.len() < text.len() {
        bare
    } else {
        let last = text.rsplit([' ', '.', '\t', '…']).next()?;
        (numbers::roman(last).is_some()).then(|| &text[..text.len() - last.len()])?
    };
    let end = number.trim_end_matches(['.', ' ', '\t', '…', '·', '_']).len();
    let leader = &number[end..];
    let apart =
        leader.matches(['.', '…', '·', '_']).count() >= 3 || leader.contains("   ") || leader.contains('\t');
    (apart && end > 0).then_some((end, number.len()))
}

/// The letters of an entry or heading without its number, word for a division, and page; and the number.
fn title(text: &str) -> (String, Option<u32>) {
    let text = page(text).map_or(text, |(end, _)| &text[..end]);
    let keyword = words::keyword(text).map(|keyword| (keyword.number, keyword.rest));
    let (number, rest) = keyword
        .or_else(|| headings::leading_number(text).map(|(number, rest)| (Some(number), rest)))
        .or_else(|| headings::loose_number(text).map(|(number, rest)| (Some(number), rest)))
        .unwrap_or((None, 0));
    (words::key(&text[rest..]), number.map(|number| number.value))
}
