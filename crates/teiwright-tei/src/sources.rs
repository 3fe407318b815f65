//! The chain of sources: biblStructs, each related to the next; a bibl where too little is known.

use teiwright_model::{Relator, SourceDescription, SourceKind, Words};
use teiwright_xml::Origin;

use crate::dates;
use crate::header;
use crate::lower::Lower;

/// The id of a kind of source.
fn id(kind: &SourceKind) -> &'static str {
    match kind {
        SourceKind::Digital => "src-online",
        SourceKind::Print => "src-print",
        SourceKind::FirstPublication => "src-first",
        _ => "src-other",
    }
}

impl<'a> Lower<'a> {
    /// `sourceDesc`.
    pub(crate) fn source_description(&mut self) {
        let document = self.document;
        let sources = &document.metadata.sources;
        self.b.open("sourceDesc", Origin::Synthetic);
        if sources.is_empty() {
            self.b.leaf("p", "A plain-text transcription that does not name its source.", Origin::Synthetic);
            self.b.close();
            return;
        }
        self.b.open("listBibl", Origin::Synthetic);
        let mut ids = Vec::new();
        for source in sources {
            let wanted = id(&source.kind);
            // The plain id belongs to the first of its kind.
            let taken = ids.iter().filter(|id: &&String| id.starts_with(wanted)).count();
            ids.push(if taken == 0 { wanted.to_owned() } else { self.ids.unique(wanted) });
        }
        for (index, source) in sources.iter().enumerate() {
            let next = ids.get(index + 1).map(String::as_str);
            let licensed = sources.iter().position(header::is_online) == Some(index);
            self.source(source, &ids[index], next, licensed);
        }
        self.b.close();
        self.b.close();
    }

    fn source(&mut self, source: &SourceDescription, id: &str, next: Option<&str>, licensed: bool) {
        let printed = !source.places.is_empty()
            || !source.publishers.is_empty()
            || !source.dates.is_empty()
            || !source.scopes.is_empty();
        let titled =
            !source.titles.is_empty() || source.kind == SourceKind::Digital && !source.publishers.is_empty();
        if titled && printed {
            self.bibl_struct(source, id, next, licensed);
        } else {
            self.bibl(source, id, licensed);
        }
    }

    fn bibl_struct(&mut self, source: &SourceDescription, id: &str, next: Option<&str>, licensed: bool) {
        self.b.open("biblStruct", Origin::Synthetic);
        self.b.attr("type", source.kind.as_str().replace(char::is_whitespace, "-"), Origin::Synthetic);
        self.b.attr("xml:id", id, Origin::Synthetic);
        let own_analytic = source.titles.iter().find(|title| title.level.as_str() == "a");
        if source.kind != SourceKind::FirstPublication || own_analytic.is_some() {
            self.analytic(source, own_analytic.map(|title| &title.words));
        }
        self.b.open("monogr", Origin::Synthetic);
        self.made_by(source, own_analytic.is_none());
        let mut titles = 0;
        for title in source.titles.iter().filter(|title| title.level.as_str() != "a") {
            self.b.open("title", Origin::Synthetic);
            self.b.attr("level", title.level.as_str(), Origin::Synthetic);
            self.words(&title.words);
            self.b.close();
            titles += 1;
        }
        if titles == 0 {
            // An online edition named by its archive alone: the archive is both publisher and title.
            self.b.open("title", Origin::Synthetic);
            self.b.attr("level", "m", Origin::Synthetic);
            if let Some(publisher) = source.publishers.first() {
                self.b.text(publisher.text.clone(), derived(publisher));
            }
            self.b.close();
        }
        for identifier in &source.identifiers {
            self.identifier(source, identifier);
        }
        if licensed {
            self.source_licences();
        }
        if let Some(edition) = &source.edition {
            self.element("edition", edition);
        }
        self.imprint(source);
        self.b.close();
        if let Some(label) = &source.label {
            self.b.open("note", Origin::Synthetic);
            self.b.attr("type", "label", Origin::Synthetic);
            self.words(label);
            self.b.close();
        }
        for note in &source.notes {
            self.element("note", note);
        }
        if let Some(next) = next {
            let relation = if source.kind == SourceKind::Digital { "transcribedFrom" } else { "basedOn" };
            self.b.open("relatedItem", Origin::Synthetic);
            self.b.attr("type", relation, Origin::Synthetic);
            self.b.attr("target", format!("#{next}"), Origin::Synthetic);
            self.b.close();
        }
        self.b.close();
    }

    /// Who made the source, as the source itself is described.
    fn made_by(&mut self, source: &SourceDescription, whole: bool) {
        for author in source.authors.iter().filter(|_| whole) {
            self.element("author", &author.name);
        }
        for responsibility in &source.responsibilities {
            self.b.open("respStmt", Origin::Synthetic);
            self.element("resp", &responsibility.words);
            for person in &responsibility.persons {
                self.element(if person.organisation { "orgName" } else { "persName" }, &person.name);
            }
            if responsibility.persons.is_empty() {
                self.b.leaf("name", "", Origin::Synthetic);
            }
            self.b.close();
        }
    }

