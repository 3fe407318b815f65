//! The files of a customisation, parsed: the ODD, and what it includes (XInclude) or refers to (`specGrpRef`).

use roxmltree::{Document, Node, NodeType, ParsingOptions};
use rustc_hash::FxHashMap;
use teiwright_relaxng::{Resolver, join};
use teiwright_source::{Diagnostic, Severity, Source, Span};

use crate::rules;

/// The namespace of XInclude.
const XINCLUDE: &str = "http://www.w3.org/2001/XInclude";
/// The namespace of TEI.
pub(crate) const TEI: &str = "http://www.tei-c.org/ns/1.0";
/// How many files a customisation may be made of.
const MOST_FILES: usize = 256;
/// How deeply its elements may stand in one another.
pub(crate) const MAX_DEPTH: usize = 200;

/// The files, in the order in which they were found; the first is the ODD itself.
#[derive(Default)]
pub(crate) struct Files {
    pub(crate) sources: Vec<Source>,
    /// Which file a reference in a file leads to.
    links: FxHashMap<(usize, Box<str>), usize>,
    by_name: FxHashMap<Box<str>, usize>,
    /// Which file is a part of which.
    parts: Vec<(usize, usize)>,
    /// Why a source that a file names cannot be had.
    missing: FxHashMap<(usize, Box<str>), String>,
    pub(crate) found: Vec<(usize, Diagnostic)>,
}

impl Files {
    /// Reads `source`, which is to be the next file, and all that it includes or refers to. The number of the file.
    pub(crate) fn load(&mut self, source: Source, resolver: &mut dyn Resolver) -> usize {
        let first = self.sources.len();
        self.by_name.insert(source.name().into(), first);
        self.sources.push(source);
        let mut next = first;
        while next < self.sources.len() {
            self.follow(next, resolver);
            next += 1;
        }
        first
    }

    /// Loads what a file refers to.
    fn follow(&mut self, file: usize, resolver: &mut dyn Resolver) {
        let source = &self.sources[file];
        let mut wanted = Vec::new();
        match parse(source) {
            Err(faults) => self.found.extend(faults.into_iter().map(|fault| (file, fault))),
            Ok(document) => wanted.extend(document.descendants().filter_map(link)),
        }
        let base = source.name().to_owned();
        for wanted in wanted {
            let name = join(&base, &wanted.href);
            let known = self.by_name.get(name.as_str()).copied();
            let Some(target) = known.or_else(|| self.fetch(file, &base, &wanted, resolver)) else { continue };
            self.by_name.insert(name.into(), target);
            if !matches!(wanted.needed, Needed::Source) {
                self.parts.push((file, target));
            }
            if matches!(wanted.needed, Needed::Part) && target == file {
                self.found.push((file, rules::circular(&wanted.href, wanted.span)));
            }
            self.links.insert((file, wanted.href), target);
        }
    }

    fn fetch(
        &mut self,
        file: usize,
        base: &str,
        wanted: &Link,
        resolver: &mut dyn Resolver,
    ) -> Option<usize> {
        let why = if self.sources.len() >= MOST_FILES {
            format!("the customisation is of more than {MOST_FILES} files")
        } else {
            match resolver.resolve(base, &wanted.href) {
                Ok(source) => {
                    self.sources.push(source);
                    return Some(self.sources.len() - 1);
                }
                Err(why) => why,
            }
        };
        let fault = rules::unread(&wanted.href, &why, wanted.span);
        match wanted.needed {
            Needed::Group => self.found.push((file, fault)),
            // It may be of the prose around the customisation; what is missed in the customisation is told there.
            Needed::Part => self.found.push((file, fault.with_severity(Severity::Warning))),
            // Told where it is asked for.
            Needed::Source => {
                self.missing.insert((file, wanted.href.clone()), why);
            }
        }
        None
    }

    /// Parses every file; those that are not well-formed are `None`, which was said when they were loaded.
    pub(crate) fn parse(&self) -> Vec<Option<Document<'_>>> {
        self.sources.iter().map(|source| parse(source).ok()).collect()
    }

    /// The file and those that are parts of it: included, or groups that it refers to. Sources of it are not.
    pub(crate) fn own(&self, main: usize) -> Vec<usize> {
        let mut own = vec![main];
        let mut next = 0;
        while next < own.len() {
            let parts = self
                .parts
                .iter()
                .filter(|(from, _)| *from == own[next])
                .map(|(_, to)| *to)
                .collect::<Vec<_>>();
            for part in parts {
                if !own.contains(&part) {
                    own.push(part);
                }
            }
            next += 1;
        }
        own
    }

    /// Why the source `href` of a file cannot be had.
    pub(crate) fn why_missing(&self, file: usize, href: &str) -> Option<&str> {
        self.missing.get(&(file, href.into())).map(String::as_str)
    }

    /// The file that a reference in `file` leads to.
    pub(crate) fn target(&self, file: usize, href: &str) -> Option<usize> {
        self.links.get(&(file, href.into())).copied()
    }
}

