//! What a document says of itself before its text: the schemas that it names, and its root element.

use teiwright_source::{Source, Span};
use teiwright_xml::reader::{Event, Reader};

/// What stands before the text of a document.
#[derive(Debug, Default)]
pub struct Prolog {
    /// The schemas that it names, in order.
    pub models: Vec<Model>,
    /// Its root element; `None` where there is none.
    pub root: Option<Root>,
}

/// A root element.
#[derive(Debug)]
pub struct Root {
    /// Its namespace; empty for none.
    pub namespace: String,
    /// Its name in it.
    pub name: String,
    /// Its name in the start tag.
    pub span: Span,
}

/// An `xml-model` instruction (W3C, Associating Schemas with XML documents 1.0).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// The address.
    pub href: String,
    /// The language of the schema.
    pub kind: ModelKind,
    /// The instruction.
    pub span: Span,
}

/// The language of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelKind {
    /// RELAX NG, in either syntax.
    RelaxNg,
    /// A customisation of TEI.
    Odd,
    /// ISO Schematron, alone.
    Schematron,
    /// An instruction that names nothing: its pseudo-attributes cannot be read, or `href` is not among them.
    Unreadable,
    /// Something else: a DTD, W3C XML Schema, NVDL.
    Other,
}

impl Prolog {
    /// Reads a document as far as its root element.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let mut reader = Reader::new(source);
        let mut prolog = Self::default();
        while let Some(event) = reader.next_event() {
            if prolog.take(event) {
                break;
            }
        }
        prolog
    }

    /// Takes the next event of a document; `true` once the root element is there.
    pub fn take(&mut self, event: Event<'_>) -> bool {
        match event {
            Event::Instruction { target: "xml-model", data, span } => self.models.push(model(data, span)),
            Event::Start(start) => {
                let expanded = start.expanded(start.name);
                let (namespace, name) = (expanded.namespace.to_owned(), expanded.local.to_owned());
                self.root = Some(Root { namespace, name, span: start.name_span });
                return true;
            }
            _ => {}
        }
        false
    }
}

/// The pseudo-attributes of an instruction.
fn model(data: &str, span: Span) -> Model {
    let value =
        |name: &str| pseudo_attributes(data).find(|(known, _)| *known == name).map(|(_, value)| value);
    let Some(href) = value("href") else {
        return Model { href: String::new(), kind: ModelKind::Unreadable, span };
    };
    let href = href.trim().replace("&amp;", "&");
    let (kind, media) = (value("schematypens").unwrap_or_default(), value("type").unwrap_or_default());
    let ending = href
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let kind = match kind {
        "http://relaxng.org/ns/structure/1.0" => ModelKind::RelaxNg,
        "http://www.tei-c.org/ns/1.0" => ModelKind::Odd,
        // A grammar in RELAX NG is often named a second time for the Schematron rules within it.
        "http://purl.oclc.org/dsdl/schematron" => ModelKind::Schematron,
        "" if media == "application/relax-ng-compact-syntax" => ModelKind::RelaxNg,
        "" => match &*ending {
            "rng" | "rnc" => ModelKind::RelaxNg,
            "odd" => ModelKind::Odd,
            "sch" | "isosch" => ModelKind::Schematron,
            _ => ModelKind::Other,
        },
        _ => ModelKind::Other,
    };
    Model { href, kind, span }
}

fn pseudo_attributes(data: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = data;
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after[1..].split_once(quote)?;
        rest = after;
        Some((name.trim(), value))
    })
}

#[cfg(test)]
mod tests {
    use super::{ModelKind, model};
    use teiwright_source::Span;

    #[test]
    fn schemas_are_told_apart() {
        let kind = |data: &str| {
            let model = model(data, Span::default());
            (model.href, model.kind)
        };
        let named = |href: &str, kind| (href.to_owned(), kind);
        let rng = r#"href="a.xml" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0""#;
        assert_eq!(kind(rng), named("a.xml", ModelKind::RelaxNg));
        assert_eq!(kind("href = 'a.rnc'"), named("a.rnc", ModelKind::RelaxNg));
        let schematron = r#"href="a.rng" schematypens='http://purl.oclc.org/dsdl/schematron'"#;
        assert_eq!(kind(schematron), named("a.rng", ModelKind::Schematron));
        assert_eq!(kind(r#"href="a.odd?x=1&amp;y""#), named("a.odd?x=1&y", ModelKind::Odd));
        assert_eq!(kind(r#"href="a.dtd" type="application/xml-dtd""#), named("a.dtd", ModelKind::Other));
        assert_eq!(kind("type='text/xml'"), named("", ModelKind::Unreadable));
        assert_eq!(kind("href=a.rng"), named("", ModelKind::Unreadable));
    }
}
