//! Bibliographic strings: cut into fields at commas, brackets and quotation marks; each field is what its words say
//! or, where they say nothing, what its place among the others makes likely.

mod lists;

pub(super) use lists::BASIS;
use lists::{EDITIONS, IN, NARRATIVE};

use std::ops::Range;

use teiwright_model::{
    BiblScope, BiblTitle, DateValue, Dated, PartialDate, Person, Responsibility, ScopeUnit,
    SourceDescription, SourceKind, TitleLevel, Words,
};

use super::cover::{Cover, LEADS, is_joint};
use super::fields::{self, Field};
use super::{credits, gazetteer, labels, names, persons, scan, scopes};
use crate::dates::{self, Known, Value};

/// A description, and what of the words belongs elsewhere.
pub(super) struct Described {
    pub(super) source: SourceDescription,
    /// Words that say which text was followed.
    pub(super) basis: Vec<Words>,
    /// Editors and translators named among the fields.
    pub(super) responsibilities: Vec<Responsibility>,
}

impl Described {
    pub(super) const fn new(kind: SourceKind) -> Self {
        Self { source: SourceDescription::new(kind), basis: Vec::new(), responsibilities: Vec::new() }
    }
}

/// What a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Done,
    Date,
    Scope,
    Place,
    Publisher,
    Unknown,
}

/// Reads the words of `cover`; what it does not take is the caller's.
pub(super) fn read(cover: &mut Cover<'_>, kind: SourceKind) -> Described {
    let mut reader = Reader {
        cover,
        out: Described::new(kind),
        found: Vec::new(),
        issue: false,
        pages: false,
        hosts: Vec::new(),
    };
    reader.read();
    reader.out
}

/// Dates in the text, and years that stand alone or end a field, in order.
pub(super) fn dates(text: &str) -> Vec<(Range<usize>, DateValue)> {
    let mut mentions = Vec::new();
    dates::find(text, &Known::default(), &mut mentions, &mut Vec::new());
    let mut out = mentions
        .into_iter()
        .filter_map(|m| if let Value::Date(date) = m.value { Some((m.range, date)) } else { None })
        .collect::<Vec<_>>();
    let found = out.len();
    for (range, value) in fields::years(text) {
        let free = !out[..found].iter().any(|(other, _)| other.start < range.end && range.start < other.end);
        if free {
            let year = |year: i32| Some(PartialDate::year(year));
            let value = match value {
                (from, Some(to)) => DateValue { from: year(from), to: year(to), ..DateValue::default() },
                (when, None) => DateValue { when: year(when), ..DateValue::default() },
            };
            out.push((range, value));
        }
    }
    out.sort_by_key(|(range, _)| range.start);
    out
}

