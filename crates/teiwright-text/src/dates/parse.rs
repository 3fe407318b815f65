//! Dates from tokens: single, dual, ranges, seasons, times of day.

use teiwright_model::{Calendar, Certainty, DateValue, Original, PartialDate};

use super::months::month;
use super::tokens::Cursor;
use super::{Fault, Known, Value, bounds, calendar, eras, styles, times};

/// What was read, and what is wrong with it.
pub(crate) struct Read {
    pub(crate) value: Value,
    pub(crate) fault: Option<Fault>,
}

/// Words between day and month, month and year, in the languages of the archives.
const OF: &[&str] = &["of", "de", "del", "d"];

/// Words between the two ends of a period.
pub(super) const TO: &[&str] = &["to", "till", "until", "bis", "à", "au", "a", "al", "até", "по", "до"];

/// Reads a date or time that begins at the cursor.
pub(crate) fn read(cursor: &mut Cursor<'_>, known: &Known) -> Option<Read> {
    type Reader = fn(&mut Cursor<'_>, &Known) -> Option<Read>;
    const READERS: [Reader; 11] = [
        bounds::limit,
        bounds::between,
        times::time,
        eras::era,
        period,
        single,
        bounds::vague,
        bounds::circa,
        bounds::years,
        numeric,
        bounds::day_of_no_year,
    ];
    READERS.iter().find_map(|reader| {
        let mut attempt = *cursor;
        let read = reader(&mut attempt, known)?;
        *cursor = attempt;
        Some(read)
    })
}

pub(super) fn plain(value: DateValue) -> Read {
    Read { value: Value::Date(value), fault: None }
}

/// A date that cannot be as it stands; what it was meant to be is a guess.
fn impossible(value: DateValue, message: String) -> Read {
    let value = DateValue { certainty: Some(Certainty::Low), ..value };
    Read { value: Value::Date(value), fault: Some(Fault::Impossible(message)) }
}

/// A month of a year, or a day without or with its year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    pub(super) month: u8,
    pub(super) day: Option<u8>,
}

/// A year of three or four digits.
pub(super) fn year(cursor: &mut Cursor<'_>) -> Option<i32> {
    let (value, digits) = cursor.number()?;
    let sound = (digits == 4 && (1000..2100).contains(&value)) || (digits == 3 && value >= 600);
    if sound { i32::try_from(value).ok() } else { None }
}

fn day_number(cursor: &mut Cursor<'_>) -> Option<u8> {
    let (value, digits) = cursor.number()?;
    let day = (digits <= 2 && (1..=31).contains(&value)).then(|| u8::try_from(value).ok()).flatten()?;
    if cursor.glued() {
        let _ = cursor.word(&["st", "nd", "rd", "th", "er", "го"]) || cursor.mark('º') || cursor.mark('°');
    }
    Some(day)
}

/// A day and month in either order, or a month alone.
pub(super) fn day(cursor: &mut Cursor<'_>) -> Option<Day> {
    let mut attempt = *cursor;
    if let Some(month) = attempt.named(month) {
        attempt.mark('.');
        let mut with_day = attempt;
        if let Some(day) = day_number(&mut with_day) {
            *cursor = with_day;
            return Some(Day { month, day: Some(day) });
        }
        *cursor = attempt;
        return Some(Day { month, day: None });
    }
    let day = day_number(&mut attempt)?;
    attempt.mark('.');
    attempt.word(OF);
    attempt.mark('’');
    let month = attempt.named(month)?;
    *cursor = attempt;
    if attempt.mark('.') {
        *cursor = attempt;
    }
    Some(Day { month, day: Some(day) })
}

/// The year after a day: `, 1917`, ` 1917`, `de 1917`.
pub(super) fn year_after(cursor: &mut Cursor<'_>) -> Option<i32> {
    let mut attempt = *cursor;
    attempt.mark(',');
    attempt.word(OF);
    let year = year(&mut attempt)?;
    *cursor = attempt;
    if attempt.word(&["г", "года", "году"]) {
        attempt.mark('.');
        *cursor = attempt;
    }
    Some(year)
}

