//! Patterns in RELAX NG within specifications, and grammars that a customisation refers to (`moduleRef/@url`).

use rustc_hash::FxHashMap;
use teiwright_p5::spec::Spec;
use teiwright_relaxng::syntax::model::{Component, Define, Pattern, PatternKind};
use teiwright_relaxng::syntax::{parse, parse_xml};
use teiwright_relaxng::{Resolver, join};
use teiwright_source::{Diagnostic, Severity, Source, Span};

use super::Builder;
use super::build::{empty, pattern};
use crate::read::documents::Documents;
use crate::read::{FilePlace, Gathered};
use crate::rules;

/// How deeply grammars may include each other.
const MAX_DEPTH: usize = 20;

/// The patterns in RELAX NG that stand in specifications, as the reader counted them.
#[derive(Default)]
pub(crate) struct Fragments {
    list: Vec<Vec<Component>>,
}

impl Fragments {
    /// Reads them.
    pub(crate) fn read(documents: Documents<'_>, gathered: &mut Gathered) -> Self {
        let mut list = Vec::new();
        for (file, span) in gathered.foreign.clone() {
            let (components, fault) = fragment(documents, file, span);
            gathered.found.extend(fault.map(|fault| (file, fault)));
            list.push(components);
        }
        Self { list }
    }

    fn patterns(&self, number: u32) -> &[Pattern] {
        match self.list.get(number as usize).and_then(|components| components.first()) {
            Some(Component::Define(define)) => &define.patterns,
            _ => &[],
        }
    }

    /// The definitions of one that is a definition.
    pub(crate) fn definitions(&self, number: u32) -> &[Component] {
        self.list.get(number as usize).map_or(&[], Vec::as_slice)
    }
}

/// Reads the element of RELAX NG whose start tag is at `span`: definitions as they are, a pattern as one without a name of its own.
fn fragment(documents: Documents<'_>, file: usize, span: Span) -> (Vec<Component>, Option<Diagnostic>) {
    let Some(root) = documents.root(file) else { return (Vec::new(), None) };
    let found = root
        .node
        .document()
        .descendants()
        .find(|node| node.is_element() && node.range().start == span.start as usize);
    let Some(node) = found else { return (Vec::new(), None) };
    let mut text =
        String::from("<rng:grammar datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\"");
    let mut bound = false;
    for namespace in node.namespaces() {
        match namespace.name() {
            Some("xml") => {}
            Some("rng") if namespace.uri() != RELAXNG => {}
            Some(prefix) => {
                bound |= prefix == "rng";
                text.push_str(&format!(" xmlns:{prefix}=\"{}\"", escaped(namespace.uri())));
            }
            None => text.push_str(&format!(" xmlns=\"{}\"", escaped(namespace.uri()))),
        }
    }
    if !bound {
        text.push_str(&format!(" xmlns:rng=\"{RELAXNG}\""));
    }
    text.push_str(&format!(" ns=\"{}\">", crate::read::documents::TEI));
    let inner = &node.document().input_text()[node.range()];
    if matches!(node.tag_name().name(), "define" | "start" | "div" | "include") {
        text.push_str(inner);
    } else {
        text.push_str(&format!("<rng:define name=\"_\">{inner}</rng:define>"));
    }
    text.push_str("</rng:grammar>");
    let (pattern, found) = parse_xml(&Source::from_text("fragment.rng", text));
    let fault = found.into_iter().find(|fault| fault.severity == Severity::Error);
    let fault = fault.map(|fault| rules::faulty_grammar(&fault.message, span));
    match pattern.map(|pattern| pattern.kind) {
        Some(PatternKind::Grammar(components)) => (components, fault),
        _ => (Vec::new(), fault),
    }
}

const RELAXNG: &str = "http://relaxng.org/ns/structure/1.0";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