/// What a file is needed for.
#[derive(Clone, Copy)]
enum Needed {
    /// `xi:include`.
    Part,
    /// `specGrpRef`.
    Group,
    /// `@source`.
    Source,
}

/// A reference to a file.
struct Link {
    href: Box<str>,
    span: Span,
    needed: Needed,
}

/// The file that an element refers to.
fn link(node: Node<'_, '_>) -> Option<Link> {
    let name = node.tag_name();
    let (attribute, needed) = match (name.namespace(), name.name()) {
        // A fallback stands for a file that may be missing.
        (Some(XINCLUDE), "include") if node.children().any(|n| n.has_tag_name((XINCLUDE, "fallback"))) => {
            (node.attribute_node("href"), Needed::Source)
        }
        (Some(XINCLUDE), "include") => (node.attribute_node("href"), Needed::Part),
        (Some(TEI), "specGrpRef") => (node.attribute_node("target"), Needed::Group),
        (Some(TEI), name) if SOURCED.contains(&name) => (node.attribute_node("source"), Needed::Source),
        _ => return None,
    };
    let attribute = attribute?;
    let href = attribute.value().trim();
    let href =
        if matches!(needed, Needed::Source) { href } else { href.split('#').next().unwrap_or_default() };
    let fetched = !href.is_empty() && (!matches!(needed, Needed::Source) || Origin::of(href) == Origin::File);
    fetched.then(|| Link { href: href.into(), span: span_of(attribute.range_value()), needed })
}

/// The elements whose `@source` says where what they customise comes from.
const SOURCED: [&str; 10] = [
    "schemaSpec",
    "moduleRef",
    "elementRef",
    "classRef",
    "macroRef",
    "dataRef",
    "elementSpec",
    "classSpec",
    "macroSpec",
    "dataSpec",
];

/// What an address of a source means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Origin<'a> {
    /// TEI itself: of the version that is named, or the newest one.
    Tei(Option<&'a str>),
    /// Another customisation.
    File,
}

impl<'a> Origin<'a> {
    pub(crate) fn of(source: &'a str) -> Self {
        let version =
            |text: &'a str| Self::Tei(text.starts_with(|c: char| c.is_ascii_digit()).then_some(text));
        if let Some(rest) = source.strip_prefix("tei:") {
            return version(rest.trim());
        }
        if source.contains("tei-c.org/") && source.contains("p5subset") {
            // As in Vault/P5/4.10.0/xml/tei/odd/p5subset.xml.
            let rest = source.split("/P5/").nth(1).unwrap_or_default();
            return version(rest.split('/').next().unwrap_or_default());
        }
        Self::File
    }
}

fn parse(source: &Source) -> Result<Document<'_>, Vec<Diagnostic>> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: u32::MAX, entity_resolver: None };
    Document::parse_with_options(source.text(), options).map_err(|error| {
        // Our own reader says what is wrong better, and goes on after it.
        let mut reader = teiwright_xml::reader::Reader::new(source);
        while reader.next_event().is_some() {}
        let mut faults = reader.into_diagnostics();
        if !faults.iter().any(|fault| fault.severity == Severity::Error) {
            faults.push(rules::unparsed(&error.to_string()));
        }
        faults
    })
}

pub(crate) fn span_of(range: std::ops::Range<usize>) -> Span {
    Span::from_range(range)
}

/// An element of one of the files.
#[derive(Clone, Copy)]
pub(crate) struct Element<'d> {
    pub(crate) node: Node<'d, 'd>,
    pub(crate) file: usize,
}

