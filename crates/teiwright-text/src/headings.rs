//! Which short lines are headings, of what style, and how sure that is.

use std::ops::Range;

use teiwright_model::DivisionKind;

use crate::lines::Lines;
use crate::numbers::{self, Number, Numeral};
use crate::signals;
use crate::words::{self, PUNCTUATION};

/// How a heading is set: headings of one style stand at one depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// Marked with an underline, `#` or `==`; the depth that the mark says.
    Marked(u8),
    /// `CHAPTER I`, `Part Two`: how coarse the word is, from 1.
    Keyword(u8),
    /// `1.2.3 Title`: how many numbers.
    Decimal(u8),
    /// A number alone or before a title.
    Number(Numeral),
    /// Capitals.
    Caps,
    /// A short line that only its place makes a heading.
    Title,
}

/// A line or two that may be a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// How it is set.
    pub(crate) style: Style,
    /// What the division is, where the words say so.
    pub(crate) kind: Option<DivisionKind>,
    /// Its number.
    pub(crate) number: Option<Number>,
    /// The number as printed, without punctuation.
    pub(crate) n: Option<String>,
    /// Whether it is only a number, with or without a word: its title may follow.
    pub(crate) number_only: bool,
    /// Whether the words name the division without a number (`Preface`).
    pub(crate) named: bool,
    /// The lines of the words, underline left out.
    pub(crate) lines: Range<usize>,
    /// A line under the words that only underlines.
    pub(crate) underline: Option<usize>,
    /// Bytes of marks before and after the words of a one-line heading (`## `, ` ==`).
    pub(crate) marks: (usize, usize),
    /// Whether it runs on like a sentence, so that only its place in a series makes it a heading.
    pub(crate) long: bool,
    /// Whether it stands beside the chapters that follow it, not over them.
    pub(crate) alone: bool,
}

impl Candidate {
    /// Whether it is a heading wherever it stands.
    pub(crate) const fn is_strong(&self) -> bool {
        (matches!(self.style, Style::Marked(_) | Style::Keyword(_)) && !self.long) || self.named
    }

    /// A title without a mark on the lines `range`.
    pub(crate) const fn title(range: Range<usize>) -> Self {
        Self {
            style: Style::Title,
            kind: None,
            number: None,
            n: None,
            number_only: false,
            named: false,
            lines: range,
            underline: None,
            marks: (0, 0),
            long: false,
            alone: false,
        }
    }
}

/// Headings are no longer than this, in characters a line.
const LONGEST: usize = 90;

/// A title in a script without spaces is no longer than this, in characters.
const UNSPACED: usize = 24;

/// Reads the chunk of lines `range` as a heading, if its words and shape allow it.
pub(crate) fn classify(lines: &Lines<'_>, range: &Range<usize>) -> Option<Candidate> {
    let fits = |line: usize| {
        let text = lines.text(line);
        text.len() <= LONGEST || (text.len() <= LONGEST * 4 && text.chars().count() <= LONGEST)
    };
    if range.len() > 4 || !range.clone().all(fits) {
        return long(lines, range);
    }
    let first = lines.text(range.start);
    if signals::is_end(first) || (range.len() == 1 && signals::is_refrain(first)) {
        return None;
    }
    marked(lines, range).or_else(|| plain(lines, range)).or_else(|| long(lines, range))
}

/// `Chapter II. — In Which …`: a word with its number, fenced off from a title as long as a sentence.
fn long(lines: &Lines<'_>, range: &Range<usize>) -> Option<Candidate> {
    let text = lines.text(range.start);
    if range.len() > 1 || text.len() > LONGEST * 8 {
        return None;
    }
    let keyword = words::keyword(text)?;
    let rest = text[keyword.rest..].trim_start();
    let fenced = text[..keyword.rest].ends_with(PUNCTUATION) || rest.starts_with(PUNCTUATION);
    let heading = words_of(lines, range.clone(), Style::Keyword(keyword.rank));
    (fenced && !rest.is_empty()).then_some(Candidate { long: true, ..heading })
}

