//! Labelled items to metadata; whatever of an item finds no place of its own becomes a note, so that nothing is lost.

use teiwright_model::{
    Change, Inline, InlineKind, Licence, Metadata, MetadataNote, Person, Responsibility, SourceKind, Title,
    Words,
};
use teiwright_source::Span;

use super::block::Item;
use super::labels::{self, Meaning};
use super::{bibliography, dated, persons};
use crate::context::Context;
use crate::dates::{self, Known};
use crate::lines::Lines;
use crate::{LineRole, rules};

/// Reads one item into the metadata.
pub(super) fn read(lines: &Lines<'_>, item: &Item, metadata: &mut Metadata, context: &mut Context) {
    context.trace(item.line, LineRole::Metadata, "a labelled line about the text");
    let source = lines.source();
    let label = source.slice(item.label);
    let text = source.slice(item.value);
    // Semicolon or full stop at the end of the line close the item.
    let end = text.trim_end_matches([';', ' ']).len();
    let value = item.value.part(0..end);
    let tail = item.value.part(end..text.len());
    context.ledger.add(gap(item.label.end, item.value.start), Change::Separator, None);
    context.ledger.add(tail, Change::Separator, None);
    let mut reader = Reader { lines, metadata, context, label: item.label, value };
    let parts = labels::parts(label);
    let Some((_, meaning)) = parts.first().cloned() else { return reader.unknown() };
    if meaning.relator().is_some() {
        return reader.responsibilities(&parts);
    }
    match meaning {
        Meaning::Creation => reader.creation(),
        Meaning::FirstPublication => reader.source(&SourceKind::FirstPublication),
        Meaning::Print => reader.source(&SourceKind::Print),
        Meaning::Digital => reader.source(&SourceKind::Digital),
        Meaning::Licence => reader.licence(),
        Meaning::Author => reader.author(),
        Meaning::Title => reader.title(),
        _ => reader.note("label"),
    }
}

/// What can be said only when all items are read: the chain of sources, Old Style by inference.
pub(super) fn finish(metadata: &mut Metadata) {
    let rank = |kind: &SourceKind| match kind {
        SourceKind::Digital => 0,
        SourceKind::Print => 1,
        SourceKind::Manuscript => 3,
        _ => 2,
    };
    metadata.sources.sort_by_key(|source| rank(&source.kind));
    let written = metadata.creation.iter().find_map(|inline| match &inline.kind {
        InlineKind::Date { date, .. } if date.original.is_some() => date.when,
        _ => None,
    });
    let Some(written) = written else { return };
    for source in metadata.sources.iter_mut().filter(|source| source.kind == SourceKind::FirstPublication) {
        for date in &mut source.dates {
            let inferred = date.value.when.and_then(|when| dates::infer_old_style(when, written));
            if let Some(value) = inferred.filter(|_| date.value.original.is_none()) {
                date.value = value;
            }
        }
    }
}

const fn gap(start: u32, end: u32) -> Span {
    Span::new(start, if end < start { start } else { end })
}

/// Labels, the persons that they name, and when.
type Group = (Vec<(Words, Meaning)>, Vec<Person>, Option<teiwright_model::Dated>);

struct Reader<'a, 'b> {
    lines: &'a Lines<'a>,
    metadata: &'b mut Metadata,
    context: &'b mut Context,
    label: Span,
    value: Span,
}

impl Reader<'_, '_> {
    fn text(&self) -> &str {
        self.lines.source().slice(self.value)
    }

    fn words(&self, span: Span) -> Words {
        let text = self.lines.source().slice(span);
        Words::new(text.split_whitespace().collect::<Vec<_>>().join(" "), span)
    }

    fn label_became(&mut self, element: &'static str) {
        self.context.ledger.add(self.label, Change::Label, element);
    }

