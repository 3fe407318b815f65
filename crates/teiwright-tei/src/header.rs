//! The TEI header.

use std::collections::BTreeSet;

use teiwright_model::{
    BlockKind, Calendar, DateValue, Inline, InlineKind, Person, SourceDescription, SourceKind, Visit, Words,
};
use teiwright_source::Span;
use teiwright_xml::Origin;

use crate::ids::slug;
use crate::lower::Lower;
use crate::sources::derived;

/// What follows a surname and is none.
const GENERATIONS: &[&str] =
    &["jr", "sr", "ii", "iii", "iv", "jun", "sen", "junior", "senior", "fils", "père", "hijo", "filho"];

const SYNTHETIC: Origin = Origin::Synthetic;

/// Whether a source is the online edition, which the licence is of.
pub(crate) fn is_online(source: &SourceDescription) -> bool {
    source.kind == SourceKind::Digital
}

impl<'a> Lower<'a> {
    /// `teiHeader`. `heads` are the places of what stands over the text: words there count there.
    pub(crate) fn header(&mut self, heads: &[Span]) {
        self.b.open("teiHeader", SYNTHETIC);
        self.b.open("fileDesc", SYNTHETIC);
        self.title_statement(heads);
        self.publication();
        self.notes_statement();
        self.source_description();
        self.b.close();
        let subtypes = self.subtypes();
        self.encoding(&subtypes);
        self.profile(&subtypes);
        self.b.close();
    }

    fn title_statement(&mut self, heads: &[Span]) {
        let metadata = &self.document.metadata;
        self.b.open("titleStmt", SYNTHETIC);
        let stands =
            |words: &Words| words.span.is_some_and(|span| heads.iter().any(|head| head.contains(span)));
        if let Some(title) = &self.options.title {
            self.title("main", &Words::given(title.as_str()), true);
        }
        for title in &metadata.titles {
            let role = if self.options.title.is_some() && title.role == "main" { "alt" } else { &title.role };
            self.title(role, &title.words, stands(&title.words));
        }
        if metadata.titles.is_empty() && self.options.title.is_none() {
            self.title("main", &Words::given("[Untitled transcription]"), true);
        }
        if let Some(archive) = &metadata.processing.archive {
            let gmd = format!("TEI edition of the {archive} transcription");
            self.title("gmd", &Words::given(gmd), true);
        }
        if let Some(author) = &self.options.author {
            let author = Person { name: Words::given(author.as_str()), organisation: false };
            self.b.open("author", SYNTHETIC);
            self.person(&author, true);
            self.b.close();
        }
        for author in &metadata.authors {
            self.b.open("author", SYNTHETIC);
            self.person(author, stands(&author.name));
            self.b.close();
        }
        for responsibility in &metadata.responsibilities {
            self.b.open("respStmt", SYNTHETIC);
            self.b.attr(
                "xml:id",
                self.ids.unique(&format!("r-{}", slug(responsibility.relator.as_str()))),
                SYNTHETIC,
            );
            self.b.open("resp", SYNTHETIC);
            let relator = format!("http://id.loc.gov/vocabulary/relators/{}", responsibility.relator);
            self.b.attr("ref", relator, SYNTHETIC);
            self.words(&responsibility.words);
            if let Some(date) = &responsibility.date {
                self.b.text(" ", SYNTHETIC);
                self.b.open("date", SYNTHETIC);
                crate::dates::attributes(&mut self.b, &date.value, derived(&date.words));
                self.words(&date.words);
                self.b.close();
            }
            self.b.close();
            for person in &responsibility.persons {
                self.person(person, false);
            }
            if responsibility.persons.is_empty() {
                self.b.leaf("name", "", SYNTHETIC);
            }
            for note in &responsibility.notes {
                self.element("note", note);
            }
            self.b.close();
        }
        self.b.close();
    }

    fn title(&mut self, role: &str, words: &Words, copy: bool) {
        self.b.open("title", derived(words));
        self.b.attr("type", role.replace(char::is_whitespace, "-"), SYNTHETIC);
        if copy {
            self.b.text(words.text.clone(), derived(words));
        } else {
            self.words(words);
        }
        self.b.close();
    }

