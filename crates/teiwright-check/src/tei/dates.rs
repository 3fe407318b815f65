//! Dates and numbers: ranges that run backwards, days that there are not, calendars, years that the text does not say.

mod value;

use teiwright_source::{Severity, Span};

use self::value::{Point, point};
use super::facts::Kind;
use super::frame::{Found, Frame, Open, Tag};
use super::names::{At, AtSet, El};
use crate::rules;

/// Pairs of attributes of which the first is not after the second.
const RANGES: [(At, At); 6] = [
    (At::From, At::To),
    (At::NotBefore, At::NotAfter),
    (At::FromIso, At::ToIso),
    (At::NotBeforeIso, At::NotAfterIso),
    (At::FromCustom, At::ToCustom),
    (At::NotBeforeCustom, At::NotAfterCustom),
];

/// Pairs of numbers of which the first is not greater than the second.
const NUMBERS: [(At, At); 2] = [(At::Min, At::Max), (At::Least, At::Most)];

/// The attributes that are looked at; most tags have none of them.
const ASKED: AtSet = AtSet::of(&[
    At::From,
    At::To,
    At::NotBefore,
    At::NotAfter,
    At::When,
    At::FromIso,
    At::ToIso,
    At::NotBeforeIso,
    At::NotAfterIso,
    At::WhenIso,
    At::FromCustom,
    At::ToCustom,
    At::NotBeforeCustom,
    At::NotAfterCustom,
    At::WhenCustom,
    At::Min,
    At::Max,
    At::Least,
    At::Most,
]);

/// Looks at the attributes of a tag.
pub(super) fn tag(tag: &Tag<'_>, found: &mut Found) {
    if !tag.has.meets(ASKED) {
        return;
    }
    for (one, other) in RANGES {
        if !(tag.has.has(one) && tag.has.has(other)) {
            continue;
        }
        let custom = matches!(one, At::FromCustom | At::NotBeforeCustom);
        if custom || tag.kind(one) == Kind::Temporal {
            range(tag, one, other, found);
        } else if matches!(tag.el, El::BiblScope | El::CitedRange) {
            pages(tag, one, other, found);
        }
    }
    for (one, other) in NUMBERS {
        if let (Some(low), Some(high)) = (tag.get(one), tag.get(other))
            && let (Ok(from), Ok(to)) = (low.value.trim().parse::<f64>(), high.value.trim().parse::<f64>())
            && from > to
        {
            found.add(
                rules::numbers_backwards(
                    one.name(),
                    other.name(),
                    low.value,
                    high.value,
                    high.value_span,
                    low.value_span,
                ),
                tag.name_span(),
            );
        }
    }
    if tag.kind(At::When) == Kind::Temporal {
        beside(tag, At::When, &[At::NotBefore, At::NotAfter, At::From, At::To], found);
    }
    if tag.kind(At::From) == Kind::Temporal {
        beside(tag, At::From, &[At::NotBefore], found);
    }
    if tag.kind(At::To) == Kind::Temporal {
        beside(tag, At::To, &[At::NotAfter], found);
    }
    for (_, attribute) in tag.of_kind(Kind::Temporal) {
        let value = attribute.value;
        if value.len() == 8
            && let Some(date) = value::without_hyphens(value)
        {
            found.add(rules::year_of_eight_digits(value, &date, attribute.value_span), tag.name_span());
        }
    }
    days(tag, found);
}

/// A date beside one that says something else of the same end.
fn beside(tag: &Tag<'_>, at: At, others: &[At], found: &mut Found) {
    if let Some(other) = others.iter().find(|other| tag.has.has(**other)) {
        found.add(
            rules::date_beside_range(at.name(), other.name(), tag.place(at), tag.place(*other)),
            tag.name_span(),
        );
    }
}

fn range(tag: &Tag<'_>, one: At, other: At, found: &mut Found) {
    let (low, high) = (tag.value(one), tag.value(other));
    if let (Some(from), Some(to)) = (point(low), point(high))
        && from.is_after(&to)
    {
        found.add(
            rules::range_backwards(one.name(), other.name(), low, high, tag.place(other), tag.place(one)),
            tag.name_span(),
        );
    }
}

