//! The block of labelled lines: where it begins and ends, and its items.

use std::ops::Range;

use teiwright_source::Span;

use super::labels::{self, Meaning, Part};
use super::scan;
use crate::dates;
use crate::lines::Lines;

/// How many lines from the top a first label may stand.
const NEAR: usize = 60;

/// How long a line may be that is read for what it says; a longer one is running text.
const LONG: usize = 4000;

/// How many lines a block can have.
const MOST: usize = 300;

/// The block of labelled lines.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its first line.
    pub(super) start: usize,
    /// The line after its last.
    pub(super) end: usize,
    pub(super) items: Vec<Item>,
    /// Lines of `---` around it.
    pub(super) fences: Vec<usize>,
    /// Marks before its labels.
    pub(super) marks: Vec<Span>,
}

/// A label with its value, which may go over several lines.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The line that it begins on.
    pub(super) line: usize,
    /// The label without its colon; empty where the line has none.
    pub(super) label: Span,
    /// What the label means, part by part (bytes from the label's start); empty where it is not known.
    pub(super) parts: Vec<Part>,
    /// The value.
    pub(super) value: Span,
}

/// What a line begins, if it begins an item: its label, what it means, where its value begins.
struct Start {
    label: Range<usize>,
    parts: Vec<Part>,
    value: usize,
}

/// Reads the start of an item that is sure to be one: a known label, or words that do the same without a colon.
fn start(text: &str) -> Option<Start> {
    if let Some((length, value)) = labels::at_start(text) {
        let parts = labels::parts(&text[..length]);
        if !parts.is_empty() {
            return Some(Start { label: 0..length, parts, value });
        }
    }
    if text.len() > LONG {
        return None;
    }
    if let Some(phrase) = labels::phrase(text) {
        let end = phrase.parts.last().map_or(0, |part| part.0.end);
        return Some(Start { label: 0..end, parts: phrase.parts, value: phrase.value });
    }
    let (length, meaning) = labels::opening(text)?;
    let rest = &text[length..];
    let value = length + rest.len() - rest.trim_start_matches([':', ' ', '\u{A0}', '\t']).len();
    Some(Start { label: 0..length, parts: vec![(0..length, meaning)], value })
}

/// Whether a label says that its line is about the text, which `Note:` or `Date:` alone do not.
const fn telling(meaning: Meaning) -> bool {
    !matches!(meaning, Meaning::Note | Meaning::Archive | Meaning::Creation)
}

/// Finds the block: from the first line with a known label on, as long as lines are labelled or go on with one.
pub(super) fn find(lines: &Lines<'_>) -> Block {
    let near = lines.len().min(NEAR);
    if let Some(block) = template(lines, near) {
        return block;
    }
    let yaml = (0..near).find(|&line| !lines.is_blank(line)).filter(|&line| is_fence(lines.text(line)));
    let labelled = |line: usize| labels::known(lines.text(line)).is_some() && lines.text(line).len() <= LONG;
    let opened = |line: usize| {
        lines.text(line).len() < 300
            && start(lines.text(line))
                .is_some_and(|s| s.parts.iter().any(|p| telling(p.1) && p.1 != Meaning::Licence))
    };
    let Some(first) = (0..near).find(|&line| labelled(line) || opened(line)) else { return Block::default() };
    // Running text above means that this is a sentence with a colon, not the head of a file.
    let described = described(lines, first);
    let prose = (0..described).any(|line| lines.text(line).len() > 160) || first > 30;
    // Words that do without a colon begin sentences of the text too, once one has been read.
    let sentence = |line: usize| {
        let text = lines.text(line);
        text.ends_with('.') && text.split_whitespace().count() >= 12
    };
    let prose = prose || (!labelled(first) && (0..described).any(sentence));
    if prose && yaml.is_none() {
        return Block::default();
    }
    // Labels right above that are only misspelt belong to the block too.
    let misspelt = |line: &usize| {
        let text = lines.text(*line);
        let label = labels::at_start(text).map(|(length, _)| &text[..length]);
        text.len() <= 400 && label.and_then(labels::nearest).is_some()
    };
    let above = (0..first).rev().take_while(misspelt).count();
    let start = described.min(first - above);
    let mut block = Block { start, end: start, fences: yaml.into_iter().collect(), ..Block::default() };
    for line in start..first - above {
        block.describe(lines, line);
    }
    block.fill(lines, first - above);
    if !block.is_sound(lines) {
        return Block::default();
    }
    block
}

