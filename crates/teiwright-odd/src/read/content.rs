//! Content models (Guidelines, 22.5) and what they are made of.

use teiwright_p5::spec::{
    ClassUse, Closure, Content, DataName, DataUse, Expand, Mode, Occurs, Particle, Value, ValueList,
};

use super::Reader;
use super::documents::{Element, TEI};
use crate::rules;

/// The namespace of RELAX NG.
const RELAXNG: &str = "http://relaxng.org/ns/structure/1.0";

const EXPANSIONS: &[(&str, Expand)] = &[
    ("alternate", Expand::Alternate),
    ("sequence", Expand::Sequence),
    ("sequenceOptional", Expand::SequenceOptional),
    ("sequenceRepeatable", Expand::SequenceRepeatable),
    ("sequenceOptionalRepeatable", Expand::SequenceOptionalRepeatable),
];

const CLOSURES: &[(&str, Closure)] =
    &[("closed", Closure::Closed), ("semi", Closure::Semi), ("open", Closure::Open)];

/// The words of `@mode`.
pub(super) const MODES: &[(&str, Mode)] =
    &[("add", Mode::Add), ("change", Mode::Change), ("replace", Mode::Replace), ("delete", Mode::Delete)];

impl<'d> Reader<'d, '_> {
    /// What stands in `content`, `datatype` or the like, as one particle. Several parts are a sequence.
    pub(super) fn content(&mut self, element: Element<'d>) -> Particle {
        let mut parts = self.particles(element);
        let place = self.place(element);
        match (parts.len(), parts.pop()) {
            (1, Some(one)) => one,
            (_, None) => Particle { content: Content::Empty, occurs: Occurs::ONCE, place },
            (_, Some(last)) => {
                parts.push(last);
                Particle { content: Content::Sequence(parts), occurs: Occurs::ONCE, place }
            }
        }
    }

    fn particles(&mut self, element: Element<'d>) -> Vec<Particle> {
        self.depth += 1;
        let mut parts = Vec::new();
        if !self.too_deep(element) {
            for child in self.children(element) {
                parts.extend(self.particle(child));
            }
        }
        self.depth -= 1;
        parts
    }

    fn particle(&mut self, element: Element<'d>) -> Option<Particle> {
        let content = if element.namespace() == RELAXNG {
            self.gathered.foreign.push((element.file, element.span()));
            Content::Foreign(u32::try_from(self.gathered.foreign.len() - 1).unwrap_or(u32::MAX))
        } else {
            self.model(element)?
        };
        let occurs = self.occurs(element);
        Some(Particle { content, occurs, place: self.place(element) })
    }

    fn model(&mut self, element: Element<'d>) -> Option<Content> {
        Some(match element.name() {
            "empty" => Content::Empty,
            "textNode" => Content::Text,
            "elementRef" => Content::Element(self.key(element)?),
            "macroRef" => Content::Macro(self.key(element)?),
            "classRef" => {
                let expand = self.word(element, "expand", EXPANSIONS).unwrap_or(Expand::Unsaid);
                let except = element.words("except").unwrap_or_default();
                Content::Class(ClassUse {
                    key: self.key(element)?,
                    expand,
                    include: element.words("include"),
                    except,
                })
            }
            "dataRef" => Content::Data(self.data(element)?),
            "valList" => Content::Values(self.values(element)),
            "anyElement" => Content::Any {
                require: element.words("require").unwrap_or_default(),
                except: element.words("except").map(|words| element.expanded(words)),
            },
            "sequence" if self.in_any_order(element) => Content::Interleave(self.particles(element)),
            "sequence" => Content::Sequence(self.particles(element)),
            "interleave" => Content::Interleave(self.particles(element)),
            "alternate" => Content::Alternate(self.particles(element)),
            // What documents a specification may stand between.
            "desc" | "gloss" | "remarks" | "exemplum" | "constraintSpec" | "valDesc" => return None,
            _ => {
                let named = element.node.tag_name().name();
                let foreign = if element.namespace() == TEI { "" } else { " of another namespace" };
                self.report(element, rules::unknown_content(named, foreign, element.span()));
                return None;
            }
        })
    }

    /// `@preserveOrder` is false.
    fn in_any_order(&mut self, element: Element<'d>) -> bool {
        let words = &[("true", false), ("1", false), ("false", true), ("0", true)];
        self.word(element, "preserveOrder", words).unwrap_or(false)
    }

    /// `@key`, without which a reference says nothing.
    pub(super) fn key(&mut self, element: Element<'d>) -> Option<Box<str>> {
        let key = element.attribute("key").map(str::trim).filter(|key| !key.is_empty());
        if key.is_none() {
            self.report(element, rules::lacks(element.name(), "key", element.span()));
        }
        key.map(Into::into)
    }

    /// A `dataRef`.
    pub(super) fn data(&mut self, element: Element<'d>) -> Option<DataUse> {
        let which = if let Some(key) = element.attribute("key") {
            DataName::Key(key.trim().into())
        } else if let Some(name) = element.attribute("name") {
            DataName::Xsd(name.trim().into())
        } else if let Some(address) = element.attribute("ref") {
            // The address of a datatype of W3C XML Schema ends in its name.
            DataName::Xsd(address.rsplit(['#', '/']).next().unwrap_or(address).into())
        } else {
            self.report(element, rules::lacks("dataRef", "key or name", element.span()));
            return None;
        };
        let mut facets = Vec::new();
        for facet in self.named(element, "dataFacet") {
            if let (Some(name), Some(value)) = (facet.attribute("name"), facet.attribute("value")) {
                facets.push((name.into(), value.into()));
            } else {
                self.report(facet, rules::lacks("dataFacet", "name and value", facet.span()));
            }
        }
        Some(DataUse { which, restriction: element.attribute("restriction").map(Into::into), facets })
    }

    /// A `valList`.
    pub(super) fn values(&mut self, element: Element<'d>) -> ValueList {
        let closure = self.word(element, "type", CLOSURES);
        let mode = self.word(element, "mode", MODES);
        let mut items = Vec::new();
        for item in self.named(element, "valItem") {
            let Some(ident) = item.attribute("ident") else {
                self.report(item, rules::lacks("valItem", "ident", item.span()));
                continue;
            };
            let mode = self.word(item, "mode", MODES);
            items.push(Value { ident: ident.into(), renamed: self.renamed(item), mode });
        }
        ValueList { closure, mode, items, place: self.place(element) }
    }
}
