//! The page of `schema show`: what TEI says of one name, as data and as text for a terminal.

use serde::Serialize;
use teiwright_p5::spec::{Closure, Content, Kind, Spec, Usage};
use teiwright_p5::{Facts, Held, Version, page};

/// What TEI says of a name. Programs get it as it stands here, version first.
#[derive(Debug, Serialize)]
pub(crate) struct Page<'f> {
    v: u32,
    kind: &'static str,
    name: &'f str,
    tei: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    module: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    module_about: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gloss: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// The elements that it may stand in, by module; of an element.
    #[serde(skip_serializing_if = "Option::is_none")]
    parents: Option<Vec<Group<'f>>>,
    /// The content model; of elements, macros and datatypes.
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
    /// Whether characters may stand in it, and elements of any name; of an element.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    any: Option<bool>,
    /// The elements that may stand in it, by module; of an element.
    #[serde(skip_serializing_if = "Option::is_none")]
    children: Option<Vec<Group<'f>>>,
    /// What is in it; of classes and modules.
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<Group<'f>>>,
    /// The attributes; of elements and attribute classes.
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes: Option<Vec<AttributeLine<'f>>>,
    /// The classes that it is in, with those that these are in.
    #[serde(skip_serializing_if = "Option::is_none")]
    classes: Option<Vec<&'f str>>,
}

/// Names of one module, or of one kind.
#[derive(Debug, Serialize)]
struct Group<'f> {
    of: &'f str,
    names: Vec<&'f str>,
}

/// An attribute.
#[derive(Debug, Serialize)]
struct AttributeLine<'f> {
    name: String,
    usage: &'static str,
    /// The class that it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'f str>,
    /// Whether it is said anew here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    changed: bool,
    /// The datatype, with how many values there are.
    datatype: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<String>,
    /// `closed`, `semi` or `open`, as TEI has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<String>,
}

impl<'f> Page<'f> {
    /// The page of a name; `None` where TEI does not have it. An element goes before a module of the same name.
    pub(crate) fn of(facts: &'f Facts, version: Version, name: &str) -> Option<Self> {
        match facts.spec(name) {
            Some(spec) => Some(Self::of_spec(facts, version, spec)),
            None => Self::of_module(facts, version, name),
        }
    }

    fn empty(kind: &'static str, name: &'f str, version: Version) -> Self {
        Self {
            v: 1,
            kind,
            name,
            tei: version.number(),
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

    fn of_spec(facts: &'f Facts, version: Version, spec: &'f Spec) -> Self {
        let mut page = Self::empty(spec.kind.noun(), &spec.ident, version);
        page.module = spec.module.as_deref();
        let module = page.module.and_then(|module| facts.module(module));
        page.module_about = module.map(|module| &*module.gloss);
        // A gloss that is the name once more says nothing.
        page.gloss = spec.gloss.as_deref().filter(|gloss| *gloss != page.name);
        page.url = Some(self::page(&spec.ident));
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

    fn of_module(facts: &'f Facts, version: Version, name: &str) -> Option<Self> {
        let module = facts.module(name)?;
        let mut page = Self::empty("module", &module.ident, version);
        page.gloss = Some(&module.gloss);
        let of_it = |spec: &&Spec| spec.module.as_deref() == Some(name);
        page.members = Some(by_kind(facts.specs().iter().filter(of_it)));
        Some(page)
    }
}

/// Elements by their modules, modules in TEI's order and names in that of the alphabet.
fn by_module<'f>(facts: &'f Facts, specs: impl Iterator<Item = &'f Spec>) -> Vec<Group<'f>> {
    let specs = specs.collect::<Vec<_>>();
    let group = |of: &'f str| Group {
        of,
        names: sorted(
            specs.iter().filter(|spec| spec.module.as_deref() == Some(of)).map(|spec| &*spec.ident),
        ),
    };
    let groups = facts.modules().iter().map(|module| group(&module.ident));
    groups.filter(|group| !group.names.is_empty()).collect()
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
        names: sorted(specs.iter().filter(|spec| spec.kind == kind).map(|spec| &*spec.ident)),
    };
    kinds.into_iter().map(group).filter(|group| !group.names.is_empty()).collect()
}

fn sorted<'f>(names: impl Iterator<Item = &'f str>) -> Vec<&'f str> {
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

