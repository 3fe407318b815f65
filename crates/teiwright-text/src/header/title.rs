//! The title block: which of its lines name the author, which are title, sub-title, number or date.

use std::ops::Range;

use teiwright_model::{Change, HeadingRole, Metadata, Person, Title, Words};

use super::{TitleLine, labels, persons, scan};
use crate::context::Context;
use crate::dates::{self, Known};
use crate::lines::Lines;
use crate::{LineRole, blocks, headings, rules, words};

/// A longer line, in bytes, is no line of a title block.
const LONG: usize = 1000;

/// What a line must score to be the author's.
const SURE: i32 = 3;

/// Chunks of lines between blank lines in `range`, without those of the archive.
pub(super) fn chunks(
    lines: &Lines<'_>,
    range: Range<usize>,
    skip: &dyn Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for line in range.start..=range.end {
        let ends = line == range.end || lines.is_blank(line) || skip(line);
        match (ends, start) {
            (true, Some(from)) => {
                chunks.push(from..line);
                start = None;
            }
            (false, None) => start = Some(line),
            _ => {}
        }
    }
    chunks
}

/// Of chunks at the top of a text without labelled lines, those that are its title block.
pub(super) fn plain(
    lines: &Lines<'_>,
    mut chunks: Vec<Range<usize>>,
    more: bool,
    labelled: bool,
) -> Vec<Range<usize>> {
    let fits = |chunk: &Range<usize>| {
        chunk.len() <= 3
            && chunk.clone().all(|line| {
                let text = lines.text(line);
                let heading = words::keyword(text).is_some() || words::named(text).is_some();
                // Under labelled lines `V. Sample` is a name, elsewhere a heading with its number.
                let named = labelled && persons::author_score(text) >= SURE;
                let numbered = headings::leading_number(text).is_some() && !named;
                let marked = text.starts_with('#') || text.starts_with("==");
                let title = headings::title_like(text) || headings::is_caps(text) || byline(text).is_some();
                text.len() <= 100 && title && !heading && !numbered && !marked && !blocks::is_greeting(text)
            })
    };
    // Place and date over a greeting, or over all, open a letter.
    let opens = |at: usize| {
        let below = chunks.get(at + 1).map(|next| lines.text(next.start));
        blocks::is_dateline(lines.text(chunks[at].start))
            && (at == 0 || below.is_some_and(blocks::is_greeting))
    };
    let taken = (0..chunks.len().min(4)).take_while(|&at| fits(&chunks[at]) && !opens(at)).count();
    // If nothing but such lines stands there, they are the text.
    let whole = chunks.len() == taken && !more;
    chunks.truncate(if whole { 1.min(taken) } else { taken });
    chunks
}

/// The first chunk as the title, if it is the only heading of the text that is marked as it is: `# Title`, or underlined with `===`.
pub(super) fn marked(
    lines: &Lines<'_>,
    first: Option<&Range<usize>>,
    context: &mut Context,
) -> Option<TitleLine> {
    let chunk = first?;
    let rule = |line: usize| {
        let text = lines.text(line);
        text.len() >= 3 && text.bytes().all(|b| b == b'=')
    };
    let hash = |line: usize| lines.text(line).strip_prefix('#').is_some_and(|rest| rest.starts_with(' '));
    let underlined = chunk.len() == 2 && rule(chunk.end - 1) && !rule(chunk.start);
    if !(underlined || (chunk.len() == 1 && hash(chunk.start))) {
        return None;
    }
    let text = lines.text(chunk.start);
    if words::keyword(text.trim_start_matches(['#', ' '])).is_some() || words::named(text).is_some() {
        return None;
    }
    if (chunk.end..lines.len()).any(|line| hash(line) || rule(line)) {
        return None;
    }
    let mut title = TitleLine::new(chunk.start..chunk.start + 1, HeadingRole::Main);
    if underlined {
        crate::pieces::ledger_line(lines, chunk.end - 1, Change::Underline, context);
    } else {
        title.marks = text.len() - text[1..].trim_start().len();
        context.ledger.add(lines.get(chunk.start).span.part(0..1), Change::Underline, None);
    }
    Some(title)
}

