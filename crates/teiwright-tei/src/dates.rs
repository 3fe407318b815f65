//! Attributes of dates: `@when` is Gregorian; what the words count in is `@when-custom` with its calendar.

use teiwright_model::{Calendar, Certainty, DateValue, PartialDate};
use teiwright_xml::{Origin, TreeBuilder};

/// The pointer to a calendar of the header.
pub(crate) const fn pointer(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::Julian => "#cal-julian",
        Calendar::Gregorian => "#cal-gregorian",
        _ => "#cal-republican",
    }
}

/// Gives the open element the attributes of a date.
pub(crate) fn attributes(b: &mut TreeBuilder, value: &DateValue, origin: Origin) {
    let fields: [(&'static str, &Option<PartialDate>); 5] = [
        ("when", &value.when),
        ("notBefore", &value.not_before),
        ("notAfter", &value.not_after),
        ("from", &value.from),
        ("to", &value.to),
    ];
    for (name, date) in fields {
        if let Some(date) = date {
            b.attr(name, date.to_string(), origin);
        }
    }
    if let Some(original) = &value.original {
        b.attr("when-custom", original.when.to_string(), origin);
        b.attr("datingMethod", pointer(original.calendar), origin);
    }
    if !value.calendars.is_empty() {
        let calendars = value.calendars.iter().map(|&calendar| pointer(calendar)).collect::<Vec<_>>();
        b.attr("calendar", calendars.join(" "), origin);
    }
    if let Some(certainty) = value.certainty {
        let word = match certainty {
            Certainty::High => "high",
            Certainty::Medium => "medium",
            Certainty::Low => "low",
        };
        b.attr("cert", word, origin);
    }
}
