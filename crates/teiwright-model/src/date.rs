//! Dates and times, as a text says them and as a calendar counts them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What date some words mean.
///
/// The plain fields are proleptic Gregorian, the forms of W3C XML Schema (TEI att.datable.w3c); `original` is what the
/// words say where they count in another calendar.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DateValue {
    /// The date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<PartialDate>,
    /// The earliest possible date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<PartialDate>,
    /// The latest possible date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_after: Option<PartialDate>,
    /// The start of a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// The end of a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
    /// The date in the calendar that the words count in, where that is not the Gregorian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<Original>,
    /// The calendars that the words name or show, in their order; empty where they show none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<Calendar>,
    /// How sure it is, where it was inferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

/// A date in the calendar that its words count in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// The calendar.
    pub calendar: Calendar,
    /// The date as that calendar counts.
    pub when: PartialDate,
}

/// A calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Calendar {
    /// Julian, Old Style.
    Julian,
    /// Gregorian, New Style.
    Gregorian,
    /// The calendar of the French Republic.
    FrenchRepublican,
}

/// How sure a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Hardly in doubt.
    High,
    /// Probable.
    Medium,
    /// One possibility of several.
    Low,
}

/// A year, a month, a day, or as much of that as is known. Serialised as W3C XML Schema writes it: `1917-11-07`,
/// `1917-11`, `1917`, `--11-07`, `--11`, `---07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct PartialDate {
    /// The year; negative before year 0001 as XML Schema 1.0 counts, whose datatypes RELAX NG has: -0001 is 1 BCE, and there is no
    /// year 0000.
    pub year: Option<i32>,
    /// The month, from 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, from 1 to 31.
    pub day: Option<u8>,
}

impl PartialDate {
    /// A full date.
    #[must_use]
    pub const fn ymd(year: i32, month: u8, day: u8) -> Self {
        Self { year: Some(year), month: Some(month), day: Some(day) }
    }

    /// A month of a year.
    #[must_use]
    pub const fn ym(year: i32, month: u8) -> Self {
        Self { year: Some(year), month: Some(month), day: None }
    }

    /// A year.
    #[must_use]
    pub const fn year(year: i32) -> Self {
        Self { year: Some(year), month: None, day: None }
    }

    /// A day of a month of no given year.
    #[must_use]
    pub const fn md(month: u8, day: u8) -> Self {
        Self { year: None, month: Some(month), day: Some(day) }
    }

    /// Reads the W3C form; `None` where the text is not of it or no calendar has such a month or day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = |part: &str, width: usize| -> Option<u8> {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let month = |part: &str| number(part, 2).filter(|m| (1..=12).contains(m));
        let day = |part: &str| number(part, 2).filter(|d| (1..=31).contains(d));
        if let Some(rest) = text.strip_prefix("---") {
            return Some(Self { year: None, month: None, day: Some(day(rest)?) });
        }
        if let Some(rest) = text.strip_prefix("--") {
            return Some(match rest.split_once('-') {
                Some((m, d)) => Self::md(month(m)?, day(d)?),
                None => Self { year: None, month: Some(month(rest)?), day: None },
            });
        }
        let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let mut parts = rest.split('-');
        let year = parts.next()?;
        if year.len() < 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year = Some(sign * year.parse::<i32>().ok()?);
        let month = parts.next().map_or(Some(None), |m| month(m).map(Some))?;
        let day = parts.next().map_or(Some(None), |d| day(d).map(Some))?;
        parts.next().is_none().then_some(Self { year, month, day })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month) {
            (Some(year), _) if year < 0 => write!(f, "-{:04}", -i64::from(year))?,
            (Some(year), _) => write!(f, "{year:04}")?,
            (None, _) => f.write_str("-")?,
        }
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "-{month:02}-{day:02}"),
            (Some(month), None) => write!(f, "-{month:02}"),
            (None, Some(day)) => write!(f, "--{day:02}"),
            (None, None) => Ok(()),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("“{text}” is no W3C date")))
    }
}

/// What time of day some words mean, or a period of the day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TimeValue {
    /// The time, `HH:MM:SS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The start of a period, `HH:MM:SS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The end of a period, `HH:MM:SS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn w3c_forms_round_trip() {
        for text in
            ["1917-11-07", "1917-11", "1917", "--11-07", "--11", "---07", "-0043-03-15", "0000", "12000"]
        {
            assert_eq!(PartialDate::parse(text).map(|d| d.to_string()).as_deref(), Some(text), "{text}");
        }
        for text in ["", "17", "1917-13", "1917-1-1", "1917-11-07-1", "--", "1917-00", "x"] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }
}