/// A heading with a mark: underlined, `#`, `== x ==`.
fn marked(lines: &Lines<'_>, range: &Range<usize>) -> Option<Candidate> {
    let last = range.end - 1;
    if range.len() >= 2
        && let Some(depth) = underline(lines.text(last))
    {
        let title = lines.text(last - 1).chars().count();
        let rule = lines.text(last).chars().count();
        let mut heading = words_of(lines, range.start..last, Style::Marked(depth));
        heading.underline = Some(last);
        return (rule * 2 >= title).then_some(heading);
    }
    if range.len() != 1 {
        return None;
    }
    let text = lines.text(range.start);
    let hashes = text.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') {
        let inner = text[hashes..].trim();
        let closing = inner.len() - inner.trim_end_matches('#').trim_end().len();
        return marks(lines, range, hashes, hashes + 1, closing);
    }
    if let Some((before, after)) = fenced_number(text) {
        let inner = &text[before..text.len() - after];
        let number = numbers::parse(inner)?;
        let mut heading = describe(inner, Style::Number(number.numeral));
        heading.lines = range.clone();
        heading.marks = (before, after);
        return Some(heading);
    }
    let equals = text.bytes().take_while(|&b| b == b'=').count();
    let after = text.bytes().rev().take_while(|&b| b == b'=').count();
    if (2..=6).contains(&equals) && equals == after && text.len() > 2 * equals {
        return marks(lines, range, equals - 1, equals, equals);
    }
    None
}

/// `— 1 —`, `* II *`: a number between dashes or stars; how many bytes of marks stand before and after it.
fn fenced_number(text: &str) -> Option<(usize, usize)> {
    const MARKS: [char; 5] = ['-', '–', '—', '*', '~'];
    if text.len() > 24 || !text.starts_with(MARKS) || !text.ends_with(MARKS) {
        return None;
    }
    let mark = |c: char| MARKS.contains(&c) || c == ' ';
    let inner = text.trim_matches(mark);
    let number = numbers::parse(inner)?;
    let before = text.len() - text.trim_start_matches(mark).len();
    matches!(number.numeral, Numeral::Arabic | Numeral::UpperRoman)
        .then(|| (before, text.len() - before - inner.len()))
}

fn marks(
    lines: &Lines<'_>,
    range: &Range<usize>,
    depth: usize,
    before: usize,
    after: usize,
) -> Option<Candidate> {
    let text = lines.text(range.start);
    let inner = text.get(before..text.len() - after)?;
    if inner.trim().is_empty() {
        return None;
    }
    let before = before + (inner.len() - inner.trim_start().len());
    let after = after + (inner.len() - inner.trim_end().len());
    let mut heading = describe(inner.trim(), Style::Marked(u8::try_from(depth).unwrap_or(6)));
    heading.lines = range.clone();
    heading.marks = (before, after);
    Some(heading)
}

/// The depth that a line of marks under a heading says.
fn underline(text: &str) -> Option<u8> {
    let mark = text.bytes().next()?;
    let depth = match mark {
        b'=' => 1,
        b'-' => 2,
        b'~' => 3,
        b'^' => 4,
        _ => return None,
    };
    (text.len() >= 3 && text.bytes().all(|b| b == mark)).then_some(depth)
}

/// A heading without a mark.
fn plain(lines: &Lines<'_>, range: &Range<usize>) -> Option<Candidate> {
    let text = lines.text(range.start);
    let style = style_of(text)?;
    let heading = words_of(lines, range.clone(), style);
    if range.len() == 1 {
        return Some(heading);
    }
    // The lines after the first of a heading are as short, and a title itself does not run on for long.
    let rest_fits =
        range.clone().skip(1).all(|line| title_like(lines.text(line)) || is_caps(lines.text(line)));
    let first_fits = heading.number_only || heading.style != Style::Title || range.len() <= 2;
    (rest_fits && first_fits).then_some(heading)
}

fn words_of(lines: &Lines<'_>, range: Range<usize>, style: Style) -> Candidate {
    let mut heading = describe(lines.text(range.start), style);
    heading.lines = range;
    heading
}

/// What the words of a heading say: kind and number.
fn describe(text: &str, style: Style) -> Candidate {
    let mut heading = Candidate { style, ..Candidate::title(0..0) };
    if let Some(kind) = words::named(text) {
        heading.kind = Some(kind);
        heading.named = true;
    } else if let Some(keyword) = words::keyword(text) {
        heading.kind = Some(keyword.kind);
        heading.number = keyword.number;
        heading.n = keyword.number.map(|number| printed(text, number));
        heading.number_only = text[keyword.rest..].trim_matches(PUNCTUATION).trim().is_empty();
    } else if let Some((number, rest)) = leading_number(text) {
        heading.number = Some(number);
        heading.n = Some(printed(text, number));
        heading.number_only = rest == text.len();
    } else if let Some((parts, _)) = decimal(text) {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        heading.n = Some(text[..end].trim_end_matches('.').to_owned());
        heading.number_only = parts > 0 && text[end..].trim().is_empty();
    }
    heading
}

/// The number of a heading as `@n` has it: digits for words, else as printed.
fn printed(text: &str, number: Number) -> String {
    let token = text
        .split(|c: char| c.is_whitespace() || PUNCTUATION.contains(&c) || "()[]§".contains(c))
        .find(|token| numbers::parse(token) == Some(number) && number.numeral != Numeral::Word);
    token.map_or_else(|| number.value.to_string(), str::to_owned)
}