    /// A person: named with an id the first time, pointing back to it afterwards.
    fn person(&mut self, person: &Person, copy: bool) {
        self.b.open(if person.organisation { "orgName" } else { "persName" }, derived(&person.name));
        let key = person.name.text.to_lowercase();
        if let Some(id) = self.persons.get(&key) {
            self.b.attr("corresp", format!("#{id}"), SYNTHETIC);
        } else {
            let names = |word: &&str| slug(word).len() > 1 && !GENERATIONS.contains(&&*slug(word));
            let surname = person.name.text.split_whitespace().rfind(names);
            let id = self.ids.unique(&format!("p-{}", slug(surname.unwrap_or(&person.name.text))));
            let id = if id == "p-" { self.ids.unique("p-unnamed") } else { id };
            self.b.attr("xml:id", id.clone(), SYNTHETIC);
            self.persons.insert(key, id);
        }
        if copy {
            self.b.text(person.name.text.clone(), derived(&person.name));
        } else {
            self.words(&person.name);
        }
        self.b.close();
    }

    fn publication(&mut self) {
        let publication = &self.options.publication;
        let metadata = &self.document.metadata;
        self.b.open("publicationStmt", SYNTHETIC);
        self.b.leaf("publisher", publication.publisher.as_deref().unwrap_or("Unpublished"), SYNTHETIC);
        for (name, value) in [("pubPlace", &publication.place), ("idno", &publication.idno)] {
            if let Some(value) = value {
                self.b.leaf(name, value.as_str(), SYNTHETIC);
            }
        }
        if let Some(date) = &publication.date {
            self.b.open("date", SYNTHETIC);
            if teiwright_model::PartialDate::parse(date).is_some() {
                self.b.attr("when", date.as_str(), SYNTHETIC);
            }
            self.b.text(date.as_str(), SYNTHETIC);
            self.b.close();
        }
        self.b.open("availability", SYNTHETIC);
        let own = publication.licence.is_some() || publication.licence_url.is_some();
        // What the source allows says nothing of the file that is made of it, unless the source is described nowhere.
        let source = metadata.sources.iter().any(is_online);
        let free = !source && metadata.licences.iter().any(|licence| licence.free);
        self.b.attr("status", if free { "free" } else { "unknown" }, SYNTHETIC);
        if own {
            self.b.open("licence", SYNTHETIC);
            if let Some(url) = &publication.licence_url {
                self.b.attr("target", url.replace(' ', "%20"), SYNTHETIC);
            }
            self.b.text(publication.licence.as_deref().unwrap_or_default(), SYNTHETIC);
            self.b.close();
        }
        if !source {
            self.licences();
        }
        if !own && (source || metadata.licences.is_empty()) {
            let stated = if metadata.licences.is_empty() {
                "The transcription states no licence."
            } else {
                "The licence of the transcription is stated with its source."
            };
            self.b.leaf("p", stated, SYNTHETIC);
        }
        self.b.close();
        self.b.close();
    }

    /// What the transcription says of its use.
    fn licences(&mut self) {
        let document = self.document;
        for licence in &document.metadata.licences {
            self.b.open("licence", SYNTHETIC);
            if let Some(target) = &licence.target {
                self.b.attr("target", target.as_str(), SYNTHETIC);
            }
            self.b.open("p", SYNTHETIC);
            if let Some(label) = &licence.label {
                self.element("label", label);
                self.b.text(": ", SYNTHETIC);
            }
            self.inlines(&licence.content);
            self.b.close();
            self.b.close();
        }
    }

    /// The same as part of the description of the online edition that it is about.
    pub(crate) fn source_licences(&mut self) {
        let licences = &self.document.metadata.licences;
        if licences.is_empty() {
            return;
        }
        self.b.open("availability", SYNTHETIC);
        let free = licences.iter().any(|licence| licence.free);
        self.b.attr("status", if free { "free" } else { "unknown" }, SYNTHETIC);
        self.licences();
        self.b.close();
    }

    fn notes_statement(&mut self) {
        let notes = &self.document.metadata.notes;
        if notes.is_empty() {
            return;
        }
        self.b.open("notesStmt", SYNTHETIC);
        for note in notes {
            self.b.open("note", SYNTHETIC);
            self.b.attr("type", note.kind.replace(char::is_whitespace, "-"), SYNTHETIC);
            if let Some(label) = &note.label {
                self.element("label", label);
                self.b.text(": ", SYNTHETIC);
            }
            self.inlines(&note.content);
            self.b.close();
        }
        self.b.close();
    }

