//! Reads schemas in XML syntax: section 3 (full syntax), with annotations skipped (4.1) and names resolved (4.2–4.4, 4.8–4.10).

use std::sync::Arc;

use roxmltree::{Attribute, Document, Node, ParsingOptions};
use teiwright_source::{Diagnostic, Diagnostics, Source, Span};

use super::model::{
    ANNOTATIONS_NS, Component, DatatypeName, Link, MAX_NESTING, Namespace, Notes, Pattern, PatternKind,
    RNG_NS, XML_NS,
};
use super::names::{is_ncname, join, scheme, trim};
use crate::rules;

/// Reads a schema in XML syntax. `None` where so much is wrong that there is no pattern at all; what is returned beside
/// errors is what could be read.
#[must_use]
pub fn parse_xml(source: &Source) -> (Option<Pattern>, Vec<Diagnostic>) {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: u32::MAX, entity_resolver: None };
    let document = match Document::parse_with_options(source.text(), options) {
        Ok(document) => document,
        Err(error) => {
            let place = error.pos();
            let span = Span::at(offset_of(source, place.row, place.col));
            return (None, vec![rules::not_well_formed(&error.to_string(), span)]);
        }
    };
    let mut reader = Reader { found: Diagnostics::new() };
    let root = document.root_element();
    let scope = Scope { namespace: Namespace::Inherit, library: Arc::from(""), base: None, depth: 0 };
    let pattern = if is_rng(root) {
        reader.pattern(root, &scope)
    } else {
        let what = format!("the element {}", root.tag_name().name());
        let diagnostic = rules::schema_element(&what, "a schema as its root", tag_span(root));
        reader.found.push(diagnostic.with_help(format!("the root of a schema is of the namespace {RNG_NS}")));
        None
    };
    (pattern, reader.found.into_vec())
}

fn offset_of(source: &Source, row: u32, column: u32) -> u32 {
    let line = (row as usize).saturating_sub(1);
    let start = source.lines().starts().get(line).copied().unwrap_or_default();
    let skip = source
        .line(line)
        .chars()
        .take((column as usize).saturating_sub(1))
        .map(char::len_utf8)
        .sum::<usize>();
    start.saturating_add(u32::try_from(skip).unwrap_or(0))
}

/// What an element of the schema inherits from those around it.
#[derive(Clone)]
pub(super) struct Scope {
    pub(super) namespace: Namespace,
    pub(super) library: Arc<str>,
    pub(super) base: Option<Box<str>>,
    depth: usize,
}

pub(super) struct Reader {
    pub(super) found: Diagnostics,
}

pub(super) type Element<'a, 'i> = Node<'a, 'i>;

pub(super) fn is_rng(node: Element<'_, '_>) -> bool {
    node.is_element() && node.tag_name().namespace() == Some(RNG_NS)
}

/// The name of the start tag, without `<`.
pub(super) fn tag_span(node: Element<'_, '_>) -> Span {
    let start = node.range().start + 1;
    let text = &node.document().input_text()[start..];
    let length = text.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    Span::from_range(start..start + length)
}

pub(super) fn span_of(node: Element<'_, '_>) -> Span {
    Span::from_range(node.range())
}

fn value_span(attribute: Attribute<'_, '_>) -> Span {
    Span::from_range(attribute.range_value())
}

/// The attributes that an element of the RELAX NG namespace may have beside `ns` and `datatypeLibrary`.
fn own_attributes(name: &str) -> &'static [&'static str] {
    match name {
        "element" | "attribute" | "ref" | "parentRef" | "param" => &["name"],
        "define" => &["name", "combine"],
        "start" => &["combine"],
        "value" | "data" => &["type"],
        "externalRef" | "include" => &["href"],
        _ => &[],
    }
}

impl Reader {
    /// What `node` passes on, with its attributes checked against section 3.
    pub(super) fn enter(&mut self, node: Element<'_, '_>, outer: &Scope) -> Option<Scope> {
        let mut scope = outer.clone();
        scope.depth += 1;
        if scope.depth > MAX_NESTING {
            let what = format!("patterns are nested more than {MAX_NESTING} deep");
            self.found.push(rules::too_large(&what, tag_span(node)));
            return None;
        }
        let name = node.tag_name().name();
        for attribute in node.attributes() {
            match (attribute.namespace(), attribute.name()) {
                (None, "ns") => scope.namespace = Namespace::Uri(Arc::from(attribute.value())),
                (None, "datatypeLibrary") => {
                    let uri = attribute.value();
                    if !uri.is_empty() && (scheme(uri).is_none() || uri.contains('#') || !is_escaped(uri)) {
                        self.found.push(rules::datatype_library_uri(uri, value_span(attribute)));
                    }
                    scope.library = Arc::from(uri);
                }
                (Some(XML_NS), "base") => {
                    let base = scope.base.as_deref().map(|b| join(b, attribute.value()));
                    scope.base = Some(base.unwrap_or_else(|| attribute.value().to_string()).into());
                }
                (None, own) if own_attributes(name).contains(&own) => {}
                (None | Some(RNG_NS), other) => {
                    let message = format!("the element {name} has no attribute {other}");
                    let span = Span::from_range(attribute.range());
                    self.found.push(rules::schema_attribute(message, span));
                }
                _ => {}
            }
        }
        Some(scope)
    }

