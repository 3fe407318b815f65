//! Dates and times as texts write them, and what looks like a date but is none.

use super::{Known, Value, find};
use proptest::prelude::*;

/// The mentions of a text in a short form: `words=value`.
fn read(text: &str) -> String {
    let (mut mentions, mut wrong) = (Vec::new(), Vec::new());
    find(text, &Known { year: None }, &mut mentions, &mut wrong);
    let show = |mention: &super::Mention| {
        let value = match &mention.value {
            Value::Time(time) => time.when.clone().unwrap_or_default(),
            Value::Date(date) => {
                let mut parts = Vec::new();
                let fields = [
                    ("", date.when),
                    ("from ", date.from),
                    ("to ", date.to),
                    ("after ", date.not_before),
                    ("before ", date.not_after),
                    ("os ", date.original.as_ref().map(|o| o.when)),
                ];
                parts.extend(
                    fields.iter().filter_map(|(name, date)| date.map(|date| format!("{name}{date}"))),
                );
                parts.join(" ")
            }
        };
        format!("{}={value}", &text[mention.range.clone()])
    };
    let mut out = mentions.iter().map(show).collect::<Vec<_>>();
    out.extend(wrong.iter().map(|wrong| match wrong.fault {
        super::Fault::Dual(_) => "MISMATCH".to_owned(),
        super::Fault::Impossible(_) => "IMPOSSIBLE".to_owned(),
    }));
    out.join("; ")
}

#[test]
fn cases() {
    let cases = include_str!("cases.txt");
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, expected) = line.split_once(" => ").unwrap_or((line.trim_end_matches(" =>"), ""));
        assert_eq!(read(text), expected, "in: {text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "[a-zA-Z0-9 ,.()/\\-–éмая]{0,80}") {
        let mut mentions = Vec::new();
        find(&text, &Known { year: Some(1917) }, &mut mentions, &mut Vec::new());
        let mut last = 0;
        for mention in mentions {
            prop_assert!(mention.range.start >= last && text.get(mention.range.clone()).is_some());
            last = mention.range.end;
        }
    }

    #[test]
    fn full_dates_round_trip(year in 1000_i32..2100, month in 1_u8..=12, day in 1_u8..=28, language in 0_usize..6) {
        let name = [
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December"],
            ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
             "November", "Dezember"],
            ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
             "novembre", "décembre"],
            ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
             "noviembre", "diciembre"],
            ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
             "ottobre", "novembre", "dicembre"],
            ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
             "ноября", "декабря"],
        ][language][usize::from(month) - 1];
        let text = match language {
            0 => format!("{name} {day}, {year}"),
            1 => format!("{day}. {name} {year}"),
            3 => format!("{day} de {name} de {year}"),
            _ => format!("{day} {name} {year}"),
        };
        prop_assert_eq!(read(&text), format!("{text}={year:04}-{month:02}-{day:02}"));
    }
}