/// Whether a line under a heading names its author: `By A. Sample`.
pub(crate) fn is_byline(text: &str) -> bool {
    text.len() <= 80 && text.starts_with(|c: char| c.is_uppercase()) && byline(text).is_some()
}

/// Whether words of a title page say by whom the text is.
pub(super) fn is_byline_of(text: &str) -> bool {
    byline(text).is_some()
}

/// Whether a byline says by whom the text is translated or illustrated, and not who wrote it.
pub(crate) fn names_other(text: &str) -> bool {
    byline(text).is_none() && labels::phrase(&scan::joined(text)).is_some()
}

/// Where the names begin in a line that says `by`.
fn byline(text: &str) -> Option<usize> {
    const BY: [&str; 8] = ["written by", "by", "von", "par", "por", "di", "de", "автор"];
    let length = scan::first(text, &BY)?;
    let rest = text[length..].trim_start_matches([':', ' ', '\u{A0}', '\n', '\r']);
    let names = bare(rest);
    let short = names.split_whitespace().count() <= 12;
    let strict = length > 2 || text.starts_with(['b', 'B']);
    let named = if strict {
        persons::split(names).iter().all(|range| persons::is_name(&names[range.clone()]))
            && !names.is_empty()
            && names.contains(' ')
    } else {
        persons::author_score(names) >= SURE
    };
    (named && short).then_some(text.len() - rest.len())
}

/// The words of an author line without a year, a note marker or brackets after the name.
fn bare(text: &str) -> &str {
    if text.len() > LONG {
        return text;
    }
    let marks = |c: char| c.is_whitespace() || "()[]*†,–-/".contains(c);
    let mut bare = text.trim_end_matches(marks);
    // `1915`, `1928–31`, the number of a note; not the longer numbers of a catalogue.
    while let Some(word) = bare
        .rsplit(marks)
        .next()
        .filter(|word| word.len() <= 4 && word.len() < bare.len() && word.bytes().all(|b| b.is_ascii_digit()))
    {
        bare = bare[..bare.len() - word.len()].trim_end_matches(marks);
    }
    if bare.is_empty() { text } else { bare }
}

/// A name without the numbers by which catalogues know its bearer.
fn without_numbers(name: &str) -> &str {
    let mut bare = name;
    while let Some((rest, _)) =
        bare.rsplit_once(' ').filter(|(_, word)| word.bytes().filter(u8::is_ascii_digit).count() >= 4)
    {
        bare = rest.trim_end();
    }
    bare
}

/// A line without a note marker at its end.
fn without_marker(text: &str) -> &str {
    if text.len() > LONG {
        return text;
    }
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || "[]()*†".contains(c));
    let marker = &text[bare.len()..];
    if marker.len() <= 5 && marker.starts_with(['[', '(', '*', '†']) && !bare.is_empty() {
        bare.trim_end()
    } else {
        text
    }
}

/// What a line of the title block is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    /// Something that can only be below a title: a date, an edition, words in brackets.
    Sub,
    Number,
    /// What the text is about, in a sentence.
    Sentence,
}

fn kind(text: &str) -> Kind {
    let inner = without_marker(text);
    let inner = inner.strip_prefix(['(', '[']).and_then(|t| t.strip_suffix([')', ']'])).unwrap_or(inner);
    let dated = dates::read_whole(inner, &Known::default()).is_some() || is_years(inner) || happened(inner);
    let bracketed = text.starts_with(['(', '[']) && text.ends_with([')', ']']);
    if dated || bracketed {
        Kind::Sub
    } else if words::keyword(text).is_some_and(|_| text.split_whitespace().count() <= 3)
        || crate::numbers::parse(text.trim_end_matches('.')).is_some_and(|_| text.len() <= 6)
    {
        Kind::Number
    } else if text.ends_with('.') && text.split_whitespace().count() > 8 {
        Kind::Sentence
    } else {
        Kind::Words
    }
}

