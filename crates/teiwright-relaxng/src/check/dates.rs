//! Dates in other forms than that of XML Schema, and what they are in it.

/// The date as XML Schema writes it, and whether the value can mean nothing else. `None` where it is no date, or has that form.
pub(super) fn mended(value: &str) -> Option<(String, bool)> {
    let trimmed = value.trim();
    let (sign, rest) = trimmed.strip_prefix('-').map_or(("", trimmed), |rest| ("-", rest));
    let (date, sure) = unsigned(rest)?;
    let mended = format!("{sign}{date}");
    (mended != value).then_some((mended, sure))
}

fn unsigned(text: &str) -> Option<(String, bool)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(text) {
        // `19171005` is a date of ISO 8601; two or three digits may be a year before 1000, or half a year.
        return match text.len() {
            8 => date(&text[..4], &text[4..6], &text[6..]).map(|date| (date, true)),
            1..=3 => Some((format!("{text:0>4}"), false)),
            4 => Some((text.to_owned(), true)),
            _ => None,
        };
    }
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '-' | '.' | '/' | '\u{2010}'..='\u{2013}' | ' ') {
        return None;
    }
    let parts = text.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    match *parts {
        [year, month] if year.len() == 4 => Some((format!("{year}-{}", two(month, 12)?), true)),
        [month, year] if year.len() == 4 => Some((format!("{year}-{}", two(month, 12)?), separator == '.')),
        // Days are not 0: the month is all that is known.
        [year, month, "0" | "00"] if year.len() == 4 => match two(month, 12) {
            Some(month) => Some((format!("{year}-{month}"), false)),
            None => matches!(month, "0" | "00").then(|| (year.to_owned(), false)),
        },
        [year, month, day] if year.len() >= 3 && year.len() <= 4 => match date(year, month, day) {
            Some(date) => Some((date, year.len() == 4)),
            // The month and the day have changed places.
            None => date(year, day, month).map(|date| (date, false)),
        },
        [first, second, year] if year.len() == 4 => {
            match (date(year, second, first), date(year, first, second)) {
                // With dots the day comes first; with strokes it depends on the country.
                (Some(one), other) => {
                    let sure = separator == '.' || other.is_none() || other.as_ref() == Some(&one);
                    Some((one, sure))
                }
                (None, Some(other)) => Some((other, separator != '.')),
                (None, None) => None,
            }
        }
        _ => None,
    }
}

fn two(text: &str, most: u8) -> Option<String> {
    let number = text.parse::<u8>().ok().filter(|n| (1..=most).contains(n) && text.len() <= 2)?;
    Some(format!("{number:02}"))
}

fn date(year: &str, month: &str, day: &str) -> Option<String> {
    Some(format!("{year:0>4}-{}-{}", two(month, 12)?, two(day, 31)?))
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn other_forms_are_read_where_they_mean_one_thing() {
        let of = |value: &str| mended(value).map(|(date, sure)| if sure { date } else { format!("{date}?") });
        for (value, wanted) in [
            ("1917-10-5", Some("1917-10-05")),
            ("5.10.1917", Some("1917-10-05")),
            ("05. 10. 1917", Some("1917-10-05")),
            ("1917/10/05", Some("1917-10-05")),
            ("5/10/1917", Some("1917-10-05?")),
            ("25/10/1917", Some("1917-10-25")),
            ("10/25/1917", Some("1917-10-25")),
            ("19171005", Some("1917-10-05")),
            ("1917-10", None),
            ("1917-1", Some("1917-01")),
            ("10.1917", Some("1917-10")),
            ("1917-25-10", Some("1917-10-25?")),
            ("1917-10-00", Some("1917-10?")),
            ("-44-3-15", None),
            ("-044-3-15", Some("-0044-03-15?")),
            ("800", Some("0800?")),
            ("19x7-13-45", None),
            ("1848-13-45", None),
            ("two words", None),
            ("", None),
            ("#", None),
        ] {
            assert_eq!(of(value).as_deref(), wanted, "{value}");
        }
    }
}