    /// What the conversion did, in words.
    fn encoding(&mut self, subtypes: &BTreeSet<String>) {
        let processing = &self.document.metadata.processing;
        let from = processing
            .archive
            .as_ref()
            .map_or_else(String::new, |archive| format!(" published by {}{archive}", article(archive)));
        let lines = if processing.lines_joined {
            "Lines of the transcription are joined into paragraphs; line breaks are kept in headings and verse."
        } else {
            "Line breaks of the transcription are kept in headings and verse."
        };
        let mut normalization = format!("{lines} Blank lines and spacing between paragraphs are not kept.");
        if processing.normalized {
            normalization.push_str(" The text was brought into Unicode Normalization Form C.");
        }
        if processing.characters_replaced > 0 {
            let count = processing.characters_replaced;
            normalization.push_str(&format!(" U+FFFD stands for {count} characters that XML cannot hold."));
        }
        if let Some(encoding) = processing.encoding.as_deref().filter(|encoding| *encoding != "UTF-8") {
            normalization.push_str(&format!(" The file was read as {encoding}."));
        }
        let hyphens = processing.hyphens_joined;
        let (eol, hyphenation) = if hyphens > 0 {
            ("some", format!("{hyphens} hyphens at line ends were taken for the printer's and removed."))
        } else {
            ("none", "No hyphen of the transcription was removed.".to_owned())
        };
        let dated = processing.dates > 0;
        self.b.open("encodingDesc", SYNTHETIC);
        self.statement("projectDesc", &[], format!("Converted from a plain-text transcription{from}."));
        self.b.open("editorialDecl", SYNTHETIC);
        self.statement(
            "correction",
            &[("status", "medium")],
            "The text of the transcription has not been corrected.",
        );
        self.statement("normalization", &[], normalization);
        self.statement(
            "quotation",
            &[("marks", "all")],
            "Apostrophes and quotation marks are kept as in the transcription.",
        );
        self.statement("hyphenation", &[("eol", eol)], hyphenation);
        self.statement("segmentation", &[], "Divisions, headings, paragraphs and notes are encoded as the layout of the transcription shows them.");
        if dated {
            self.statement("stdVals", &[], "@when holds proleptic Gregorian (New Style) dates; Julian (Old Style) dates are in @when-custom.");
        }
        let names = if dated {
            "Dates are encoded; names in the text are not."
        } else {
            "Names in the text are not encoded."
        };
        self.statement("interpretation", &[], names);
        self.b.close();
        if !subtypes.is_empty() {
            self.b.open("classDecl", SYNTHETIC);
            self.b.open("taxonomy", SYNTHETIC);
            self.b.attr("xml:id", "genre", SYNTHETIC);
            for subtype in subtypes {
                self.b.open("category", SYNTHETIC);
                self.b.attr("xml:id", format!("g-{}", slug(subtype)), SYNTHETIC);
                self.b.leaf("catDesc", subtype.clone(), SYNTHETIC);
                self.b.close();
            }
            self.b.close();
            self.b.close();
        }
        self.b.open("appInfo", SYNTHETIC);
        self.b.open("application", SYNTHETIC);
        self.b.attr("ident", "teiwright", SYNTHETIC);
        let version = if self.options.version.is_empty() { "0" } else { &self.options.version };
        self.b.attr("version", version, SYNTHETIC);
        self.b.leaf("label", "Teiwright", SYNTHETIC);
        self.b.close();
        self.b.close();
        self.b.close();
    }

    fn statement(
        &mut self,
        name: &'static str,
        attributes: &[(&'static str, &'static str)],
        words: impl AsRef<str>,
    ) {
        self.b.open(name, SYNTHETIC);
        for (attribute, value) in attributes {
            self.b.attr(attribute, *value, SYNTHETIC);
        }
        self.b.leaf("p", words, SYNTHETIC);
        self.b.close();
    }