/// `Adopted June 3, 1919`, `Written in May 1848`: what was done to a text, and when.
fn happened(text: &str) -> bool {
    let word = text.split([' ', ':', ',']).next().unwrap_or_default();
    let act = labels::parts(word)
        .iter()
        .any(|part| matches!(part.1, labels::Meaning::Creation | labels::Meaning::FirstPublication));
    let rest = text[word.len()..].trim_start_matches([':', ',', ' ']);
    let lead =
        scan::first(rest, &["in", "on", "at", "am", "im", "le", "en", "el", "il", "em", "в"]).unwrap_or(0);
    act && text.len() <= 120 && dates::read_whole(&rest[lead..], &Known::default()).is_some()
}

/// Whether one of the lines can be a title.
pub(super) fn has_title(lines: &Lines<'_>, chunks: &[Range<usize>]) -> bool {
    chunks.iter().cloned().flatten().any(|line| kind(lines.text(line)) == Kind::Words)
}

/// `1955/1974`, `1928-31`.
fn is_years(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= 12 && digits >= 4 && text.chars().all(|c| c.is_ascii_digit() || "/-–— ".contains(c))
}

/// What each line of the title block is; `authors` are the lines that name those.
pub(super) fn roles(lines: &Lines<'_>, chunks: &[Range<usize>], authors: &[usize]) -> Vec<TitleLine> {
    let titled_ahead = |line: usize| {
        let later = chunks.iter().cloned().flatten().filter(|&later| later > line);
        let mut later = later.filter(|later| !authors.contains(later));
        later.any(|later| kind(lines.text(later)) == Kind::Words)
    };
    let mut out: Vec<TitleLine> = Vec::new();
    let mut titled = false;
    for chunk in chunks {
        let mut main_here = false;
        for line in chunk.clone() {
            let kind = kind(lines.text(line));
            let role = if authors.contains(&line) {
                HeadingRole::Byline
            } else if kind == Kind::Sentence && (titled || titled_ahead(line)) {
                HeadingRole::Argument
            } else if kind == Kind::Number && (titled || titled_ahead(line)) {
                HeadingRole::Number
            } else if main_here
                && kind == Kind::Words
                && out.last().is_some_and(|last| last.role == HeadingRole::Main)
            {
                HeadingRole::Main
            } else if titled || (kind == Kind::Sub && titled_ahead(line)) {
                HeadingRole::Sub
            } else {
                titled = true;
                main_here = true;
                HeadingRole::Main
            };
            match out.last_mut() {
                // Lines of one chunk with one role are one heading over several lines.
                Some(last) if last.role == role && role != HeadingRole::Byline && line > chunk.start => {
                    last.lines.end += 1;
                }
                _ => out.push(TitleLine::new(line..line + 1, role)),
            }
        }
    }
    out
}