/// The style of a heading without a mark that begins with `text`.
fn style_of(text: &str) -> Option<Style> {
    if let Some(keyword) = words::keyword(text) {
        let rest = text[keyword.rest..].trim_start_matches(PUNCTUATION).trim();
        // `Part II of this work shows …` is a sentence.
        let opens = rest.chars().next().is_none_or(|c| !c.is_lowercase());
        let ends = !rest.ends_with(['.', ',', ';']) || rest.len() < 50;
        return (opens && ends).then_some(Style::Keyword(keyword.rank));
    }
    if let Some((parts, title)) = decimal(text) {
        return (title.is_empty() || title_like(title)).then_some(Style::Decimal(parts));
    }
    if let Some((number, rest)) = leading_number(text) {
        let title = text[rest..].trim();
        let fits = title.is_empty() || title_like(title) || is_caps(title);
        return fits.then_some(Style::Number(number.numeral));
    }
    if is_caps(text) && !text.starts_with(['-', '—', '–']) {
        return Some(Style::Caps);
    }
    (title_like(text) || words::named(text).is_some()).then_some(Style::Title)
}

/// `1.2 Title`: how many numbers, and the title.
fn decimal(text: &str) -> Option<(u8, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, title) = text.split_at(end);
    let number = number.trim_end_matches('.');
    let parts = number.split('.').count();
    let sound = parts >= 2 && number.split('.').all(|part| (1..=3).contains(&part.len()));
    let spaced = title.is_empty() || title.starts_with(char::is_whitespace);
    (sound && spaced).then(|| (u8::try_from(parts).unwrap_or(9), title.trim()))
}

/// A number at the start, with how it is fenced (`1.`, `(1)`, `§ 1`, `I`), and where the title begins.
pub(crate) fn leading_number(text: &str) -> Option<(Number, usize)> {
    let mut at = 0;
    for mark in ["§", "№", "No.", "Nr."] {
        if let Some(rest) = text.strip_prefix(mark) {
            at = text.len() - rest.trim_start().len();
        }
    }
    let signed = at > 0;
    let open = text[at..].starts_with('(');
    at += usize::from(open);
    let token = &text[at..];
    let end = token.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(token.len());
    let number = numbers::parse(&token[..end]).filter(|n| n.numeral != Numeral::Word)?;
    at += end;
    let rest = &text[at..];
    let fence = rest.chars().next();
    let fenced = match fence {
        Some('.' | ')' | ':') => true,
        Some('—' | '–' | '-') => rest.chars().nth(1) == Some(' '),
        _ => false,
    };
    if open && fence != Some(')') {
        return None;
    }
    if fenced {
        at += fence.map_or(0, char::len_utf8);
    }
    let title = text[at..].trim_start();
    let start = text.len() - title.len();
    if title.is_empty() {
        // A letter or a small roman numeral alone is a heading only with its full stop.
        let plain = matches!(number.numeral, Numeral::Arabic | Numeral::UpperRoman);
        return (plain || fenced || signed).then_some((number, start));
    }
    let after_space = start > at;
    // `I went home` and `A great day` begin with words; a title after a bare number stands apart from it.
    let dash = [" — ", " —", " – ", " - ", " -- "].iter().find(|dash| text[at..].starts_with(**dash));
    let (title, start) = match dash {
        Some(dash) => {
            (text[at + dash.len()..].trim_start(), text.len() - text[at + dash.len()..].trim_start().len())
        }
        None => (title, start),
    };
    let dash = dash.is_some() && !title.is_empty();
    let apart = fenced || signed || dash || text[at..].starts_with("  ");
    (apart && after_space && !title.starts_with(|c: char| c.is_lowercase())).then_some((number, start))
}

/// A number and one space before a title, as in `I INTRODUCTION`; only a series of them proves that it is one.
pub(crate) fn loose_number(text: &str) -> Option<(Number, usize)> {
    let end = text.find(' ')?;
    let number = numbers::parse(&text[..end])?;
    let title = text[end..].trim_start();
    let fits = matches!(number.numeral, Numeral::Arabic | Numeral::UpperRoman)
        && title.starts_with(|c: char| c.is_uppercase());
    fits.then_some((number, text.len() - title.len()))
}

/// Whether the line is set in capitals throughout, as headings are.
pub(crate) fn is_caps(text: &str) -> bool {
    let (mut upper, mut lower, mut other) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().take(LONGEST + 1) {
        if c.is_lowercase() {
            lower += 1;
        } else if c.is_uppercase() {
            upper += 1;
        } else if !c.is_whitespace() {
            other += 1;
        }
    }
    // Lower-case letters in note markers and in `Mc` do not count.
    upper >= 3 && lower * 8 <= upper && other <= upper && !text.ends_with([',', ';', ':'])
}

