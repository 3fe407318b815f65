//! The name at the beginning of a speech: `HAMLET.`, `Malchen (lächelnd).`, `Q:`.

use std::ops::Range;

use crate::{signals, words};

/// Where the name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// On a line of its own.
    OwnLine,
    /// Before the first words of the speech.
    RunIn,
}

/// The name before a speech, in bytes of its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Speaker {
    pub(crate) form: Form,
    /// The name by its [`words::key`].
    pub(super) key: String,
    /// Whether all its letters are capitals.
    pub(super) capitals: bool,
    /// Whether a colon ends it.
    pub(super) colon: bool,
    /// The name with its punctuation and the marks of emphasis around it.
    pub(crate) name: Range<usize>,
    /// A direction after the name.
    pub(crate) direction: Option<Range<usize>>,
    /// Where the speech begins.
    pub(crate) rest: usize,
}

impl Speaker {
    /// Whether the name is so short that it is hardly anything else.
    pub(super) fn is_short(&self) -> bool {
        self.key.chars().count() <= 16
    }
}

/// Names are no longer than this, in characters and in words.
const LONGEST: usize = 40;
const WORDS: usize = 6;

/// Words in small letters that stand in names of persons.
const SMALL: &[&str] = &[
    "von", "van", "der", "den", "de", "du", "des", "la", "le", "of", "and", "und", "et", "y", "e", "i",
    "the", "a", "to", "zu", "die", "das", "di", "da", "do", "dos", "del", "in", "im", "aus", "with", "mit",
    "и",
];

/// Reads the beginning of `text` as a name. `more` says that lines follow: only then can the line be the name alone.
pub(super) fn read(text: &str, more: bool) -> Option<Speaker> {
    let marks = text.len() - text.trim_start_matches(['_', '*']).len();
    if marks > 2 {
        return None;
    }
    let mark = &text[..marks];
    let end = name_end(text, marks)?;
    let name = text[marks..end].trim_end();
    if !is_name(name) {
        return None;
    }
    let mut at = marks + name.len();
    at = skip_mark(text, at, mark);
    // `NAME (aside).`, `NAME. [Aside.]`, `NAME:`
    let mut direction = None;
    let mut stop = stop_at(text, at);
    if stop > 0 {
        at = skip_mark(text, at + stop, mark);
    } else {
        // `_Lady B._`: the stop of an initial ends the name too.
        stop = usize::from(name.ends_with('.'));
    }
    let mut name_end = at;
    if let Some(range) = bracketed(text, at) {
        at = range.end;
        direction = Some(range);
        let after = stop_at(text, at);
        if after > 0 {
            direction = direction.map(|range| range.start..range.end + after);
            at += after;
            stop = stop.max(after);
        }
    }
    let mut colon = text[..at].trim_end_matches(['_', '*']).ends_with(':');
    if stop == 0 && direction.is_none() {
        name_end = at;
        colon = false;
    }
    let rest = at + (text[at..].len() - text[at..].trim_start().len());
    let capitals = is_capital(name);
    let alone = rest == text.len();
    // Without a stop only capitals on a line of their own, or before a direction, are a name.
    let marked = stop > 0 || (capitals && (alone || direction.is_some()));
    if !marked || (alone && !more) {
        return None;
    }
    if !alone && stop > 0 && rest == at && direction.is_none() {
        // `3.14`, `a.m.`: a stop inside a word.
        return None;
    }
    Some(Speaker {
        form: if alone { Form::OwnLine } else { Form::RunIn },
        key: words::key(name),
        capitals,
        colon,
        name: 0..name_end,
        direction,
        rest,
    })
}

/// Where the name ends: at a stop, a colon, a bracket, closing emphasis, or the end of the line.
fn name_end(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    for (offset, c) in text[start..].char_indices() {
        if offset > LONGEST * 4 {
            return None;
        }
        end = start + offset;
        match c {
            ':' | '(' | '[' | '_' | '*' => return Some(end),
            // `II. Jungfer.`
            '.' if is_ordinal(&text[start..end]) && text[end..].starts_with(". ") => end += 1,
            '.' if !words::is_title_of_person(&text[start..end]) => return Some(end),
            '!' | '?' | ';' | '"' | '“' | '”' | '»' | '«' | '„' | '…' | '=' | '{' | '|' | '/' => {
                return None;
            }
            _ => end += c.len_utf8(),
        }
    }
    Some(end)
}