/// Where the lines begin that stand right above the first label and describe where the text was printed, with no label of their own:
/// `Protocol of the Congress, Berlin 1896, pp. 160–168.`
fn described(lines: &Lines<'_>, first: usize) -> usize {
    let start = (0..first).rev().take_while(|&line| !lines.is_blank(line)).last().unwrap_or(first);
    let titled = (0..start).any(|line| !lines.is_blank(line));
    let brief = (start..first).all(|line| lines.text(line).len() <= LONGEST_SOURCE);
    let printed = (start..first).any(|line| is_print(lines.text(line)));
    if titled && brief && printed { start } else { first }
}

/// A description of a source is no longer than this, in bytes.
const LONGEST_SOURCE: usize = 600;

/// Whether a line names a year and a volume, number or page, as the description of something printed does.
fn is_print(text: &str) -> bool {
    const PLACES: [&str; 16] = [
        "S. ", "pp. ", "p. ", "págs. ", "pág. ", "pagg. ", "Bd. ", "Band ", "Vol. ", "Volume ", "vol. ",
        "No. ", "Nr. ", "n° ", "t. ", "С. ",
    ];
    let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || "IVXL".contains(c));
    let placed = |place: &str| text.match_indices(place).any(|(at, _)| digit(&text[at + place.len()..]));
    text.len() <= LONGEST_SOURCE
        && text.starts_with(|c: char| c.is_uppercase())
        && PLACES.iter().any(|place| placed(place))
}

/// A template of Wikisource at the top: `{{header`, a line of `| key = value` for each item, `}}`.
fn template(lines: &Lines<'_>, near: usize) -> Option<Block> {
    let first = (0..near).find(|&line| !lines.is_blank(line))?;
    let last = (first + 1..near).find(|&line| lines.text(line) == "}}")?;
    let opens = lines.text(first).starts_with("{{") && !lines.text(first).contains(['|', '}']);
    let mut block = Block { start: first, end: last + 1, fences: vec![first, last], ..Block::default() };
    for line in (first + 1..last).filter(|&line| !lines.is_blank(line)) {
        let (text, span) = (lines.text(line), lines.get(line).span);
        let equals = text.find('=').filter(|_| text.starts_with('|'))?;
        let label = scan::trim(text, 1..equals, char::is_whitespace);
        let value = scan::trim(text, equals + 1..text.len(), char::is_whitespace);
        if label.is_empty() || value.is_empty() {
            // A parameter that nobody filled in.
            block.fences.push(line);
            continue;
        }
        block.marks.push(span.part(0..1));
        let parts = labels::parts(&text[label.clone()]);
        block.items.push(Item { line, label: span.part(label), parts, value: span.part(value) });
    }
    (opens && !block.items.is_empty()).then_some(block)
}

/// The line that opens or closes a block of YAML.
pub(super) fn is_fence(text: &str) -> bool {
    text == "---" || text == "..."
}

/// Whether another label follows right below, so that the block is not over.
fn more_labels(lines: &Lines<'_>, line: usize) -> bool {
    let below = line + 1..lines.len().min(line + 4);
    let mut near = below.take_while(|&next| !lines.is_blank(next));
    lines.text(line).len() <= 200 && near.any(|next| labels::known(lines.text(next)).is_some())
}

