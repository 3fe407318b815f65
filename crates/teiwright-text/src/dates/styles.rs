//! Old Style and New Style as words beside a date say them, and years that began in March.

use teiwright_model::{Calendar, DateValue, Original, PartialDate};

use super::calendar;
use super::parse::when;
use super::tokens::Cursor;

/// The words that name a style, as tokens in lower case with their marks.
const STYLES: &[(&[&str], Calendar)] = &[
    (&["o", ".", "s", "."], Calendar::Julian),
    (&["old", "style"], Calendar::Julian),
    (&["alten", "stils"], Calendar::Julian),
    (&["alter", "stil"], Calendar::Julian),
    (&["a", ".", "st", "."], Calendar::Julian),
    (&["vieux", "style"], Calendar::Julian),
    (&["calendario", "juliano"], Calendar::Julian),
    (&["по", "старому", "стилю"], Calendar::Julian),
    (&["старого", "стиля"], Calendar::Julian),
    (&["ст", ".", "ст", "."], Calendar::Julian),
    (&["n", ".", "s", "."], Calendar::Gregorian),
    (&["new", "style"], Calendar::Gregorian),
    (&["neuen", "stils"], Calendar::Gregorian),
    (&["neuer", "stil"], Calendar::Gregorian),
    (&["n", ".", "st", "."], Calendar::Gregorian),
    (&["nouveau", "style"], Calendar::Gregorian),
    (&["calendario", "gregoriano"], Calendar::Gregorian),
    (&["по", "новому", "стилю"], Calendar::Gregorian),
    (&["нового", "стиля"], Calendar::Gregorian),
    (&["н", ".", "ст", "."], Calendar::Gregorian),
];

/// A full date with the style that the words after it name, if they do: `February 11, 1731/32, O.S.`
pub(super) fn named(cursor: &mut Cursor<'_>, date: PartialDate) -> DateValue {
    let Some(style) = style(cursor) else { return when(date) };
    match (style, calendar::to_gregorian(date)) {
        (Calendar::Julian, Some(gregorian)) => DateValue {
            when: Some(gregorian),
            original: Some(Original { calendar: Calendar::Julian, when: date }),
            calendars: vec![Calendar::Julian],
            ..DateValue::default()
        },
        _ => DateValue { calendars: vec![style], ..when(date) },
    }
}

fn style(cursor: &mut Cursor<'_>) -> Option<Calendar> {
    let mut attempt = *cursor;
    attempt.mark(',');
    let open = attempt.mark('(') || attempt.mark('[');
    let calendar = words(&mut attempt)?;
    if open && !(attempt.mark(')') || attempt.mark(']')) {
        return None;
    }
    *cursor = attempt;
    Some(calendar)
}

/// Goes past the words that name a style.
pub(super) fn words(cursor: &mut Cursor<'_>) -> Option<Calendar> {
    let (after, calendar) = STYLES.iter().find_map(|(words, calendar)| {
        let mut attempt = *cursor;
        let read = words.iter().all(|word| match word.chars().next() {
            Some(mark) if *word == "." => attempt.mark(mark),
            _ => attempt.word(&[word]),
        });
        read.then_some((attempt, *calendar))
    })?;
    *cursor = after;
    Some(calendar)
}

/// The year after `first`, glued to it by one of `marks` and written with `digits` of its last digits or more, or whole: `1731/32`,
/// `1731/2`, `1917–18`.
pub(super) fn second_year(cursor: &mut Cursor<'_>, first: i32, marks: &[char], digits: usize) -> Option<i32> {
    let mut attempt = *cursor;
    if !(attempt.glued() && marks.iter().any(|&mark| attempt.mark(mark)) && attempt.glued()) {
        return None;
    }
    let (value, written) = attempt.number().filter(|&(_, written)| written >= digits)?;
    let next = first + 1;
    let scale = match written {
        1 => 10,
        2 => 100,
        4 => 10_000,
        _ => return None,
    };
    (i64::from(value) == i64::from(next % scale)).then(|| {
        *cursor = attempt;
        next
    })
}

/// Goes past a second year behind a stroke that does not follow the first, and says so: `Feb. 11, 1731/33`.
pub(super) fn wrong_second_year(cursor: &mut Cursor<'_>, first: i32) -> Option<String> {
    let mut attempt = *cursor;
    if !(attempt.glued() && attempt.mark('/') && attempt.glued()) {
        return None;
    }
    let (value, _) = attempt.number().filter(|&(_, written)| written == 2)?;
    *cursor = attempt;
    let next = (first + 1) % 100;
    Some(format!("{first}/{value:02} is no double year: the year after {first} ends in {next:02}"))
}