    /// The children of the RELAX NG namespace; text between them is an error, annotations are skipped (4.1).
    pub(super) fn children<'a, 'i>(&mut self, node: Element<'a, 'i>) -> Vec<Element<'a, 'i>> {
        let mut children = Vec::new();
        for child in node.children() {
            if is_rng(child) {
                children.push(child);
            } else if child.is_text() && !trim(child.text().unwrap_or_default()).is_empty() {
                self.found.push(rules::schema_element("text", node.tag_name().name(), span_of(child)));
            }
        }
        children
    }

    /// The text of an element that holds text only (`name`, `value`, `param`).
    pub(super) fn text_of(&mut self, node: Element<'_, '_>) -> String {
        let mut text = String::new();
        for child in node.children() {
            if child.is_element() {
                let what = format!("the element {}", child.tag_name().name());
                self.found.push(rules::schema_element(&what, node.tag_name().name(), tag_span(child)));
            } else if child.is_text() {
                text.push_str(child.text().unwrap_or_default());
            }
        }
        text
    }

    /// A required attribute that holds a name without colon, trimmed (4.2).
    pub(super) fn ncname(&mut self, node: Element<'_, '_>, attribute: &str) -> Option<Box<str>> {
        let tag = node.tag_name().name();
        let Some(found) = node.attribute_node(attribute) else {
            let message = format!("the element {tag} lacks the attribute {attribute}");
            self.found.push(rules::schema_attribute(message, tag_span(node)));
            return None;
        };
        let name = trim(found.value());
        if !is_ncname(name) {
            let message = format!("“{name}” is not a name without colon, as {attribute} of {tag} must be");
            self.found.push(rules::schema_attribute(message, value_span(found)));
            return None;
        }
        Some(name.into())
    }

    /// The child patterns, which are reported when there is none.
    fn patterns(
        &mut self,
        node: Element<'_, '_>,
        children: &[Element<'_, '_>],
        scope: &Scope,
    ) -> Vec<Pattern> {
        if children.is_empty() {
            self.found.push(rules::child_missing(node.tag_name().name(), "a pattern", tag_span(node)));
        }
        children.iter().filter_map(|child| self.pattern(*child, scope)).collect()
    }

    pub(super) fn child_patterns(&mut self, node: Element<'_, '_>, scope: &Scope) -> Vec<Pattern> {
        let children = self.children(node);
        self.patterns(node, &children, scope)
    }

    /// One pattern of section 3.
    pub(super) fn pattern(&mut self, node: Element<'_, '_>, outer: &Scope) -> Option<Pattern> {
        let scope = &self.enter(node, outer)?;
        let kind = match node.tag_name().name() {
            "element" | "attribute" => self.named(node, scope)?,
            "group" => PatternKind::Group(self.child_patterns(node, scope)),
            "interleave" => PatternKind::Interleave(self.child_patterns(node, scope)),
            "choice" => PatternKind::Choice(self.child_patterns(node, scope)),
            "optional" => PatternKind::Optional(self.child_patterns(node, scope)),
            "zeroOrMore" => PatternKind::ZeroOrMore(self.child_patterns(node, scope)),
            "oneOrMore" => PatternKind::OneOrMore(self.child_patterns(node, scope)),
            "list" => PatternKind::List(self.child_patterns(node, scope)),
            "mixed" => PatternKind::Mixed(self.child_patterns(node, scope)),
            "ref" => self.leaf(node, |r| r.ncname(node, "name").map(PatternKind::Ref))?,
            "parentRef" => self.leaf(node, |r| r.ncname(node, "name").map(PatternKind::ParentRef))?,
            "empty" => self.leaf(node, |_| Some(PatternKind::Empty))?,
            "text" => self.leaf(node, |_| Some(PatternKind::Text))?,
            "notAllowed" => self.leaf(node, |_| Some(PatternKind::NotAllowed))?,
            "value" => self.value(node, scope)?,
            "data" => self.data(node, scope)?,
            "externalRef" => self.leaf(node, |r| r.link(node, scope).map(PatternKind::External))?,
            "grammar" => PatternKind::Grammar(self.components(node, scope, true)),
            other => {
                let parent = node.parent().map_or("", |p| p.tag_name().name());
                let parent = if parent.is_empty() { "a schema as its root" } else { parent };
                self.found.push(rules::no_pattern(other, parent, tag_span(node)));
                return None;
            }
        };
        let notes = notes_of(node);
        Some(Pattern { kind, span: Span::from_range(tag_range(node)), notes })
    }

