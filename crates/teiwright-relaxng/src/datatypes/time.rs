//! Dates, times and durations of XML Schema (Part 2, sections 3.2.6–3.2.14 and appendix E).

use std::cmp::Ordering;

/// Which of the seven types of dates and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    DateTime,
    Date,
    Time,
    GYearMonth,
    GYear,
    GMonthDay,
    GDay,
    GMonth,
}

/// A place on the time line; what a type leaves out is that of 1 January 2000, a leap year.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Instant {
    /// Seconds since the epoch of the proleptic Gregorian calendar; of UTC where there is a time zone.
    seconds: i128,
    /// Digits of the fraction of a second, without trailing zeros.
    fraction: Box<str>,
    zoned: bool,
}

const DAY: i128 = 86_400;

impl Instant {
    /// Reads the lexical form of `kind`.
    pub(crate) fn parse(text: &str, kind: Moment) -> Option<Self> {
        let mut input = Input(text);
        let (mut year, mut month, mut day) = (2000, 1, 1);
        match kind {
            Moment::DateTime | Moment::Date | Moment::GYearMonth | Moment::GYear => year = input.year()?,
            Moment::GMonthDay | Moment::GMonth => input.take("--")?,
            Moment::GDay => input.take("---")?,
            Moment::Time => {}
        }
        match kind {
            Moment::DateTime | Moment::Date | Moment::GYearMonth => {
                input.take("-")?;
                month = input.two()?;
            }
            Moment::GMonthDay | Moment::GMonth => month = input.two()?,
            _ => {}
        }
        match kind {
            Moment::DateTime | Moment::Date | Moment::GMonthDay => {
                input.take("-")?;
                day = input.two()?;
            }
            Moment::GDay => day = input.two()?,
            _ => {}
        }
        if !(1..=12).contains(&month) || day < 1 || day > month_length(year, month) {
            return None;
        }
        let mut seconds = days(year, month) + i128::from(day - 1);
        seconds *= DAY;
        let mut fraction = "";
        if matches!(kind, Moment::DateTime | Moment::Time) {
            if kind == Moment::DateTime {
                input.take("T")?;
            }
            let (clock, part) = input.clock(kind)?;
            seconds += clock;
            fraction = part;
        }
        let zone = input.zone()?;
        if !input.0.is_empty() {
            return None;
        }
        seconds -= i128::from(zone.unwrap_or(0)) * 60;
        Some(Self { seconds, fraction: fraction.into(), zoned: zone.is_some() })
    }

    /// The partial order of the types: with and without a time zone, 14 hours either way are open.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        let exact = |a: &Self, b: &Self, shift: i128| {
            a.seconds.cmp(&(b.seconds + shift)).then_with(|| a.fraction.cmp(&b.fraction))
        };
        const OPEN: i128 = 14 * 3600;
        match (self.zoned, other.zoned) {
            (true, true) | (false, false) => Some(exact(self, other, 0)),
            (true, false) if exact(self, other, -OPEN) == Ordering::Less => Some(Ordering::Less),
            (true, false) if exact(self, other, OPEN) == Ordering::Greater => Some(Ordering::Greater),
            (true, false) => None,
            (false, true) => other.compare(self).map(Ordering::reverse),
        }
    }
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1 March 0000 to the first of a month.
fn days(year: i64, month: i64) -> i128 {
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let (year, month) = (i128::from(year), i128::from(month));
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (month * 153 + 2) / 5
}

/// What is left of the text.
struct Input<'a>(&'a str);

impl<'a> Input<'a> {
    fn take(&mut self, sign: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?;
        Some(())
    }