struct Reader<'a, 'b> {
    cover: &'b mut Cover<'a>,
    out: Described,
    found: Vec<(Range<usize>, Class)>,
    /// Whether an issue was named: then the title is that of a journal.
    issue: bool,
    /// Whether the last field was of pages: numbers after it are more of them.
    pages: bool,
    /// Fields that `in` leads to: the book or journal that holds what was named before.
    hosts: Vec<Range<usize>>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let text = self.cover.text();
        let mut masks = dates(text);
        // A date in a quoted title is part of the title.
        let quotes = fields::quotes(text);
        masks.retain(|(range, _)| !quotes.iter().any(|quote| quote.contains(&range.start)));
        let basis = fields::sentence(text, BASIS);
        if let Some(basis) = basis.clone() {
            masks.retain(|(range, _)| !basis.contains(&range.start));
            let words = self.cover.take(basis);
            self.out.basis.push(words);
        }
        for (range, value) in &masks {
            let words = self.cover.take(range.clone());
            self.out.source.dates.push(Dated { words, value: value.clone() });
        }
        let cuts = masks.iter().map(|(range, _)| range.clone()).chain(basis).collect::<Vec<_>>();
        let mut fields = fields::cut(text, &cuts);
        fields.reverse();
        let mut dates = masks.iter().map(|(range, _)| range.clone()).peekable();
        // A field with a scope in it leaves what stands behind the scope to be read next.
        while let Some(field) = fields.pop() {
            while let Some(date) = dates.next_if(|date| date.start < field.range.start) {
                self.found.push((date, Class::Date));
            }
            if let Some(rest) = self.field(&field) {
                fields.push(rest);
            }
        }
        self.found.extend(dates.map(|date| (date, Class::Date)));
        self.unknown();
    }

    /// Reads one field by its own words; returns what is left to read of it.
    fn field(&mut self, field: &Field) -> Option<Field> {
        let range = field.range.clone();
        let text = &self.cover.text()[range.clone()];
        let pages = std::mem::take(&mut self.pages);
        if field.bracket && text.len() > 60 {
            self.found.push((range, Class::Done));
        } else if is_identifier(text) {
            let words = self.cover.take(range.clone());
            self.out.source.identifiers.push(words);
            self.found.push((range, Class::Done));
        } else if let Some((from, to)) = scopes::bare(text).filter(|_| pages) {
            self.pages = true;
            self.scope(range, ScopeUnit::Page, from, to);
        } else if let Some(scope) =
            scopes::find(text).filter(|scope| !field.bracket || scope.range == (0..text.len()))
        {
            return self.scoped(&range, scope);
        } else if let Some(colon) = text.find(':').filter(|&at| gazetteer::is_place(&text[..at])) {
            // `London: Lawrence & Wishart`
            self.place(range.start..range.start + colon);
            self.publisher(scan::trim(
                self.cover.text(),
                range.start + colon + 1..range.end,
                char::is_whitespace,
            ));
        } else if self.is_edition(text) {
            let words = self.cover.take(range.clone());
            self.out.source.edition = Some(words);
            self.found.push((range, Class::Done));
        } else if self.responsibility(range.clone()) {
            self.found.push((range, Class::Done));
        } else {
            self.named(field);
        }
        None
    }

    fn is_edition(&self, text: &str) -> bool {
        let counted = text.split_whitespace().count() <= 6;
        self.out.source.edition.is_none()
            && counted
            && !scan::any(text, &["published", "printed", "erschienen", "publié", "publicado", "pubblicato"])
            && EDITIONS.iter().any(|word| {
                let found = scan::find(text, word).is_some_and(|found| found.start > 0 || *word != "ed.");
                let ordinal = text.contains(|c: char| c.is_ascii_digit())
                    || text
                        .split_whitespace()
                        .any(|word| crate::numbers::word(word).is_some() || is_ordinal(word));
                found
                    && (ordinal
                        || *word == "reprint"
                        || counted
                            && text.split_whitespace().count() <= 3
                            && !text.contains(['«', '"', '“'])
                            && !gazetteer::is_publisher(text))
            })
    }

    /// A place, a publisher, or something to be known by its place among the others.
    fn named(&mut self, field: &Field) {
        let text = self.cover.text();
        let mut range = field.range.clone();
        let lead = scan::first(&text[range.clone()], LEADS).or_else(|| scan::first(&text[range.clone()], IN));
        let lead =
            lead.filter(|length| text[range.start + length..range.end].starts_with(char::is_whitespace));
        if let Some(length) = lead {
            let rest = scan::trim(text, range.start + length..range.end, char::is_whitespace);
            // In `In Defence of the Gate` the first word belongs to the title.
            let journal = scan::first(&text[range.clone()], LEADS).is_some();
            let inside = !text[range.clone()].starts_with(char::is_uppercase)
                || gazetteer::is_place(&text[rest.clone()]);
            if (inside || journal) && text[rest.clone()].starts_with(|c: char| !c.is_lowercase()) {
                self.issue |= journal
                    && !scan::any(
                        &text[range.start..rest.start],
                        &["book", "pamphlet", "collection", "сборнике", "книге"],
                    );
                range = rest;
                self.hosts.push(range.clone());
            }
        }
        let part = &text[range.clone()];
        if part.is_empty() || !part.contains(char::is_alphanumeric) {
            self.found.push((range, Class::Done));
        } else if gazetteer::is_place(part) {
            self.place(range);
        } else if !field.bracket
            && gazetteer::is_publisher(part)
            && !part.starts_with(char::is_lowercase)
            && part.split_whitespace().count() <= 9
        {
            self.publisher(range);
        } else {
            let class = if field.bracket { Class::Done } else { Class::Unknown };
            self.found.push((range, class));
        }
    }

    fn place(&mut self, range: Range<usize>) {
        let words =
            self.cover.take(scan::trim(self.cover.text(), range.clone(), |c| c == ':' || c.is_whitespace()));
        self.out.source.places.push(words);
        self.found.push((range, Class::Place));
    }

    fn publisher(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let words = self.cover.take(range.clone());
        self.out.source.publishers.push(words);
        self.found.push((range, Class::Publisher));
    }

    fn scope(&mut self, range: Range<usize>, unit: ScopeUnit, from: String, to: Option<String>) {
        let words = self.cover.take(range.clone());
        self.issue |= unit == ScopeUnit::Issue;
        self.pages |= unit == ScopeUnit::Page;
        self.out.source.scopes.push(BiblScope { unit, from, to, words });
        self.found.push((range, Class::Scope));
    }

    /// `Izvestia No. 207`: a title, its issue, and what stands behind.
    fn scoped(&mut self, field: &Range<usize>, scope: scopes::Scope) -> Option<Field> {
        let text = self.cover.text();
        let mark = |c: char| c.is_whitespace() || ",;:.-–—".contains(c);
        let place = field.start + scope.range.start..field.start + scope.range.end;
        let before = scan::trim(text, field.start..place.start, mark);
        if !before.is_empty() {
            self.named(&Field { range: before, bracket: false });
        }
        let end = place.end;
        self.scope(place, scope.unit, scope.from, scope.to);
        let mut after = scan::trim(text, end..field.end, char::is_whitespace);
        if text[after.clone()].starts_with([',', '.', ':', '-', '–', '—']) {
            after = scan::trim(text, after.start..field.end, mark);
        }
        // `pp. 3-4 & 7`
        if let Some(joint) = scan::first(&text[after.clone()], &["&", "and", "und", "et", "y", "e", "и"]) {
            let more = scan::trim(text, after.start + joint..after.end, char::is_whitespace);
            if text[more.clone()].starts_with(|c: char| c.is_ascii_digit()) {
                after = more;
            }
        }
        (!after.is_empty()).then_some(Field { range: after, bracket: false })
    }

    /// `edited by Ann Lee`: a responsibility of its own.
    fn responsibility(&mut self, range: Range<usize>) -> bool {
        let text = self.cover.text();
        let Some(phrase) = labels::phrase(&text[range.clone()]) else { return false };
        let mut inner = phrase.parts.into_iter().map(|(part, meaning)| {
            (self.cover.take(range.start + part.start..range.start + part.end), meaning)
        });
        let labels = inner.by_ref().collect::<Vec<_>>();
        let found = credits::persons(self.cover, range.start + phrase.value..range.end, labels);
        self.out.responsibilities.extend(found);
        true
    }

    /// Fields that their words do not tell: authors, titles, and by their place publishers and places.
    fn unknown(&mut self) {
        let found = std::mem::take(&mut self.found);
        let class = |index: usize| found.get(index).map(|field| field.1);
        let mut titles: Vec<Range<usize>> = Vec::new();
        let mut authored = false;
        for (index, (range, _)) in found.iter().enumerate().filter(|(_, field)| field.1 == Class::Unknown) {
            let (before, after) = (index.checked_sub(1).and_then(class), class(index + 1));
            let text = &self.cover.text()[range.clone()];
            if is_joint(text) {
                continue;
            }
            let words = text.split_whitespace().count();
            let next = after == Some(Class::Unknown);
            let capital =
                text.starts_with(|c: char| c.is_uppercase() || "«“„\"‘".contains(c) || c.is_ascii_digit());
            if before == Some(Class::Place) && words <= 2 && capital {
                // `Moscow, USSR`
                self.place(range.clone());
            } else if titles.is_empty()
                && !authored
                && next
                && (is_author(text) || self.is_surname(text, &found, index))
            {
                authored = true;
                self.author(range.clone());
            } else if scan::first(text, NARRATIVE).is_some() || leads(text) || !capital || words > 20 {
                self.note(range.clone());
            } else if titles.is_empty() && self.is_house(text, before, after) {
                self.publisher(range.clone());
            } else if titles.is_empty() {
                authored |= self.title(range.clone(), &mut titles);
            } else if titles.len() == 1
                && before == Some(Class::Unknown)
                && (is_quoted(&self.cover.text()[titles[0].clone()]) || self.hosts.contains(range))
            {
                titles.push(range.clone());
            } else if words <= 5
                && !text.starts_with(|c: char| c.is_ascii_digit())
                && matches!(after, Some(Class::Place))
                && self.out.source.publishers.is_empty()
            {
                self.publisher(range.clone());
            } else if words <= 3 && before == Some(Class::Publisher) && self.out.source.places.is_empty() {
                self.place(range.clone());
            } else if words <= 5
                && !text.starts_with(|c: char| c.is_ascii_digit())
                && after == Some(Class::Date)
                && self.out.source.publishers.is_empty()
                && !self.issue
            {
                self.publisher(range.clone());
            } else {
                self.note(range.clone());
            }
        }
        self.levels(titles);
    }

    /// `First Published: Felix Juven, 1902`: a person's name before a year is that of a publisher.
    fn is_house(&self, text: &str, before: Option<Class>, after: Option<Class>) -> bool {
        let year =
            self.out.source.dates.iter().all(|date| date.value.when.is_none_or(|when| when.month.is_none()));
        self.out.source.kind == SourceKind::FirstPublication
            && before.is_none()
            && after == Some(Class::Date)
            && year
            && self.out.source.publishers.is_empty()
            && persons::author_score(text) > 3
    }

    /// `Lenin, Collected Works`: one word before the name of an edition of somebody's works.
    fn is_surname(&self, text: &str, found: &[(Range<usize>, Class)], index: usize) -> bool {
        const WORKS: &[&str] = &[
            "works",
            "collected works",
            "selected works",
            "complete works",
            "werke",
            "gesammelte werke",
            "ausgewählte werke",
            "sämtliche werke",
            "œuvres",
            "œuvres complètes",
            "œuvres choisies",
            "obras",
            "obras completas",
            "obras escogidas",
            "obras escolhidas",
            "opere",
            "opere complete",
            "opere scelte",
            "сочинения",
            "собрание сочинений",
            "полное собрание сочинений",
            "избранные произведения",
            "соч.",
            "пcc",
        ];
        let next = found.get(index + 1).map(|(range, _)| &self.cover.text()[range.clone()]);
        let word = text.split_whitespace().count() == 1 && text.starts_with(char::is_uppercase);
        word && !names::is_title_word(text)
            && next.is_some_and(|next| scan::first(next, WORKS).is_some_and(|length| length == next.len()))
    }

    /// The authors that a field names before the title.
    fn author(&mut self, range: Range<usize>) {
        let text = &self.cover.text()[range.clone()];
        for part in persons::split(text) {
            let name = self.cover.take(range.start + part.start..range.start + part.end);
            self.out.source.authors.push(Person { name, organisation: false });
        }
    }

    fn note(&mut self, range: Range<usize>) {
        let words = self.cover.take(range);
        self.out.source.notes.push(words);
    }

    /// A title, perhaps with its author before a colon; whether one was there.
    fn title(&mut self, range: Range<usize>, titles: &mut Vec<Range<usize>>) -> bool {
        let text = self.cover.text();
        let part = &text[range.clone()];
        let colon = part.find(": ").filter(|&at| is_author(&part[..at]));
        if let Some(colon) = colon {
            self.author(range.start..range.start + colon);
            titles.push(scan::trim(text, range.start + colon + 1..range.end, char::is_whitespace));
            return true;
        }
        titles.push(range);
        false
    }

    fn levels(&mut self, titles: Vec<Range<usize>>) {
        let text = self.cover.text();
        let several = titles.len() > 1;
        let day = self
            .out
            .source
            .dates
            .iter()
            .any(|date| date.value.when.or(date.value.from).is_some_and(|when| when.day.is_some()));
        let volume = self.out.source.scopes.iter().any(|scope| scope.unit == ScopeUnit::Volume);
        let printed = !self.out.source.publishers.is_empty() || self.out.source.edition.is_some();
        for (index, range) in titles.into_iter().enumerate() {
            let title = &text[range.clone()];
            let periodical = self.issue
                || (gazetteer::is_periodical(title) && !printed && title.split_whitespace().count() <= 6)
                || (day && !volume && !printed);
            let level = if several && index == 0 {
                TitleLevel::Analytic
            } else if periodical {
                TitleLevel::Journal
            } else {
                TitleLevel::Monograph
            };
            let words = self.cover.take(range);
            self.out.source.titles.push(BiblTitle { level, words });
        }
    }
}

