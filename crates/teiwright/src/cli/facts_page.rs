//! The page of `schema show`: what TEI, or a customisation of it, says of one name, as data.

use serde::Serialize;
use teiwright_p5::spec::{Closure, Content, Kind, Spec, Usage};
use teiwright_p5::{Facts, Held, Version, page};

/// What TEI says of a name. Programs get it as it stands here, version first.
#[derive(Debug, Serialize)]
pub(crate) struct Page<'f> {
    pub(super) v: u32,
    pub(super) kind: &'static str,
    /// The name that documents use.
    pub(super) name: &'f str,
    /// Its name in the customisation, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ident: Option<&'f str>,
    /// The namespace, where it is not that of TEI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) namespace: Option<&'f str>,
    /// The release of TEI; `None` where TEI does not have the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tei: Option<&'static str>,
    /// The customisation as which it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customisation: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) module: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) module_about: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) gloss: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    /// The elements that it may stand in, by module; of an element.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parents: Option<Vec<Group<'f>>>,
    /// The content model; of elements, macros and datatypes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content: Option<String>,
    /// Whether characters may stand in it, and elements of any name; of an element.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) any: Option<bool>,
    /// The elements that may stand in it, by module; of an element.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) children: Option<Vec<Group<'f>>>,
    /// What is in it; of classes and modules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) members: Option<Vec<Group<'f>>>,
    /// The attributes; of elements and attribute classes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) attributes: Option<Vec<AttributeLine<'f>>>,
    /// The classes that it is in, with those that these are in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) classes: Option<Vec<&'f str>>,
}

/// Names of one module (empty for none), or of one kind.
#[derive(Debug, Serialize)]
pub(super) struct Group<'f> {
    pub(super) of: &'f str,
    pub(super) names: Vec<&'f str>,
}

/// An attribute.
#[derive(Debug, Serialize)]
pub(super) struct AttributeLine<'f> {
    pub(super) name: String,
    pub(super) usage: &'static str,
    /// The class that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) class: Option<&'f str>,
    /// Whether it is said anew here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) changed: bool,
    /// Whether it is one of several of which only one may stand.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) choice: bool,
    /// The datatype, with how many values there are.
    pub(super) datatype: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) meaning: Option<String>,
    /// `closed`, `semi` or `open`, as TEI has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) list: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) values: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<String>,
}

/// What a page is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'f> {
    /// What is shown: TEI, or what TEI comes to in a customisation.
    pub(crate) facts: &'f Facts,
    pub(crate) version: Version,
    /// The customisation, as the user names it.
    pub(crate) customisation: Option<&'f str>,
}

impl<'f> Page<'f> {
    /// The page of a name; `None` where TEI does not have it. An element goes before a module of the same name, and the name
    /// that documents use before that of TEI.
    pub(crate) fn of(shown: Shown<'f>, name: &str) -> Option<Self> {
        let renamed = shown.facts.specs().iter().find(|spec| spec.renamed.is_some() && spec.name() == name);
        match renamed.or_else(|| shown.facts.spec(name)) {
            Some(spec) => Some(Self::of_spec(shown, spec)),
            None => Self::of_module(shown, name),
        }
    }

    fn empty(kind: &'static str, name: &'f str, shown: Shown<'f>) -> Self {
        Self {
            v: 1,
            kind,
            name,
            ident: None,
            namespace: None,
            tei: Some(shown.version.number()),
            customisation: shown.customisation,
            module: None,
            module_about: None,
            gloss: None,
            url: None,
            parents: None,
            content: None,
            text: None,
            any: None,
            children: None,
            members: None,
            attributes: None,
            classes: None,
        }
    }

