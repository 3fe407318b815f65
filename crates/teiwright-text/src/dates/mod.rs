//! Dates and times in running text, in the languages of the archives.

use std::ops::Range;

use teiwright_model::{DateValue, TimeValue};

/// A date or time found in running text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    /// The bytes of the text that it takes.
    pub(crate) range: Range<usize>,
    /// What it means.
    pub(crate) value: Value,
}

/// What a mention means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// A date or a period.
    Date(DateValue),
    /// A time of day.
    Time(TimeValue),
}

/// A dual date whose two days do not differ by what the calendars of that year do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DualMismatch {
    /// The bytes of the text that the dual date takes.
    pub(crate) range: Range<usize>,
    /// What was found, what was expected, in a sentence for people.
    pub(crate) message: String,
}

/// What is known when dates are looked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known<'a> {
    /// The language of the text as a BCP 47 tag.
    pub(crate) language: Option<&'a str>,
    /// The year that the text is about, for dual dates that give none.
    pub(crate) year: Option<i32>,
}
