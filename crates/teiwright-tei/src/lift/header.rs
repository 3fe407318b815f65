//! The header to metadata: what a field holds goes there, all else is kept as blocks that describe the text.

use teiwright_model::{
    Dated, Language, Licence, MetadataNote, Person, Relator, Responsibility, SourceDescription, SourceKind,
    Title, Words,
};
use teiwright_xml::Element;

use super::text::{one_line, trim};
use super::{Lift, dates, span_of};

impl<'t> Lift<'t> {
    /// `teiHeader`.
    pub(crate) fn header(&mut self, header: Element<'t>) {
        let pushed = self.enter(header);
        for part in header.elements() {
            match part.local() {
                "fileDesc" => self.file(part),
                "profileDesc" => self.profile(part),
                _ => self.describe(part),
            }
        }
        self.leave(pushed);
    }

    /// What no field holds, as blocks; an element without a character says nothing to a reader.
    fn describe(&mut self, element: Element<'t>) {
        if element.text().trim().is_empty() {
            return;
        }
        let blocks = self.flow_of(element);
        self.document.metadata.descriptions.extend(blocks);
    }

    fn file(&mut self, file: Element<'t>) {
        for statement in file.elements() {
            match statement.local() {
                "titleStmt" => self.titles(statement),
                "publicationStmt" => self.publication(statement),
                "notesStmt" => {
                    for note in statement.elements() {
                        self.metadata_note(note, note.attribute("type").unwrap_or("note").to_owned(), None);
                    }
                }
                "sourceDesc" => self.sources(statement),
                "editionStmt" | "extent" => {
                    let label = if statement.local() == "extent" { "Extent" } else { "Edition" };
                    self.metadata_note(statement, statement.local().to_owned(), Some(label));
                }
                _ => self.describe(statement),
            }
        }
    }

    fn titles(&mut self, statement: Element<'t>) {
        for child in statement.elements() {
            match child.local() {
                "title" => {
                    let usual = if self.document.metadata.titles.is_empty() { "main" } else { "alt" };
                    let role = child.attribute("type").unwrap_or(usual).to_owned();
                    let words = self.words_of(child);
                    if !words.text.is_empty() {
                        self.document.metadata.titles.push(Title { role, words });
                    }
                }
                "author" => {
                    let persons = self.persons(child);
                    self.document.metadata.authors.extend(persons);
                }
                "respStmt" => {
                    let made = self.responsibility(child);
                    self.document.metadata.responsibilities.push(made);
                }
                "editor" | "principal" | "funder" | "sponsor" | "meeting" => {
                    let made = self.role(child);
                    self.document.metadata.responsibilities.push(made);
                }
                _ => self.describe(child),
            }
        }
    }

    /// One who did what the name of the element says.
    pub(crate) fn role(&mut self, element: Element<'t>) -> Responsibility {
        let (label, relator) = match element.local() {
            "editor" => ("Editor", Relator::Editor),
            "principal" => ("Principal researcher", Relator::Other("rth".to_owned())),
            "funder" => ("Funder", Relator::Other("fnd".to_owned())),
            "sponsor" => ("Sponsor", Relator::Other("spn".to_owned())),
            _ => ("Meeting", Relator::Other("oth".to_owned())),
        };
        let role = element.attribute("role");
        let relator = match role {
            Some("translator") => Relator::Translator,
            _ => relator,
        };
        let words = Words::given(role.map_or_else(|| label.to_owned(), capital));
        Responsibility { words, relator, persons: self.persons(element), date: None, notes: Vec::new() }
    }

    /// `respStmt`.
    pub(crate) fn responsibility(&mut self, element: Element<'t>) -> Responsibility {
        let mut made = Responsibility {
            words: Words::default(),
            relator: Relator::Other(String::new()),
            persons: Vec::new(),
            date: None,
            notes: Vec::new(),
        };
        for child in element.elements() {
            match child.local() {
                "resp" => {
                    let mut words = self.words_of(child);
                    if let Some(date) = child.elements().find(|inner| inner.local() == "date") {
                        let dated = self.dated(date);
                        if let Some(rest) = words.text.strip_suffix(dated.words.text.as_str()) {
                            words.text = rest.trim_end().to_owned();
                        }
                        made.date = Some(dated);
                    }
                    if !made.words.text.is_empty() {
                        words.text = format!("{}, {}", made.words.text, words.text);
                    }
                    made.relator = relator(child, &words.text);
                    made.words = words;
                }
                "note" => made.notes.push(self.words_of(child)),
                "date" => made.date = Some(self.dated(child)),
                _ => {
                    let persons = self.persons(child);
                    made.persons.extend(persons);
                }
            }
        }
        made
    }

