//! Values of dates (W3C XML Schema, part 2; ISO 8601), as far as they can be compared, and years and pages in text.

/// A date, as exact as it is given. Times are left out: days are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: i64,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

impl Point {
    /// Whether all of it lies after all of `other`.
    pub(super) fn is_after(&self, other: &Self) -> bool {
        let first = (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        let last = (other.year, other.month.unwrap_or(12), other.day.unwrap_or(31));
        first > last
    }
}

/// The date that a value begins with: a year, a month or a day, with or without a time. `None` where it is something else.
pub(super) fn point(value: &str) -> Option<Point> {
    let value = value.trim();
    let (sign, rest) = match value.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, value),
    };
    let date = rest.split(['T', 'Z', '+']).next()?;
    let mut parts = date.split('-');
    let year = parts.next().filter(|year| year.len() >= 4 && year.len() <= 9)?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(year) {
        return None;
    }
    let mut two = |most: u8| match parts.next() {
        None => Some(None),
        Some(text) if text.len() == 2 && digits(text) => {
            text.parse::<u8>().ok().filter(|n| (1..=most).contains(n)).map(Some)
        }
        // A time zone (`1917-05:00`) ends the date.
        Some(_) => None,
    };
    let month = two(12).unwrap_or(None);
    let day = if month.is_some() { two(31).unwrap_or(None) } else { None };
    Some(Point { year: sign * year.parse::<i64>().ok()?, month, day })
}

/// The day that eight digits mean, as XML Schema writes it: `20101123`.
pub(super) fn without_hyphens(value: &str) -> Option<String> {
    if value.len() != 8 || !value.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (&value[..4], &value[4..6], &value[6..]);
    let fits = exists(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?, false);
    (fits && year > "0999" && year < "2100").then(|| format!("{year}-{month}-{day}"))
}

/// Whether a calendar has a day: the Gregorian one, or the Julian one, in which every fourth year has a leap day.
pub(super) const fn exists(year: i64, month: u8, day: u8, julian: bool) -> bool {
    let leap = year % 4 == 0 && (julian || year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + leap as u8,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    1 <= day && day <= length
}

/// The year that a text says, where it says one only: four digits that are no part of a longer number, from 1000 on.
pub(super) fn year_said(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let mut said = None;
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let before = text[..at].chars().next_back();
        let after = text[at + length..].chars().next();
        if length >= 4 {
            let year = text.get(at..at + length)?.parse::<i64>().ok()?;
            // Two years, a longer number, an uncertain or a double year (`1731/32`), part of a word: nothing is plain.
            let unclear = |c: Option<char>| {
                c.is_some_and(|c| {
                    c.is_alphanumeric()
                        || matches!(c, '/' | '-' | '–' | '—' | '[' | ']' | '(' | '.' | ',' | '?' | ':')
                })
            };
            let ends = matches!(after, Some('.' | ',' | ')' | ']' | '?'));
            if length > 4
                || said.is_some()
                || !(1000..2100).contains(&year)
                || unclear(before)
                || unclear(after) && !ends
            {
                return None;
            }
            if ends && text[at + length + 1..].starts_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            said = Some(year);
        }
        at += length;
    }
    said
}

/// The pages of a text that is nothing but a range of them, where that runs backwards: `98-87`, but not `123-45` (to 145).
pub(super) fn pages_backwards(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_end_matches('.');
    let text = text.trim_start_matches(|c: char| c.is_alphabetic() || c == '.' || c.is_whitespace());
    let (from, to) = text.split_once(['-', '–', '—'])?;
    let (from, to) = (from.trim(), to.trim());
    let digits = |text: &str| !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(from) || !digits(to) || to.len() < from.len() {
        return None;
    }
    let backwards = from.parse::<u32>().ok()? > to.parse::<u32>().ok()?;
    backwards.then(|| (from.to_owned(), to.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{exists, pages_backwards, point, year_said};

    #[test]
    fn dates_are_compared_as_exactly_as_they_are_given() {
        let after = |a: &str, b: &str| point(a).unwrap().is_after(&point(b).unwrap());
        assert!(after("1918", "1917-12-31"));
        assert!(!after("1917", "1917-12-31"));
        assert!(!after("1917-12-31", "1917"));
        assert!(after("1917-11-08", "1917-11-07T12:00:00"));
        assert!(after("-0043", "-0044"));
        assert!(!after("-0044-03-15", "-0043"));
        assert_eq!(point("--11-07"), None);
        assert_eq!(point("P1Y"), None);
        assert_eq!(point("12:00:00"), None);
        assert_eq!(point("1917-05:00").unwrap().month, None);
    }

    #[test]
    fn leap_days_are_by_calendar() {
        assert!(exists(1900, 2, 29, true) && !exists(1900, 2, 29, false));
        assert!(exists(2000, 2, 29, false) && !exists(1917, 2, 29, true));
        assert!(!exists(1917, 4, 31, true) && !exists(1917, 13, 1, true));
    }

    #[test]
    fn a_year_is_said_plainly_or_not_at_all() {
        assert_eq!(year_said("7 November 1917"), Some(1917));
        assert_eq!(year_said("November 1917."), Some(1917));
        assert_eq!(year_said("1731/32"), None);
        assert_eq!(year_said("1917–1918"), None);
        assert_eq!(year_said("25.10.1917"), None);
        assert_eq!(year_said("No. 12345"), None);
        assert_eq!(year_said("7 November"), None);
        assert_eq!(year_said("1917 or 1918"), None);
    }

    #[test]
    fn ranges_of_pages_may_be_short() {
        assert!(pages_backwards("pp. 98-87").is_some());
        assert!(pages_backwards("123–45").is_none());
        assert!(pages_backwards("12-15").is_none());
        assert!(pages_backwards("1917-11").is_none());
        assert!(pages_backwards("Bd. 3").is_none());
    }
}
