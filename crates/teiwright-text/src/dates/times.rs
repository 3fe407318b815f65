//! Times of day: `2.35 p.m.`, `14.35 Uhr`, `8 heures du soir`, `в 8 часов вечера`.

use teiwright_model::TimeValue;

use super::parse::Read;
use super::tokens::Cursor;
use super::{Known, Value};

/// Parts of the day after the hour, with whether they are after noon; English `p.m.` is read apart.
const PARTS: &[(&[&str], bool)] = &[
    (&["morgens"], false),
    (&["früh"], false),
    (&["vormittags"], false),
    (&["nachmittags"], true),
    (&["abends"], true),
    (&["du", "matin"], false),
    (&["de", "l", "après", "midi"], true),
    (&["du", "soir"], true),
    (&["de", "la", "mañana"], false),
    (&["de", "la", "tarde"], true),
    (&["de", "la", "noche"], true),
    (&["del", "mattino"], false),
    (&["di", "sera"], true),
    (&["del", "pomeriggio"], true),
    (&["da", "manhã"], false),
    (&["da", "tarde"], true),
    (&["da", "noite"], true),
    (&["утра"], false),
    (&["дня"], true),
    (&["вечера"], true),
    (&["in", "the", "morning"], false),
    (&["in", "the", "afternoon"], true),
    (&["in", "the", "evening"], true),
];

/// Words for the hour after its number.
const HOURS: &[&str] = &["uhr", "heures", "heure", "h", "horas", "hora", "ore", "часов", "часа", "час", "o"];

/// Reads a time of day.
pub(super) fn time(cursor: &mut Cursor<'_>, _known: &Known) -> Option<Read> {
    let (hour, _) = cursor.number().filter(|&(hour, digits)| digits <= 2 && hour < 24)?;
    let mut minute = minutes(cursor)?;
    let hour = match half(cursor) {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => match part_of_day(cursor) {
            // `a las 5 de la tarde` has no word for the hour.
            Some(after) if (1..=12).contains(&hour) => hour % 12 + if after { 12 } else { 0 },
            Some(_) => return None,
            None => {
                let word = cursor.named(|word| HOURS.iter().find(|hour| **hour == word).copied())?;
                // `8 o’clock` has its word in two pieces, `14 h 35` its minutes behind it.
                if word == "o" && !((cursor.mark('’') || cursor.mark('\'')) && cursor.word(&["clock"])) {
                    return None;
                }
                if matches!(word, "h" | "uhr") && minute == 0 {
                    minute = minutes_after(cursor);
                }
                let part = part_of_day(cursor);
                // `3 heures` may be how long something took; `3 Uhr` and `15 h 20` can only be a time.
                let sure = matches!(word, "uhr" | "o") || (word == "h" && minute > 0);
                match part {
                    Some(after) if (1..=12).contains(&hour) => hour % 12 + if after { 12 } else { 0 },
                    Some(_) => hour,
                    None if sure => hour,
                    None => return None,
                }
            }
        },
    };
    (hour < 24).then(|| Read {
        value: Value::Time(TimeValue {
            when: Some(format!("{hour:02}:{minute:02}:00")),
            ..TimeValue::default()
        }),
        fault: None,
    })
}

/// The minutes after `.` or `:`, none where there are none; `None` for what is no time.
fn minutes(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut attempt = *cursor;
    if attempt.glued() && (attempt.mark('.') || attempt.mark(':')) && attempt.glued() {
        let (value, _) = attempt.number().filter(|&(value, digits)| digits == 2 && value < 60)?;
        *cursor = attempt;
        return Some(value);
    }
    Some(0)
}

/// The minutes after `14 h`.
fn minutes_after(cursor: &mut Cursor<'_>) -> u32 {
    let mut attempt = *cursor;
    match attempt.number() {
        Some((value, 2)) if value < 60 => {
            *cursor = attempt;
            value
        }
        _ => 0,
    }
}

/// Twelve hours for `p.m.`, none for `a.m.`.
fn half(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut attempt = *cursor;
    let half = attempt.named(|word| match word {
        "p" | "pm" => Some(12),
        "a" | "am" => Some(0),
        _ => None,
    })?;
    let short = attempt.tokens.get(attempt.at.checked_sub(1)?)?.range.len() == 1;
    if short && !(attempt.mark('.') && attempt.word(&["m"])) {
        return None;
    }
    if short {
        attempt.mark('.');
    }
    *cursor = attempt;
    Some(half)
}

/// Whether the words after the hour say that it is after noon.
fn part_of_day(cursor: &mut Cursor<'_>) -> Option<bool> {
    PARTS.iter().find_map(|(words, after)| {
        let mut attempt = *cursor;
        let read = words.iter().all(|word| {
            let _ = attempt.mark('’') || attempt.mark('\'') || attempt.mark('-');
            attempt.word(&[word])
        });
        read.then(|| {
            *cursor = attempt;
            *after
        })
    })
}
