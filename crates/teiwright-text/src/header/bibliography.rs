//! Bibliographic strings: title, publisher, place, date, volume, issue, pages.

use std::ops::Range;

use teiwright_model::{
    BiblScope, BiblTitle, Dated, ScopeUnit, SourceDescription, SourceKind, TitleLevel, Words,
};
use teiwright_source::Span;

use crate::dates::{self, Known, Value};
use crate::numbers;

/// Words before a number that say what it counts.
const SCOPES: &[(&str, ScopeUnit)] = &[
    ("volume", ScopeUnit::Volume),
    ("vol.", ScopeUnit::Volume),
    ("vol", ScopeUnit::Volume),
    ("band", ScopeUnit::Volume),
    ("bd.", ScopeUnit::Volume),
    ("tome", ScopeUnit::Volume),
    ("tomo", ScopeUnit::Volume),
    ("t.", ScopeUnit::Volume),
    ("том", ScopeUnit::Volume),
    ("т.", ScopeUnit::Volume),
    ("no.", ScopeUnit::Issue),
    ("nos.", ScopeUnit::Issue),
    ("nr.", ScopeUnit::Issue),
    ("nr", ScopeUnit::Issue),
    ("№", ScopeUnit::Issue),
    ("n°", ScopeUnit::Issue),
    ("n.", ScopeUnit::Issue),
    ("nº", ScopeUnit::Issue),
    ("núm.", ScopeUnit::Issue),
    ("heft", ScopeUnit::Issue),
    ("issue", ScopeUnit::Issue),
    ("number", ScopeUnit::Issue),
    ("no", ScopeUnit::Issue),
    ("pp.", ScopeUnit::Page),
    ("p.", ScopeUnit::Page),
    ("pages", ScopeUnit::Page),
    ("page", ScopeUnit::Page),
    ("pp", ScopeUnit::Page),
    ("s.", ScopeUnit::Page),
    ("seite", ScopeUnit::Page),
    ("seiten", ScopeUnit::Page),
    ("págs.", ScopeUnit::Page),
    ("pág.", ScopeUnit::Page),
    ("págs", ScopeUnit::Page),
    ("pagg.", ScopeUnit::Page),
    ("pag.", ScopeUnit::Page),
    ("с.", ScopeUnit::Page),
    ("стр.", ScopeUnit::Page),
    ("part", ScopeUnit::Part),
    ("chapter", ScopeUnit::Chapter),
];

/// Words of publishers' names.
const PUBLISHERS: &[&str] = &[
    "publishers",
    "publisher",
    "publishing",
    "press",
    "verlag",
    "books",
    "éditions",
    "editions",
    "editorial",
    "edizioni",
    "editora",
    "ediciones",
    "edições",
    "издательство",
    "госиздат",
    "co.",
    "house",
    "archive",
    "dietz",
    "& co",
    "maspero",
    "politizdat",
    "политиздат",
    "library",
    "internet",
    "sons",
    "buchhandlung",
    "einaudi",
    "riuniti",
];

/// Places where books and papers of these archives appeared.
const PLACES: &[&str] = &[
    "moscow",
    "london",
    "new york",
    "berlin",
    "paris",
    "leningrad",
    "petrograd",
    "st. petersburg",
    "peking",
    "beijing",
    "chicago",
    "geneva",
    "zurich",
    "zürich",
    "vienna",
    "wien",
    "hamburg",
    "leipzig",
    "stuttgart",
    "frankfurt",
    "frankfurt am main",
    "münchen",
    "munich",
    "rome",
    "roma",
    "milano",
    "milan",
    "torino",
    "madrid",
    "barcelona",
    "méxico",
    "mexico",
    "buenos aires",
    "la habana",
    "havana",
    "lisboa",
    "lisbon",
    "rio de janeiro",
    "são paulo",
    "bruxelles",
    "brussels",
    "amsterdam",
    "москва",
    "ленинград",
    "петроград",
    "м.",
    "moskau",
    "moscú",
    "mosca",
    "moscou",
    "köln",
    "cologne",
    "genève",
    "edinburgh",
    "calcutta",
    "bombay",
    "prague",
    "warsaw",
    "budapest",
    "toronto",
    "sydney",
    "boston",
    "cambridge",
    "oxford",
    "harmondsworth",
    "colombo",
    "bogotá",
    "montevideo",
    "caracas",
];

/// Words that say which text the edition prints.
const BASIS: &[&str] =
    &["published according to", "printed according to", "nach dem text", "печатается по", "publié d'après"];

