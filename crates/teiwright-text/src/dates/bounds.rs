//! Dates that are known within bounds: `between May and October, 1867`, `not later than May 5, 1917`, `c. 1905`, seasons, years.

use teiwright_model::{Certainty, DateValue, PartialDate};

use super::months::{month, part_of_year, season};
use super::parse::{Day, Read, TO, day, plain, single, when, year, year_after};
use super::tokens::Cursor;
use super::{Known, Value, calendar, styles};

/// Words between the two ends of what something lies between.
const AND: &[&str] = &["and", "und", "et", "y", "e", "и"];

/// Words for a part of a month.
const PARTLY: &[&str] = &[
    "early",
    "late",
    "mid",
    "anfang",
    "mitte",
    "ende",
    "début",
    "fin",
    "principios",
    "mediados",
    "fines",
    "начала",
    "начале",
    "конца",
    "конце",
];

/// Words before a date that say that it is the last, or the first, possible one.
const LIMITS: &[(&[&str], bool)] = &[
    (&["not", "later", "than"], true),
    (&["no", "later", "than"], true),
    (&["nicht", "später", "als"], true),
    (&["spätestens"], true),
    (&["au", "plus", "tard", "le"], true),
    (&["no", "más", "tarde", "del"], true),
    (&["non", "più", "tardi", "del"], true),
    (&["não", "depois", "de"], true),
    (&["не", "позднее"], true),
    (&["не", "позже"], true),
    (&["not", "earlier", "than"], false),
    (&["no", "earlier", "than"], false),
    (&["not", "before"], false),
    (&["nicht", "früher", "als"], false),
    (&["nicht", "vor", "dem"], false),
    (&["frühestens"], false),
    (&["au", "plus", "tôt", "le"], false),
    (&["no", "antes", "del"], false),
    (&["non", "prima", "del"], false),
    (&["não", "antes", "de"], false),
    (&["не", "ранее"], false),
    (&["не", "раньше"], false),
];

/// `not later than May 5, 1917`.
pub(super) fn limit(cursor: &mut Cursor<'_>, known: &Known) -> Option<Read> {
    let (mut after, last) = LIMITS.iter().find_map(|(words, last)| {
        let mut attempt = *cursor;
        words.iter().all(|word| attempt.word(&[word])).then_some((attempt, *last))
    })?;
    let mut read = single(&mut after, known)?;
    let Value::Date(date) = &mut read.value else { return None };
    let bound = date.when.take();
    if last {
        date.not_after = bound;
    } else {
        date.not_before = bound;
    }
    *cursor = after;
    Some(read)
}

/// `between May and October, 1867`.
pub(super) fn between(cursor: &mut Cursor<'_>, _known: &Known) -> Option<Read> {
    if !cursor.word(&["between", "zwischen", "entre", "tra", "fra", "между"]) {
        return None;
    }
    if let Some(read) = between_years(cursor) {
        return Some(read);
    }
    // `between February and early March`: the month is as near as a date can say.
    cursor.word(PARTLY);
    let first = day(cursor)?;
    let early = year_after(cursor);
    if !cursor.word(AND) {
        return None;
    }
    cursor.word(PARTLY);
    let second = day(cursor)?;
    let late = year_after(cursor)?;
    let date = |day: Day, year| PartialDate { year: Some(year), month: Some(day.month), day: day.day };
    let (from, to) = (date(first, early.unwrap_or(late)), date(second, late));
    let value = DateValue { not_before: Some(from), not_after: Some(to), ..DateValue::default() };
    (from <= to).then(|| plain(value))
}

/// `between 1905 and 1907`, the first word passed.
fn between_years(cursor: &mut Cursor<'_>) -> Option<Read> {
    let mut attempt = *cursor;
    let first = plausible(&mut attempt)?;
    if !attempt.word(AND) {
        return None;
    }
    let second = plausible(&mut attempt).filter(|&second| first <= second)?;
    *cursor = attempt;
    let (from, to) = (PartialDate::year(first), PartialDate::year(second));
    Some(plain(DateValue { not_before: Some(from), not_after: Some(to), ..DateValue::default() }))
}

/// A year of four digits in the centuries of print.
fn plausible(cursor: &mut Cursor<'_>) -> Option<i32> {
    year(cursor).filter(|year| (1450..2100).contains(year))
}

/// `end of May 1918`, `mid-May 1918`, `Anfang Mai 1918`: a third of a month.
fn part_of_month(cursor: &mut Cursor<'_>) -> Option<Read> {
    let third = cursor.named(third)?;
    cursor.mark('-');
    if cursor.word(&["of", "de", "des", "di", "del", "d"]) {
        cursor.mark('’');
    }
    let _ = cursor.word(&["the"]) && cursor.word(&["month"]) && cursor.word(&["of"]);
    let month = cursor.named(month)?;
    cursor.mark('.');
    let year = year_after(cursor)?;
    let (first, last) = match third {
        0 => (1, 10),
        1 => (11, 20),
        _ => (21, calendar::days(Some(year), month)),
    };
    Some(plain(DateValue {
        not_before: Some(PartialDate::ymd(year, month, first)),
        not_after: Some(PartialDate::ymd(year, month, last)),
        ..DateValue::default()
    }))
}

