//! Lists of attributes (Guidelines, 22.6).

use teiwright_p5::spec::{Attribute, AttributeDef, AttributeType, Content, Occurs, Organisation, Usage};

use super::Reader;
use super::content::MODES;
use super::documents::Element;
use crate::rules;

const USAGES: &[(&str, Usage)] = &[
    ("opt", Usage::Optional),
    ("rec", Usage::Recommended),
    ("req", Usage::Required),
    // What earlier releases of TEI called them.
    ("mwa", Usage::Optional),
    ("rwa", Usage::Recommended),
];

impl<'d> Reader<'d, '_> {
    /// `attList/@org`.
    pub(super) fn organisation(&mut self, element: Element<'d>) -> Organisation {
        let words = &[("group", Organisation::Group), ("choice", Organisation::Choice)];
        self.word(element, "org", words).unwrap_or(Organisation::Group)
    }

    /// What stands in an `attList`.
    pub(super) fn attributes(&mut self, element: Element<'d>) -> Vec<Attribute> {
        self.depth += 1;
        let mut list = Vec::new();
        if !self.too_deep(element) {
            for child in self.children(element) {
                match child.name() {
                    "attDef" => list.extend(self.attribute(child).map(Attribute::Def)),
                    "attList" => {
                        let organisation = self.organisation(child);
                        list.push(Attribute::List(organisation, self.attributes(child)));
                    }
                    "attRef" => list.extend(self.attribute_reference(child)),
                    _ => {}
                }
            }
        }
        self.depth -= 1;
        list
    }

    fn attribute_reference(&mut self, element: Element<'d>) -> Option<Attribute> {
        let name = element.attribute("name");
        if let Some(class) = element.attribute("class").or_else(|| element.attribute("key")) {
            return Some(Attribute::Class(class.trim().into(), name.map(Into::into)));
        }
        // A name alone is that of a definition of the grammar.
        if let Some(name) = name {
            return Some(Attribute::Class(name.trim().into(), None));
        }
        self.report(element, rules::lacks("attRef", "class", element.span()));
        None
    }

    fn attribute(&mut self, element: Element<'d>) -> Option<AttributeDef> {
        let Some(ident) = element.attribute("ident").map(str::trim).filter(|ident| !ident.is_empty()) else {
            self.report(element, rules::lacks("attDef", "ident", element.span()));
            return None;
        };
        let mut def = AttributeDef::new(ident);
        def.place = self.place(element);
        def.renamed = self.renamed(element);
        def.namespace = element.attribute("ns").map(Into::into);
        // A prefix that the customisation binds names the namespace.
        if def.namespace.is_none()
            && let Some((prefix, _)) =
                ident.split_once(':').filter(|(prefix, _)| !matches!(*prefix, "xml" | "xmlns"))
        {
            def.namespace = element.node.lookup_namespace_uri(Some(prefix)).map(Into::into);
        }
        self.name_of(element, def.name(), def.namespace.is_some());
        def.mode = self.word(element, "mode", MODES);
        def.usage = self.word(element, "usage", USAGES);
        def.datatype = self.named(element, "datatype").first().map(|datatype| self.datatype(*datatype));
        def.values = self.named(element, "valList").first().map(|list| self.values(*list));
        def.default = self.named(element, "defaultVal").first().map(|value| value.text().into());
        Some(def)
    }

    fn datatype(&mut self, element: Element<'d>) -> AttributeType {
        let inner = self.content(element);
        let value = match inner.content {
            Content::Empty => Content::Text,
            _ if inner.occurs == Occurs::ONCE => inner.content,
            _ => Content::Sequence(vec![inner]),
        };
        AttributeType { value: Box::new(value), occurs: self.occurs(element) }
    }
}