/// A description and what of the text is not in it.
pub(crate) struct Described {
    pub(crate) source: SourceDescription,
    /// Words that say which text was followed.
    pub(crate) basis: Option<Words>,
    /// The places that went into the description.
    pub(crate) used: Vec<Span>,
}

/// Reads `text`, which stands at `span` and may go over several lines.
pub(crate) fn read(text: &str, span: Span, kind: SourceKind) -> Described {
    let mut reader = Reader {
        text,
        span,
        out: Described { source: SourceDescription::new(kind), basis: None, used: Vec::new() },
        issue: false,
    };
    let dates = reader.dates();
    for (range, value) in &dates {
        let words = reader.words(range.clone());
        reader.out.source.dates.push(Dated { words, value: value.clone() });
    }
    let mut untitled = Vec::new();
    for field in fields(text, &dates) {
        reader.field(field, &mut untitled);
    }
    reader.titles(untitled);
    reader.out
}

struct Reader<'a> {
    text: &'a str,
    span: Span,
    out: Described,
    /// Whether an issue was named: then the title is that of a journal.
    issue: bool,
}

impl Reader<'_> {
    fn words(&mut self, range: Range<usize>) -> Words {
        let span = self.span.part(range.clone());
        self.out.used.push(span);
        Words::new(self.text[range].split_whitespace().collect::<Vec<_>>().join(" "), span)
    }

    /// Dates in the text, and years that stand as a field of their own or at the end of one.
    fn dates(&self) -> Vec<(Range<usize>, teiwright_model::DateValue)> {
        let mut mentions = Vec::new();
        dates::find(self.text, &Known::default(), &mut mentions, &mut Vec::new());
        let mut out = mentions
            .into_iter()
            .filter_map(|m| if let Value::Date(date) = m.value { Some((m.range, date)) } else { None })
            .collect::<Vec<_>>();
        for (at, digits) in years(self.text) {
            if !out.iter().any(|(range, _)| range.contains(&at))
                && let Some(value) = dates::read_whole(digits, &Known::default())
            {
                out.push((at..at + 4, value));
            }
        }
        out.sort_by_key(|(range, _)| range.start);
        out
    }

    fn field(&mut self, field: Range<usize>, untitled: &mut Vec<Range<usize>>) {
        let text = &self.text[field.clone()];
        let lower = text.to_lowercase();
        if BASIS.iter().any(|basis| lower.starts_with(basis)) {
            self.out.basis = Some(self.words(field));
        } else if text.contains("://") || lower.starts_with("www.") || lower.starts_with("isbn") {
            let words = self.words(field);
            self.out.source.identifiers.push(words);
        } else if let Some((scope, read)) = scope(text) {
            if scope.start > 0 {
                // `Izvestia No. 207`: a title with its issue.
                let before = text[..scope.start].trim_end();
                untitled.push(field.start..field.start + before.len());
            }
            let words = self.words(field.start + scope.start..field.start + scope.end);
            self.issue |= read.0 == ScopeUnit::Issue;
            self.out.source.scopes.push(BiblScope { unit: read.0, from: read.1, to: read.2, words });
            let after = text[scope.end..].trim();
            if !after.is_empty() {
                let start = field.start
                    + scope.end
                    + (text[scope.end..].len() - text[scope.end..].trim_start().len());
                self.field(start..start + after.len(), untitled);
            }
        } else if PLACES.contains(&lower.trim_end_matches('.')) || PLACES.contains(&lower.as_str()) {
            let words = self.words(field);
            self.out.source.places.push(words);
        } else if let Some(colon) = text.find(": ").filter(|&at| PLACES.contains(&lower[..at].trim())) {
            // `London: Lawrence & Wishart`
            let words = self.words(field.start..field.start + colon);
            self.out.source.places.push(words);
            let words = self.words(field.start + colon + 2..field.end);
            self.out.source.publishers.push(words);
        } else if is_publisher(&lower) {
            let words = self.words(field);
            self.out.source.publishers.push(words);
        } else if ["edition", "auflage", "édition", "edición", "изд.", "edizione", "edição"].iter().any(
            |word| lower.split_whitespace().any(|w| w.trim_end_matches('.') == word.trim_end_matches('.')),
        ) && self.out.source.edition.is_none()
        {
            let words = self.words(field);
            self.out.source.edition = Some(words);
        } else if text.chars().any(char::is_alphanumeric) {
            untitled.push(field);
        }
    }

    /// What is left: the first is the title (a quoted one before it is an article's); the rest are notes.
    fn titles(&mut self, untitled: Vec<Range<usize>>) {
        let quoted = |text: &str| text.starts_with(['"', '“', '„', '«', '‘']);
        let mut titled = false;
        for field in untitled {
            let text = &self.text[field.clone()];
            let long = text.split_whitespace().count() > 16;
            if quoted(text) && !titled {
                let words = self.words(field);
                self.out.source.titles.push(BiblTitle { level: TitleLevel::Analytic, words });
            } else if !titled && !long {
                titled = true;
                let level = if self.issue { TitleLevel::Journal } else { TitleLevel::Monograph };
                let words = self.words(field);
                self.out.source.titles.push(BiblTitle { level, words });
            } else {
                let words = self.words(field);
                self.out.source.notes.push(words);
            }
        }
    }
}

