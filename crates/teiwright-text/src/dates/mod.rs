//! Dates and times in running text, in the languages of the archives.

mod bounds;
mod calendar;
mod eras;
mod months;
mod parse;
mod styles;
mod times;
mod tokens;

use std::ops::Range;

use teiwright_model::{DateValue, TimeValue};

pub(crate) use calendar::infer_old_style;

/// A date or time found in running text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    /// The bytes of the text that it takes.
    pub(crate) range: Range<usize>,
    /// What it means.
    pub(crate) value: Value,
}

/// What a mention means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// A date or a period.
    Date(DateValue),
    /// A time of day.
    Time(TimeValue),
}

/// A date that cannot be right as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The bytes of the text that the date takes.
    pub(crate) range: Range<usize>,
    /// What is wrong with it.
    pub(crate) fault: Fault,
}

/// What is wrong with a date; what was found and what was expected, in a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Its two days do not differ by what the calendars of that year do.
    Dual(String),
    /// There is no such day or double year.
    Impossible(String),
}

/// What is known when dates are looked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known {
    /// The year that the text is about, for dual dates that give none.
    pub(crate) year: Option<i32>,
}

/// How far before a number its date may begin (`between the …`), and how far after it may end, in bytes.
const BEFORE: usize = 48;
const AFTER: usize = 96;

/// Finds the dates and times of `text`, in order, none overlapping another.
pub(crate) fn find(text: &str, known: &Known, mentions: &mut Vec<Mention>, wrong: &mut Vec<Wrong>) {
    let bytes = text.as_bytes();
    let (mut at, mut last) = (0, 0);
    // A year named earlier in the text is that of the days after it.
    let mut known = *known;
    let mut later = None;
    while let Some(skip) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let digit = at + skip;
        known.year = later.or(known.year);
        let run = bytes[digit..].iter().take_while(|b| b.is_ascii_digit()).count();
        at = digit + run;
        if run == 4
            && let Ok(year) = text[digit..at].parse::<i32>()
            && (1500..2100).contains(&year)
            && mentions.last().is_none_or(|mention| mention.range.end <= digit)
        {
            later = Some(year);
        }
        if run > 4 || !beside_words(bytes, digit, at) {
            continue;
        }
        let start = floor(text, digit.saturating_sub(BEFORE)).max(last);
        let end = floor(text, (at + AFTER).min(text.len()));
        let tokens = tokens::tokens(text, start..end);
        let Some(number) = tokens.iter().position(|token| token.range.start >= digit) else { continue };
        let found = (number.saturating_sub(8)..=number).find_map(|first| {
            let mut cursor = tokens::Cursor { tokens: &tokens, at: first };
            let read = parse::read(&mut cursor, &known)?;
            // A word cut by the window is no word; a date must hold the number that it was found by.
            let whole = tokens[first].range.start > start || start == 0 || start == last;
            let open = bytes.get(cursor.end()).is_none_or(|b| !b.is_ascii_alphanumeric());
            if !(cursor.at > number && whole && open) {
                return None;
            }
            let value = match read.value {
                Value::Date(date) => {
                    Value::Date(calendar::settled(date, matches!(read.fault, Some(Fault::Dual(_))))?)
                }
                time @ Value::Time(_) => time,
            };
            Some((tokens[first].range.start..cursor.end(), value, read.fault))
        });
        if let Some((range, value, fault)) = found {
            if let Some(fault) = fault {
                wrong.push(Wrong { range: range.clone(), fault });
            }
            at = range.end.max(at);
            last = range.end;
            mentions.push(Mention { range, value });
        }
    }
}

/// Whether a number stands beside letters or marks that dates have, so that `[1]` and columns of figures cost nothing.
fn beside_words(bytes: &[u8], start: usize, end: usize) -> bool {
    let near = |byte: &&u8| !byte.is_ascii_whitespace();
    let before = bytes[start.saturating_sub(4)..start].iter().rev().find(near);
    let after = bytes[end..(end + 4).min(bytes.len())].iter().find(near);
    let word = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80;
    before.is_some_and(|byte| word(byte) || matches!(byte, b'.' | b','))
        || after.is_some_and(|b| word(b) || b"./:-(".contains(b))
}

/// The date that `text` is as a whole, a bare year among them.
pub(crate) fn read_whole(text: &str, known: &Known) -> Option<DateValue> {
    let trimmed = text.trim().trim_end_matches(['.', ';', ',']);
    if trimmed.len() == 4
        && let Ok(year) = trimmed.parse::<i32>()
        && (1000..2100).contains(&year)
    {
        return Some(DateValue {
            when: Some(teiwright_model::PartialDate::year(year)),
            ..DateValue::default()
        });
    }
    let mut mentions = Vec::new();
    find(trimmed, known, &mut mentions, &mut Vec::new());
    match mentions.pop() {
        Some(Mention { range, value: Value::Date(date) }) if range == (0..trimmed.len()) => Some(date),
        _ => None,
    }
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