impl Builder<'_> {
    /// A pattern in RELAX NG in the content of `owner`.
    pub(super) fn foreign(&mut self, number: u32, owner: &Spec, span: Span) -> Option<Pattern> {
        let fragments = self.input.fragments;
        let parts =
            fragments.patterns(number).iter().filter_map(|p| self.found_in(p.clone(), &owner.ident, span));
        let parts = parts.collect::<Vec<_>>();
        (!parts.is_empty()).then(|| super::build::group(parts, span))
    }

    /// A pattern of a grammar that is referred to, with references to definitions that are not there taken out.
    pub(super) fn resolved(&mut self, pattern: Pattern) -> Pattern {
        self.found_in(pattern, "", Span::default()).unwrap_or_else(|| empty(Span::default()))
    }

    /// The pattern with every reference led to the definition that it means; `None` where nothing is left of it.
    fn found_in(&mut self, mut one: Pattern, owner: &str, span: Span) -> Option<Pattern> {
        one.span = span;
        let mut each = |parts: Vec<Pattern>| {
            let parts =
                parts.into_iter().filter_map(|part| self.found_in(part, owner, span)).collect::<Vec<_>>();
            (!parts.is_empty()).then_some(parts)
        };
        one.kind = match one.kind {
            PatternKind::Ref(name) | PatternKind::ParentRef(name) => {
                let made = self.named(&name, span, owner.is_empty());
                if made.is_none() && !owner.is_empty() {
                    self.unknown_pattern(owner, &name, span.start);
                }
                return made;
            }
            PatternKind::Group(parts) => PatternKind::Group(each(parts)?),
            PatternKind::Interleave(parts) => PatternKind::Interleave(each(parts)?),
            PatternKind::Choice(parts) => PatternKind::Choice(each(parts)?),
            PatternKind::Optional(parts) => PatternKind::Optional(each(parts)?),
            PatternKind::ZeroOrMore(parts) => PatternKind::ZeroOrMore(each(parts)?),
            PatternKind::OneOrMore(parts) => PatternKind::OneOrMore(each(parts)?),
            PatternKind::Mixed(parts) => match each(parts) {
                Some(parts) => PatternKind::Mixed(parts),
                None => PatternKind::Text,
            },
            PatternKind::List(parts) => PatternKind::List(each(parts)?),
            PatternKind::Element(class, parts) => {
                PatternKind::Element(class, each(parts).unwrap_or_else(|| vec![empty(span)]))
            }
            PatternKind::Attribute(class, parts) if !parts.is_empty() => {
                PatternKind::Attribute(class, each(parts).unwrap_or_else(|| vec![empty(span)]))
            }
            // A grammar of its own has its own names.
            other => other,
        };
        Some(one)
    }
}

/// The definitions of the grammar at `url`, whose names begin with `prefix`, with those of `overrides` instead of its own.
pub(crate) fn external(
    url: &str,
    prefix: &str,
    overrides: &[Component],
    base: &str,
    place: FilePlace,
    resolver: &mut dyn Resolver,
) -> Result<FxHashMap<Box<str>, Vec<Pattern>>, Box<Diagnostic>> {
    let mut gathering = Gathering { resolver, definitions: FxHashMap::default(), order: Vec::new() };
    let fault = |why: String| Box::new(rules::unread(url, &why, place.1));
    gathering.file(url, base, 0).map_err(fault)?;
    let mut replaced =
        Gathering { resolver: gathering.resolver, definitions: FxHashMap::default(), order: Vec::new() };
    replaced.components(overrides, base, 0).map_err(fault)?;
    let mut all = gathering.definitions;
    all.extend(replaced.definitions);
    let names = all.keys().cloned().collect::<Vec<_>>();
    let rename = |name: &str| -> Box<str> {
        if names.iter().any(|known| **known == *name) {
            format!("{prefix}{name}").into()
        } else {
            name.into()
        }
    };
    let renamed = all.iter().map(|(name, patterns)| {
        let patterns = patterns.iter().map(|pattern| with_names(pattern.clone(), &rename)).collect();
        (rename(name), patterns)
    });
    Ok(renamed.collect())
}