impl Block {
    /// Whether these are lines about a text: one that says so plainly, or several; not a sentence with a colon.
    fn is_sound(&self, lines: &Lines<'_>) -> bool {
        let mut known = self.items.iter().filter_map(|item| item.parts.first().map(|part| (item, part.1)));
        let Some((item, meaning)) = known.next() else { return false };
        if known.next().is_some() || !self.fences.is_empty() {
            return true;
        }
        let value = lines.source().slice(item.value);
        // `Written: May 1919.` alone says it by its date.
        if meaning == Meaning::Creation && item.line < 12 && value.len() <= 160 {
            let mut mentions = Vec::new();
            dates::find(value, &dates::Known::default(), &mut mentions, &mut Vec::new());
            let whole = dates::read_whole(value, &dates::Known::default()).is_some();
            return whole || mentions.first().is_some_and(|mention| mention.range.start <= 40);
        }
        let sentence = value.len() > 400 && meaning != Meaning::Licence;
        let bare = matches!(meaning, Meaning::Author | Meaning::Title) || item.label.is_empty();
        !sentence && telling(meaning) && !(bare && self.items.len() == 1 && item.line > 6)
    }

    /// Goes on at `line`, behind a title block, if labelled lines stand there.
    pub(super) fn resume(&mut self, lines: &Lines<'_>, line: usize) {
        let Some(next) = (line..lines.len().min(line + 4)).find(|&next| !lines.is_blank(next)) else {
            return;
        };
        let text = lines.text(next);
        let sure = start(text).is_some_and(|start| start.parts.iter().any(|part| telling(part.1)));
        if sure && text.len() <= 1200 {
            self.fill(lines, next);
        }
    }

    fn fill(&mut self, lines: &Lines<'_>, first: usize) {
        let mut line = first;
        // A head has an end; what goes on for longer is the text itself.
        let most = first + MOST;
        while line < lines.len().min(most) {
            if !self.items.is_empty() && is_fence(lines.text(line)) {
                if !self.fences.is_empty() {
                    self.fences.push(line);
                    self.end = line + 1;
                }
                break;
            }
            if lines.is_blank(line) {
                match self.after_blank(lines, line) {
                    Some(next) => line = next,
                    None => break,
                }
            }
            if !self.line(lines, line) {
                break;
            }
            line += 1;
            self.end = line;
        }
    }

    /// After a blank line only what is sure to be an item goes on with the block.
    fn after_blank(&self, lines: &Lines<'_>, line: usize) -> Option<usize> {
        let next = (line..lines.len().min(line + 4)).find(|&next| !lines.is_blank(next))?;
        if !self.fences.is_empty() {
            return Some(next);
        }
        let text = lines.text(next);
        let sure = start(text).is_some_and(|start| {
            start
                .parts
                .iter()
                .any(|part| telling(part.1) || part.1 == Meaning::Archive || part.1 == Meaning::Creation)
                || text.len() < 120
        });
        (sure && text.len() <= 1200).then_some(next)
    }

    /// Takes a line above the first label: what it says of a source, or a remark.
    fn describe(&mut self, lines: &Lines<'_>, line: usize) {
        let span = lines.get(line).span;
        let wraps = line > self.start && lines.text(line - 1).ends_with([',', '-', '–']);
        if start(lines.text(line)).is_some() {
            self.line(lines, line);
        } else if let Some(last) = self.items.last_mut().filter(|_| wraps) {
            last.value.end = span.end;
        } else {
            let print = is_print(lines.text(line)).then_some((0..0, Meaning::Print));
            let parts = print.into_iter().collect();
            self.items.push(Item { line, label: span.part(0..0), parts, value: span });
        }
        self.end = line + 1;
    }

    /// Reads one line; whether it belongs to the block.
    fn line(&mut self, lines: &Lines<'_>, line: usize) -> bool {
        let text = lines.text(line);
        let span = lines.get(line).span;
        if text.len() > LONG && labels::known(text).is_none() {
            return false;
        }
        let found =
            start(text).filter(|found| self.begins(lines, line, found)).or_else(|| self.unknown(text));
        if let Some(found) = found {
            let item = Item {
                line,
                label: span.part(found.label),
                parts: found.parts,
                value: span.part(found.value..text.len()),
            };
            self.push(lines, item);
            return true;
        }
        let (goes_on, more) = (self.goes_on(lines, line), more_labels(lines, line));
        match self.items.last_mut() {
            Some(last) if goes_on => last.value.end = span.end,
            // A line between labelled ones that neither is one nor goes on with one.
            Some(_) if more => {
                self.items.push(Item { line, label: span.part(0..0), parts: Vec::new(), value: span });
            }
            _ => return false,
        }
        true
    }