    fn of_spec(shown: Shown<'f>, spec: &'f Spec) -> Self {
        let facts = shown.facts;
        let mut page = Self::empty(spec.kind.noun(), spec.name(), shown);
        page.ident = Some(&*spec.ident).filter(|ident| *ident != page.name);
        page.namespace = spec.namespace.as_deref();
        // What TEI does not have has no page there.
        if teiwright_p5::facts(shown.version).spec(&spec.ident).is_some() {
            page.url = Some(self::page(&spec.ident));
        } else {
            page.tei = None;
        }
        page.module = spec.module.as_deref();
        let module = page.module.and_then(|module| facts.module(module));
        page.module_about = module.map(|module| &*module.gloss).filter(|about| !about.is_empty());
        // A gloss that is the name once more says nothing.
        page.gloss = spec.gloss.as_deref().filter(|gloss| *gloss != page.name);
        page.content = spec.content.as_ref().map(|content| match &content.content {
            several @ (Content::Sequence(_) | Content::Alternate(_))
                if content.occurs == teiwright_p5::spec::Occurs::ONCE =>
            {
                several.to_string()
            }
            _ => content.to_string(),
        });
        match spec.kind {
            Kind::Element => {
                page.parents = Some(by_module(facts, facts.parents(&spec.ident)));
                page.children = Some(by_module(facts, facts.children(&spec.ident)));
                page.text = Some(facts.holds_text(&spec.ident));
                page.any = Some(facts.holds_any(&spec.ident));
            }
            Kind::ModelClass | Kind::AttributeClass => {
                page.members = Some(by_kind(facts.members(&spec.ident)));
            }
            Kind::Macro | Kind::Datatype => {}
        }
        if matches!(spec.kind, Kind::Element | Kind::AttributeClass) {
            page.attributes = Some(facts.attributes(spec).into_iter().map(line).collect());
        }
        if spec.kind == Kind::Element || spec.kind.is_class() {
            page.classes = Some(facts.classes(spec).into_iter().map(|class| &*class.ident).collect());
        }
        page
    }

    fn of_module(shown: Shown<'f>, name: &str) -> Option<Self> {
        let module = shown.facts.module(name)?;
        let mut page = Self::empty("module", &module.ident, shown);
        page.gloss = Some(&*module.gloss).filter(|gloss| !gloss.is_empty());
        if teiwright_p5::facts(shown.version).module(name).is_none() {
            page.tei = None;
        }
        let of_it = |spec: &&Spec| spec.module.as_deref() == Some(name);
        page.members = Some(by_kind(shown.facts.specs().iter().filter(of_it)));
        Some(page)
    }
}

/// Elements by their modules, modules in TEI's order and names in that of the alphabet; those of no module last.
fn by_module<'f>(facts: &'f Facts, specs: impl Iterator<Item = &'f Spec>) -> Vec<Group<'f>> {
    let specs = specs.collect::<Vec<_>>();
    let group = |of: Option<&'f str>| Group {
        of: of.unwrap_or_default(),
        names: sorted(specs.iter().filter(|spec| spec.module.as_deref() == of).map(|spec| spec.name())),
    };
    let modules = facts.modules().iter().map(|module| Some(&*module.ident));
    modules.chain([None]).map(group).filter(|group| !group.names.is_empty()).collect()
}

/// Specifications by their kinds.
fn by_kind<'f>(specs: impl Iterator<Item = &'f Spec>) -> Vec<Group<'f>> {
    let kinds = [
        (Kind::Element, "elements"),
        (Kind::ModelClass, "model classes"),
        (Kind::AttributeClass, "attribute classes"),
        (Kind::Macro, "macros"),
        (Kind::Datatype, "datatypes"),
    ];
    let specs = specs.collect::<Vec<_>>();
    let group = |(kind, of)| Group {
        of,
        names: sorted(specs.iter().filter(|spec| spec.kind == kind).map(|spec| spec.name())),
    };
    kinds.into_iter().map(group).filter(|group| !group.names.is_empty()).collect()
}

pub(super) fn sorted<'f>(names: impl Iterator<Item = &'f str>) -> Vec<&'f str> {
    let mut names = names.collect::<Vec<_>>();
    names.sort_by_cached_key(|name| name.to_lowercase());
    names
}

fn line(held: Held<'_>) -> AttributeLine<'_> {
    let def = held.def;
    AttributeLine {
        name: def.name().to_owned(),
        usage: match def.usage {
            Some(Usage::Required) => "required",
            Some(Usage::Recommended) => "recommended",
            _ => "optional",
        },
        class: held.class,
        changed: held.changed,
        choice: held.choice,
        datatype: def
            .datatype
            .as_ref()
            .map_or_else(|| "text".to_owned(), |datatype| format!("{}{}", datatype.value, datatype.occurs)),
        meaning: def.datatype.as_ref().and_then(teiwright_p5::spec::AttributeType::meaning),
        list: def.values.as_ref().map(|list| match list.closure {
            Some(Closure::Closed) => "closed",
            Some(Closure::Semi) => "semi",
            Some(Closure::Open) | None => "open",
        }),
        values: def.values.iter().flat_map(|list| &list.items).map(|item| item.name().to_owned()).collect(),
        default: def.default.as_deref().map(str::to_owned),
    }
}
