//! Reading specifications: from the elements of TEI's tag documentation to what they say.

mod attributes;
mod content;
pub(crate) mod documents;
mod schema;
mod specs;

use rustc_hash::FxHashSet;
use teiwright_p5::spec::{Name, Occurs, Place};
use teiwright_source::{Diagnostic, Span};

use crate::rules;
use documents::{Documents, Element};

pub(crate) use schema::{External, Item, ModuleRef, Schema, SpecRef};

/// A place: the number of a file, and a span in it.
pub(crate) type FilePlace = (usize, Span);

/// What was gathered while reading, beside what is returned.
#[derive(Default)]
pub(crate) struct Gathered {
    /// What a [`Place`] stands for; the place 0 is nowhere.
    pub(crate) places: Vec<FilePlace>,
    /// What a foreign pattern is: the element of RELAX NG, by its file and where its start tag begins.
    pub(crate) foreign: Vec<FilePlace>,
    pub(crate) found: Vec<(usize, Diagnostic)>,
}

impl Gathered {
    pub(crate) fn place_of(&self, place: Place) -> Option<FilePlace> {
        self.places.get((place as usize).checked_sub(1)?).copied()
    }
}

/// Reads specifications out of the files.
pub(crate) struct Reader<'d, 'g> {
    pub(crate) documents: Documents<'d>,
    pub(crate) gathered: &'g mut Gathered,
    /// The groups that were read.
    groups: FxHashSet<(usize, usize)>,
    depth: usize,
}

impl<'d, 'g> Reader<'d, 'g> {
    pub(crate) fn new(documents: Documents<'d>, gathered: &'g mut Gathered) -> Self {
        Self { documents, gathered, groups: FxHashSet::default(), depth: 0 }
    }

    fn report(&mut self, element: Element<'d>, diagnostic: Diagnostic) {
        self.gathered.found.push((element.file, diagnostic));
    }

    fn place(&mut self, element: Element<'d>) -> Place {
        self.place_at(element.file, element.span())
    }

    fn place_at(&mut self, file: usize, span: Span) -> Place {
        self.gathered.places.push((file, span));
        Place::try_from(self.gathered.places.len()).unwrap_or(0)
    }

    fn children(&self, element: Element<'d>) -> Vec<Element<'d>> {
        self.documents.children(element)
    }

    /// The child elements of a name of TEI.
    fn named(&self, element: Element<'d>, name: &str) -> Vec<Element<'d>> {
        self.children(element).into_iter().filter(|child| child.name() == name).collect()
    }

    /// The name that documents use instead (`altIdent`).
    fn renamed(&self, element: Element<'d>) -> Option<Name> {
        let names = self.named(element, "altIdent").into_iter();
        names.map(Element::text).find(|name| !name.is_empty()).map(Into::into)
    }

    /// A name of an element or attribute that documents could not use is reported. An attribute may have a prefix that is `bound`.
    fn name_of(&mut self, element: Element<'d>, name: &str, bound: bool) {
        let local = match name.split_once(':') {
            Some((prefix, local)) if bound || matches!(prefix, "xml" | "xmlns") => local,
            _ => name,
        };
        if !teiwright_relaxng::is_ncname(local) {
            let fault = rules::no_name(name, element.attribute_span("ident"));
            self.report(element, fault);
        }
    }

    /// One of the words that an attribute can have; another one is reported and passed over.
    fn word<T: Copy>(&mut self, element: Element<'d>, attribute: &str, words: &[(&str, T)]) -> Option<T> {
        let value = element.attribute(attribute)?.trim();
        let known = words.iter().find(|word| word.0 == value);
        if known.is_none() {
            let names = words.iter().map(|word| word.0).collect::<Vec<_>>();
            let fault =
                rules::value(element.name(), attribute, value, &names, element.attribute_span(attribute));
            self.report(element, fault);
        }
        known.map(|word| word.1)
    }

    /// `@minOccurs` and `@maxOccurs`.
    fn occurs(&mut self, element: Element<'d>) -> Occurs {
        let min = self.count(element, "minOccurs").unwrap_or(1);
        let max = match element.attribute("maxOccurs").map(str::trim) {
            Some("unbounded") => None,
            _ => Some(self.count(element, "maxOccurs").unwrap_or_else(|| min.max(1))),
        };
        if max.is_some_and(|max| max < min) {
            self.report(element, rules::occurrence(element.name(), min, max, element.span()));
            return Occurs { min, max: Some(min) };
        }
        Occurs { min, max }
    }

    fn count(&mut self, element: Element<'d>, attribute: &str) -> Option<u32> {
        let value = element.attribute(attribute)?.trim();
        let number = value.parse().ok();
        if number.is_none() {
            let words: &[&str] =
                if attribute == "maxOccurs" { &["a number", "unbounded"] } else { &["a number"] };
            let fault =
                rules::value(element.name(), attribute, value, words, element.attribute_span(attribute));
            self.report(element, fault);
        }
        number
    }

    /// Whether elements stand too deep to be read on; said once for each.
    fn too_deep(&mut self, element: Element<'d>) -> bool {
        let deep = self.depth > documents::MAX_DEPTH;
        if deep {
            self.report(element, rules::too_deep(documents::MAX_DEPTH, element.span()));
        }
        deep
    }
}
