//! `schemaSpec` and what stands in it, groups of specifications (`specGrp`) in the places that refer to them.

use teiwright_p5::spec::{Kind, Name, Place, Spec};
use teiwright_p5::table::Module;

use super::documents::{Element, TEI};
use super::{FilePlace, Reader};
use crate::rules;

/// How deeply groups may refer to groups.
const GROUP_DEPTH: usize = 30;

/// A customisation as it is written; or the specifications of a document that has no `schemaSpec`.
#[derive(Default)]
pub(crate) struct Schema {
    /// The number of its file.
    pub(crate) file: usize,
    pub(crate) ident: Name,
    pub(crate) namespace: Option<Name>,
    pub(crate) start: Option<Vec<Name>>,
    pub(crate) start_place: FilePlace,
    /// The same as a place of a specification.
    pub(crate) start_at: Place,
    /// Whether there is a `schemaSpec` at all.
    pub(crate) is_said: bool,
    /// The names of the `schemaSpec`s of the file.
    pub(crate) idents: Vec<Name>,
    pub(crate) prefix: Option<Name>,
    pub(crate) source: Option<Name>,
    /// What `anyElement` leaves out where it does not say.
    pub(crate) exceptions: Option<Vec<Name>>,
    pub(crate) items: Vec<Item>,
    pub(crate) modules: Vec<Module>,
}

impl Schema {
    /// Whether it holds every specification itself, as what the current processor makes of a customisation does.
    pub(crate) fn is_compiled(&self) -> bool {
        self.items.iter().all(|item| matches!(item, Item::Spec(..)))
    }
}

/// What stands in a `schemaSpec`.
pub(crate) enum Item {
    Module(ModuleRef),
    External(External),
    Reference(SpecRef),
    /// A specification, and where what it changes comes from.
    Spec(Box<Spec>, Option<Name>),
}

/// `moduleRef/@key`.
pub(crate) struct ModuleRef {
    pub(crate) key: Name,
    pub(crate) include: Option<Vec<Name>>,
    pub(crate) except: Vec<Name>,
    pub(crate) source: Option<Name>,
    pub(crate) place: FilePlace,
    /// Where the names of elements stand.
    pub(crate) names: FilePlace,
}

/// `moduleRef/@url`: a grammar in RELAX NG.
#[derive(Clone)]
pub(crate) struct External {
    pub(crate) url: Name,
    pub(crate) prefix: Name,
    /// Definitions that stand instead of its own, as patterns in another language.
    pub(crate) overrides: Vec<u32>,
    pub(crate) place: FilePlace,
}

/// `elementRef`, `classRef`, `macroRef`, `dataRef` in a `schemaSpec`.
pub(crate) struct SpecRef {
    pub(crate) kind: Kind,
    pub(crate) key: Name,
    pub(crate) source: Option<Name>,
    pub(crate) include: Option<Vec<Name>>,
    pub(crate) except: Vec<Name>,
    pub(crate) place: Place,
}