    fn leaf<T>(&mut self, node: Element<'_, '_>, make: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        for child in self.children(node) {
            let what = format!("the element {}", child.tag_name().name());
            self.found.push(rules::schema_element(&what, node.tag_name().name(), tag_span(child)));
        }
        make(self)
    }

    /// `element` and `attribute` (4.8: a `name` attribute becomes a name class).
    fn named(&mut self, node: Element<'_, '_>, scope: &Scope) -> Option<PatternKind> {
        let is_attribute = node.tag_name().name() == "attribute";
        let mut children = self.children(node);
        let class = if let Some(name) = node.attribute_node("name") {
            let span = value_span(name);
            let mut name_scope = scope.clone();
            if is_attribute && node.attribute("ns").is_none() {
                // 4.8: without `ns`, an attribute named by `name` is in no namespace.
                name_scope.namespace = Namespace::Uri(Arc::from(""));
            }
            self.qname(node, name.value(), &name_scope, span)
        } else if !children.first().is_some_and(is_name_class) {
            let found = rules::child_missing(node.tag_name().name(), "a name", tag_span(node));
            self.found.push(found.with_help("write `name=\"…\"` in its tag"));
            return None;
        } else {
            self.name_class(children.remove(0), scope)
        };
        let content = if is_attribute && children.is_empty() {
            Vec::new()
        } else if is_attribute && children.len() > 1 {
            let what = format!("a second pattern ({})", children[1].tag_name().name());
            self.found.push(rules::schema_element(&what, "attribute", tag_span(children[1])));
            self.patterns(node, &children, scope)
        } else {
            self.patterns(node, &children, scope)
        };
        let class = class?;
        Some(if is_attribute {
            PatternKind::Attribute(class, content)
        } else {
            PatternKind::Element(class, content)
        })
    }

    pub(super) fn link(&mut self, node: Element<'_, '_>, scope: &Scope) -> Option<Link> {
        let Some(href) = node.attribute_node("href") else {
            let message = format!("the element {} lacks the attribute href", node.tag_name().name());
            self.found.push(rules::schema_attribute(message, tag_span(node)));
            return None;
        };
        let span = value_span(href);
        Some(Link {
            href: href.value().into(),
            base: scope.base.clone(),
            namespace: scope.namespace.clone(),
            span,
        })
    }

    /// The datatype that `data` or `value` names (4.3, 4.4).
    pub(super) fn datatype(&mut self, node: Element<'_, '_>, scope: &Scope) -> Option<DatatypeName> {
        let span = node.attribute_node("type").map_or_else(|| tag_span(node), value_span);
        if node.tag_name().name() == "value" && node.attribute("type").is_none() {
            return Some(DatatypeName { library: Arc::from(""), name: "token".into(), span });
        }
        let name = self.ncname(node, "type")?;
        Some(DatatypeName { library: Arc::clone(&scope.library), name, span })
    }

    /// What stands in `grammar`, `div` or `include`.
    pub(super) fn components(
        &mut self,
        node: Element<'_, '_>,
        scope: &Scope,
        includes: bool,
    ) -> Vec<Component> {
        let children = self.children(node);
        children.into_iter().filter_map(|child| self.component(child, scope, includes)).collect()
    }
}

/// Whether all that a URI must escape is escaped, and each `%` is followed by two hexadecimal digits.
fn is_escaped(uri: &str) -> bool {
    let plain = uri.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&b));
    plain
        && uri
            .split('%')
            .skip(1)
            .all(|rest| rest.as_bytes().get(..2).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)))
}

/// The start tag.
fn tag_range(node: Element<'_, '_>) -> std::ops::Range<usize> {
    let range = node.range();
    let end = node.attributes().next_back().map_or_else(|| tag_span(node).range().end, |a| a.range().end);
    let text = &node.document().input_text()[end..range.end];
    let close = text.find('>').map_or(range.end, |at| end + at + 1);
    range.start..close.max(range.start)
}

/// The annotations that Teiwright reads.
pub(super) fn notes_of(node: Element<'_, '_>) -> Option<Box<Notes>> {
    let mut notes = Notes::default();
    let ours = |child: &Node<'_, '_>| child.has_tag_name((ANNOTATIONS_NS, "documentation"));
    notes.documentation = node.children().filter(ours).filter_map(|c| c.text().map(str::to_string)).collect();
    notes.default_value = node.attribute((ANNOTATIONS_NS, "defaultValue")).map(str::to_string);
    let any = !notes.documentation.is_empty() || notes.default_value.is_some();
    any.then(|| Box::new(notes))
}

/// Whether an element is a name class (section 3): one that something else is meant to be may be a pattern without name.
fn is_name_class(node: &Element<'_, '_>) -> bool {
    ![
        "text",
        "empty",
        "element",
        "attribute",
        "data",
        "value",
        "ref",
        "group",
        "optional",
        "zeroOrMore",
        "oneOrMore",
    ]
    .contains(&node.tag_name().name())
}