fn is_publisher(lower: &str) -> bool {
    lower.split_whitespace().any(|word| PUBLISHERS.contains(&word.trim_matches(['(', ')', ',', ';'])))
        || lower.contains("& co")
}

/// Four-digit years that stand alone between commas or at the end of a field.
fn years(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.char_indices().filter_map(move |(at, c)| {
        let digits = text.get(at..at + 4)?;
        let apart = c.is_ascii_digit()
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !text[..at].ends_with(|c: char| c.is_alphanumeric() || "-–—./".contains(c));
        let after = text[at + 4..].trim_start_matches([' ', '\u{A0}']);
        let ends = after.is_empty() || after.starts_with([',', ';', '.', ')', '(', '\n', '\r', ':']);
        let value = digits.parse::<u32>().ok()?;
        (apart && ends && (1500..2100).contains(&value)).then_some((at, digits))
    })
}

/// The fields between commas, semicolons, brackets and dates, without white space around them.
fn fields(text: &str, dates: &[(Range<usize>, teiwright_model::DateValue)]) -> Vec<Range<usize>> {
    let mut cuts = dates.iter().map(|(range, _)| range.clone()).collect::<Vec<_>>();
    let in_date = |at: usize| dates.iter().any(|(range, _)| range.contains(&at));
    let mut quote = false;
    for (at, c) in text.char_indices() {
        match c {
            '“' | '„' | '«' => quote = true,
            '”' | '»' => quote = false,
            ',' | ';' if !in_date(at) && !quote => cuts.push(at..at + 1),
            // A full stop ends a field only before a new sentence, not after an abbreviation.
            '.' if !quote
                && !in_date(at)
                && text[at + 1..].starts_with(' ')
                && sentence_ends(&text[..at]) =>
            {
                cuts.push(at..at + 1);
            }
            _ => {}
        }
    }
    cuts.sort_by_key(|cut| cut.start);
    let mut out = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().chain(std::iter::once(text.len()..text.len())) {
        if cut.start >= start {
            let part = &text[start..cut.start];
            let marks = |c: char| c.is_whitespace() || ".;,()".contains(c);
            let left = start + part.len() - part.trim_start_matches(|c: char| marks(c) && c != '.').len();
            let mut right = start + part.trim_end_matches(|c: char| marks(c) && c != '.').len();
            // The full stop at the very end of the line is the line's.
            if cut.start == text.len() && text[..right].ends_with('.') && sentence_ends(&text[..right - 1]) {
                right -= 1;
            }
            if left < right {
                out.push(left..right);
            }
            start = cut.end;
        }
    }
    out
}

/// Whether a full stop after `before` ends a sentence: the word is no initial and no abbreviation.
fn sentence_ends(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let scope = SCOPES.iter().any(|(name, _)| name.trim_end_matches('.') == word.to_lowercase());
    let letters = word.chars().count();
    !scope
        && (letters > 4 || (letters == 4 && word.chars().all(|c| c.is_ascii_digit())))
        && !word.contains('.')
}

