//! Heads of transcriptions as data: `cases/*.txt`, each with what is read from it in `cases/*.dump` beside it. A new
//! case is a new file; `TEIWRIGHT_UPDATE=1 cargo test -p teiwright-text header` writes the dumps anew.

use std::fmt::Write as _;
use std::path::PathBuf;

use teiwright_model::{
    DateValue, Inline, InlineKind, Licence, MetadataNote, Person, Responsibility, SourceDescription, Words,
    plain_text,
};
use teiwright_source::{Source, Span};

use super::{Header, read};
use crate::Dialect;
use crate::context::Context;
use crate::lines::Lines;

/// What a head says, a line a fact.
fn dump(text: &str) -> String {
    let source = Source::from_text("case", text);
    let lines = Lines::new(&source);
    let mut context = Context::default();
    let header = read(&lines, Dialect::Auto, &mut context);
    let mut out = String::new();
    let body: String = lines.text(header.body).chars().take(24).collect();
    let _ = writeln!(out, "dialect {:?}, text from line {}: {body}", header.dialect, header.body + 1);
    for title in &header.title_block {
        let words = joined(source.slice(lines.span(title.lines.clone())));
        let _ = writeln!(out, "head {} | {words}", title.role);
    }
    let metadata = &header.metadata;
    for title in &metadata.titles {
        let _ = writeln!(out, "title {} | {}", title.role, title.words.text);
    }
    for author in &metadata.authors {
        let _ = writeln!(out, "author | {}", person(author));
    }
    if !metadata.creation.is_empty() {
        let _ = writeln!(out, "creation | {}", inlines(&metadata.creation));
    }
    metadata.responsibilities.iter().for_each(|found| responsibility(found, &mut out));
    metadata.sources.iter().for_each(|found| source_line(found, &mut out));
    metadata.licences.iter().for_each(|found| licence(found, &mut out));
    metadata.notes.iter().for_each(|found| note(found, &mut out));
    for language in &metadata.languages {
        let _ = writeln!(out, "language | {}", language.ident);
    }
    for found in context.found.into_vec() {
        let line = found.span.map_or(0, |span| source.lines().line_of(span.start) + 1);
        let _ = writeln!(out, "! {} line {line}: {}", found.code(), found.message);
    }
    out
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn person(person: &Person) -> String {
    if person.organisation { format!("<{}>", person.name.text) } else { person.name.text.clone() }
}

fn persons(list: &[Person]) -> String {
    list.iter().map(person).collect::<Vec<_>>().join(" + ")
}

fn date(value: &DateValue) -> String {
    let fields = [
        ("", value.when),
        (">=", value.not_before),
        ("<=", value.not_after),
        ("from ", value.from),
        ("to ", value.to),
        ("os ", value.original.as_ref().map(|original| original.when)),
    ];
    let known = fields.iter().filter_map(|(mark, date)| date.map(|date| format!("{mark}{date}")));
    known.collect::<Vec<_>>().join(" ")
}

fn inlines(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match &inline.kind {
            InlineKind::Date { date: value, content } => format!("[{}={}]", plain_text(content), date(value)),
            _ => plain_text(std::slice::from_ref(inline)),
        })
        .collect()
}

fn words(list: &[Words]) -> String {
    list.iter().map(|words| words.text.as_str()).collect::<Vec<_>>().join(" + ")
}

fn field(name: &str, value: &str, out: &mut String) {
    if !value.is_empty() {
        let _ = write!(out, " | {name}: {value}");
    }
}

fn responsibility(found: &Responsibility, out: &mut String) {
    let _ = write!(out, "resp {} “{}” | {}", found.relator, found.words.text, persons(&found.persons));
    if let Some(when) = &found.date {
        field("date", &format!("{}={}", when.words.text, date(&when.value)), out);
    }
    field("note", &words(&found.notes), out);
    out.push('\n');
}

fn source_line(found: &SourceDescription, out: &mut String) {
    let _ = write!(out, "source {}", found.kind);
    field("author", &persons(&found.authors), out);
    for title in &found.titles {
        field(title.level.as_str(), &title.words.text, out);
    }
    field("edition", found.edition.as_ref().map_or("", |edition| &edition.text), out);
    field("publisher", &words(&found.publishers), out);
    field("place", &words(&found.places), out);
    let dates = found.dates.iter().map(|d| format!("{}={}", d.words.text, date(&d.value)));
    field("date", &dates.collect::<Vec<_>>().join(" + "), out);
    for scope in &found.scopes {
        let to = scope.to.as_ref().map_or_else(String::new, |to| format!("–{to}"));
        field(scope.unit.as_str(), &format!("{}{to}", scope.from), out);
    }
    field("id", &words(&found.identifiers), out);
    field("note", &words(&found.notes), out);
    field("label", found.label.as_ref().map_or("", |label| &label.text), out);
    out.push('\n');
}