    /// The places of the value that none of `used` covers and that hold more than marks and joining words; the rest
    /// goes into the ledger.
    fn left(&mut self, mut used: Vec<Span>) -> Vec<Words> {
        used.sort_unstable();
        let mut out = Vec::new();
        let mut at = self.value.start;
        used.push(Span::at(self.value.end));
        for span in used {
            let open = gap(at, span.start);
            at = at.max(span.end);
            let text = self.lines.source().slice(open);
            let joining = text.split(|c: char| !c.is_alphanumeric()).all(|word| {
                matches!(
                    word,
                    "" | "and" | "und" | "et" | "y" | "e" | "и" | "by" | "von" | "par" | "por" | "da"
                )
            });
            if joining {
                self.context.ledger.add(trimmed(text, open), Change::Separator, None);
                continue;
            }
            let marks = |c: char| c.is_whitespace() || ",;:".contains(c);
            let left = text.len() - text.trim_start_matches(marks).len();
            let right = text.trim_end_matches(marks).len();
            self.context.ledger.add(open.part(0..left), Change::Separator, None);
            self.context.ledger.add(open.part(right..text.len()), Change::Separator, None);
            out.push(self.words(open.part(left..right)));
        }
        out
    }

    fn unknown(&mut self) {
        let label = self.lines.source().slice(self.label).to_owned();
        self.context.found.push(rules::unknown_label(self.label, &label));
        self.note("label");
    }

    /// The item as a note; its label is a word of the note, not lost.
    fn note(&mut self, kind: &str) {
        let label = Some(self.words(self.label));
        let content = dated(self.lines, self.value, &Known::default());
        self.metadata.notes.push(MetadataNote { kind: kind.to_owned(), label, content });
    }

    fn creation(&mut self) {
        self.label_became("<creation>");
        let content = dated(self.lines, self.value, &Known::default());
        if !self.metadata.creation.is_empty() {
            self.metadata.creation.push(Inline::text("; ", Span::default()));
        }
        self.metadata.creation.extend(content);
    }

