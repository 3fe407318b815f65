//! XML catalogues (OASIS, XML Catalogs 1.1): where a copy of what an address names is to be found.

use roxmltree::{Document, Node, ParsingOptions};
use teiwright_relaxng::join;
use teiwright_source::Source;

/// The namespace of catalogues.
const CATALOGUE: &str = "urn:oasis:names:tc:entity:xmlns:xml:catalog";

/// A catalogue.
#[derive(Debug, Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
    /// The catalogues to be looked in after it.
    pub next: Vec<String>,
    /// The catalogues that alone know addresses with a beginning: the beginning and the catalogue.
    delegates: Vec<(String, String)>,
}

#[derive(Debug)]
struct Entry {
    kind: Kind,
    /// What is looked for.
    name: String,
    /// What it means, resolved.
    meaning: String,
}

/// How a name is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Start,
    End,
}

impl Catalogue {
    /// Reads a catalogue.
    ///
    /// # Errors
    /// In words, why it is none.
    pub fn read(source: &Source) -> Result<Self, String> {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let document =
            Document::parse_with_options(source.text(), options).map_err(|error| error.to_string())?;
        let root = document.root_element();
        if !root.has_tag_name((CATALOGUE, "catalog")) {
            return Err(format!("the root of a catalogue is `catalog` of the namespace {CATALOGUE}"));
        }
        let mut catalogue = Self::default();
        for node in root.descendants().filter(Node::is_element) {
            catalogue.entry(node, source.name());
        }
        Ok(catalogue)
    }

    fn entry(&mut self, node: Node<'_, '_>, file: &str) {
        if node.tag_name().namespace() != Some(CATALOGUE) {
            return;
        }
        let (kind, name, meaning) = match node.tag_name().name() {
            "uri" => (Kind::Whole, "name", "uri"),
            "system" => (Kind::Whole, "systemId", "uri"),
            "public" => (Kind::Whole, "publicId", "uri"),
            "rewriteURI" => (Kind::Start, "uriStartString", "rewritePrefix"),
            "rewriteSystem" => (Kind::Start, "systemIdStartString", "rewritePrefix"),
            "uriSuffix" => (Kind::End, "uriSuffix", "uri"),
            "systemSuffix" => (Kind::End, "systemIdSuffix", "uri"),
            "delegateURI" | "delegateSystem" => {
                let start =
                    node.attribute("uriStartString").or_else(|| node.attribute("systemIdStartString"));
                if let (Some(start), Some(catalogue)) = (start, node.attribute("catalog")) {
                    self.delegates.push((start.to_owned(), join(&base(node, file), catalogue)));
                }
                return;
            }
            "nextCatalog" => {
                self.next.extend(node.attribute("catalog").map(|href| join(&base(node, file), href)));
                return;
            }
            _ => return,
        };
        if let (Some(name), Some(meaning)) = (node.attribute(name), node.attribute(meaning)) {
            self.entries.push(Entry {
                kind,
                name: name.to_owned(),
                meaning: join(&base(node, file), meaning),
            });
        }
    }

    /// What an address means: by its whole, else by its longest beginning, else by its longest ending (section 7.2.2).
    #[must_use]
    pub fn find(&self, address: &str) -> Option<String> {
        let of = |kind: Kind| self.entries.iter().filter(move |entry| entry.kind == kind);
        if let Some(entry) = of(Kind::Whole).find(|entry| entry.name == address) {
            return Some(entry.meaning.clone());
        }
        let start = of(Kind::Start)
            .filter(|entry| address.starts_with(&entry.name))
            .max_by_key(|entry| entry.name.len());
        if let Some(entry) = start {
            return Some(format!("{}{}", entry.meaning, &address[entry.name.len()..]));
        }
        let end =
            of(Kind::End).filter(|entry| address.ends_with(&entry.name)).max_by_key(|entry| entry.name.len());
        end.map(|entry| entry.meaning.clone())
    }

    /// The catalogues that are to be asked for an address that this one does not have, those of the longest beginnings first; no
    /// other is asked then (section 7.2.2, step 6).
    #[must_use]
    pub fn delegates(&self, address: &str) -> Vec<&str> {
        let mut found = self
            .delegates
            .iter()
            .filter(|(start, _)| address.starts_with(start.as_str()))
            .collect::<Vec<_>>();
        found.sort_by_key(|(start, _)| std::cmp::Reverse(start.len()));
        found.into_iter().map(|(_, catalogue)| catalogue.as_str()).collect()
    }
}

/// What an entry's references are relative to.
fn base(node: Node<'_, '_>, file: &str) -> String {
    let mut bases = node
        .ancestors()
        .filter_map(|n| n.attribute(("http://www.w3.org/XML/1998/namespace", "base")))
        .collect::<Vec<_>>();
    bases.reverse();
    bases.into_iter().fold(file.to_owned(), |base, own| join(&base, own))
}

#[cfg(test)]
mod tests {
    use super::Catalogue;
    use teiwright_source::Source;

    #[test]
    fn addresses_are_found() {
        let text = r#"<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
            <uri name="https://a.org/x.rng" uri="local/x.rng"/>
            <rewriteURI uriStartString="https://a.org/" rewritePrefix="copies/"/>
            <group xml:base="deep/"><rewriteURI uriStartString="https://a.org/y/" rewritePrefix="y/"/></group>
            <uriSuffix uriSuffix="/z.rnc" uri="z.rnc"/>
            <nextCatalog catalog="other.xml"/>
            <delegateURI uriStartString="https://d.org/" catalog="d.xml"/>
            <delegateURI uriStartString="https://d.org/deep/" catalog="deep.xml"/>
        </catalog>"#;
        let catalogue =
            Catalogue::read(&Source::from_text("c/catalog.xml", text)).expect("it is a catalogue");
        for (address, wanted) in [
            ("https://a.org/x.rng", Some("c/local/x.rng")),
            ("https://a.org/q.rng", Some("c/copies/q.rng")),
            ("https://a.org/y/q.rng", Some("c/deep/y/q.rng")),
            ("https://b.org/z.rnc", Some("c/z.rnc")),
            ("https://b.org/q.rnc", None),
        ] {
            assert_eq!(catalogue.find(address).as_deref(), wanted, "{address}");
        }
        assert_eq!(catalogue.next, ["c/other.xml"]);
        assert_eq!(catalogue.delegates("https://d.org/deep/x.rng"), ["c/deep.xml", "c/d.xml"]);
        assert!(catalogue.delegates("https://a.org/x.rng").is_empty());
        assert!(Catalogue::read(&Source::from_text("a.xml", "<catalog/>")).is_err());
    }
}