    fn profile(&mut self, subtypes: &BTreeSet<String>) {
        let metadata = &self.document.metadata;
        let calendars = self.calendars();
        if metadata.creation.is_empty()
            && metadata.languages.is_empty()
            && calendars.is_empty()
            && subtypes.is_empty()
        {
            return;
        }
        self.b.open("profileDesc", SYNTHETIC);
        if !metadata.creation.is_empty() {
            self.leaf("creation", &metadata.creation, SYNTHETIC);
        }
        if !metadata.languages.is_empty() {
            self.b.open("langUsage", SYNTHETIC);
            for language in &metadata.languages {
                self.b.open("language", SYNTHETIC);
                self.b.attr("ident", language.ident.as_str(), SYNTHETIC);
                self.b.text(language_name(&language.ident), SYNTHETIC);
                self.b.close();
            }
            self.b.close();
        }
        if !calendars.is_empty() {
            self.b.open("calendarDesc", SYNTHETIC);
            for calendar in calendars {
                self.b.open("calendar", SYNTHETIC);
                self.b.attr("xml:id", crate::dates::pointer(calendar).trim_start_matches('#'), SYNTHETIC);
                let words = match calendar {
                    Calendar::Julian => "Julian (Old Style)",
                    Calendar::Gregorian => "Gregorian (New Style)",
                    _ => "Calendar of the French Republic",
                };
                self.b.leaf("p", words, SYNTHETIC);
                self.b.close();
            }
            self.b.close();
        }
        if !subtypes.is_empty() {
            self.b.open("textClass", SYNTHETIC);
            self.b.open("catRef", SYNTHETIC);
            self.b.attr("scheme", "#genre", SYNTHETIC);
            let targets = subtypes.iter().map(|subtype| format!("#g-{}", slug(subtype))).collect::<Vec<_>>();
            self.b.attr("target", targets.join(" "), SYNTHETIC);
            self.b.close();
            self.b.close();
        }
        self.b.close();
    }

    /// The kinds of text that divisions are.
    fn subtypes(&self) -> BTreeSet<String> {
        struct Subtypes(BTreeSet<String>);
        impl Visit for Subtypes {
            fn block(&mut self, block: &teiwright_model::Block) {
                if let BlockKind::Division(division) = &block.kind {
                    self.0
                        .extend(division.subtype.iter().filter(|subtype| !slug(subtype).is_empty()).cloned());
                    self.blocks(&division.blocks);
                }
            }
            fn note(&mut self, _: &teiwright_model::Note) {}
        }
        let mut subtypes = Subtypes(BTreeSet::new());
        subtypes.document(self.document);
        subtypes.0
    }

    /// The calendars that dates of the document name.
    fn calendars(&self) -> BTreeSet<Calendar> {
        struct Calendars(BTreeSet<Calendar>);
        impl Calendars {
            fn date(&mut self, date: &DateValue) {
                self.0.extend(date.calendars.iter().copied());
                self.0.extend(date.original.iter().map(|original| original.calendar));
            }
        }
        impl Visit for Calendars {
            fn inline(&mut self, inline: &Inline) {
                if let InlineKind::Date { date, .. } = &inline.kind {
                    self.date(date);
                }
                self.inlines(inline.content());
            }
        }
        let mut calendars = Calendars(BTreeSet::new());
        calendars.document(self.document);
        let metadata = &self.document.metadata;
        calendars.inlines(&metadata.creation);
        for source in &metadata.sources {
            for date in &source.dates {
                calendars.date(&date.value);
            }
        }
        for content in
            metadata.notes.iter().map(|n| &n.content).chain(metadata.licences.iter().map(|l| &l.content))
        {
            calendars.inlines(content);
        }
        calendars.0
    }
}

/// The English name of a language, or its tag where the name is not known here.
fn language_name(tag: &str) -> &str {
    match tag {
        "en" => "English",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "it" => "Italian",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "uk" => "Ukrainian",
        "pl" => "Polish",
        "nl" => "Dutch",
        "sv" => "Swedish",
        "da" => "Danish",
        "la" => "Latin",
        "el" => "Greek",
        "cs" => "Czech",
        "hu" => "Hungarian",
        "tr" => "Turkish",
        "zh" => "Chinese",
        "ja" => "Japanese",
        other => other,
    }
}

/// The article before the name of an archive, where it takes one.
fn article(archive: &str) -> &'static str {
    if archive.starts_with("Project ") || archive.starts_with("The ") { "" } else { "the " }
}