    fn licence(&mut self) {
        let label = Some(self.words(self.label));
        let text = self.text().to_lowercase();
        let label_text = self.lines.source().slice(self.label).to_lowercase();
        let target = [
            ("attribution-share", "https://creativecommons.org/licenses/by-sa/2.0/"),
            ("by-sa", "https://creativecommons.org/licenses/by-sa/2.0/"),
            ("gnu free documentation", "https://www.gnu.org/licenses/fdl-1.3.html"),
            ("cc0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ]
        .iter()
        .find(|(words, _)| text.contains(words))
        .map(|(_, url)| (*url).to_owned());
        let public = label_text.contains("public")
            || label_text.contains("copyleft")
            || text.contains("public domain");
        let free = public || target.is_some() || text.contains("may freely copy");
        let content = dated(self.lines, self.value, &Known::default());
        self.metadata.licences.push(Licence { label, content, target, free });
    }

    fn author(&mut self) {
        self.label_became("<author>");
        let text = self.text().to_owned();
        let mut used = Vec::new();
        for range in persons::split(&text) {
            let span = self.value.part(range);
            used.push(span);
            let person = Person { name: self.words(span), organisation: false };
            self.metadata.authors.push(person);
        }
        self.leftovers(used);
    }

    fn title(&mut self) {
        self.label_became("<title>");
        let words = self.words(self.value);
        self.metadata.titles.push(Title { role: "main".to_owned(), words });
    }

    /// Words of the item that nothing took become notes of the header.
    fn leftovers(&mut self, used: Vec<Span>) {
        for words in self.left(used) {
            let content = vec![Inline::text(words.text, words.span.unwrap_or_default())];
            self.metadata.notes.push(MetadataNote { kind: "remark".to_owned(), label: None, content });
        }
    }

    fn source(&mut self, kind: &SourceKind) {
        let text = self.text().to_owned();
        let mut used = Vec::new();
        // A responsibility may hide in the line: `…, Edited by X`.
        let mut end = text.len();
        for range in persons::split(&text) {
            if range.start > 0 && labels::phrase(&text[range.clone()]).is_some() {
                end = text[..range.start].trim_end_matches([',', ';', ' ']).len();
                used.extend(self.persons(range.start, &[]));
                break;
            }
        }
        let described = bibliography::read(&text[..end], self.value.part(0..end), kind.clone());
        used.extend(described.used);
        let mut source = described.source;
        if *kind == SourceKind::Digital {
            // The label of an online edition says more than its kind; it is kept in words.
            source.label = Some(self.words(self.label));
        } else {
            self.label_became("<biblStruct>");
        }
        if let Some(words) = described.basis {
            let content = vec![Inline::text(words.text, words.span.unwrap_or_default())];
            self.metadata.notes.push(MetadataNote { kind: "textBasis".to_owned(), label: None, content });
        }
        let left = self.left(used);
        source.notes.extend(left);
        self.metadata.sources.push(source);
    }

    fn responsibilities(&mut self, parts: &[(std::ops::Range<usize>, Meaning)]) {
        let labels = parts
            .iter()
            .map(|(range, meaning)| (self.words(self.label.part(range.clone())), *meaning))
            .collect::<Vec<_>>();
        let covered = parts.iter().map(|(range, _)| self.label.part(range.clone())).collect::<Vec<_>>();
        let mut at = self.label.start;
        for span in covered.into_iter().chain([Span::at(self.label.end)]) {
            let joint = gap(at, span.start);
            let trimmed = trimmed(self.lines.source().slice(joint), joint);
            self.context.ledger.add(trimmed, Change::Separator, None);
            at = span.end;
        }
        let before = self.metadata.responsibilities.len();
        let used = self.persons(0, &labels);
        let left = self.left(used);
        if let Some(responsibility) = self.metadata.responsibilities.get_mut(before) {
            responsibility.notes.extend(left);
        }
    }

    /// Reads persons from byte `start` of the value on, for `labels` until a responsibility in words begins another.
    /// Returns the places that it took.
    fn persons(&mut self, start: usize, labels: &[(Words, Meaning)]) -> Vec<Span> {
        let text = self.text()[start..].to_owned();
        let base = Span::new(self.value.part(start..start).start, self.value.end);
        let mut used = Vec::new();
        let mut groups: Vec<Group> = Vec::new();
        if !labels.is_empty() {
            groups.push((labels.to_vec(), Vec::new(), None));
        }
        for range in persons::split(&text) {
            let mut range = range;
            if let Some((length, meaning)) = labels::phrase(&text[range.clone()]) {
                let span = base.part(range.start..range.start + length);
                used.push(span);
                groups.push((vec![(self.words(span), meaning)], Vec::new(), None));
                let rest = &text[range.start + length..range.end];
                range.start += length + rest.len() - rest.trim_start_matches([':', ' ']).len();
            }
            let Some(group) = groups.last_mut() else { continue };
            let mut part = &text[range.clone()];
            for by in ["by the ", "by ", "von ", "par ", "por ", "da "] {
                if part.len() > by.len() && part.to_lowercase().starts_with(by) && !by.ends_with("the ") {
                    range.start += by.len();
                    part = &text[range.clone()];
                }
            }
            // A year at the end says when.
            let bare = part.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
            let year = part[bare.len()..].trim();
            if year.len() == 4 && group.2.is_none() && dates::read_whole(year, &Known::default()).is_some() {
                let span = base.part(range.end - 4..range.end);
                used.push(span);
                group.2 = dates::read_whole(year, &Known::default())
                    .map(|value| teiwright_model::Dated { words: Words::new(year, span), value });
                part = bare;
            }
            // `Ann Lee for the Archive`: who, then for whom.
            if let Some(at) = part.find(" for ").filter(|&at| persons::is_name(&part[..at])) {
                range.end = range.start + at;
                part = &part[..at];
            }
            // `and corrected against the edition of 1888 by Andy Blount` names who after its last joining word.
            if !persons::is_name(part)
                && let Some(at) = part.rfind(" by ").filter(|&at| persons::is_name(&part[at + 4..]))
            {
                range.start += at + 4;
                part = &part[at + 4..];
            }
            let body = persons::is_body(part);
            if !part.is_empty() && (persons::is_name(part) || (body && part.split_whitespace().count() <= 6))
            {
                let span = base.part(range.start..range.start + part.len());
                used.push(span);
                group.1.push(Person {
                    name: Words::new(part.split_whitespace().collect::<Vec<_>>().join(" "), span),
                    organisation: body,
                });
            }
        }
        for (labels, persons, date) in groups {
            for (words, meaning) in labels {
                let Some(relator) = meaning.relator() else { continue };
                let (persons, date) = (persons.clone(), date.clone());
                let responsibility = Responsibility { words, relator, persons, date, notes: Vec::new() };
                self.metadata.responsibilities.push(responsibility);
            }
        }
        used
    }
}

/// The span without white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let left = text.len() - text.trim_start().len();
    let right = text.trim_end().len().max(left);
    span.part(left..right)
}