/// A scope in `text`: its bytes, and unit, first and last.
#[expect(clippy::type_complexity, reason = "read once, right above")]
fn scope(text: &str) -> Option<(Range<usize>, (ScopeUnit, String, Option<String>))> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let word = rest.split(|c: char| c.is_whitespace() || c == '\u{A0}').next().unwrap_or_default();
        let lower = word.to_lowercase();
        let found = SCOPES.iter().find(|(name, _)| {
            lower == *name
                || lower.strip_prefix(name).is_some_and(|tail| {
                    (name.ends_with('.') || !name.is_ascii())
                        && tail.starts_with(|c: char| c.is_ascii_digit())
                })
        });
        if let Some((name, unit)) = found {
            let tail_start = if lower == *name { at + word.len() } else { at + name.len() };
            let tail = &text[tail_start..];
            let value_start = tail_start + tail.len() - tail.trim_start().len();
            if let Some((len, from, to)) = value(&text[value_start..]) {
                return Some((at..value_start + len, (unit.clone(), from, to)));
            }
        }
        at += word.len().max(1);
        while at < text.len() && (!text.is_char_boundary(at) || text[at..].starts_with(char::is_whitespace)) {
            at += 1;
        }
    }
    None
}

/// A number or range of numbers: its length, the first, the last (`239-41` ends at 241).
fn value(text: &str) -> Option<(usize, String, Option<String>)> {
    let token = |text: &str| text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let first = &text[..token(text)];
    let from = numbers::parse(first)?;
    let mut len = first.len();
    let rest = &text[len..];
    let dash = rest.trim_start();
    let gap = rest.len() - dash.len();
    let mark = ["--", "-", "–", "—"].iter().find(|mark| dash.starts_with(**mark));
    if let Some(mark) = mark {
        let after = &dash[mark.len()..];
        let second = after.trim_start();
        let last = &second[..token(second)];
        if let Some(to) = last.parse::<u32>().ok().filter(|_| last.len() <= 4) {
            len += gap + mark.len() + (after.len() - second.len()) + last.len();
            let to = if last.len() < first.len() && to < from.value {
                format!("{}{last}", &first[..first.len() - last.len()])
            } else {
                last.to_owned()
            };
            return Some((len, from.value.to_string(), Some(to)));
        }
    }
    Some((len, from.value.to_string(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, kind: SourceKind) -> String {
        let described = read(text, Span::new(0, u32::try_from(text.len()).unwrap()), kind);
        let source = described.source;
        let list = |words: &[Words]| words.iter().map(|w| w.text.clone()).collect::<Vec<_>>().join("+");
        let titles =
            source.titles.iter().map(|t| format!("{}:{}", t.level, t.words.text)).collect::<Vec<_>>();
        let dates = source.dates.iter().map(|d| d.words.text.clone()).collect::<Vec<_>>();
        let scopes = source.scopes.iter().map(|s| {
            format!("{}={}{}", s.unit, s.from, s.to.as_ref().map(|to| format!("-{to}")).unwrap_or_default())
        });
        format!(
            "{} | {} | {} | {} | {} | {} | {}",
            titles.join("+"),
            list(&source.publishers),
            list(&source.places),
            dates.join("+"),
            scopes.collect::<Vec<_>>().join("+"),
            list(&source.notes),
            described.basis.map(|b| b.text).unwrap_or_default()
        )
    }

    #[test]
    fn editions_and_journals() {
        assert_eq!(
            show(
                "Lenin’s Collected Works, Progress Publishers, Moscow, Volume 26, 1972, pp. 239-241",
                SourceKind::Print
            ),
            "m:Lenin’s Collected Works | Progress Publishers | Moscow | 1972 | volume=26+page=239-241 |  | "
        );
        assert_eq!(
            show(
                "Izvestia No. 207, October 26, 1917, Published according to the Izvestia text",
                SourceKind::FirstPublication
            ),
            "j:Izvestia |  |  | October 26, 1917 | issue=207 |  | Published according to the Izvestia text"
        );
        assert_eq!(
            show("Lenin Internet Archive November, 2000", SourceKind::Digital),
            " | Lenin Internet Archive |  | November, 2000 |  |  | "
        );
        assert_eq!(
            show("Die Neue Zeit, 18. Jg., Bd. 2, Nr. 31, Stuttgart 1900, S. 12–15.", SourceKind::Print),
            "j:Die Neue Zeit |  | Stuttgart | 1900 | volume=2+issue=31+page=12-15 | 18. Jg. | "
        );
        assert_eq!(
            show(
                "Selected Works, Vol. One, Progress Publishers, Moscow, 1969, pp. 98-137;",
                SourceKind::Print
            ),
            "m:Selected Works | Progress Publishers | Moscow | 1969 | volume=1+page=98-137 |  | "
        );
        assert_eq!(show("pp. 239-41", SourceKind::Print), " |  |  |  | page=239-241 |  | ");
    }
}
