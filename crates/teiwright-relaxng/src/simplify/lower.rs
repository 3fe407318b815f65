//! Sections 4.6 and 4.11–4.16: from the parsed schema to nodes, with every file in its place.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use teiwright_source::{Diagnostic, Span};

use super::files::{FileId, Files, Place};
use super::ir::{DefId, Ir, Node, NodeId, ValueEntry};
use crate::datatypes::{Context, Datatype, DatatypeError};
use crate::rules;
use crate::syntax::model::{Data, DatatypeName, Link, Namespace, Pattern, PatternKind, Value};

/// How deeply patterns may be nested, files in files counted.
const MAX_DEPTH: usize = 500;
/// How many patterns a schema may have, files counted as often as they are included.
const MAX_NODES: usize = 4_000_000;

/// A grammar with its definitions, as they are gathered (4.17, 4.18).
pub(super) struct Grammar {
    pub(super) parent: Option<usize>,
    pub(super) by_name: FxHashMap<Box<str>, DefId>,
    pub(super) start: DefId,
    /// Every definition with its parts: how each is combined, what it is, and where.
    pub(super) parts: Vec<(DefId, super::lower_grammar::Part)>,
    /// The first reference to each name.
    pub(super) uses: Vec<(DefId, Place)>,
}

/// Where in the schema a pattern is lowered.
#[derive(Clone)]
pub(super) struct Site {
    pub(super) file: FileId,
    /// The namespace that the file inherits.
    pub(super) namespace: Arc<str>,
    pub(super) grammar: Option<usize>,
}

impl Site {
    pub(super) fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    pub(super) fn uri<'a>(&'a self, namespace: &'a Namespace) -> &'a str {
        match namespace {
            Namespace::Inherit => &self.namespace,
            Namespace::Uri(uri) => uri,
        }
    }
}

pub(super) struct Lower<'a> {
    pub(super) files: &'a Files,
    pub(super) ir: Ir,
    pub(super) grammars: Vec<Grammar>,
    pub(super) found: Vec<(FileId, Diagnostic)>,
    /// The files that are being lowered, outermost first.
    pub(super) active: Vec<FileId>,
    depth: usize,
    over: bool,
}

/// Lowers the first of `files` with all that it refers to.
pub(super) fn lower(files: &Files) -> (Ir, Vec<(FileId, Diagnostic)>) {
    let mut lower = Lower {
        files,
        ir: Ir::default(),
        grammars: Vec::new(),
        found: Vec::new(),
        active: vec![0],
        depth: 0,
        over: false,
    };
    let site = Site { file: 0, namespace: Arc::from(""), grammar: None };
    if let Some(pattern) = files.list.first().and_then(|f| f.pattern.as_ref()) {
        lower.ir.start = lower.pattern(pattern, &site);
    }
    (lower.ir, lower.found)
}

/// The prefixes of a `value`.
struct Bindings<'a> {
    site: &'a Site,
    value: &'a Value,
}

impl Context for Bindings<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        if prefix.is_empty() {
            return Some(self.site.uri(&self.value.namespace));
        }
        let binding = self.value.bindings.iter().find(|b| b.0.as_ref() == prefix)?;
        Some(self.site.uri(&binding.1))
    }
}

impl<'a> Lower<'a> {
    pub(super) fn report(&mut self, site: &Site, diagnostic: Diagnostic) {
        self.found.push((site.file, diagnostic));
    }

    pub(super) fn add(&mut self, node: Node, site: &Site, span: Span) -> NodeId {
        self.ir.add(node, site.place(span))
    }

    /// Whether the schema is past a limit, which is said once.
    pub(super) fn is_over(&mut self, site: &Site, span: Span) -> bool {
        let deep = self.depth > MAX_DEPTH;
        let large = self.ir.nodes.len() > MAX_NODES;
        if (deep || large) && !self.over {
            self.over = true;
            let what = if deep {
                format!("patterns are nested more than {MAX_DEPTH} deep")
            } else {
                format!("it has more than {MAX_NODES} patterns")
            };
            self.report(site, rules::too_large(&what, span));
        }
        self.over
    }

    /// One pattern.
    pub(super) fn pattern(&mut self, pattern: &Pattern, site: &Site) -> NodeId {
        let span = pattern.span;
        self.depth += 1;
        let node = if self.is_over(site, span) { Node::NotAllowed } else { self.node(pattern, site) };
        self.depth -= 1;
        self.add(node, site, span)
    }

    /// 4.12: several patterns in one are a group.
    pub(super) fn group(&mut self, patterns: &[Pattern], site: &Site, span: Span) -> NodeId {
        match patterns {
            [one] => self.pattern(one, site),
            many => {
                let children = self.each(many, site);
                self.add(Node::Group(children), site, span)
            }
        }
    }

    fn each(&mut self, patterns: &[Pattern], site: &Site) -> Vec<NodeId> {
        patterns.iter().map(|p| self.pattern(p, site)).collect()
    }