/// Gathers the definitions of a grammar with those that it includes.
struct Gathering<'r> {
    resolver: &'r mut dyn Resolver,
    definitions: FxHashMap<Box<str>, Vec<Pattern>>,
    order: Vec<Box<str>>,
}

impl Gathering<'_> {
    fn file(&mut self, href: &str, base: &str, depth: usize) -> Result<(), String> {
        if depth > MAX_DEPTH {
            return Err("grammars include each other too deep".to_owned());
        }
        let source = self.resolver.resolve(base, href)?;
        let (parsed, found) = parse(&source);
        if let Some(fault) = found.into_iter().find(|fault| fault.severity == Severity::Error) {
            return Err(fault.message);
        }
        match parsed.map(|parsed| parsed.kind) {
            Some(PatternKind::Grammar(components)) => self.components(&components, source.name(), depth),
            _ => Err("it is no grammar".to_owned()),
        }
    }

    fn components(&mut self, components: &[Component], base: &str, depth: usize) -> Result<(), String> {
        for component in components {
            match component {
                Component::Define(define) => self.define(define),
                Component::Div(inner) => self.components(inner, base, depth + 1)?,
                Component::Include(link, overrides) => {
                    let base = link.base.as_deref().map_or_else(|| base.to_owned(), |own| join(base, own));
                    self.file(&link.href, &base, depth + 1)?;
                    for inner in overrides {
                        if let Component::Define(Define { name: Some(name), .. }) = inner {
                            self.definitions.remove(name);
                        }
                    }
                    self.components(overrides, &base, depth + 1)?;
                }
            }
        }
        Ok(())
    }

    /// A definition; another of its name is combined with it. The start of the grammar is not its customisation's.
    fn define(&mut self, define: &Define) {
        let Some(name) = &define.name else { return };
        let Some(old) = self.definitions.remove(name) else {
            self.order.push(name.clone());
            self.definitions.insert(name.clone(), define.patterns.clone());
            return;
        };
        let both = vec![
            super::build::group(old, define.span),
            super::build::group(define.patterns.clone(), define.span),
        ];
        let combined = match define.combine {
            Some(teiwright_relaxng::syntax::model::Combine::Interleave) => PatternKind::Interleave(both),
            _ => PatternKind::Choice(both),
        };
        self.definitions.insert(name.clone(), vec![pattern(combined, define.span)]);
    }
}

/// The pattern with its references renamed.
fn with_names(mut one: Pattern, rename: &dyn Fn(&str) -> Box<str>) -> Pattern {
    one.span = Span::default();
    let each =
        |parts: Vec<Pattern>| parts.into_iter().map(|part| with_names(part, rename)).collect::<Vec<_>>();
    one.kind = match one.kind {
        PatternKind::Ref(name) => PatternKind::Ref(rename(&name)),
        PatternKind::Element(class, parts) => PatternKind::Element(class, each(parts)),
        PatternKind::Attribute(class, parts) => PatternKind::Attribute(class, each(parts)),
        PatternKind::Group(parts) => PatternKind::Group(each(parts)),
        PatternKind::Interleave(parts) => PatternKind::Interleave(each(parts)),
        PatternKind::Choice(parts) => PatternKind::Choice(each(parts)),
        PatternKind::Optional(parts) => PatternKind::Optional(each(parts)),
        PatternKind::ZeroOrMore(parts) => PatternKind::ZeroOrMore(each(parts)),
        PatternKind::OneOrMore(parts) => PatternKind::OneOrMore(each(parts)),
        PatternKind::Mixed(parts) => PatternKind::Mixed(each(parts)),
        PatternKind::List(parts) => PatternKind::List(each(parts)),
        other => other,
    };
    one
}
