//! Attributes of dates and times.

use teiwright_model::{Calendar, Certainty, DateValue, Original, PartialDate, TimeValue};
use teiwright_xml::Element;

/// The attributes that [`date`] reads.
pub(crate) const KNOWN: &[&str] = &[
    "when",
    "notBefore",
    "notAfter",
    "from",
    "to",
    "when-iso",
    "notBefore-iso",
    "notAfter-iso",
    "from-iso",
    "to-iso",
    "when-custom",
    "datingMethod",
    "calendar",
    "cert",
];

/// What a date means, by its attributes.
pub(crate) fn date(element: Element<'_>) -> DateValue {
    let field = |name: &str| {
        let value = element.attribute(name).or_else(|| element.attribute(&format!("{name}-iso")))?;
        // A date with a time counts as its day.
        PartialDate::parse(value.trim().split('T').next()?)
    };
    let pointer = |pointer: &str| calendar(pointer.trim_start_matches('#'));
    let original = element.attribute("when-custom").and_then(|value| {
        let when = PartialDate::parse(value)?;
        Some(Original { calendar: pointer(element.attribute("datingMethod")?)?, when })
    });
    let calendars = element.attribute("calendar").unwrap_or_default().split_whitespace();
    DateValue {
        when: field("when"),
        not_before: field("notBefore"),
        not_after: field("notAfter"),
        from: field("from"),
        to: field("to"),
        original,
        calendars: calendars.filter_map(pointer).collect(),
        certainty: match element.attribute("cert") {
            Some("high") => Some(Certainty::High),
            Some("medium") => Some(Certainty::Medium),
            Some("low") => Some(Certainty::Low),
            _ => None,
        },
    }
}

/// A calendar by what its id says.
fn calendar(id: &str) -> Option<Calendar> {
    let id = id.to_ascii_lowercase();
    if id.contains("julian") {
        Some(Calendar::Julian)
    } else if id.contains("gregorian") {
        Some(Calendar::Gregorian)
    } else if id.contains("republican") {
        Some(Calendar::FrenchRepublican)
    } else {
        None
    }
}

/// What time of day some words mean.
pub(crate) fn time(element: Element<'_>) -> TimeValue {
    let field = |name: &str| element.attribute(name).map(str::to_owned);
    TimeValue { when: field("when"), from: field("from"), to: field("to") }
}