    /// The persons in an element: those that are named in elements, or the element's own words.
    pub(crate) fn persons(&mut self, element: Element<'t>) -> Vec<Person> {
        let name = |name: &str| matches!(name, "persName" | "orgName" | "name");
        let organisation = |element: Element<'_>| {
            element.local() == "orgName"
                || matches!(element.attribute("type"), Some("org" | "organisation" | "corporate"))
        };
        // Beside words, a name is one of the words.
        let mixed =
            element.children().any(|node| node.characters().is_some_and(|text| !text.trim().is_empty()));
        let named = element.elements().filter(|child| name(child.local())).collect::<Vec<_>>();
        let whole = name(element.local()) || mixed || named.is_empty();
        let named = if whole { vec![element] } else { named };
        for other in element.elements().filter(|child| !whole && !name(child.local())) {
            let label = named.first().map(|named| one_line(&named.text())).unwrap_or_default();
            self.metadata_note(other, other.local().to_owned(), Some(&label));
        }
        let persons = named.into_iter().map(|named| {
            let organisation = organisation(named) || matches!(element.local(), "funder" | "sponsor");
            Person { name: self.name_of(named), organisation }
        });
        persons.filter(|person| !person.name.text.is_empty()).collect()
    }

    /// The words of a name; its parts, where only elements part them, have a space between them.
    fn name_of(&mut self, element: Element<'t>) -> Words {
        let only_elements =
            element.children().all(|node| node.characters().is_none_or(|text| text.trim().is_empty()));
        if only_elements && element.elements().count() > 1 {
            let parts = element.elements().map(|part| self.line(part)).filter(|part| !part.is_empty());
            let text = parts.collect::<Vec<_>>().join(" ");
            return Words { text, span: Some(span_of(element)) };
        }
        self.words_of(element)
    }

    /// The words of an element on one line, with their place.
    pub(crate) fn words_of(&mut self, element: Element<'t>) -> Words {
        let text = self.line(element);
        let texts = element.descendants().filter(|node| node.characters().is_some());
        let span = texts.filter_map(|node| node.origin().span()).reduce(teiwright_source::Span::cover);
        Words { text, span }
    }

    pub(crate) fn dated(&mut self, element: Element<'t>) -> Dated {
        let mut words = self.words_of(element);
        if words.text.is_empty() {
            let shown = ["when", "from", "notBefore", "to", "notAfter"];
            words.text = shown.iter().find_map(|name| element.attribute(name)).unwrap_or_default().to_owned();
        }
        Dated { words, value: dates::date(element) }
    }

    fn publication(&mut self, statement: Element<'t>) {
        for child in statement.elements() {
            let label = match child.local() {
                "availability" => {
                    self.availability(child);
                    continue;
                }
                "publisher" | "authority" => "Publisher",
                "distributor" => "Distributor",
                "pubPlace" => "Place",
                "address" => "Address",
                "date" => "Published",
                "idno" => "Identifier",
                _ => "",
            };
            let label = (!label.is_empty()).then_some(label);
            self.metadata_note(child, child.local().to_owned(), label);
        }
    }

    /// `availability`: each licence, or its words.
    pub(crate) fn availability(&mut self, element: Element<'t>) {
        let status = element.attribute("status") == Some("free");
        for child in element.elements() {
            let mut content = self.words(child);
            trim(&mut content);
            let target = child.attribute("target").or_else(|| {
                let inside = child.descendants().filter_map(teiwright_xml::NodeRef::element);
                inside.filter(|inner| inner.local() == "ref").find_map(|inner| inner.attribute("target"))
            });
            if content.is_empty() && target.is_none() {
                continue;
            }
            let open = target.is_some_and(|target| target.contains("creativecommons.org"));
            let target = target.map(str::to_owned);
            self.document.metadata.licences.push(Licence {
                label: None,
                content,
                target,
                free: status || open,
            });
        }
    }

    /// A note about the text, with the label that stands in it or the one that is given.
    fn metadata_note(&mut self, element: Element<'t>, kind: String, label: Option<&str>) {
        let own = element.elements().next().filter(|first| first.local() == "label");
        let own = own.map(|own| (self.words_of(own), own));
        let label = own.as_ref().map(|(words, _)| words.clone()).or_else(|| label.map(Words::given));
        let pushed = self.enter(element);
        let mut content = Vec::new();
        let rest = element.children().filter(|node| own.as_ref().is_none_or(|(_, own)| *node != own.node()));
        self.inlines(rest, &mut content);
        self.leave(pushed);
        if own.is_some()
            && let Some(teiwright_model::Inline { kind: teiwright_model::InlineKind::Text { text }, .. }) =
                content.first_mut()
            && let Some(rest) = text.strip_prefix(": ")
        {
            *text = rest.to_owned();
        }
        trim(&mut content);
        if !content.is_empty() {
            self.document.metadata.notes.push(MetadataNote { kind, label, content });
        }
    }

    fn profile(&mut self, profile: Element<'t>) {
        for part in profile.elements() {
            match part.local() {
                "creation" => {
                    let words = self.words(part);
                    self.document.metadata.creation.extend(words);
                }
                "langUsage" => {
                    for language in part.elements().filter(|child| child.local() == "language") {
                        let ident = language.attribute("ident").unwrap_or_default().trim().to_owned();
                        // The one word that names a language is what its tag says; more than that is said of the text.
                        if ident.is_empty()
                            || language.elements().next().is_some()
                            || language.text().trim().contains(char::is_whitespace)
                        {
                            self.metadata_note(language, "language".to_owned(), Some("Language"));
                        }
                        if !ident.is_empty() {
                            self.document.metadata.languages.push(Language { ident, detected: false });
                        }
                    }
                }
                "abstract" => self.metadata_note(part, "abstract".to_owned(), Some("Abstract")),
                "textClass" => self.keywords(part),
                _ => self.describe(part),
            }
        }
    }

    fn keywords(&mut self, element: Element<'t>) {
        let words = element.descendants().filter_map(teiwright_xml::NodeRef::element);
        let words = words.filter(|inner| matches!(inner.local(), "term" | "item" | "classCode"));
        let words =
            words.filter(|inner| !inner.elements().any(|child| matches!(child.local(), "term" | "item")));
        let words = words.map(|inner| one_line(&inner.text())).filter(|word| !word.is_empty());
        let words = words.collect::<Vec<_>>().join(", ");
        let whole = one_line(&element.text());
        // Keywords in running text are kept as they stand.
        if words.is_empty() && !whole.is_empty() {
            self.metadata_note(element, "keywords".to_owned(), Some("Keywords"));
        } else if !words.is_empty() {
            let content = vec![teiwright_model::Inline::text(words, span_of(element))];
            let label = Some(Words::given("Keywords"));
            self.document.metadata.notes.push(MetadataNote { kind: "keywords".to_owned(), label, content });
        }
    }

    fn sources(&mut self, statement: Element<'t>) {
        for child in statement.elements() {
            match child.local() {
                "bibl" | "biblStruct" | "biblFull" => self.source(child),
                "listBibl" => self.sources(child),
                "msDesc" | "listWit" | "listPerson" | "listPlace" | "listOrg" => self.describe(child),
                "p" | "ab" => {
                    let words = self.words_of(child);
                    if !words.text.is_empty() {
                        let mut source = SourceDescription::new(SourceKind::Other(String::new()));
                        source.notes.push(words);
                        self.document.metadata.sources.push(source);
                    }
                }
                _ => self.describe(child),
            }
        }
    }
}

/// What somebody did, by the pointer to a list of relators, or by the words.
fn relator(element: Element<'_>, words: &str) -> Relator {
    let pointer = element.attribute("ref").or_else(|| element.attribute("key"));
    let code = pointer
        .map(|pointer| pointer.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or_default());
    if let Some(code) = code.filter(|code| code.len() == 3) {
        return Relator::from(code);
    }
    let words = words.to_lowercase();
    let known = [
        ("translat", Relator::Translator),
        ("edit", Relator::Editor),
        ("proof", Relator::Proofreader),
        ("correct", Relator::Corrector),
        ("transcri", Relator::Transcriber),
        ("encod", Relator::Markup),
        ("markup", Relator::Markup),
        ("annot", Relator::Annotator),
        ("compil", Relator::Compiler),
        ("introduc", Relator::IntroductionAuthor),
        ("scan", Relator::Digitiser),
    ];
    let found = known.into_iter().find(|(stem, _)| words.contains(stem));
    found.map_or_else(|| Relator::Other("oth".to_owned()), |(_, relator)| relator)
}

/// A word with a capital.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