/// Whether a field before the title names its author.
fn is_author(text: &str) -> bool {
    let by = scan::first(text, &["by"]).unwrap_or(0);
    persons::author_score(text[by..].trim()) > 3 && !names::is_title_word(text)
}

/// Whether words lead to a date that follows them.
fn leads(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.len() < text.len() && IN.iter().any(|word| scan::phrase(last, word) == Some(last.len()))
}

fn is_quoted(text: &str) -> bool {
    text.starts_with(['"', '“', '„', '«', '‘'])
}

fn is_ordinal(word: &str) -> bool {
    word.ends_with(['.', 'ª', 'º', '°']) && word.starts_with(|c: char| c.is_ascii_digit())
        || scan::any(
            word,
            &[
                "new",
                "neue",
                "nueva",
                "nova",
                "nouvelle",
                "nuova",
                "revised",
                "first",
                "second",
                "third",
                "fourth",
                "primera",
                "segunda",
                "tercera",
                "première",
                "deuxième",
                "seconde",
                "prima",
                "terza",
                "erste",
                "zweite",
                "dritte",
            ],
        )
}

/// An address on the web, or a number by which a book is known.
fn is_identifier(text: &str) -> bool {
    let lead = text.trim_start_matches(['<', '(']);
    let domain = || {
        let host = lead.split('/').next().unwrap_or_default();
        let last = host.rsplit('.').next().unwrap_or_default();
        host.contains('.')
            && !host.contains(' ')
            && host
                .split('.')
                .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            && (last.len() >= 2 && last.bytes().all(|b| b.is_ascii_lowercase()))
            && host.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    scan::first(lead, &["isbn", "issn", "doi", "doi:", "lccn", "oclc"]).is_some()
        || (!text.contains(' ') && (text.contains("://") || scan::prefix(lead, "www.").is_some() || domain()))
}

#[cfg(test)]
mod tests;
