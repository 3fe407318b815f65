//! Tables of what a Document holds, as CSV (RFC 4180): its notes, who did what, its dates.

use std::borrow::Cow;

use teiwright_model::{Block, DateValue, Document, Inline, InlineKind, Note, PartialDate, Visit, plain_text};

use crate::plan::Plan;
use crate::{Backend, OptionKind, OptionSpec, Options, Report, Sink, facts};

/// A table as CSV.
pub(crate) struct Csv;

const TABLES: &[Cow<'static, str>] =
    &[Cow::Borrowed("notes"), Cow::Borrowed("responsibilities"), Cow::Borrowed("dates")];

const OPTIONS: &[OptionSpec] =
    &[OptionSpec::new("table", OptionKind::Choice(Cow::Borrowed(TABLES)), "notes", "which table to write")];

impl Backend for Csv {
    fn name(&self) -> &str {
        "csv"
    }

    fn summary(&self) -> &str {
        "a table of the notes, responsibilities or dates"
    }

    fn media_types(&self) -> Vec<&str> {
        vec!["text/csv"]
    }

    fn extension(&self) -> &str {
        "csv"
    }

    fn is_extract(&self) -> bool {
        true
    }

    fn options(&self) -> &[OptionSpec] {
        OPTIONS
    }

    fn write(&self, document: &Document, options: &Options, sink: &mut dyn Sink) -> Report {
        let mut table = Table::default();
        match options.text("table") {
            "responsibilities" => responsibilities(document, &mut table),
            "dates" => dates(document, &mut table),
            _ => notes(document, &mut table),
        }
        Report::of_file(sink, "table.csv", table.0)
    }
}

/// Rows as they are written.
#[derive(Default)]
struct Table(String);

impl Table {
    fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                self.0.push(',');
            }
            if cell.contains(['"', ',', '\n', '\r']) {
                self.0.push('"');
                self.0.push_str(&cell.replace('"', "\"\""));
                self.0.push('"');
            } else {
                self.0.push_str(cell);
            }
        }
        self.0.push_str("\r\n");
    }
}

fn notes(document: &Document, table: &mut Table) {
    let plan = Plan::new(document);
    table.row(["id", "n", "type", "place", "references", "text"]);
    for (note, planned) in document.notes.iter().zip(&plan.notes) {
        let (references, text) = (planned.references.to_string(), blocks_text(&note.blocks));
        let n = note.head.n().unwrap_or_default();
        table.row([&planned.id, n, note.kind.as_str(), note.place.as_str(), &references, &text]);
    }
}

fn responsibilities(document: &Document, table: &mut Table) {
    table.row(["role", "relator", "name", "organisation", "date"]);
    for author in &document.metadata.authors {
        table.row(["author", "aut", &author.name.text, yes(author.organisation), ""]);
    }
    for made in &document.metadata.responsibilities {
        let date = made.date.as_ref().map_or("", |date| date.words.text.as_str());
        let role = facts::one_line(&made.words.text);
        for person in &made.persons {
            table.row([&role, made.relator.as_str(), &person.name.text, yes(person.organisation), date]);
        }
        if made.persons.is_empty() {
            table.row([&role, made.relator.as_str(), "", "", date]);
        }
    }
}

const fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn dates(document: &Document, table: &mut Table) {
    struct Dates<'t>(&'t mut Table, &'static str);
    impl Visit for Dates<'_> {
        fn note(&mut self, note: &Note) {
            let outer = std::mem::replace(&mut self.1, "note");
            self.blocks(&note.blocks);
            self.1 = outer;
        }
        fn inline(&mut self, inline: &Inline) {
            if let InlineKind::Date { date, content } = &inline.kind {
                self.0.date(self.1, &facts::one_line(&plain_text(content)), date);
            }
            match &inline.kind {
                InlineKind::Alternate { readings, .. } => {
                    readings.iter().for_each(|r| self.inlines(&r.content));
                }
                _ => self.inlines(inline.content()),
            }
        }
    }
    table.row(["where", "words", "when", "notBefore", "notAfter", "from", "to", "calendar", "originalDate"]);
    let mut dates = Dates(table, "metadata");
    dates.inlines(&document.metadata.creation);
    for source in &document.metadata.sources {
        for date in &source.dates {
            dates.0.date("metadata", &facts::one_line(&date.words.text), &date.value);
        }
    }
    dates.1 = "text";
    dates.document(document);
}

impl Table {
    fn date(&mut self, place: &str, words: &str, value: &DateValue) {
        let form = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let fields = [value.when, value.not_before, value.not_after, value.from, value.to].map(form);
        let original = value.original.as_ref();
        let calendar = original.and_then(|original| serde_json::to_value(original.calendar).ok());
        let calendar = calendar.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
        let date = form(original.map(|original| original.when));
        let [when, before, after, from, to] = &fields;
        self.row([place, words, when, before, after, from, to, calendar, &date]);
    }
}

/// The characters of blocks, a space between two.
fn blocks_text(blocks: &[Block]) -> String {
    struct Texts(String);
    impl Visit for Texts {
        fn inlines(&mut self, inlines: &[Inline]) {
            self.0.push_str(&plain_text(inlines));
            self.0.push(' ');
        }
    }
    let mut texts = Texts(String::new());
    texts.blocks(blocks);
    facts::one_line(&texts.0)
}