impl<'d> Element<'d> {
    /// Its name, if it is of TEI.
    pub(crate) fn name(self) -> &'d str {
        let name = self.node.tag_name();
        if name.namespace() == Some(TEI) { name.name() } else { "" }
    }

    pub(crate) fn namespace(self) -> &'d str {
        self.node.tag_name().namespace().unwrap_or_default()
    }

    /// The value of an attribute without namespace.
    pub(crate) fn attribute(self, name: &str) -> Option<&'d str> {
        self.node.attribute(name)
    }

    /// The words of an attribute.
    pub(crate) fn words(self, name: &str) -> Option<Vec<Box<str>>> {
        self.attribute(name).map(|value| value.split_whitespace().map(Into::into).collect())
    }

    /// Words with the prefixes of elements' names replaced by their namespaces: `{namespace}name`; a namespace stays.
    pub(crate) fn expanded(self, words: Vec<Box<str>>) -> Vec<Box<str>> {
        let expand = |word: Box<str>| match word.split_once(':') {
            Some((prefix, name)) if !name.starts_with("//") => {
                let namespace = self.node.lookup_namespace_uri(Some(prefix));
                namespace.map_or(word.clone(), |namespace| format!("{{{namespace}}}{name}").into())
            }
            _ => word,
        };
        words.into_iter().map(expand).collect()
    }

    /// Where an attribute's value stands; the start tag, where it is not there.
    pub(crate) fn attribute_span(self, name: &str) -> Span {
        let attribute = self.node.attribute_node(name);
        attribute.map_or_else(|| self.span(), |attribute| span_of(attribute.range_value()))
    }

    /// Its start tag.
    pub(crate) fn span(self) -> Span {
        let range = self.node.range();
        let text = &self.node.document().input_text()[range.clone()];
        let attributes = self.node.attributes().next_back().map_or(range.start, |a| a.range().end);
        let tag = text[attributes - range.start..].find('>').map_or(range.end, |at| attributes + at + 1);
        Span::from_range(range.start..tag.min(range.end))
    }

    /// Its text, white space at both ends cut off.
    pub(crate) fn text(self) -> String {
        let texts = self.node.descendants().filter(|node| node.node_type() == NodeType::Text);
        texts.filter_map(|node| node.text()).collect::<String>().trim().to_owned()
    }
}

/// The files with their trees, for reading.
#[derive(Clone, Copy)]
pub(crate) struct Documents<'d> {
    pub(crate) files: &'d Files,
    pub(crate) trees: &'d [Option<Document<'d>>],
}

impl<'d> Documents<'d> {
    /// The root element of a file.
    pub(crate) fn root(self, file: usize) -> Option<Element<'d>> {
        let tree = self.trees.get(file)?.as_ref()?;
        Some(Element { node: tree.root_element(), file })
    }

    /// The child elements, those of included files in their places.
    pub(crate) fn children(self, element: Element<'d>) -> Vec<Element<'d>> {
        let mut list = Vec::new();
        self.gather(element, &mut list, 0);
        list
    }

    fn gather(self, element: Element<'d>, list: &mut Vec<Element<'d>>, depth: usize) {
        for node in element.node.children().filter(Node::is_element) {
            let child = Element { node, file: element.file };
            if node.tag_name().namespace() != Some(XINCLUDE) {
                list.push(child);
            } else if node.tag_name().name() == "include" && depth < 20 {
                let included = child.attribute("href").and_then(|href| self.find(child, href));
                if let Some(included) = included {
                    let point = child.attribute("xpointer").map(|point| self.with_id(included.file, point));
                    list.push(point.flatten().unwrap_or(included));
                    continue;
                }
                // What stands for a file that cannot be had.
                for fallback in node.children().filter(|n| n.has_tag_name((XINCLUDE, "fallback"))) {
                    self.gather(Element { node: fallback, file: element.file }, list, depth + 1);
                }
            }
        }
    }

    /// What a reference in `from` leads to: an element by its ID, or a file's root.
    pub(crate) fn find(self, from: Element<'d>, target: &str) -> Option<Element<'d>> {
        let (href, id) = target.split_once('#').unwrap_or((target, ""));
        let file = if href.is_empty() { from.file } else { self.files.target(from.file, href)? };
        if id.is_empty() {
            return self.root(file);
        }
        // An ID of an included file is one of the document as a whole.
        self.with_id(file, id).or_else(|| {
            let others = 0..self.files.sources.len();
            others.filter(|_| href.is_empty()).find_map(|file| self.with_id(file, id))
        })
    }

    fn with_id(self, file: usize, id: &str) -> Option<Element<'d>> {
        let tree = self.trees.get(file)?.as_ref()?;
        let named = |node: &Node<'_, '_>| {
            node.attribute(("http://www.w3.org/XML/1998/namespace", "id"))
                .is_some_and(|value| value.trim() == id)
        };
        tree.descendants().filter(Node::is_element).find(named).map(|node| Element { node, file })
    }
}