/// Which third of a month a word names, from 0.
fn third(word: &str) -> Option<u8> {
    match word {
        "early" | "beginning" | "start" | "anfang" | "début" | "principios" | "comienzos" | "inizio"
        | "inizi" | "início" | "inícios" | "princípios" | "начало" | "начала" | "начале" => {
            Some(0)
        }
        "mid" | "middle" | "mitte" | "mi" | "milieu" | "mediados" | "metà" | "meados" | "середина"
        | "середины" | "середине" => Some(1),
        "late" | "end" | "close" | "ende" | "fin" | "fines" | "finales" | "fine" | "fim" | "fins"
        | "конец" | "конца" | "конце" => Some(2),
        _ => None,
    }
}

/// `early 1917`, `the spring of 1917`, `late 1847`, `winter 1917/18`.
pub(super) fn vague(cursor: &mut Cursor<'_>, _known: &Known) -> Option<Read> {
    let mut attempt = *cursor;
    if let Some(read) = part_of_month(&mut attempt) {
        *cursor = attempt;
        return Some(read);
    }
    let winter = cursor.word(&["winter", "hiver", "invierno", "inverno", "зимой", "зима", "зимы"]);
    let (first, last) =
        if winter { (12, 2) } else { cursor.named(|word| season(word).or_else(|| part_of_year(word)))? };
    cursor.mark('-');
    cursor.word(&["of", "de", "des", "del", "d"]);
    let _ = cursor.word(&["the"]) && cursor.word(&["year"]);
    let begins = year(cursor)?;
    // One year leaves open whether its winter is the one that begins or the one that ends in it.
    let (from, to) = match (winter, split_year(cursor, begins)) {
        (true, Some(ends)) => (begins, ends),
        (true, None) => (begins - 1, begins + 1),
        (false, Some(_)) => return None,
        (false, None) => (begins, begins),
    };
    let value = DateValue {
        not_before: Some(PartialDate::ym(from, first)),
        not_after: Some(PartialDate::ym(to, last)),
        ..DateValue::default()
    };
    Some(plain(value))
}

/// The second year of `1917/18` or `1917–18`.
fn split_year(cursor: &mut Cursor<'_>, first: i32) -> Option<i32> {
    // A dash with one digit behind it leads to a page or a verse rather than to a year.
    styles::second_year(cursor, first, &['/'], 1)
        .or_else(|| styles::second_year(cursor, first, &['–', '-'], 2))
}

/// `c. 1905`, `circa 1848`.
pub(super) fn circa(cursor: &mut Cursor<'_>, _known: &Known) -> Option<Read> {
    let short = cursor.named(|word| match word {
        "c" | "ca" | "ок" => Some(true),
        "circa" => Some(false),
        _ => None,
    })?;
    if !cursor.mark('.') && short {
        return None;
    }
    let year = plausible(cursor)?;
    Some(plain(DateValue { certainty: Some(Certainty::Medium), ..when(PartialDate::year(year)) }))
}

/// `1905–1907`, `from 1914 to 1918`: two years of which the second is later.
pub(super) fn years(cursor: &mut Cursor<'_>, _known: &Known) -> Option<Read> {
    const FROM: &[&str] =
        &["from", "von", "de", "dal", "desde", "с", "between", "years", "jahre", "années", "años", "anni"];
    let led = cursor.word(FROM);
    let first = plausible(cursor)?;
    let dash = cursor.glued() && (cursor.mark('–') || cursor.mark('-')) && cursor.glued();
    if !(dash || led && cursor.word(TO)) {
        return None;
    }
    let second = plausible(cursor).filter(|&second| first < second && second - first <= 120)?;
    let (from, to) = (PartialDate::year(first), PartialDate::year(second));
    Some(plain(DateValue { from: Some(from), to: Some(to), ..DateValue::default() }))
}

/// `October 25`, `5 мая`: a day that may be of any year.
pub(super) fn day_of_no_year(cursor: &mut Cursor<'_>, _known: &Known) -> Option<Read> {
    let month_first = cursor.peek_named(month).is_some();
    // `may 12 times` and `march 3 miles`: in English a month has a capital, and a day before it says more than one behind.
    if month_first && !cursor.capital() {
        return None;
    }
    let read = day(cursor)?;
    let number = read.day.filter(|&number| calendar::exists(None, read.month, number))?;
    // The stop of an abbreviated month belongs to it, the stop of a sentence does not.
    cursor.give_back_stop(|month| {
        month.chars().count() > 4
            || matches!(
                month,
                "may" | "mai" | "maio" | "juin" | "juni" | "juli" | "mars" | "août" | "мая" | "июня" | "июля"
            )
    });
    // What goes on with a number is no day: `May 5,000`, `March 3.5`.
    let more = cursor.number_follows();
    (!more).then(|| plain(when(PartialDate::md(read.month, number))))
}