/// The page as text, in lines of at most `width` columns where words allow.
pub(crate) fn human(page: &Page<'_>, width: usize) -> String {
    let mut out = Text { out: String::new(), width };
    let gloss = page.gloss.map_or_else(String::new, |gloss| format!(": {gloss}"));
    out.line(0, &format!("{}{gloss}", page.name));
    let about = page.module_about.map_or_else(String::new, |about| format!(" ({about})"));
    let module = page.module.map_or_else(String::new, |module| format!(", module {module}{about}"));
    out.line(0, &format!("{} of TEI P5 {}{module}", capital(page.kind), page.tei));
    if let Some(url) = &page.url {
        out.line(0, url);
    }
    if let Some(parents) = &page.parents {
        out.title("Stands in");
        if parents.is_empty() {
            let root = if page.name == "teiCorpus" || page.name == "TEI" {
                "nothing: it is a root"
            } else {
                "nothing"
            };
            out.line(2, root);
        }
        out.groups(parents);
    }
    if let Some(content) = &page.content {
        out.title("Holds");
        out.line(2, content);
    }
    if let Some(children) = &page.children {
        let held = match (page.text, page.any, children.is_empty()) {
            (_, Some(true), _) => "elements of any name",
            (Some(true), _, true) => "that is, characters and no elements",
            (Some(true), _, false) => "that is, characters and these elements:",
            (_, _, false) => "that is, these elements:",
            _ => "",
        };
        if !held.is_empty() {
            out.line(2, held);
        }
        out.groups(children);
    }
    if let Some(members) = &page.members {
        out.title(if page.kind == "module" { "Holds" } else { "Members" });
        out.groups(members);
    }
    if let Some(attributes) = page.attributes.as_ref().filter(|attributes| !attributes.is_empty()) {
        out.title("Attributes");
        out.attributes(attributes, page.name);
    }
    if let Some(classes) = page.classes.as_ref().filter(|classes| !classes.is_empty()) {
        out.title("Classes");
        out.line(2, &classes.join(", "));
    }
    out.out
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Text that grows by lines.
struct Text {
    out: String,
    width: usize,
}

impl Text {
    fn title(&mut self, title: &str) {
        self.out.push_str(&format!("\n{title}\n"));
    }

    /// Words from a column on; where they go on, they stand two columns further in.
    fn line(&mut self, indent: usize, words: &str) {
        self.hanging(indent, indent + 2, words);
    }

    fn hanging(&mut self, indent: usize, next: usize, words: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.wrapped(indent, next, words);
    }

    /// Words after what stands in the line up to `column` already.
    fn wrapped(&mut self, mut column: usize, next: usize, words: &str) {
        for (number, word) in words.split(' ').enumerate() {
            let length = word.chars().count();
            if number > 0 && column + 1 + length > self.width {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(next));
                column = next;
            } else if number > 0 {
                self.out.push(' ');
                column += 1;
            }
            self.out.push_str(word);
            column += length;
        }
        self.out.push('\n');
    }

    fn groups(&mut self, groups: &[Group<'_>]) {
        let width = groups.iter().map(|group| group.of.len()).max().unwrap_or_default();
        for group in groups {
            self.out.push_str(&format!("  {:<width$}  ", group.of));
            self.wrapped(width + 4, width + 4, &group.names.join(" "));
        }
    }

    /// Attributes one by one; those that nearly every element has, in one line.
    fn attributes(&mut self, attributes: &[AttributeLine<'_>], name: &str) {
        let is_global = |line: &AttributeLine<'_>| {
            let class = line.class.unwrap_or_default();
            !line.changed
                && (class == "att.global" || class.starts_with("att.global."))
                && !name.starts_with("att.")
        };
        let (global, others) = attributes.iter().partition::<Vec<_>, _>(|line| is_global(line));
        let width = others.iter().map(|line| line.name.len()).max().unwrap_or_default().min(16);
        for line in others {
            self.out.push_str(&format!("  {:<width$}  ", line.name));
            let mut words = line.meaning.clone().unwrap_or_default();
            if line.usage != "optional" {
                words.push_str(&format!("; {}", line.usage));
            }
            let anew = if line.changed { ", said anew here" } else { "" };
            let class = line.class.map_or_else(String::new, |class| format!("; {class}{anew}"));
            words.push_str(&format!(" ({}{class})", line.datatype));
            let words = words.trim_start_matches([' ', ';']);
            let at = width + 4;
            self.wrapped(at.max(line.name.len() + 4), at, words);
            if let Some(list) = line.list {
                let begin = match list {
                    "closed" => "one of",
                    "semi" => "best one of",
                    _ => "such as",
                };
                let values = line.values.iter().map(|value| if value.is_empty() { "\"\"" } else { value });
                let default = line
                    .default
                    .as_ref()
                    .map_or_else(String::new, |default| format!("; without it, {default}"));
                self.hanging(
                    at,
                    at + 2,
                    &format!("{begin} {}{default}", values.collect::<Vec<_>>().join(" ")),
                );
            } else if let Some(default) = &line.default {
                self.hanging(at, at + 2, &format!("without it, {default}"));
            }
        }
        if !global.is_empty() {
            let names = sorted(global.iter().map(|line| &*line.name)).join(" ");
            self.line(2, &format!("and, as every element: {names}"));
        }
    }
}