/// The length of `.`, `:`, `.:`, `,` with a dash, `.—` at `at`.
fn stop_at(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let stops = rest.len() - rest.trim_start_matches(['.', ':']).len();
    if stops == 0 || stops > 2 {
        return 0;
    }
    let after = &rest[stops..];
    let dash = ["—", "–", "--"].iter().find(|dash| after.starts_with(**dash)).map_or(0, |dash| dash.len());
    stops + dash
}

/// Goes past closing emphasis marks.
fn skip_mark(text: &str, at: usize, mark: &str) -> usize {
    if !mark.is_empty() && text[at..].starts_with(mark) { at + mark.len() } else { at }
}

/// A direction in brackets at `at`, white space before it allowed.
fn bracketed(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + (text[at..].len() - text[at..].trim_start().len());
    let rest = &text[start..];
    let marks = rest.len() - rest.trim_start_matches(['_', '*']).len();
    let close = match rest[marks..].chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = rest.find(close)? + 1;
    let end = end + (rest[end..].len() - rest[end..].trim_start_matches(['_', '*']).len()).min(marks);
    // `(1)` refers to a note.
    let words = rest[..end].chars().any(char::is_alphabetic);
    words.then_some(start..start + end)
}

fn is_ordinal(text: &str) -> bool {
    text.len() <= 5 && (crate::numbers::roman(text).is_some() || text.bytes().all(|b| b.is_ascii_digit()))
}

fn is_name(name: &str) -> bool {
    let count = name.chars().count();
    if !(1..=LONGEST).contains(&count) || name.ends_with(',') || !name.chars().any(char::is_alphabetic) {
        return false;
    }
    let mut parts = name.split_whitespace();
    let opens = name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let formed = parts.all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let first = bare.chars().next();
        SMALL.contains(&bare)
            || bare.is_empty()
            || first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    });
    let division = words::keyword(name).is_some()
        || words::named(name).is_some()
        || words::is_notes_heading(name)
        || signals::is_end(name);
    let number = crate::numbers::parse(name.trim_matches(|c: char| !c.is_alphanumeric()))
        .is_some_and(|number| number.numeral != crate::numbers::Numeral::UpperLetter);
    opens && formed && name.split_whitespace().count() <= WORDS && !division && !number
}

fn is_capital(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, more: bool) -> Option<(Form, String, Option<String>, String)> {
        let speaker = read(text, more)?;
        Some((
            speaker.form,
            text[speaker.name].to_owned(),
            speaker.direction.map(|range| text[range].to_owned()),
            text[speaker.rest..].to_owned(),
        ))
    }

    #[test]
    fn names_before_speeches() {
        let cases: &[(&str, bool, &str)] = &[
            ("HAMLET.", true, "own HAMLET. | - | "),
            ("Der Hausherr. (für sich)", true, "own Der Hausherr. | (für sich) | "),
            ("MALCHEN (blutroth). Der Vetter?", false, "in MALCHEN | (blutroth). | Der Vetter?"),
            ("Algernon.  Did you hear?", false, "in Algernon. | - | Did you hear?"),
            ("Algernon.  [Stiffly.]  I believe so.", false, "in Algernon. | [Stiffly.] | I believe so."),
            ("**TROTSKY:** No.", false, "in **TROTSKY:** | - | No."),
            ("_Lady B._ Good afternoon.", false, "in _Lady B._ | - | Good afternoon."),
            ("Mr. Smith: Yes.", false, "in Mr. Smith: | - | Yes."),
            ("FRAU VON BERG", true, "own FRAU VON BERG | - | "),
        ];
        for (text, more, expected) in cases {
            let got = show(text, *more).map_or_else(
                || "none".to_owned(),
                |(form, name, direction, rest)| {
                    let form = if form == Form::OwnLine { "own" } else { "in" };
                    format!("{form} {name} | {} | {rest}", direction.as_deref().unwrap_or("-"))
                },
            );
            assert_eq!(got, *expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_name() {
        for text in ["HAMLET.", "He said.", "ACT I.", "II.", "“Yes.” he said", "Notes:", "the end. And"] {
            assert_eq!(read(text, false), None, "{text}");
        }
    }
}
