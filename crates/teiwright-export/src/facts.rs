//! What a Document says about itself, as pages and files want it: one title, names, lines of citation.

use teiwright_model::{
    Document, HeadingRole, InlineKind, PartialDate, Person, Relator, Responsibility, SourceDescription,
    plain_text,
};

/// `text` on one line, single spaces between words.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The title: the main one, or what stands over the text; none where nothing says it.
pub(crate) fn title(document: &Document) -> Option<String> {
    let titles = &document.metadata.titles;
    let main = titles.iter().find(|title| title.role == "main").or_else(|| titles.first());
    let main = main.map(|title| one_line(&title.words.text)).filter(|title| !title.is_empty());
    main.or_else(|| {
        let heads = document.body.heads.iter().chain(&document.front.heads);
        let mut heads = heads.filter(|heading| heading.role == HeadingRole::Main);
        heads.next().map(|heading| one_line(&plain_text(&heading.content))).filter(|title| !title.is_empty())
    })
}

/// The sub-titles.
pub(crate) fn subtitles(document: &Document) -> impl Iterator<Item = &str> {
    let sub = document.metadata.titles.iter().filter(|title| title.role == "sub");
    sub.map(|title| title.words.text.as_str())
}

/// The names of the authors.
pub(crate) fn authors(document: &Document) -> impl Iterator<Item = &str> {
    document.metadata.authors.iter().map(|author| author.name.text.as_str())
}

/// The main language; `und` where none is known.
pub(crate) fn language(document: &Document) -> &str {
    let tag = document.metadata.languages.first().map_or("", |language| language.ident.as_str());
    let sound = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if tag.is_empty() || !tag.chars().all(sound) { "und" } else { tag }
}

/// The names of persons, joined.
pub(crate) fn names(persons: &[Person]) -> String {
    let names = persons.iter().map(|person| person.name.text.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// Who did what: `Translated: Yuri Sdobnikov, George Hanna`.
pub(crate) fn responsibility(responsibility: &Responsibility) -> String {
    let mut out = one_line(&responsibility.words.text);
    let names = names(&responsibility.persons);
    if !names.is_empty() {
        if !out.is_empty() {
            out.push_str(if out.ends_with(':') { " " } else { ": " });
        }
        out.push_str(&names);
    }
    if let Some(date) = &responsibility.date {
        out.push_str(&format!(" ({})", date.words.text));
    }
    for note in &responsibility.notes {
        out.push_str(&format!("; {}", note.text));
    }
    out
}

/// When it was written, where the metadata gives one date.
pub(crate) fn created(document: &Document) -> Option<PartialDate> {
    document.metadata.creation.iter().find_map(|inline| match &inline.kind {
        InlineKind::Date { date, .. } => date.when.or(date.from).or(date.not_before),
        _ => None,
    })
}

/// A source on one line: authors, titles, who made it, edition, places, publishers, dates, pages, address.
pub(crate) fn source(source: &SourceDescription) -> String {
    let mut parts = Vec::new();
    let mut add = |text: String| {
        let text = one_line(&text);
        if !text.is_empty() {
            parts.push(text);
        }
    };
    add(names(&source.authors));
    for title in &source.titles {
        add(title.words.text.clone());
    }
    for made in &source.responsibilities {
        add(responsibility(made));
    }
    if let Some(edition) = &source.edition {
        add(edition.text.clone());
    }
    for words in source.places.iter().chain(&source.publishers) {
        add(words.text.clone());
    }
    for date in &source.dates {
        add(date.words.text.clone());
    }
    for scope in &source.scopes {
        add(scope.words.text.clone());
    }
    for words in source.identifiers.iter().chain(&source.notes) {
        add(words.text.clone());
    }
    parts.join(", ")
}

/// How to cite the text: authors, title, translators and editors, the nearest print.
pub(crate) fn citation(document: &Document) -> String {
    let mut out = authors(document).collect::<Vec<_>>().join(", ");
    if let Some(title) = title(document) {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push('“');
        out.push_str(&title);
        out.push('”');
    }
    let made = |made: &&Responsibility| matches!(made.relator, Relator::Translator | Relator::Editor);
    for made in document.metadata.responsibilities.iter().filter(made) {
        out.push_str("; ");
        out.push_str(&responsibility(made));
    }
    let sources = &document.metadata.sources;
    let print = sources.iter().find(|source| source.kind.as_str() == "print").or_else(|| sources.first());
    if let Some(print) = print {
        let line = source(print);
        if !line.is_empty() {
            out.push_str(". ");
            out.push_str(&line);
        }
    }
    if !out.is_empty() && !out.ends_with('.') {
        out.push('.');
    }
    out
}
