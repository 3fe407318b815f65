//! The parts of the XML syntax beside patterns: names and name classes, grammars, datatypes.

use std::sync::Arc;

use teiwright_source::Span;

use super::model::{
    Combine, Component, Data, Define, NameClass, NameClassKind, Namespace, Param, PatternKind, Value, XML_NS,
};
use super::names::{is_ncname, trim};
use super::xml::{Element, Reader, Scope, notes_of, span_of, tag_span};
use crate::rules;

impl Reader {
    /// A name with or without prefix (4.10), trimmed (4.2).
    pub(super) fn qname(
        &mut self,
        node: Element<'_, '_>,
        text: &str,
        scope: &Scope,
        span: Span,
    ) -> Option<NameClass> {
        let name = trim(text);
        let (namespace, local) = match name.split_once(':') {
            None => (scope.namespace.clone(), name),
            Some((prefix, local)) => {
                let uri =
                    if prefix == "xml" { Some(XML_NS) } else { node.lookup_namespace_uri(Some(prefix)) };
                let Some(uri) = uri else {
                    self.found.push(rules::undeclared_prefix(prefix, span));
                    return None;
                };
                (Namespace::Uri(Arc::from(uri)), local)
            }
        };
        if !is_ncname(local) {
            let message = format!("“{name}” is not a name");
            self.found.push(rules::schema_attribute(message, span));
            return None;
        }
        Some(NameClass { kind: NameClassKind::Name(namespace, local.into()), span })
    }

    /// One name class of section 3.
    pub(super) fn name_class(&mut self, node: Element<'_, '_>, outer: &Scope) -> Option<NameClass> {
        let scope = &self.enter(node, outer)?;
        let span = tag_span(node);
        let kind = match node.tag_name().name() {
            "name" => {
                let text = self.text_of(node);
                return self.qname(node, &text, scope, span_of(node));
            }
            "anyName" => NameClassKind::AnyName(self.except_class(node, scope)),
            "nsName" => NameClassKind::NsName(scope.namespace.clone(), self.except_class(node, scope)),
            "choice" => NameClassKind::Choice(self.class_choice(node, scope)),
            other => {
                let parent = node.parent().map_or("", |p| p.tag_name().name());
                let diagnostic = rules::schema_element(&format!("the element {other}"), parent, span);
                self.found
                    .push(diagnostic.with_help("a name class is name, anyName, nsName or a choice of them"));
                return None;
            }
        };
        Some(NameClass { kind, span })
    }

    fn class_choice(&mut self, node: Element<'_, '_>, scope: &Scope) -> Vec<NameClass> {
        let children = self.children(node);
        if children.is_empty() {
            self.found.push(rules::child_missing(node.tag_name().name(), "a name class", tag_span(node)));
        }
        children.into_iter().filter_map(|child| self.name_class(child, scope)).collect()
    }

    fn except_class(&mut self, node: Element<'_, '_>, scope: &Scope) -> Option<Box<NameClass>> {
        let mut except = None;
        for child in self.children(node) {
            let tag = child.tag_name().name();
            if tag != "except" || except.is_some() {
                let what = if tag == "except" {
                    "a second except".to_string()
                } else {
                    format!("the element {tag}")
                };
                self.found.push(rules::schema_element(&what, node.tag_name().name(), tag_span(child)));
                continue;
            }
            let Some(inner) = self.enter(child, scope) else { continue };
            let classes = self.class_choice(child, &inner);
            except =
                Some(Box::new(NameClass { kind: NameClassKind::Choice(classes), span: tag_span(child) }));
        }
        except
    }

    pub(super) fn value(&mut self, node: Element<'_, '_>, scope: &Scope) -> Option<PatternKind> {
        let datatype = self.datatype(node, scope)?;
        let text = self.text_of(node);
        let mut bindings = Vec::new();
        if let Some((prefix, _)) = trim(&text).split_once(':')
            && is_ncname(prefix)
            && let Some(uri) = node.lookup_namespace_uri(Some(prefix))
        {
            bindings.push((prefix.into(), Namespace::Uri(Arc::from(uri))));
        }
        let namespace = scope.namespace.clone();
        Some(PatternKind::Value(Value { datatype, text: text.into(), namespace, bindings }))
    }

    pub(super) fn data(&mut self, node: Element<'_, '_>, scope: &Scope) -> Option<PatternKind> {
        let mut params = Vec::new();
        let mut except = None;
        for child in self.children(node) {
            match child.tag_name().name() {
                "param" if except.is_none() => {
                    let name = self.enter(child, scope).and_then(|_| self.ncname(child, "name"));
                    let value = self.text_of(child);
                    let Some(name) = name else { continue };
                    params.push(Param { name, value: value.into(), span: span_of(child) });
                }
                "except" if except.is_none() => {
                    let Some(inner) = self.enter(child, scope) else { continue };
                    except = Some(self.child_patterns(child, &inner));
                }
                other => {
                    let what = format!("the element {other}");
                    self.found.push(rules::schema_element(&what, "data", tag_span(child)));
                }
            }
        }
        let datatype = self.datatype(node, scope)?;
        Some(PatternKind::Data(Data { datatype, params, except }))
    }

    /// One component of a grammar; `includes` where `include` may stand.
    pub(super) fn component(
        &mut self,
        node: Element<'_, '_>,
        outer: &Scope,
        includes: bool,
    ) -> Option<Component> {
        let scope = &self.enter(node, outer)?;
        match node.tag_name().name() {
            "start" => {
                let patterns = self.child_patterns(node, scope);
                if patterns.len() > 1 {
                    self.found.push(rules::schema_element("a second pattern", "start", patterns[1].span));
                }
                let combine = self.combine(node);
                Some(define(node, None, combine, patterns))
            }
            "define" => {
                let name = self.ncname(node, "name");
                let patterns = self.child_patterns(node, scope);
                let combine = self.combine(node);
                Some(define(node, Some(name?), combine, patterns))
            }
            "div" => Some(Component::Div(self.components(node, scope, includes))),
            "include" if includes => {
                let link = self.link(node, scope);
                let overrides = self.components(node, scope, false);
                Some(Component::Include(link?, overrides))
            }
            other => {
                let parent = node.parent().map_or("", |p| p.tag_name().name());
                self.found.push(rules::schema_element(
                    &format!("the element {other}"),
                    parent,
                    tag_span(node),
                ));
                None
            }
        }
    }

    fn combine(&mut self, node: Element<'_, '_>) -> Option<Combine> {
        let attribute = node.attribute_node("combine")?;
        match trim(attribute.value()) {
            "choice" => Some(Combine::Choice),
            "interleave" => Some(Combine::Interleave),
            other => {
                let message = format!("combine is “{other}”, but must be choice or interleave");
                self.found.push(rules::schema_attribute(message, Span::from_range(attribute.range_value())));
                None
            }
        }
    }
}

fn define(
    node: Element<'_, '_>,
    name: Option<Box<str>>,
    combine: Option<Combine>,
    patterns: Vec<super::model::Pattern>,
) -> Component {
    let span =
        node.attribute_node("name").map_or_else(|| tag_span(node), |a| Span::from_range(a.range_value()));
    Component::Define(Define { name, combine, patterns, span, notes: notes_of(node) })
}
