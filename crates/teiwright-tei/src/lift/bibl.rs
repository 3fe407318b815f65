//! Bibliographic descriptions of the header: one source each, whatever element describes it.

use teiwright_model::{BiblScope, BiblTitle, ScopeUnit, SourceDescription, SourceKind, TitleLevel, Words};
use teiwright_xml::Element;

use super::Lift;
use super::text::one_line;

impl<'t> Lift<'t> {
    /// `bibl`, `biblStruct`, `biblFull`.
    pub(crate) fn source(&mut self, element: Element<'t>) {
        let kind = SourceKind::from(element.attribute("type").unwrap_or("print"));
        let mut source = SourceDescription::new(kind);
        let pushed = self.enter(element);
        self.parts_of_source(element, &mut source);
        self.leave(pushed);
        self.document.metadata.sources.push(source);
        // Sources in it are sources of it: the chain goes on.
        for inner in
            element.elements().filter(|child| matches!(child.local(), "bibl" | "biblStruct" | "biblFull"))
        {
            self.source(inner);
        }
    }

    fn parts_of_source(&mut self, element: Element<'t>, source: &mut SourceDescription) {
        for node in element.children() {
            let Some(child) = node.element() else {
                // Words between elements of a bibl; marks alone are none.
                let words = one_line(node.characters().unwrap_or_default());
                if words.chars().any(char::is_alphanumeric) {
                    source.notes.push(Words { text: words, span: node.origin().span() });
                }
                continue;
            };
            self.part_of_source(child, source);
        }
    }

    fn part_of_source(&mut self, child: Element<'t>, source: &mut SourceDescription) {
        match child.local() {
            "title" => {
                let usual =
                    if child.parent_element().is_some_and(|p| p.local() == "analytic") { "a" } else { "m" };
                let level = TitleLevel::from(child.attribute("level").unwrap_or(usual));
                source.titles.push(BiblTitle { level, words: self.words_of(child) });
            }
            "author" => {
                let persons = self.persons(child);
                source.authors.extend(persons);
            }
            "editor" | "funder" | "sponsor" | "principal" | "meeting" => {
                let made = self.role(child);
                source.responsibilities.push(made);
            }
            "respStmt" => {
                let made = self.responsibility(child);
                source.responsibilities.push(made);
            }
            "edition" if source.edition.is_none() => source.edition = Some(self.words_of(child)),
            "pubPlace" => source.places.push(self.words_of(child)),
            "publisher" | "distributor" | "authority" => source.publishers.push(self.words_of(child)),
            "date" => source.dates.push(self.dated(child)),
            "biblScope" | "citedRange" => {
                let scope = self.scope(child);
                source.scopes.push(scope);
            }
            "idno" | "ref" | "ptr" => {
                let mut words = self.words_of(child);
                if let Some(target) = child.attribute("target").filter(|target| *target != words.text) {
                    let space = if words.text.is_empty() { "" } else { " " };
                    words.text = format!("{}{space}{target}", words.text);
                }
                source.identifiers.push(words);
            }
            "note" if child.attribute("type") == Some("label") => source.label = Some(self.words_of(child)),
            "analytic" | "monogr" | "series" | "imprint" | "titleStmt" | "publicationStmt"
            | "editionStmt" | "seriesStmt" | "fileDesc" => self.parts_of_source(child, source),
            "bibl" | "biblStruct" | "biblFull" => {}
            _ => {
                let words = self.words_of(child);
                if !words.text.is_empty() {
                    source.notes.push(words);
                }
            }
        }
    }

    fn scope(&mut self, element: Element<'t>) -> BiblScope {
        let words = self.words_of(element);
        let unit = ScopeUnit::from(element.attribute("unit").unwrap_or("page"));
        let from = element.attribute("from").or_else(|| element.attribute("n"));
        let from = from.map_or_else(|| words.text.clone(), str::to_owned);
        BiblScope { unit, from, to: element.attribute("to").map(str::to_owned), words }
    }
}