    fn node(&mut self, pattern: &Pattern, site: &Site) -> Node {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::Empty => Node::Empty,
            PatternKind::NotAllowed => Node::NotAllowed,
            PatternKind::Text => Node::Text,
            PatternKind::Group(children) => Node::Group(self.each(children, site)),
            PatternKind::Interleave(children) => Node::Interleave(self.each(children, site)),
            PatternKind::Choice(children) => Node::Choice(self.each(children, site)),
            // 4.14
            PatternKind::Optional(children) => {
                let child = self.group(children, site, span);
                self.or_empty(child, site, span)
            }
            // 4.15
            PatternKind::ZeroOrMore(children) => {
                let child = self.group(children, site, span);
                let repeated = self.add(Node::OneOrMore(child), site, span);
                self.or_empty(repeated, site, span)
            }
            PatternKind::OneOrMore(children) => Node::OneOrMore(self.group(children, site, span)),
            // 4.13
            PatternKind::Mixed(children) => {
                let child = self.group(children, site, span);
                let text = self.add(Node::Text, site, span);
                Node::Interleave(vec![child, text])
            }
            PatternKind::List(children) => Node::List(self.group(children, site, span)),
            PatternKind::Element(class, children) => {
                let class = self.name_class(class, site, false);
                Node::Element(class, self.group(children, site, span))
            }
            PatternKind::Attribute(class, children) => {
                let class = self.name_class(class, site, true);
                // 4.12: an attribute without pattern has text.
                let content = match children.as_slice() {
                    [] => self.add(Node::Text, site, span),
                    children => self.group(children, site, span),
                };
                let default = pattern.notes.as_ref().and_then(|n| n.default_value.as_deref());
                Node::Attribute(class, content, default.map(Into::into))
            }
            PatternKind::Value(value) => self.value(value, site, span),
            PatternKind::Data(data) => self.data(data, site, span),
            PatternKind::Ref(name) => self.reference(name, site, span),
            PatternKind::ParentRef(name) => self.parent_reference(name, site, span),
            PatternKind::External(link) => self.external(link, site),
            PatternKind::Grammar(components) => self.grammar(components, site, span),
        }
    }

    fn or_empty(&mut self, child: NodeId, site: &Site, span: Span) -> Node {
        let empty = self.add(Node::Empty, site, span);
        Node::Choice(vec![child, empty])
    }

    /// 4.6: the pattern of another file stands in the place of the reference.
    fn external(&mut self, link: &Link, site: &Site) -> Node {
        let Some((pattern, inner)) = self.enter_file(link, site) else { return Node::NotAllowed };
        let node = self.pattern(pattern, &inner);
        self.active.pop();
        self.ir.nodes[node].clone()
    }

    /// The pattern of the file that `link` leads to, unless that is being lowered already.
    pub(super) fn enter_file(&mut self, link: &Link, site: &Site) -> Option<(&'a Pattern, Site)> {
        let files = self.files;
        let target = files.target(site.file, link)?;
        let file = &files.list[target];
        if self.active.contains(&target) {
            self.report(site, rules::recursive_include(file.source.name(), link.span));
            return None;
        }
        let pattern = file.pattern.as_ref()?;
        self.active.push(target);
        let namespace = Arc::from(site.uri(&link.namespace));
        Some((pattern, Site { file: target, namespace, grammar: site.grammar }))
    }

    /// 4.16: the datatype must be one, and its parameters right.
    fn datatype(
        &mut self,
        name: &DatatypeName,
        params: &[(&str, &str)],
        site: &Site,
        spans: &[Span],
    ) -> Option<usize> {
        let boxed = params.iter().map(|p| (p.0.into(), p.1.into())).collect();
        let key = (Box::from(name.library.as_ref()), name.name.clone(), boxed);
        if let Some(id) = self.ir.by_datatype.get(&key) {
            return Some(*id);
        }
        match Datatype::new(&name.library, &name.name, params) {
            Ok(datatype) => {
                let id = self.ir.datatypes.len();
                self.ir.datatypes.push(datatype);
                self.ir.by_datatype.insert(key, id);
                Some(id)
            }
            Err(DatatypeError::Unknown) => {
                self.report(site, rules::unknown_datatype(&name.name, &name.library, name.span));
                None
            }
            Err(DatatypeError::Parameter { index, why }) => {
                let span = spans.get(index).copied().unwrap_or(name.span);
                let parameter = params.get(index).map_or("", |p| p.0);
                self.report(site, rules::datatype_parameter(parameter, &why, span));
                None
            }
        }
    }

    fn data(&mut self, data: &Data, site: &Site, span: Span) -> Node {
        let params = data.params.iter().map(|p| (p.name.as_ref(), p.value.as_ref())).collect::<Vec<_>>();
        let spans = data.params.iter().map(|p| p.span).collect::<Vec<_>>();
        let datatype = self.datatype(&data.datatype, &params, site, &spans);
        // 4.12: several patterns in an exception are a choice.
        let except = data.except.as_ref().map(|patterns| match patterns.as_slice() {
            [one] => self.pattern(one, site),
            many => {
                let children = self.each(many, site);
                self.add(Node::Choice(children), site, span)
            }
        });
        datatype.map_or(Node::NotAllowed, |datatype| Node::Data(datatype, except))
    }

    fn value(&mut self, value: &Value, site: &Site, span: Span) -> Node {
        let Some(datatype) = self.datatype(&value.datatype, &[], site, &[]) else { return Node::NotAllowed };
        let context = Bindings { site, value };
        let Some(made) = self.ir.datatypes[datatype].value(&value.text, &context) else {
            self.report(site, rules::value_not_of_type(&value.text, &value.datatype.name, span));
            return Node::NotAllowed;
        };
        self.ir.values.push(ValueEntry { datatype, value: made, text: value.text.clone() });
        Node::Value(self.ir.values.len() - 1)
    }
}
