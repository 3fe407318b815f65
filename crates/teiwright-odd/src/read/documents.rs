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
            Ok(document) => {
                for node in document.descendants().filter(Node::is_element) {
                    if let Some((href, span)) = link(node) {
                        wanted.push((Box::<str>::from(href), span));
                    }
                }
            }
        }
        let base = source.name().to_owned();
        for (href, span) in wanted {
            let name = join(&base, &href);
            let known = self.by_name.get(name.as_str()).copied();
            let Some(target) = known.or_else(|| self.fetch(file, &base, &href, span, resolver)) else {
                continue;
            };
            self.by_name.insert(name.into(), target);
            self.links.insert((file, href), target);
        }
    }

    fn fetch(
        &mut self,
        file: usize,
        base: &str,
        href: &str,
        span: Span,
        resolver: &mut dyn Resolver,
    ) -> Option<usize> {
        let why = if self.sources.len() >= MOST_FILES {
            format!("the customisation is of more than {MOST_FILES} files")
        } else {
            match resolver.resolve(base, href) {
                Ok(source) => {
                    self.sources.push(source);
                    return Some(self.sources.len() - 1);
                }
                Err(why) => why,
            }
        };
        self.found.push((file, rules::unread(href, &why, span)));
        None
    }

    /// Parses every file; those that are not well-formed are `None`, which was said when they were loaded.
    pub(crate) fn parse(&self) -> Vec<Option<Document<'_>>> {
        self.sources.iter().map(|source| parse(source).ok()).collect()
    }

    /// The file that a reference in `file` leads to.
    pub(crate) fn target(&self, file: usize, href: &str) -> Option<usize> {
        self.links.get(&(file, href.into())).copied()
    }
}

/// The file that an element refers to, with the place of the reference.
fn link<'d>(node: Node<'d, '_>) -> Option<(&'d str, Span)> {
    let name = node.tag_name();
    let attribute = match (name.namespace(), name.name()) {
        (Some(XINCLUDE), "include") => node.attribute_node("href"),
        (Some(TEI), "specGrpRef") => node.attribute_node("target"),
        _ => None,
    }?;
    let href = attribute.value().split('#').next().unwrap_or_default();
    (!href.is_empty()).then(|| (href, span_of(attribute.range_value())))
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

    /// Where an attribute's value stands; the start tag, where it is not there.
    pub(crate) fn attribute_span(self, name: &str) -> Span {
        let attribute = self.node.attribute_node(name);
        attribute.map_or_else(|| self.span(), |attribute| span_of(attribute.range_value()))
    }

    /// Its start tag.
    pub(crate) fn span(self) -> Span {
        let range = self.node.range();
        let text = &self.node.document().input_text()[range.clone()];
        let attributes = self.node.attributes().last().map_or(range.start, |a| a.range().end);
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