fn licence(found: &Licence, out: &mut String) {
    let free = if found.free { "free" } else { "not free" };
    let label = found.label.as_ref().map_or("", |label| label.text.as_str());
    let _ = write!(out, "licence {free} “{label}” | {}", inlines(&found.content));
    field("target", found.target.as_deref().unwrap_or_default(), out);
    out.push('\n');
}

fn note(found: &MetadataNote, out: &mut String) {
    let label = found.label.as_ref().map_or("", |label| label.text.as_str());
    let _ = writeln!(out, "note {} “{label}” | {}", found.kind, inlines(&found.content));
}

/// How often each byte before the text, and of the archive's lines, is accounted for; the words over the text are the
/// headings'. Returns what is not accounted for once.
fn astray(text: &str) -> Vec<String> {
    let source = Source::from_text("case", text);
    let lines = Lines::new(&source);
    let mut context = Context::default();
    let header = read(&lines, Dialect::Auto, &mut context);
    let mut seen = vec![0_u8; text.len()];
    let mut spans = Vec::new();
    places(&header, &lines, &mut spans);
    spans.extend(context.ledger.entries.iter().map(|entry| entry.span));
    spans.extend(header.title_block.iter().map(|title| lines.span(title.lines.clone())));
    for span in spans {
        seen[span.range()].iter_mut().for_each(|count| *count += 1);
    }
    let consumed = |at: usize| {
        let line = source.lines().line_of(u32::try_from(at).unwrap());
        line < header.body || header.archive.iter().any(|range| range.contains(&line))
    };
    let mut out = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        if seen[at] != u8::from(consumed(at)) {
            out.push(format!("“{c}” at {at} is accounted for {} times", seen[at]));
        }
    }
    for entry in &context.ledger.entries {
        let struck = source.slice(entry.span);
        if entry.change == teiwright_model::Change::Separator && !super::cover::is_joint(struck) {
            out.push(format!("words in the ledger: {struck}"));
        }
    }
    out
}

/// The places of all words that `lower` writes once: copies are left out.
fn places(header: &Header, lines: &Lines<'_>, out: &mut Vec<Span>) {
    let metadata = &header.metadata;
    let heads = header.title_block.iter().map(|t| lines.span(t.lines.clone())).collect::<Vec<_>>();
    let over = |span: &Span| !heads.iter().any(|head| head.contains(*span));
    let mut all: Vec<Span> = Vec::new();
    let mut put = |words: &Words| all.extend(words.span);
    metadata.titles.iter().for_each(|title| put(&title.words));
    metadata.authors.iter().for_each(|author| put(&author.name));
    for found in &metadata.responsibilities {
        put(&found.words);
        found.persons.iter().for_each(|person| put(&person.name));
        found.date.iter().for_each(|date| put(&date.words));
        found.notes.iter().for_each(&mut put);
    }
    for found in &metadata.sources {
        let lists = [&found.places, &found.publishers, &found.identifiers, &found.notes];
        lists.into_iter().flatten().chain(&found.label).chain(&found.edition).for_each(&mut put);
        found.titles.iter().for_each(|title| put(&title.words));
        found.dates.iter().for_each(|date| put(&date.words));
        found.scopes.iter().for_each(|scope| put(&scope.words));
        found.authors.iter().for_each(|author| put(&author.name));
        assert!(found.responsibilities.is_empty(), "not made by reading");
    }
    metadata.licences.iter().flat_map(|licence| &licence.label).for_each(&mut put);
    metadata.notes.iter().flat_map(|note| &note.label).for_each(&mut put);
    let contents = metadata.licences.iter().map(|licence| &licence.content);
    for content in contents.chain(metadata.notes.iter().map(|note| &note.content)).chain([&metadata.creation])
    {
        all.extend(content.iter().map(|inline| inline.head.span).filter(|span| !span.is_empty()));
    }
    all.retain(over);
    all.sort_unstable();
    all.dedup();
    out.extend(all);
}