    /// Whether words without a colon begin an item here, or only stand at a line's start by chance.
    fn begins(&self, lines: &Lines<'_>, line: usize, found: &Start) -> bool {
        let text = lines.text(line);
        let colon = text[found.label.end..].trim_start().starts_with(':');
        let wraps = line > self.start
            && !lines.is_blank(line - 1)
            && lines.text(line - 1).ends_with([',', '&', '-', '/'])
            && !self.items.is_empty();
        colon || (text.starts_with(|c: char| !c.is_lowercase()) && !wraps)
    }

    /// A plausible label that is not known begins a line with a capital.
    fn unknown(&self, text: &str) -> Option<Start> {
        let (length, value) = labels::at_start(text)?;
        let words = text[..length].split_whitespace().count();
        let shaped = text.starts_with(char::is_uppercase) || !self.fences.is_empty();
        let near = || self.items.is_empty() && labels::nearest(&text[..length]).is_some();
        (shaped && words <= 5 && text.len() <= LONG && (!self.items.is_empty() || near())).then(|| Start {
            label: 0..length,
            parts: Vec::new(),
            value,
        })
    }

    /// Whether a line goes on with the item before it: a wrapped line is full, or ends or begins in the middle.
    fn goes_on(&self, lines: &Lines<'_>, line: usize) -> bool {
        // Behind a title block, the line above is the title's.
        let of_block = |before: &usize| *before < self.end && !lines.is_blank(*before);
        let Some(before) = line.checked_sub(1).filter(of_block) else {
            return false;
        };
        let (text, above) = (lines.text(line), lines.text(before));
        let open = above.ends_with([',', ';', '&', '-', '–', ':', '/', '('])
            || [" and", " by", " und", " von", " et", " par", " y", " por", " e", " и", " the", " of", " in"]
                .iter()
                .any(|word| above.ends_with(word));
        let middle =
            text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || "([,;&".contains(c));
        let indented = lines.get(line).indent > lines.get(before).indent;
        // One long line after a short one is a paragraph.
        let full = above.chars().count() >= 40 && text.len() < 4 * above.len().max(40);
        !self.items.is_empty() && (open || middle || indented || full)
    }

    /// Adds an item, cut where a known label stands after a semicolon or full stop in the same line.
    fn push(&mut self, lines: &Lines<'_>, mut item: Item) {
        let source = lines.source();
        loop {
            let text = source.slice(item.value);
            if text.len() > LONG {
                break;
            }
            let cut = text.match_indices([';', '.', '|']).find_map(|(at, _)| {
                let rest = &text[at + 1..];
                let next = rest.trim_start();
                let (length, value) = labels::at_start(next).filter(|_| rest.len() > next.len())?;
                let parts = labels::parts(&next[..length]);
                (!parts.is_empty()).then(|| (at + 1, at + 1 + rest.len() - next.len(), length, value, parts))
            });
            let Some((end, start, length, value, parts)) = cut else { break };
            let rest = Item {
                line: item.line,
                label: item.value.part(start..start + length),
                parts,
                value: item.value.part(start + value..text.len()),
            };
            item.value = item.value.part(0..end);
            self.items.push(std::mem::replace(&mut item, rest));
        }
        self.items.push(item);
    }

    /// What the items say outside of who transcribed and proofread: the words in which an author is named again.
    pub(super) fn evidence(&self, lines: &Lines<'_>) -> String {
        let sources = self.items.iter().filter(|item| {
            item.parts.iter().any(|part| {
                matches!(
                    part.1,
                    Meaning::Print | Meaning::Digital | Meaning::FirstPublication | Meaning::Licence
                )
            })
        });
        let texts = sources.map(|item| lines.source().slice(item.value)).filter(|text| text.len() < LONG);
        scan::joined(&texts.collect::<Vec<_>>().join(" ")).to_lowercase()
    }
}