/// Whether the line reads like a title: begins like one, is no sentence, and does not run on.
pub(crate) fn title_like(text: &str) -> bool {
    if text.len() > LONGEST * 8 {
        return false;
    }
    let bare = words::without_references(text);
    // What was heard, or said aside, ends a sentence: `(Applause.)`.
    if [".)", "!)", "?)", "…)", ".]", "!]"].iter().any(|end| bare.ends_with(end)) {
        return false;
    }
    let bare = bare.trim_end_matches(['(', ')']).trim_end();
    let bare = if bare.is_empty() { text } else { bare };
    let first = bare.chars().find(|c| !"\"'“‘«„»(¿¡[".contains(*c));
    // Letters of a script without capitals can begin a title; a line without spaces is one only if it is short.
    let uncased = first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
        && (bare.contains(' ') || bare.chars().take(UNSPACED + 1).count() <= UNSPACED);
    let opens = uncased || first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    // A quotation mark that closes what the title quotes is no end of speech.
    let quoting = bare.ends_with(['”', '"', '»', '’', '“', '«', '‹', '›']) && quotes_inside(bare);
    const STOPS: &[char] = &[
        '.', ',', ';', ':', '—', '–', '-', '»', '”', '"', '’', '«', '‹', '›', '。', '，', '；', '：', '」',
        '』', '、', '؟', '،', '۔',
    ];
    let ends = !bare.ends_with(STOPS) || abbreviated(bare) || quoting;
    let dialogue = bare.starts_with(['—', '–', '-', '“', '"', '«', '„', '‘']);
    // Most lines of running text fail here; counting comes after.
    if !opens || !ends || dialogue {
        return false;
    }
    let sentences =
        bare.as_bytes().windows(2).filter(|pair| matches!(pair, [b'.' | b'!' | b'?', b' '])).count();
    sentences <= 1 && bare.split_whitespace().take(15).count() <= 14 && bare.chars().any(char::is_alphabetic)
}

/// Whether the quotation mark at the end was opened inside the line: `Dogmatism and “Freedom of Criticism”`.
fn quotes_inside(text: &str) -> bool {
    const PAIRS: [(char, char); 9] = [
        ('»', '«'),
        ('›', '‹'),
        ('‹', '›'),
        ('“', '”'),
        ('"', '"'),
        ('«', '»'),
        ('‘', '’'),
        ('„', '“'),
        ('„', '”'),
    ];
    let Some(close) = text.chars().next_back() else { return false };
    let inner = &text[..text.len() - close.len_utf8()];
    let stops = inner.ends_with(['.', '!', '?', ',']);
    let opened = |&(open, end): &(char, char)| {
        end == close && inner.rfind(open).is_some_and(|at| at > 0 && inner[..at].ends_with(' '))
    };
    !stops && PAIRS.iter().any(opened)
}

/// Whether the full stop at the end belongs to an abbreviation (`etc.`, `U.S.S.R.`).
fn abbreviated(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    let inner = last.trim_end_matches('.');
    last.ends_with('.') && (inner.contains('.') || matches!(inner, "etc" | "Co" | "Inc" | "Jr" | "Ltd"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use teiwright_source::Source;

    fn style(text: &str) -> Option<Style> {
        let source = Source::from_text("t", text);
        let lines = Lines::new(&source);
        classify(&lines, &(0..lines.len())).map(|c| c.style)
    }

    #[test]
    fn styles_of_headings() {
        assert_eq!(style("CHAPTER I. Down the Hole"), Some(Style::Keyword(4)));
        assert_eq!(style("RESOLUTION"), Some(Style::Caps));
        assert_eq!(style("II."), Some(Style::Number(Numeral::UpperRoman)));
        assert_eq!(style("1"), Some(Style::Number(Numeral::Arabic)));
        assert_eq!(style("1. The Tasks of the Day"), Some(Style::Number(Numeral::Arabic)));
        assert_eq!(style("1.2 The Tasks"), Some(Style::Decimal(2)));
        assert_eq!(style("Newspaper Report"), Some(Style::Title));
        assert_eq!(style("## Report"), Some(Style::Marked(2)));
        assert_eq!(style("== Report =="), Some(Style::Marked(1)));
        assert_eq!(style("Report\n======"), Some(Style::Marked(1)));
        assert_eq!(style("What Is To Be Done?"), Some(Style::Title));
    }

    #[test]
    fn sentences_are_no_headings() {
        for text in
            ["I went home.", "a line", "He said:", "Dear Sir,", "“Yes,” he said", "Part of it was lost."]
        {
            assert_eq!(style(text), None, "{text}");
        }
    }
}