    fn digits(&mut self) -> &'a str {
        let end = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        digits
    }

    fn two(&mut self) -> Option<i64> {
        let digits = self.0.get(..2).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        self.0 = &self.0[2..];
        digits.parse().ok()
    }

    /// A year as astronomers count: there is no year 0000, and -0001 is the year before 0001.
    fn year(&mut self) -> Option<i64> {
        let negative = self.take("-").is_some();
        let digits = self.digits();
        let padded = digits.len() > 4 && digits.starts_with('0');
        if digits.len() < 4 || digits.len() > 12 || padded {
            return None;
        }
        let year = digits.parse::<i64>().ok().filter(|y| *y != 0)?;
        Some(if negative { 1 - year } else { year })
    }

    fn clock(&mut self, kind: Moment) -> Option<(i128, &'a str)> {
        let hours = self.two()?;
        self.take(":")?;
        let minutes = self.two()?;
        self.take(":")?;
        let seconds = self.two()?;
        let mut fraction = "";
        if self.take(".").is_some() {
            fraction = self.digits();
            if fraction.is_empty() {
                return None;
            }
            fraction = fraction.trim_end_matches('0');
        }
        let midnight = hours == 24 && minutes == 0 && seconds == 0 && fraction.is_empty();
        if (hours > 23 && !midnight) || minutes > 59 || seconds > 59 {
            return None;
        }
        // 24:00:00 of a day is 00:00:00 of the next, and as a time alone the same as 00:00:00.
        let hours = if midnight && kind == Moment::Time { 0 } else { hours };
        Some((i128::from(hours * 3600 + minutes * 60 + seconds), fraction))
    }

    /// Minutes east of UTC, `Some(None)` for none.
    fn zone(&mut self) -> Option<Option<i64>> {
        if self.0.is_empty() {
            return Some(None);
        }
        if self.take("Z").is_some() {
            return Some(Some(0));
        }
        let sign = if self.take("-").is_some() { -1 } else { self.take("+").map(|()| 1)? };
        let hours = self.two()?;
        self.take(":")?;
        let minutes = self.two()?;
        let total = hours * 60 + minutes;
        (minutes < 60 && total <= 14 * 60).then_some(Some(sign * total))
    }
}

/// A duration: six counts with one sign.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Duration {
    negative: bool,
    /// Years, months, days, hours, minutes, seconds.
    counts: [i64; 6],
    fraction: Box<str>,
}

impl Duration {
    /// Reads the lexical form of `xsd:duration`; a count has at most 12 digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut input = Input(text);
        let negative = input.take("-").is_some();
        input.take("P")?;
        let mut counts = [0; 6];
        let mut fraction = "";
        let mut next = 0;
        let mut timed = false;
        let mut any = false;
        while !input.0.is_empty() {
            if !timed && input.take("T").is_some() {
                timed = true;
                next = 3;
                any = false;
                continue;
            }
            let digits = input.digits();
            let mut point = false;
            if timed && input.take(".").is_some() {
                point = true;
                fraction = input.digits();
                if fraction.is_empty() {
                    return None;
                }
            }
            let signs: &[&str] = if timed { &["", "", "", "H", "M", "S"] } else { &["Y", "M", "D"] };
            let place = (next..signs.len()).find(|at| input.0.starts_with(signs[*at]))?;
            input.take(signs[place])?;
            let significant = digits.trim_start_matches('0');
            if (digits.is_empty() && !point) || (point && place != 5) || significant.len() > 12 {
                return None;
            }
            counts[place] = if significant.is_empty() { 0 } else { significant.parse().ok()? };
            next = place + 1;
            any = true;
        }
        let fraction: Box<str> = fraction.trim_end_matches('0').into();
        let zero = counts == [0; 6] && fraction.is_empty();
        any.then_some(Self { negative: negative && !zero, counts, fraction })
    }

    /// The partial order of durations: that of the four dates of section 3.2.6.2 with the durations added.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        let mut result = None;
        for (year, month) in [(1696, 9), (1697, 2), (1903, 3), (1903, 7)] {
            let order = self.after(year, month).cmp(&other.after(year, month));
            if result.is_some_and(|r| r != order) {
                return None;
            }
            result = Some(order);
        }
        result
    }

    /// Seconds and billionths of them, of the first of a month with the duration added.
    fn after(&self, year: i64, month: i64) -> (i128, i64) {
        let sign = if self.negative { -1 } else { 1 };
        let [years, months, days_, hours, minutes, seconds] = self.counts;
        let total = (year * 12 + month - 1) + sign * (years * 12 + months);
        let start = days(total.div_euclid(12), total.rem_euclid(12) + 1);
        let rest = i128::from(days_) * DAY
            + i128::from(hours) * 3600
            + i128::from(minutes) * 60
            + i128::from(seconds);
        let digits = self.fraction.chars().chain("000000000".chars()).take(9).collect::<String>();
        (start * DAY + i128::from(sign) * rest, sign * digits.parse::<i64>().unwrap_or(0))
    }
}