/// The lines that name the authors. `evidence`: what the labelled lines say of sources, in lower case.
pub(super) fn authors(
    lines: &Lines<'_>,
    chunks: &[Range<usize>],
    evidence: &str,
    labelled: bool,
    context: &mut Context,
) -> Vec<usize> {
    let all = chunks.iter().cloned().flatten().collect::<Vec<_>>();
    if let Some(&line) = all.iter().find(|&&line| byline(lines.text(line)).is_some()) {
        return vec![line];
    }
    let rest = |line: usize| all.iter().any(|&other| other != line && kind(lines.text(other)) == Kind::Words);
    let scored =
        all.iter().filter(|&&line| rest(line) && edge(chunks, line) && kind(lines.text(line)) != Kind::Sub);
    let scored = scored
        .map(|&line| (score(lines, line, chunks, evidence, labelled), line))
        .filter(|(score, _)| *score > 0);
    let Some((best, line)) = scored.max_by_key(|(score, line)| (*score, std::cmp::Reverse(*line))) else {
        return Vec::new();
    };
    if best < SURE {
        context.found.push(rules::title_or_author(lines.get(line).span, false));
        return Vec::new();
    }
    if persons::author_score(without_numbers(bare(lines.text(line)))) < SURE
        && !evidence.contains(&surname(lines.text(line)))
    {
        // Only its shape and its place speak for a name.
        context.found.push(rules::title_or_author(lines.get(line).span, true));
    }
    // Two authors may stand on two lines.
    let beside = |line: &usize| {
        let text = lines.text(*line);
        rest(*line) && persons::author_score(bare(text)) > SURE && all.len() > 2
    };
    let titles = all.iter().filter(|&&other| other != line && kind(lines.text(other)) == Kind::Words).count();
    let mut found = vec![line];
    if titles > 1 && all.contains(&(line + 1)) && beside(&(line + 1)) {
        found.push(line + 1);
    }
    found
}

/// Whether a line stands alone, or first or last in its chunk, as an author's does.
fn edge(chunks: &[Range<usize>], line: usize) -> bool {
    chunks.iter().any(|chunk| chunk.contains(&line) && (chunk.start == line || chunk.end == line + 1))
}

/// The last word of a name, in lower case.
fn surname(text: &str) -> String {
    without_numbers(bare(text)).split_whitespace().last().unwrap_or_default().to_lowercase()
}

/// How much speaks for a line being the author's.
fn score(lines: &Lines<'_>, line: usize, chunks: &[Range<usize>], evidence: &str, labelled: bool) -> i32 {
    let text = without_numbers(bare(lines.text(line)));
    let shape = persons::author_score(text);
    let surname = surname(text);
    if shape <= 0 && !(shape == -1 && surname.len() > 3 && text.split_whitespace().count() == 1) {
        return 0;
    }
    // `Sample’s Collected Works`, `Sample Internet Archive` name the author again.
    let named = surname.chars().count() > 3 && evidence.contains(&surname);
    // A source that is called as the line is says that it is a title.
    let entitled = shape < SURE && evidence.contains(&text.to_lowercase());
    let named = named && !entitled;
    let alone = chunks.iter().any(|chunk| *chunk == (line..line + 1));
    let first = chunks.first().is_some_and(|chunk| chunk.start == line);
    let place = if labelled { 2 } else { 1 };
    shape + 2 * i32::from(named) + i32::from(alone && shape > 0) + place * i32::from(first && shape > 0)
        - 3 * i32::from(entitled)
}

/// Copies of title and authors for the header.
pub(super) fn copies(lines: &Lines<'_>, block: &[TitleLine], metadata: &mut Metadata, context: &mut Context) {
    for title in block {
        let span = title.span(lines);
        if title.role == HeadingRole::Byline {
            context.trace(title.lines.start, LineRole::Author, "a name over the title");
            let line = lines.source().slice(span);
            if names_other(line) {
                continue;
            }
            let skip = byline(line).unwrap_or(0);
            let words = bare(&line[skip..]);
            for range in persons::split(words) {
                let name = scan::joined(&words[range.clone()]);
                let place = span.part(skip + range.start..skip + range.end);
                metadata.authors.push(Person { name: Words::new(name, place), organisation: false });
            }
            continue;
        }
        context.trace(title.lines.start, LineRole::Title, "stands over the text");
        let role = match title.role {
            HeadingRole::Main => "main",
            HeadingRole::Number | HeadingRole::Argument | HeadingRole::Imprint => continue,
            _ => "sub",
        };
        let text = without_marker(&scan::joined(lines.source().slice(span))).to_owned();
        metadata.titles.push(Title { role: role.to_owned(), words: Words::new(text, span) });
    }
    // The main title comes first, whatever stands over it.
    metadata.titles.sort_by_key(|title| title.role != "main");
}