/// A single date, perhaps in both calendars.
pub(super) fn single(cursor: &mut Cursor<'_>, known: &Known) -> Option<Read> {
    if let Some(read) = split_days(cursor, known) {
        return Some(read);
    }
    let first = day(cursor)?;
    let early = year_after(cursor);
    if let Some(second) = second_style(cursor, first) {
        let late = if early.is_some() { None } else { year_after(cursor) };
        return dual(first, second, early.or(late), known);
    }
    let first_year = early?;
    let year = styles::second_year(cursor, first_year, &['/'], 1).unwrap_or(first_year);
    match first.day {
        Some(day) if calendar::exists(Some(year), first.month, day) => {
            let wrong = if year == first_year { styles::wrong_second_year(cursor, year) } else { None };
            let value = styles::named(cursor, PartialDate::ymd(year, first.month, day));
            Some(match wrong {
                Some(message) => impossible(value, message),
                None => plain(value),
            })
        }
        Some(day) => {
            let (name, days) = calendar::length(year, first.month);
            let message = format!("there is no {day} {name} {year}: {name} has at most {days} days");
            Some(impossible(when(PartialDate::ym(year, first.month)), message))
        }
        None => Some(plain(when(PartialDate::ym(year, first.month)))),
    }
}

/// `4/17 April 1917`, `10 (23) November 1917`, `April 4/17, 1917`.
fn split_days(cursor: &mut Cursor<'_>, known: &Known) -> Option<Read> {
    let mut attempt = *cursor;
    let month_first = attempt.named(month);
    let old = day_number(&mut attempt)?;
    let bracket = attempt.mark('(');
    if !bracket && !attempt.mark('/') {
        return None;
    }
    let new = day_number(&mut attempt)?;
    if bracket && !attempt.mark(')') {
        return None;
    }
    let month = match month_first {
        Some(month) => month,
        None => {
            attempt.word(OF);
            attempt.named(month)?
        }
    };
    let year = year_after(&mut attempt);
    let later = if new < old { month % 12 + 1 } else { month };
    // `10 (23) November`: the month is that of both, unless the day runs over its end.
    let read = dual(Day { month, day: Some(old) }, Day { month: later, day: Some(new) }, year, known)?;
    *cursor = attempt;
    Some(read)
}

/// The second date in brackets: `(November 7)`, `(23)`, `(7 November)`.
fn second_style(cursor: &mut Cursor<'_>, first: Day) -> Option<Day> {
    let mut attempt = *cursor;
    first.day?;
    if !attempt.mark('(') {
        return None;
    }
    // `(Old Style: May 31)`, `(May 31, O.S.)`: which of the two is the earlier says as much.
    if styles::words(&mut attempt).is_some() {
        let _ = attempt.mark(':') || attempt.mark(',');
    }
    let mut with_month = attempt;
    let second = match day(&mut with_month) {
        Some(second) => {
            attempt = with_month;
            second
        }
        None => Day { month: first.month, day: Some(day_number(&mut attempt)?) },
    };
    second.day?;
    let mut styled = attempt;
    styled.mark(',');
    if styles::words(&mut styled).is_some() {
        attempt = styled;
    }
    if !attempt.mark(')') {
        return None;
    }
    *cursor = attempt;
    Some(second)
}

/// A date in both calendars; the earlier day is the Julian one, whichever stands first.
fn dual(first: Day, second: Day, year: Option<i32>, known: &Known) -> Option<Read> {
    let full = |day: Day, year| -> Option<PartialDate> {
        let number = day.day?;
        calendar::exists(Some(year), day.month, number).then(|| PartialDate::ymd(year, day.month, number))
    };
    let Some(year) = year.or(known.year) else {
        let date = second.day.map(|day| PartialDate::md(second.month, day));
        return Some(plain(DateValue { when: date, ..DateValue::default() }));
    };
    let mut a = full(first, year)?;
    let mut b = full(second, year)?;
    // Across the turn of the year the printed year is that of the New Style day in brackets or of the Old Style one.
    if a.month == Some(12) && b.month == Some(1) {
        b.year = Some(year + 1);
    } else if a.month == Some(1) && b.month == Some(12) {
        a.year = Some(year + 1);
    }
    let (julian, gregorian, order) = if a <= b {
        (a, b, [Calendar::Julian, Calendar::Gregorian])
    } else {
        (b, a, [Calendar::Gregorian, Calendar::Julian])
    };
    let apart = calendar::named_apart(julian, gregorian)?;
    let expected = calendar::difference(julian)?;
    let mut value = when(gregorian);
    if apart == expected {
        value.original = Some(Original { calendar: Calendar::Julian, when: julian });
        value.calendars = order.to_vec();
        return Some(plain(value));
    }
    // Days this far apart are no slip in a dual date but two dates.
    if !(8..=16).contains(&apart) {
        return None;
    }
    let message = format!(
        "the two days of this date are {apart} days apart; in {year} the calendars were {expected} apart"
    );
    Some(Read { value: Value::Date(value), fault: Some(Fault::Dual(message)) })
}