impl<'d> Reader<'d, '_> {
    /// Reads the `schemaSpec` of a file: the first one, or that named `ident`. A file without has all its specifications read.
    pub(crate) fn schema(&mut self, file: usize, ident: Option<&str>) -> Option<Schema> {
        let root = self.documents.root(file)?;
        let all = root.node.descendants().filter(|node| node.has_tag_name((TEI, "schemaSpec")));
        let mut all = all.map(|node| Element { node, file });
        let found = match ident {
            Some(ident) => all.find(|schema| schema.attribute("ident") == Some(ident)),
            None => all.next(),
        };
        let element = found.unwrap_or(root);
        let idents = root.node.descendants().filter(|node| node.has_tag_name((TEI, "schemaSpec")));
        let idents = idents.filter_map(|node| node.attribute("ident")).map(Into::into).collect();
        let mut schema = Schema {
            file,
            ident: element.attribute("ident").unwrap_or("schema").into(),
            namespace: element.attribute("ns").map(Into::into),
            start: element.words("start"),
            start_place: (file, element.attribute_span("start")),
            start_at: self.place_at(file, element.attribute_span("start")),
            is_said: found.is_some(),
            idents,
            prefix: element.attribute("prefix").map(Into::into),
            source: element.attribute("source").map(Into::into),
            exceptions: element.words("defaultExceptions").map(|words| element.expanded(words)),
            items: Vec::new(),
            modules: Vec::new(),
        };
        if found.is_some() {
            self.items(element, &mut schema, 0);
        } else {
            let all = element.node.descendants().filter(roxmltree::Node::is_element);
            for node in all {
                self.specification(Element { node, file }, &mut schema);
            }
        }
        Some(schema)
    }

    fn items(&mut self, element: Element<'d>, schema: &mut Schema, depth: usize) {
        for child in self.children(element) {
            match child.name() {
                "specGrpRef" => self.group(child, schema, depth),
                "specGrp" | "div" | "body" | "text" | "TEI" if depth < GROUP_DEPTH => {
                    self.items(child, schema, depth + 1);
                }
                "moduleRef" => self.module(child, schema),
                "elementRef" => self.reference(child, Kind::Element, schema),
                "classRef" => self.reference(child, Kind::ModelClass, schema),
                "macroRef" => self.reference(child, Kind::Macro, schema),
                "dataRef" => self.reference(child, Kind::Datatype, schema),
                _ => self.specification(child, schema),
            }
        }
    }

    fn specification(&mut self, element: Element<'d>, schema: &mut Schema) {
        if element.name() == "moduleSpec" {
            let ident = element.attribute("ident").unwrap_or_default();
            let gloss = self.named(element, "desc").into_iter().chain(self.named(element, "gloss"));
            let english = gloss.filter(|gloss| super::specs::is_english(*gloss)).map(Element::text).next();
            let gloss = english.unwrap_or_default();
            let gloss = gloss.split_whitespace().collect::<Vec<_>>().join(" ").into();
            schema.modules.push(Module { ident: ident.into(), gloss });
        } else if let Some(spec) = self.spec(element) {
            let source = element.attribute("source").map(Into::into);
            schema.items.push(Item::Spec(Box::new(spec), source));
        }
    }

    fn group(&mut self, element: Element<'d>, schema: &mut Schema, depth: usize) {
        let Some(target) = element.attribute("target") else {
            self.report(element, rules::lacks("specGrpRef", "target", element.span()));
            return;
        };
        match self.documents.find(element, target.trim()) {
            // A group that is referred to twice stands once.
            Some(group) if depth < GROUP_DEPTH => {
                if self.groups.insert((group.file, group.node.range().start)) {
                    self.items(group, schema, depth + 1);
                }
            }
            Some(_) => self.report(element, rules::circular(target, element.attribute_span("target"))),
            // A file that cannot be had was told already.
            None if !target.starts_with('#')
                && self.documents.files.target(element.file, file_of(target)).is_none() => {}
            None => self.report(element, rules::no_group(target, element.attribute_span("target"))),
        }
    }

    fn module(&mut self, element: Element<'d>, schema: &mut Schema) {
        let place = (element.file, element.span());
        if let Some(url) = element.attribute("url") {
            let mut overrides = Vec::new();
            for content in self.named(element, "content") {
                for child in self.children(content) {
                    self.gathered.foreign.push((child.file, child.span()));
                    overrides.push(u32::try_from(self.gathered.foreign.len() - 1).unwrap_or(u32::MAX));
                }
            }
            let prefix = element.attribute("prefix").unwrap_or_default().into();
            schema.items.push(Item::External(External { url: url.into(), prefix, overrides, place }));
            return;
        }
        let Some(key) = self.key(element) else { return };
        let named = if element.attribute("include").is_some() { "include" } else { "except" };
        schema.items.push(Item::Module(ModuleRef {
            key,
            include: element.words("include"),
            except: element.words("except").unwrap_or_default(),
            source: element.attribute("source").map(Into::into),
            place,
            names: (element.file, element.attribute_span(named)),
        }));
    }

    fn reference(&mut self, element: Element<'d>, kind: Kind, schema: &mut Schema) {
        let Some(key) = self.key(element) else { return };
        let kind =
            if kind == Kind::ModelClass && key.starts_with("att.") { Kind::AttributeClass } else { kind };
        schema.items.push(Item::Reference(SpecRef {
            kind,
            key,
            source: element.attribute("source").map(Into::into),
            include: element.words("include"),
            except: element.words("except").unwrap_or_default(),
            place: self.place(element),
        }));
    }
}

fn file_of(target: &str) -> &str {
    target.split('#').next().unwrap_or_default()
}
