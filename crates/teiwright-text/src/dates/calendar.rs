//! Julian and Gregorian days, by Julian Day Numbers.

use teiwright_model::{Calendar, Certainty, DateValue, Original, PartialDate};

/// The Julian Day Number of a proleptic Gregorian date (Fliegel and Van Flandern's arithmetic).
fn gregorian_day(year: i64, month: i64, day: i64) -> i64 {
    let a = (14 - month) / 12;
    let (y, m) = (year + 4800 - a, month + 12 * a - 3);
    day + (153 * m + 2) / 5 + 365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) - 32045
}

/// The Julian Day Number of a Julian date.
fn julian_day(year: i64, month: i64, day: i64) -> i64 {
    let a = (14 - month) / 12;
    let (y, m) = (year + 4800 - a, month + 12 * a - 3);
    day + (153 * m + 2) / 5 + 365 * y + y.div_euclid(4) - 32083
}

/// The Gregorian date of a full Julian date.
pub(crate) fn to_gregorian(date: PartialDate) -> Option<PartialDate> {
    let day = julian_day(i64::from(date.year?), i64::from(date.month?), i64::from(date.day?));
    let a = day + 32044;
    let b = (4 * a + 3).div_euclid(146_097);
    let c = a - (146_097 * b).div_euclid(4);
    let d = (4 * c + 3).div_euclid(1461);
    let e = c - (1461 * d).div_euclid(4);
    let m = (5 * e + 2).div_euclid(153);
    let year = 100 * b + d - 4800 + m / 10;
    let (month, day) = (m + 3 - 12 * (m / 10), e - (153 * m + 2).div_euclid(5) + 1);
    Some(PartialDate::ymd(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// By how many days the Julian calendar is behind at a full Julian date.
pub(crate) fn difference(julian: PartialDate) -> Option<i64> {
    let (year, month, day) = (i64::from(julian.year?), i64::from(julian.month?), i64::from(julian.day?));
    Some(julian_day(year, month, day) - gregorian_day(year, month, day))
}

/// By how many days `later` (Gregorian) is named after `earlier` (Julian) when both are read as names of days.
pub(crate) fn named_apart(earlier: PartialDate, later: PartialDate) -> Option<i64> {
    let named = |date: PartialDate| -> Option<i64> {
        Some(gregorian_day(i64::from(date.year?), i64::from(date.month?), i64::from(date.day?)))
    };
    Some(named(later)? - named(earlier)?)
}

/// Whether there is such a day.
pub(crate) fn exists(year: Option<i32>, month: u8, day: u8) -> bool {
    (1..=days(year, month)).contains(&day)
}

/// How many days a month has, of the two calendars the one that has more.
pub(super) fn days(year: Option<i32>, month: u8) -> u8 {
    let leap = year.is_none_or(|year| year % 4 == 0);
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// The English name of a month, and how many days it had in `year`.
pub(super) fn length(year: i32, month: u8) -> (&'static str, u8) {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = month.checked_sub(1).and_then(|index| NAMES.get(usize::from(index)));
    (name.copied().unwrap_or_default(), days(Some(year), month))
}

/// Whether the Gregorian calendar has the date, and W3C XML Schema a form for it: there is no year 0.
fn is_gregorian(date: PartialDate) -> bool {
    let century = date.year.is_some_and(|year| year % 100 == 0 && year % 400 != 0);
    let leap_day = date.month == Some(2) && date.day == Some(29);
    let day = match (date.month, date.day) {
        (Some(month), Some(day)) => exists(date.year, month, day),
        _ => true,
    };
    date.year != Some(0) && day && !(century && leap_day)
}

/// What a date means where each of its days exists. A leap day that the Gregorian calendar has not is Old Style; `None` where
/// there is no such day at all, or the words name two days (`dual`).
pub(super) fn settled(value: DateValue, dual: bool) -> Option<DateValue> {
    let plain = [value.when, value.not_before, value.not_after, value.from, value.to];
    if plain.iter().flatten().all(|date| is_gregorian(*date)) {
        return Some(value);
    }
    let alone = plain.iter().flatten().count() == 1 && value.original.is_none() && !dual;
    let when = value.when.filter(|when| alone && when.year != Some(0))?;
    exists(when.year, when.month?, when.day?).then_some(())?;
    Some(DateValue {
        when: to_gregorian(when),
        original: Some(Original { calendar: Calendar::Julian, when }),
        calendars: vec![Calendar::Julian],
        ..value
    })
}

/// A full date that, read as New Style, would come before a text was written, but read as Old Style does not: it is
/// Old Style by inference. `written` is the New Style date of writing, of a text that gives both styles.
pub(crate) fn infer_old_style(date: PartialDate, written: PartialDate) -> Option<DateValue> {
    let gregorian = to_gregorian(date)?;
    let full = written.day.is_some();
    (full && date < written && gregorian >= written).then(|| DateValue {
        when: Some(gregorian),
        original: Some(Original { calendar: Calendar::Julian, when: date }),
        calendars: vec![Calendar::Julian],
        certainty: Some(Certainty::High),
        ..DateValue::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendars_differ_by_what_they_should() {
        assert_eq!(to_gregorian(PartialDate::ymd(1917, 10, 25)), Some(PartialDate::ymd(1917, 11, 7)));
        assert_eq!(difference(PartialDate::ymd(1917, 10, 25)), Some(13));
        assert_eq!(difference(PartialDate::ymd(1861, 2, 19)), Some(12));
        assert_eq!(difference(PartialDate::ymd(1732, 2, 11)), Some(11));
        assert_eq!(to_gregorian(PartialDate::ymd(1900, 2, 29)), Some(PartialDate::ymd(1900, 3, 13)));
    }

    #[test]
    fn the_day_after_a_meeting_is_old_style() {
        let written = PartialDate::ymd(1917, 11, 7);
        let value = infer_old_style(PartialDate::ymd(1917, 10, 26), written).unwrap();
        assert_eq!(value.when, Some(PartialDate::ymd(1917, 11, 8)));
        assert_eq!(infer_old_style(PartialDate::ymd(1917, 11, 8), written), None);
        assert_eq!(infer_old_style(PartialDate::ymd(1900, 1, 1), written), None);
    }
}