/// The first and the last page or line of a range.
fn pages(tag: &Tag<'_>, one: At, other: At, found: &mut Found) {
    let (low, high) = (tag.value(one).trim(), tag.value(other).trim());
    if let (Ok(from), Ok(to)) = (low.parse::<u64>(), high.parse::<u64>())
        && from > to
        // `from="123" to="45"` is a way to write 123–145.
        && high.len() >= low.len()
    {
        found.add(
            rules::numbers_backwards(one.name(), other.name(), low, high, tag.place(other), tag.place(one)),
            tag.name_span(),
        );
    }
}

/// Days that the calendar does not have, where the grammar cannot tell.
fn days(tag: &Tag<'_>, found: &mut Found) {
    const ISO: [At; 5] = [At::WhenIso, At::FromIso, At::ToIso, At::NotBeforeIso, At::NotAfterIso];
    const CUSTOM: [At; 5] =
        [At::WhenCustom, At::FromCustom, At::ToCustom, At::NotBeforeCustom, At::NotAfterCustom];
    if !tag.has.has_any(&ISO) && !tag.has.has_any(&CUSTOM) {
        return;
    }
    for at in ISO.into_iter().filter(|at| tag.has.has(*at)) {
        if let Some(Point { year, month: Some(month), day: Some(day) }) = point(tag.value(at))
            && !value::exists(year, month, day, false)
        {
            found.add(rules::no_such_day(tag.value(at), "Gregorian", tag.place(at)), tag.name_span());
        }
    }
    // Of other calendars the document says which by the name of its ID, and only those that count days as we do are known.
    let method = tag.value(At::DatingMethod).to_ascii_lowercase();
    let calendar = tag.value(At::Calendar).to_ascii_lowercase();
    let named = if method.is_empty() { calendar } else { method };
    let julian = named.contains("julian") || named.contains("oldstyle") || named.contains("old-style");
    if !julian && !named.contains("gregorian") || julian && named.contains("gregorian") {
        return;
    }
    for at in CUSTOM.into_iter().filter(|at| tag.has.has(*at)) {
        if let Some(Point { year, month: Some(month), day: Some(day) }) = point(tag.value(at))
            && !value::exists(year, month, day, julian)
        {
            let calendar = if julian { "Julian" } else { "Gregorian" };
            found.add(rules::no_such_day(tag.value(at), calendar, tag.place(at)), tag.name_span());
        }
    }
}

/// What of a tag matters at its end: the years of a date.
pub(super) fn kept(tag: &Tag<'_>) -> Option<Box<str>> {
    if tag.el != El::Date || !tag.has.has(At::When) || tag.kind(At::When) != Kind::Temporal {
        return None;
    }
    // Where other calendars or editors' doubts play a part, the text may well say another year.
    let other =
        [At::WhenCustom, At::DatingMethod, At::Calendar, At::NotBefore, At::NotAfter, At::From, At::To];
    if tag.has.has_any(&other) {
        return None;
    }
    Some(tag.value(At::When).into())
}

/// The end of an element whose text was kept.
pub(super) fn leave(frame: &Frame, text: &str, open: &Open, end: Span, found: &mut Found) {
    match frame.el {
        El::Date if !frame.value.is_empty() => {
            let Some(year) = point(&frame.value).map(|point| point.year) else { return };
            if let Some(said) = value::year_said(text).filter(|said| *said != year)
                // A year that begins in March, or with Easter, is another one for some months.
                && !((said - year).abs() == 1 && point(&frame.value).is_some_and(|p| p.month.is_some_and(|m| m <= 4)))
            {
                let place = Span::new(frame.tag.start, end.end.max(frame.tag.end));
                found.add(rules::other_year(&frame.value, said, place), frame.name);
            }
        }
        // What attributes say is compared there.
        El::BiblScope | El::CitedRange if !frame.has.has(At::From) && !open.within(El::MsDesc) => {
            if let Some((from, to)) = value::pages_backwards(text) {
                let place = Span::new(frame.tag.start, end.end.max(frame.tag.end));
                found.add(rules::pages_backwards(&from, &to, place), frame.name);
            }
        }
        _ => {}
    }
    if frame.has.has(At::Calendar) && !frame.words {
        found.add(rules::calendar_without_content(frame.name).with_severity(Severity::Error), frame.name);
    }
}