pub(super) fn when(date: PartialDate) -> DateValue {
    DateValue { when: Some(date), ..DateValue::default() }
}

/// `5–8 avril 1849`, `5. bis 8. April 1849`: the month stands with the second day.
fn days(cursor: &mut Cursor<'_>) -> Option<Read> {
    let first = day_number(cursor)?;
    cursor.mark('.');
    let dash = cursor.mark('–') || cursor.mark('-') || cursor.mark('—');
    if !dash && !cursor.word(TO) {
        return None;
    }
    let second = day(cursor)?;
    let last = second.day.filter(|&last| first < last)?;
    let year = year_after(cursor)?;
    let exist = [first, last].iter().all(|&day| calendar::exists(Some(year), second.month, day));
    let date = |day| Some(PartialDate::ymd(year, second.month, day));
    exist.then(|| plain(DateValue { from: date(first), to: date(last), ..DateValue::default() }))
}

/// `December 1917 to February 1918`, `October 3–7, 1917`.
fn period(cursor: &mut Cursor<'_>, _known: &Known) -> Option<Read> {
    let mut attempt = *cursor;
    if let Some(read) = days(&mut attempt) {
        *cursor = attempt;
        return Some(read);
    }
    let first = day(cursor)?;
    let early = year_after(cursor);
    let dash = cursor.mark('–') || cursor.mark('-') || cursor.mark('—');
    if !dash && !cursor.word(TO) {
        return None;
    }
    let mut attempt = *cursor;
    let second = match day(&mut attempt) {
        Some(second) => {
            *cursor = attempt;
            second
        }
        None if first.day.is_some() && early.is_none() => {
            Day { month: first.month, day: Some(day_number(cursor)?) }
        }
        None => return None,
    };
    let late = year_after(cursor)?;
    let date = |day: Day, year: i32| match day.day {
        Some(number) => {
            calendar::exists(Some(year), day.month, number).then(|| PartialDate::ymd(year, day.month, number))
        }
        None => Some(PartialDate::ym(year, day.month)),
    };
    let from = date(first, early.unwrap_or(late))?;
    let to = date(second, late)?;
    (from <= to).then(|| plain(DateValue { from: Some(from), to: Some(to), ..DateValue::default() }))
}

/// `1917-10-25`, `25.10.1917`.
fn numeric(cursor: &mut Cursor<'_>, _known: &Known) -> Option<Read> {
    let (a, a_digits) = cursor.number()?;
    let mark = ['-', '.', '/'].into_iter().find(|&mark| cursor.glued() && cursor.mark(mark))?;
    let (b, b_digits) = cursor.number().filter(|_| cursor.tokens.len() > cursor.at)?;
    let glued = cursor.glued() && cursor.mark(mark) && cursor.glued();
    let (c, c_digits) = cursor.number().filter(|_| glued)?;
    let (year, month, day) = match (mark, a_digits, b_digits, c_digits) {
        ('-', 4, 2, 2) => (a, b, c),
        ('.', 1..=2, 1..=2, 4) => (c, b, a),
        // `3/4/1917` is one day in London and another in New York.
        ('/', 1..=2, 1..=2, 4) if a > 12 => (c, b, a),
        _ => return None,
    };
    let (year, month, day) = (i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let sound = (1000..2100).contains(&year) && calendar::exists(Some(year), month, day);
    sound.then(|| plain(when(PartialDate::ymd(year, month, day))))
}