#[expect(clippy::disallowed_methods, reason = "cases are files")]
fn cases() -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/header/cases");
    let mut files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect::<Vec<_>>();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "cases are files, and writing them anew is asked for by a variable"
)]
fn heads_are_read_as_their_dumps_say() {
    let update = std::env::var_os("TEIWRIGHT_UPDATE").is_some();
    let mut wrong = String::new();
    for (path, text) in cases() {
        let expected = path.with_extension("dump");
        let got = dump(&text);
        if update {
            std::fs::write(&expected, &got).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != got {
            let _ = writeln!(wrong, "{}:\n{got}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_word_of_a_head_is_accounted_for_once() {
    let mut wrong = Vec::new();
    for (path, text) in cases() {
        wrong.extend(astray(&text).into_iter().map(|what| format!("{}: {what}", path.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

mod random {
    use super::astray;
    use proptest::prelude::*;

    const LABELS: &[&str] = &[
        "Written:",
        "First Published:",
        "Published :",
        "Source:",
        "SOURCE::",
        "Translated:",
        "Translator(s):",
        "Edited by:",
        "Transcription & HTML Markup:",
        "Transcription\\Markup:",
        "Transcribed/HTML/Proofread:",
        "Proofed: by",
        "Online Version:",
        "Copyleft:",
        "Public Domain:",
        "Other Formats:",
        "Colour of ink:",
        "Transcribtion:",
        "Geschrieben:",
        "Quelle:",
        "Übersetzt von",
        "Écrit :",
        "Source :",
        "Traduit par :",
        "Fuente:",
        "Traducción:",
        "Fonte:",
        "Tradução:",
        "Источник:",
        "Перевод с немецкого:",
        "OCR и вычитка:",
        "Author:",
        "Title:",
        "Language:",
        "Last updated:",
        "From",
        "Nach",
        "by",
        "Note:",
        "Печатается по:",
        "Transcribed & marked up by",
        "Copyright ©",
        "",
        "---",
        "Next:",
        "Top of page",
    ];

    const VALUES: &[&str] = &[
        "Ann Lee and Bob Roe",
        "Yuri Doe & J. W. Davis, Jr.",
        ", Edited by George Roe",
        "for the Archive",
        "(from the German)",
        "October 25 (November 7), 1917",
        "1888",
        "between May and October, 1867",
        "12. März 1844",
        "в 1924 году",
        "Collected Works, Progress Publishers, Moscow, Volume 26, 1972, pp. 239-41, 31 ff.",
        "«Голос порта», № 12",
        "n°6",
        "Izvestia No. 207",
        "Published according to the text.",
        "“Gates, and Women,” The Review",
        "„Tor“",
        "\"",
        "(",
        ")",
        "[1]",
        "http://a.example/x;y",
        "director@a.example",
        "ISBN 0-87348-133-7",
        "and",
        "e",
        "E.",
        "by",
        ";",
        ".",
        ",",
        "•",
        "|",
        "/",
        "London: Lawrence & Wishart",
        "ed. Philip S. Doe",
        "translated by the volunteers",
        "CC BY-SA 4.0",
        "İẞ",
        "\u{A0}",
        "…",
        "in the journal Port",
        "Bd. 1/1",
        "S. V. Lee",
        "a cura di Maria Rossi",
        "Rosa Keller 1915",
        "The Gate",
        "V. I. Sample",
        "Source: The Review; Transcribed: Mary Roe",
        "HTML",
        "10/1917",
        "2010, 2011-12",
        "(May 2012)",
    ];

    const JOINTS: &[&str] = &[" ", ", ", "; ", ". ", "\n", "\n   ", "", " and ", ": "];

    fn line() -> impl Strategy<Value = String> {
        let piece = (proptest::sample::select(VALUES), proptest::sample::select(JOINTS));
        (proptest::sample::select(LABELS), proptest::collection::vec(piece, 0..6)).prop_map(
            |(label, pieces)| {
                let words =
                    pieces.into_iter().map(|(value, joint)| format!("{value}{joint}")).collect::<String>();
                format!("{label} {words}")
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_word_of_any_head_is_accounted_for_once(
            lines in proptest::collection::vec((line(), proptest::sample::select(&["\n", "\n\n", "\r\n"][..])), 1..9),
        ) {
            let text = lines.into_iter().map(|(line, end)| line + end).collect::<String>();
            let wrong = astray(&text);
            prop_assert!(wrong.is_empty(), "{text:?}: {wrong:#?}");
        }
    }
}