    /// The text itself as part of the source: copies of author, title and translation, or what the source says of them.
    fn analytic(&mut self, source: &SourceDescription, own: Option<&Words>) {
        let print = source.kind == SourceKind::Print;
        let metadata = &self.document.metadata;
        let title = metadata.titles.first().map(|title| title.words.text.clone());
        if own.is_none() && title.is_none() {
            return;
        }
        self.b.open("analytic", Origin::Synthetic);
        let named = own.is_some() && !source.authors.is_empty();
        for author in source.authors.iter().filter(|_| named) {
            self.element("author", &author.name);
        }
        for author in metadata.authors.iter().filter(|_| !named) {
            self.b.open("author", derived(&author.name));
            if let Some(id) = self.persons.get(&author.name.text.to_lowercase()) {
                self.b.attr("corresp", format!("#{id}"), Origin::Synthetic);
            }
            self.b.text(author.name.text.clone(), derived(&author.name));
            self.b.close();
        }
        self.b.open("title", Origin::Synthetic);
        self.b.attr("level", "a", Origin::Synthetic);
        match own {
            Some(own) => self.words(own),
            None => self.b.text(title.unwrap_or_default(), Origin::Synthetic),
        }
        self.b.close();
        // Translators and editors made what was printed; transcribers did not.
        let made = |relator: &Relator| matches!(relator, Relator::Translator | Relator::Editor);
        for responsibility in metadata.responsibilities.iter().filter(|r| print && made(&r.relator)) {
            if responsibility.persons.is_empty() {
                continue;
            }
            self.b.open("respStmt", Origin::Synthetic);
            self.b.leaf("resp", responsibility.words.text.clone(), derived(&responsibility.words));
            for person in &responsibility.persons {
                self.b.leaf("persName", person.name.text.clone(), derived(&person.name));
            }
            self.b.close();
        }
        self.b.close();
    }

    fn imprint(&mut self, source: &SourceDescription) {
        self.b.open("imprint", Origin::Synthetic);
        for place in &source.places {
            self.element("pubPlace", place);
        }
        for publisher in &source.publishers {
            self.element("publisher", publisher);
        }
        for date in &source.dates {
            self.b.open("date", Origin::Synthetic);
            dates::attributes(&mut self.b, &date.value, derived(&date.words));
            self.words(&date.words);
            self.b.close();
        }
        for scope in &source.scopes {
            self.b.open("biblScope", Origin::Synthetic);
            self.b.attr("unit", scope.unit.as_str().replace(char::is_whitespace, "-"), Origin::Synthetic);
            if let Some(to) = &scope.to {
                self.b.attr("from", scope.from.clone(), Origin::Synthetic);
                self.b.attr("to", to.clone(), Origin::Synthetic);
            } else {
                self.b.attr("n", scope.from.clone(), Origin::Synthetic);
            }
            self.words(&scope.words);
            self.b.close();
        }
        self.b.close();
    }

    /// A source of which too little is known for a biblStruct.
    fn bibl(&mut self, source: &SourceDescription, id: &str, licensed: bool) {
        self.b.open("bibl", Origin::Synthetic);
        self.b.attr("type", source.kind.as_str().replace(char::is_whitespace, "-"), Origin::Synthetic);
        self.b.attr("xml:id", id, Origin::Synthetic);
        let mut parts: Vec<(&str, &Words)> = Vec::new();
        parts.extend(source.label.iter().map(|words| ("note", words)));
        parts.extend(source.authors.iter().map(|author| ("author", &author.name)));
        parts.extend(source.responsibilities.iter().flat_map(|made| {
            let names = made.persons.iter().map(|person| ("name", &person.name));
            std::iter::once(("note", &made.words)).chain(names)
        }));
        parts.extend(source.titles.iter().map(|title| ("title", &title.words)));
        parts.extend(source.edition.iter().map(|words| ("edition", words)));
        parts.extend(source.places.iter().map(|words| ("pubPlace", words)));
        parts.extend(source.publishers.iter().map(|words| ("publisher", words)));
        parts.extend(source.scopes.iter().map(|scope| ("biblScope", &scope.words)));
        parts.extend(source.identifiers.iter().map(|words| ("idno", words)));
        parts.extend(source.notes.iter().map(|words| ("note", words)));
        for (name, words) in parts {
            if name == "idno" {
                self.identifier(source, words);
            } else {
                self.element(name, words);
            }
            self.b.text(" ", Origin::Synthetic);
        }
        for date in &source.dates {
            self.b.open("date", Origin::Synthetic);
            dates::attributes(&mut self.b, &date.value, derived(&date.words));
            self.words(&date.words);
            self.b.close();
        }
        if licensed {
            self.source_licences();
        }
        self.b.close();
    }

    /// A number or address; the numbers of Project Gutenberg's files say whose they are.
    fn identifier(&mut self, source: &SourceDescription, words: &Words) {
        self.b.open("idno", derived(words));
        let gutenberg = source.publishers.first().is_some_and(|name| name.text == "Project Gutenberg");
        if gutenberg && words.text.bytes().all(|b| b.is_ascii_digit()) {
            self.b.attr("type", "gutenberg", derived(words));
        }
        self.words(words);
        self.b.close();
    }

    /// An element of words.
    pub(crate) fn element(&mut self, name: &'static str, words: &Words) {
        self.b.open(name, derived(words));
        self.words(words);
        self.b.close();
    }

    /// Words as text: counted where they stand in the transcription and have not been counted yet.
    pub(crate) fn words(&mut self, words: &Words) {
        let origin = words.span.map_or(Origin::Synthetic, |span| self.counted(span));
        self.b.text(words.text.clone(), origin);
    }
}

/// The origin of what is made of words.
pub(crate) fn derived(words: &Words) -> Origin {
    words.span.map_or(Origin::Synthetic, Origin::Derived)
}
