//! Labelled items to metadata; whatever of an item finds no place of its own becomes a note, so that nothing is lost.

use teiwright_model::{
    Change, Inline, InlineKind, Language, Metadata, MetadataNote, Person, SourceDescription, SourceKind,
    Title, Words,
};
use teiwright_source::Span;

use super::block::Item;
use super::cover::Cover;
use super::labels::{self, Meaning};
use super::{bibliography, credits, dated, licence, persons};
use crate::context::Context;
use crate::dates;
use crate::language;
use crate::lines::Lines;
use crate::{LineRole, rules};

/// How long a value may be that is read for what it says; a longer one is kept whole.
const LONG: usize = 4000;

/// Reads one item into the metadata.
pub(super) fn read(lines: &Lines<'_>, item: &Item, metadata: &mut Metadata, context: &mut Context) {
    context.trace(item.line, LineRole::Metadata, "a labelled line about the text");
    let text = lines.source().slice(item.value);
    // A semicolon closes the item.
    let end = text.trim_end_matches([';', ' ']).len();
    // YAML, whose labels are in lower case, may quote its strings.
    let yaml = lines.source().slice(item.label).starts_with(char::is_lowercase);
    let inner = text[..end].strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let quote = usize::from(yaml && inner.is_some_and(|inner| !inner.contains('"')));
    let value = item.value.part(quote..end - quote);
    context.ledger.add(item.value.part(0..quote), Change::Separator, None);
    context.ledger.add(item.value.part(end - quote..text.len()), Change::Separator, None);
    separate(lines, item, context);
    let mut reader = Reader { lines, metadata, context, item, value };
    let Some(meaning) = item.parts.first().map(|part| part.1) else {
        return if item.label.is_empty() { reader.note("remark") } else { reader.unknown() };
    };
    if meaning.relator().is_some() {
        return if text.len() > LONG { reader.note("label") } else { reader.credits() };
    }
    match meaning {
        Meaning::Creation => reader.creation(),
        Meaning::FirstPublication => reader.source(&SourceKind::FirstPublication),
        Meaning::Print => reader.source(&SourceKind::Print),
        Meaning::Digital => reader.source(&SourceKind::Digital),
        Meaning::Licence => reader.licence(),
        Meaning::Author => reader.author(),
        Meaning::Title => reader.title(),
        Meaning::Basis => reader.note("textBasis"),
        Meaning::Archive => reader.note("archive"),
        Meaning::Language => reader.language(),
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
    publishers(&mut metadata.sources);
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

/// `First Published: Blackwood, 1866`: what another source calls its publisher is no title here.
fn publishers(sources: &mut [SourceDescription]) {
    let known = sources.iter().flat_map(|source| &source.publishers).map(|words| words.text.clone());
    let known = known.collect::<Vec<_>>();
    for source in sources {
        let only = source.titles.len() == 1 && source.publishers.is_empty();
        if only && source.titles.iter().all(|title| known.contains(&title.words.text)) {
            source.publishers.extend(source.titles.drain(..).map(|title| title.words));
        }
    }
}

/// What stands between a label and its value only parts the two.
pub(super) fn separate(lines: &Lines<'_>, item: &Item, context: &mut Context) {
    if !item.label.is_empty() {
        let between = Span::new(item.label.end, item.value.start.max(item.label.end));
        context.ledger.add(trimmed(lines, between), Change::Separator, None);
    }
}

/// The span without white space at its ends.
fn trimmed(lines: &Lines<'_>, span: Span) -> Span {
    let text = lines.source().slice(span);
    span.part(super::scan::trim(text, 0..text.len(), char::is_whitespace))
}

struct Reader<'a, 'b> {
    lines: &'a Lines<'a>,
    metadata: &'b mut Metadata,
    context: &'b mut Context,
    item: &'b Item,
    value: Span,
}

impl<'a> Reader<'a, '_> {
    fn cover(&self) -> Cover<'a> {
        Cover::new(self.lines.source(), self.value)
    }

    /// The label's words, unless the line has none.
    fn label(&self) -> Option<Words> {
        let text = self.lines.source().slice(self.item.label);
        (!text.is_empty()).then(|| Words::new(super::scan::joined(text), self.item.label))
    }

    fn label_became(&mut self, element: &'static str) {
        self.context.ledger.add(self.item.label, Change::Label, element);
    }

    fn unknown(&mut self) {
        let label = self.lines.source().slice(self.item.label);
        let nearest = labels::nearest(label);
        self.context.found.push(rules::unknown_label(self.item.label, label, nearest.as_deref()));
        self.note("label");
    }

    /// The item as a note; its label is a word of the note, not lost.
    fn note(&mut self, kind: &str) {
        let label = self.label();
        let content = dated(self.lines, self.value, self.context);
        self.metadata.notes.push(MetadataNote { kind: kind.to_owned(), label, content });
    }

    /// The languages that the line names; a note where one of them is not known.
    fn language(&mut self) {
        let Some(found) = language::named(self.lines.source().slice(self.value)) else {
            return self.note("label");
        };
        self.label_became("<language>");
        self.context.ledger.add(self.value, Change::Label, "<language>");
        let stated = found.into_iter().map(|ident| Language { ident, detected: false });
        self.metadata.languages.extend(stated);
    }

    fn creation(&mut self) {
        self.label_became("<creation>");
        let content = dated(self.lines, self.value, self.context);
        if !self.metadata.creation.is_empty() {
            self.metadata.creation.push(Inline::text("; ", Span::default()));
        }
        self.metadata.creation.extend(content);
    }

    fn licence(&mut self) {
        let content = dated(self.lines, self.value, self.context);
        let found = licence::read(self.label(), self.lines.source().slice(self.value), content);
        self.metadata.licences.push(found);
    }

    fn author(&mut self) {
        let mut cover = self.cover();
        // The title block may have named them already.
        let surname = |name: &str| name.split_whitespace().last().unwrap_or_default().to_lowercase();
        let known = self.metadata.authors.iter().map(|author| surname(&author.name.text)).collect::<Vec<_>>();
        let again = |range: &std::ops::Range<usize>| known.contains(&surname(&cover.text()[range.clone()]));
        if persons::split(cover.text()).iter().all(again) {
            return self.note("label");
        }
        self.label_became("<author>");
        for range in persons::split(cover.text()) {
            let organisation = persons::is_body(&cover.text()[range.clone()]);
            let name = cover.take(range);
            self.metadata.authors.push(Person { name, organisation });
        }
        self.remarks(cover);
    }

    fn title(&mut self) {
        self.label_became("<title>");
        let mut cover = self.cover();
        let words = cover.take(0..cover.text().len());
        // A labelled title is the main one; what stands over the labels may be anything.
        for title in self.metadata.titles.iter_mut().filter(|title| title.role == "main") {
            "alt".clone_into(&mut title.role);
        }
        self.metadata.titles.insert(0, Title { role: "main".to_owned(), words });
        self.remarks(cover);
    }

    /// Words of the item that nothing took become notes of the header.
    fn remarks(&mut self, cover: Cover<'_>) {
        for words in cover.finish(&mut self.context.ledger) {
            self.remark("remark", words);
        }
    }

    fn remark(&mut self, kind: &str, words: Words) {
        let content = vec![Inline::text(words.text, words.span.unwrap_or_default())];
        self.metadata.notes.push(MetadataNote { kind: kind.to_owned(), label: None, content });
    }

    fn source(&mut self, kind: &SourceKind) {
        let mut cover = self.cover();
        if !cover.text().contains(char::is_alphanumeric) {
            // A label without words says nothing.
            self.label_became("<biblStruct>");
            return self.remarks(cover);
        }
        let described = if cover.text().len() > LONG {
            bibliography::Described::new(kind.clone())
        } else {
            bibliography::read(&mut cover, kind.clone())
        };
        let mut source = described.source;
        if *kind == SourceKind::Digital {
            // The label of an online edition says more than its kind; it is kept in words.
            source.label = self.label();
        } else {
            self.label_became("<biblStruct>");
        }
        for basis in described.basis {
            self.remark("textBasis", basis);
        }
        self.metadata.responsibilities.extend(described.responsibilities);
        source.notes.extend(cover.finish(&mut self.context.ledger));
        source.notes.sort_by_key(|words| words.span);
        self.metadata.sources.push(source);
    }

    fn credits(&mut self) {
        let mut label = Cover::new(self.lines.source(), self.item.label);
        let labels = self.item.parts.iter().map(|(range, meaning)| (label.take(range.clone()), *meaning));
        let labels = labels.collect::<Vec<_>>();
        let mut cover = self.cover();
        let mut found = credits::read(&mut cover, labels);
        let mut left = label.finish(&mut self.context.ledger);
        left.extend(cover.finish(&mut self.context.ledger));
        if let Some(first) = found.first_mut() {
            first.notes.extend(left);
            first.notes.sort_by_key(|words| words.span);
        }
        self.metadata.responsibilities.extend(found);
    }
}
