//! Years before and after Christ: `15 March 44 BC`, `A.D. 79`, `v. Chr.`, `av. J.-C.`, `до н. э.`.

use teiwright_model::{DateValue, PartialDate};

use super::parse::{Day, Read, day, plain, when};
use super::tokens::Cursor;
use super::{Known, calendar};

/// Words behind a year, as tokens in lower case with their marks; whether they count backwards, and whether they begin with a
/// capital wherever they stand.
const AFTER: &[(&[&str], bool, bool)] = &[
    (&["bce"], true, true),
    (&["bc"], true, true),
    (&["b", ".", "c", ".", "e", "."], true, true),
    (&["b", ".", "c", "."], true, true),
    (&["v", ".", "chr", "."], true, false),
    (&["vor", "christus"], true, false),
    (&["av", ".", "j", ".", "-", "c", "."], true, false),
    (&["av", ".", "j", ".", "c", "."], true, false),
    (&["a", ".", "c", "."], true, false),
    (&["до", "н", ".", "э", "."], true, false),
    (&["ce"], false, true),
    (&["ad"], false, true),
    (&["a", ".", "d", "."], false, true),
    (&["c", ".", "e", "."], false, true),
    (&["n", ".", "chr", "."], false, false),
    (&["nach", "christus"], false, false),
    (&["ap", ".", "j", ".", "-", "c", "."], false, false),
    (&["d", ".", "c", "."], false, false),
    (&["н", ".", "э", "."], false, false),
];

/// Words before a year, with a capital.
const BEFORE: &[&[&str]] = &[&["ad"], &["a", ".", "d", "."], &["anno", "domini"]];

/// A year of an era, perhaps with its day and month.
pub(super) fn era(cursor: &mut Cursor<'_>, _known: &Known) -> Option<Read> {
    let mut attempt = *cursor;
    if attempt.capital() && BEFORE.iter().any(|phrase| words(&mut attempt, phrase)) {
        let year = year(&mut attempt)?;
        *cursor = attempt;
        return Some(plain(when(PartialDate::year(year))));
    }
    let mut with_day = *cursor;
    let dated = day(&mut with_day).filter(|_| {
        with_day.mark(',');
        true
    });
    if let Some(read) = dated.and_then(|day| of_day(&mut with_day, Some(day))) {
        *cursor = with_day;
        return Some(read);
    }
    of_day(cursor, None)
}

/// The year and its era after a day, if there is one.
fn of_day(cursor: &mut Cursor<'_>, day: Option<Day>) -> Option<Read> {
    let year = year(cursor)?;
    let backwards = AFTER.iter().find_map(|(phrase, backwards, capital)| {
        let mut attempt = *cursor;
        let read = (!capital || attempt.capital()) && words(&mut attempt, phrase);
        read.then(|| {
            *cursor = attempt;
            *backwards
        })
    })?;
    let year = if backwards { -year } else { year };
    let date = match day {
        None => PartialDate::year(year),
        Some(Day { month, day: None }) => PartialDate::ym(year, month),
        Some(Day { month, day: Some(day) }) => {
            calendar::exists(None, month, day).then(|| PartialDate::ymd(year, month, day))?
        }
    };
    Some(plain(DateValue { when: Some(date), ..DateValue::default() }))
}

fn year(cursor: &mut Cursor<'_>) -> Option<i32> {
    let (value, digits) = cursor.number()?;
    (digits <= 4 && value > 0).then(|| i32::try_from(value).ok())?
}

fn words(cursor: &mut Cursor<'_>, phrase: &[&str]) -> bool {
    let mut attempt = *cursor;
    let read = phrase.iter().all(|word| match word.chars().next() {
        Some(mark) if !mark.is_alphabetic() => attempt.mark(mark),
        _ => attempt.word(&[word]),
    });
    if read {
        *cursor = attempt;
    }
    read
}
