//! What a text says about itself: a panel for readers, and the same for machines in the words of schema.org.

use serde_json::{Map, Value, json};
use teiwright_model::{Document, Head, Inline, Relator, plain_text};

use super::writer::Writer;
use crate::facts;
use crate::render::Render;

impl Writer<'_> {
    /// The panel: a list of what is known, and how to cite the text.
    pub(crate) fn about(&mut self) {
        let document = self.document;
        let (metadata, labels) = (&document.metadata, self.labels);
        self.push("<section id=\"about\" aria-labelledby=\"about-title\">\n<h2 id=\"about-title\">");
        self.escaped(labels.about);
        self.push("</h2>\n");
        let mut terms = Vec::new();
        for title in &metadata.titles {
            terms.push(self.term(labels.title, |writer| writer.escaped(&title.words.text)));
        }
        for author in &metadata.authors {
            terms.push(self.term(labels.author, |writer| writer.escaped(&author.name.text)));
        }
        for made in &metadata.responsibilities {
            let label = facts::one_line(&made.words.text);
            let label = label.trim_end_matches(':').to_owned();
            let mut rest = made.clone();
            rest.words.text.clear();
            terms.push(self.term(&label, |writer| writer.escaped(&facts::responsibility(&rest))));
        }
        if !metadata.creation.is_empty() {
            terms.push(self.term(labels.written, |writer| writer.inlines(&metadata.creation)));
        }
        for source in &metadata.sources {
            let label = source.label.as_ref().map_or(labels.source, |label| label.text.as_str());
            terms.push(self.term(label, |writer| writer.escaped_links(&facts::source(source))));
        }
        for language in metadata.languages.iter().filter(|language| !language.ident.is_empty()) {
            terms.push(self.term(labels.language, |writer| writer.escaped(&language.ident)));
        }
        for licence in &metadata.licences {
            let label = licence.label.as_ref().map_or(labels.licence, |label| label.text.as_str());
            terms
                .push(self.term(label, |writer| writer.licence(licence.target.as_deref(), &licence.content)));
        }
        for note in &metadata.notes {
            let label = note.label.as_ref().map_or(labels.notes, |label| label.text.as_str());
            terms.push(self.term(label, |writer| writer.inlines(&note.content)));
        }
        if !terms.is_empty() {
            self.terms(terms);
        }
        if !metadata.descriptions.is_empty() {
            self.level = 2;
            self.push("<div class=\"descriptions\">\n");
            self.blocks(&metadata.descriptions);
            self.close_line("div");
        }
        let citation = facts::citation(document);
        if !citation.is_empty() {
            self.push("<p class=\"cite\"><b>");
            self.escaped(labels.cite);
            self.push(":</b> <cite>");
            self.escaped(&citation);
            self.push("</cite></p>\n");
        }
        self.close_line("section");
    }

    /// A term and what there is to say of it.
    fn term(&mut self, label: &str, write: impl FnOnce(&mut Self)) -> (String, String) {
        let start = self.out.len();
        write(self);
        (label.trim().trim_end_matches(':').to_owned(), self.out.split_off(start))
    }

    /// Terms with all that there is to say of each.
    fn terms(&mut self, terms: Vec<(String, String)>) {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for (label, words) in terms {
            match groups.iter_mut().find(|(known, _)| *known == label) {
                Some((_, all)) => all.push(words),
                None => groups.push((label, vec![words])),
            }
        }
        self.push("<dl>\n");
        for (label, all) in groups {
            self.push("<div><dt>");
            self.escaped(&label);
            self.push("</dt>");
            for words in all {
                self.push("<dd>");
                self.push(&words);
                self.push("</dd>");
            }
            self.push("</div>\n");
        }
        self.push("</dl>\n");
    }

    fn licence(&mut self, target: Option<&str>, content: &[Inline]) {
        match target {
            Some(target) if !content.iter().any(has_link) => {
                let words = [Inline::text(target, teiwright_source::Span::default())];
                self.link(&Head::default(), target, if content.is_empty() { &words } else { content });
            }
            _ => self.inlines(content),
        }
    }

    /// Text in which addresses of the web are links.
    fn escaped_links(&mut self, text: &str) {
        for (index, word) in text.split(' ').enumerate() {
            if index > 0 {
                self.push(" ");
            }
            let address = word.trim_end_matches([',', ';', '.', ')']);
            if address.starts_with("http://") || address.starts_with("https://") {
                self.link(&Head::default(), address, &[]);
                self.escaped(&word[address.len()..]);
            } else {
                self.escaped(word);
            }
        }
    }
}

fn has_link(inline: &Inline) -> bool {
    matches!(inline.kind, teiwright_model::InlineKind::Link { .. }) || inline.content().iter().any(has_link)
}

/// The metadata as JSON-LD, safe inside a `script` element.
pub(crate) fn json_ld(document: &Document) -> String {
    let metadata = &document.metadata;
    let mut work = Map::new();
    let mut add = |name: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            work.insert(name.to_owned(), value);
        }
    };
    add("@context", "https://schema.org".into());
    add("@type", "CreativeWork".into());
    add("name", facts::title(document).into());
    add("alternativeHeadline", facts::subtitles(document).next().into());
    let persons = |persons: &[teiwright_model::Person]| {
        let named = persons.iter().filter(|person| !person.name.text.trim().is_empty());
        let one = |person: &teiwright_model::Person| json!({"@type": if person.organisation { "Organization" } else { "Person" }, "name": person.name.text});
        named.map(one).collect::<Vec<_>>()
    };
    add("author", persons(&metadata.authors).into());
    for (relator, property) in
        [(Relator::Translator, "translator"), (Relator::Editor, "editor"), (Relator::Publisher, "publisher")]
    {
        let made = metadata.responsibilities.iter().filter(|made| made.relator == relator);
        add(property, made.flat_map(|made| persons(&made.persons)).collect::<Vec<_>>().into());
    }
    let others = metadata.responsibilities.iter().filter(|made| {
        !matches!(made.relator, Relator::Translator | Relator::Editor | Relator::Publisher | Relator::Author)
    });
    add("contributor", others.flat_map(|made| persons(&made.persons)).collect::<Vec<_>>().into());
    add("inLanguage", metadata.languages.iter().map(|l| l.ident.clone()).collect::<Vec<_>>().into());
    add("dateCreated", facts::created(document).map(|date| date.to_string()).into());
    add("license", metadata.licences.iter().find_map(|licence| licence.target.clone()).into());
    let sources = metadata.sources.iter().map(facts::source).filter(|line| !line.is_empty());
    add("isBasedOn", sources.collect::<Vec<_>>().into());
    let about = metadata.notes.iter().find(|note| note.kind == "abstract");
    add("abstract", about.map(|note| facts::one_line(&plain_text(&note.content))).into());
    // `</script>` and `<!--` would end or change the element around it.
    Value::Object(work).to_string().replace('<', "\\u003c")
}
