//! From specifications to a grammar in RELAX NG (the current processor's `odd2relax`). What nothing refers to is never made.

mod attributes;
mod build;
mod classes;
mod content;
mod datatypes;
mod foreign;
mod names;

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_p5::spec::{Kind, Name, Occurs, Spec};
use teiwright_p5::{Version, facts};
use teiwright_relaxng::syntax::model::{Component, Define, Pattern, PatternKind};
use teiwright_source::{Diagnostic, Severity, Span};

use crate::base::{Key, key};
use crate::merge::Note;
use crate::read::Schema;
use crate::rules;
use attributes::Closure;

pub(crate) use build::place;
pub(crate) use foreign::{Fragments, external};

/// What a grammar is made of.
pub(crate) struct Input<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) specs: &'a [Cow<'static, Spec>],
    /// The elements whose content and attributes are wanted; all of them without it.
    pub(crate) only: Option<&'a FxHashSet<Box<str>>>,
    /// Patterns in RELAX NG that stand in specifications.
    pub(crate) fragments: &'a Fragments,
    /// Definitions of grammars that are referred to (`moduleRef/@url`).
    pub(crate) externals: FxHashMap<Box<str>, Vec<Pattern>>,
}

/// What comes of it. The spans in the pattern and the findings are places of specifications, by [`place`].
pub(crate) struct Output {
    pub(crate) pattern: Pattern,
    pub(crate) found: Vec<Diagnostic>,
    pub(crate) notes: Vec<Note>,
    /// Whether there is anything to begin with.
    pub(crate) has_start: bool,
}

/// Makes the grammar.
pub(crate) fn grammar(input: &Input<'_>) -> Output {
    let mut builder = Builder::new(input);
    let starts = builder.starts();
    let has_start = !starts.is_empty();
    if !has_start {
        // That there is none at all is said for all of them.
        builder.found.clear();
    }
    let start = Define {
        name: None,
        combine: None,
        patterns: vec![build::choice(starts, Span::default())],
        span: Span::default(),
        notes: None,
    };
    let mut components = vec![Component::Define(start)];
    while let Some((name, target)) = builder.queue.pop() {
        let patterns = builder.define(&target);
        let span = builder.span_of(&target);
        components.push(Component::Define(Define {
            name: Some(name),
            combine: None,
            patterns,
            span,
            notes: None,
        }));
    }
    let pattern = build::pattern(PatternKind::Grammar(components), Span::default());
    Output { pattern, found: builder.found, notes: builder.notes, has_start }
}

/// What a definition of the grammar is made of.
#[derive(Clone)]
enum Target {
    /// An element.
    Element(usize),
    /// The members of a class, as `@expand` says.
    Class(Name, teiwright_p5::spec::Expand),
    /// The attributes of a class.
    Attributes(usize),
    /// One attribute of a class, by its name.
    Attribute(usize, Name),
    /// The content of a macro.
    Macro(usize),
    /// The content of a datatype.
    Datatype(usize),
    /// Any element of some namespaces, but for some.
    Any(Vec<Name>, Vec<Name>, Box<str>),
    /// What stands several times where it is referred to.
    Repeated(usize),
    /// A definition of a grammar that is referred to.
    External(Box<str>),
}

struct Builder<'a> {
    input: &'a Input<'a>,
    namespace: std::sync::Arc<str>,
    by_key: FxHashMap<Key, Vec<usize>>,
    /// The members of each class, in the order of the specifications.
    members: FxHashMap<&'a str, Vec<(usize, Occurs)>>,
    closures: FxHashMap<usize, std::rc::Rc<Closure>>,
    queue: Vec<(Box<str>, Target)>,
    defined: FxHashSet<Box<str>>,
    found: Vec<Diagnostic>,
    notes: Vec<Note>,
    anys: Vec<(Vec<Name>, Vec<Name>)>,
    repeated: Vec<Pattern>,
    depth: usize,
}

impl<'a> Builder<'a> {
    fn new(input: &'a Input<'a>) -> Self {
        let mut by_key: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
        let mut members: FxHashMap<&str, Vec<(usize, Occurs)>> = FxHashMap::default();
        for (number, spec) in input.specs.iter().enumerate() {
            by_key.entry(key(spec.kind, &spec.ident)).or_default().push(number);
            for member in spec.memberships() {
                members.entry(&member.key).or_default().push((number, member.occurs));
            }
        }
        let namespace = input.schema.namespace.as_deref().unwrap_or(crate::read::documents::TEI);
        Self {
            input,
            namespace: namespace.into(),
            by_key,
            members,
            closures: FxHashMap::default(),
            queue: Vec::new(),
            defined: FxHashSet::default(),
            found: Vec::new(),
            notes: Vec::new(),
            anys: Vec::new(),
            repeated: Vec::new(),
            depth: 0,
        }
    }

    /// The specifications of a kind and name: one, but where elements of two namespaces share their name.
    fn all(&self, kind: Kind, ident: &str) -> &[usize] {
        self.by_key.get(&key(kind, ident)).map_or(&[], Vec::as_slice)
    }

    fn one(&self, kind: Kind, ident: &str) -> Option<usize> {
        self.all(kind, ident).first().copied()
    }

    fn spec(&self, number: usize) -> &'a Spec {
        &self.input.specs[number]
    }

    /// A reference to a definition, which is made when its turn comes.
    fn refer(&mut self, name: Box<str>, target: Target, span: Span) -> Pattern {
        if self.defined.insert(name.clone()) {
            self.queue.push((name.clone(), target));
        }
        build::pattern(PatternKind::Ref(name), span)
    }

    /// What a document can begin with.
    fn starts(&mut self) -> Vec<Pattern> {
        let named = self.input.schema.start.clone();
        let names = named.unwrap_or_else(|| vec!["TEI".into(), "teiCorpus".into()]);
        let mut starts = Vec::new();
        for name in &names {
            let found = self.element_reference(name, Span::default());
            // Older customisations name the pattern of the element, with its prefix.
            let prefix = self.input.schema.prefix.as_deref().unwrap_or("tei_");
            let found = found.or_else(|| {
                let ident = name.strip_prefix(prefix)?;
                self.element_reference(ident, Span::default())
            });
            if found.is_none() && self.input.schema.start.is_some() {
                self.found.push(rules::unknown_start(name, self.input.schema.start_at));
            }
            starts.extend(found);
        }
        starts
    }

    fn define(&mut self, target: &Target) -> Vec<Pattern> {
        match target {
            Target::Element(number) => vec![self.element(*number)],
            Target::Class(class, expand) => vec![self.class(class, *expand)],
            Target::Attributes(number) => self.attribute_patterns(*number).0,
            Target::Attribute(number, name) => vec![self.class_attribute(*number, name)],
            Target::Macro(number) | Target::Datatype(number) => vec![self.body(*number)],
            Target::Repeated(number) => self.repeated.get(*number).cloned().into_iter().collect(),
            Target::Any(require, except, name) => vec![self.any_element(require, except, name)],
            Target::External(name) => self.input.externals.get(name).map_or_else(Vec::new, |patterns| {
                let patterns = patterns.clone();
                patterns.into_iter().map(|pattern| self.resolved(pattern)).collect()
            }),
        }
    }

    fn span_of(&self, target: &Target) -> Span {
        match target {
            Target::Element(n)
            | Target::Attributes(n)
            | Target::Attribute(n, _)
            | Target::Macro(n)
            | Target::Datatype(n) => place(self.spec(*n).place),
            _ => Span::default(),
        }
    }

    /// The same of a definition that a pattern in RELAX NG names.
    fn unknown_pattern(&mut self, owner: &str, name: &str, at: u32) {
        let plain = name.split(".attribute").next().unwrap_or(name);
        let plain = plain.strip_prefix("tei_").unwrap_or(plain);
        let newer = plain.strip_prefix("data.").map(|rest| format!("teidata.{rest}"));
        let facts = facts(Version::default());
        let left_out = facts.spec(plain).is_some() || newer.is_some_and(|newer| facts.spec(&newer).is_some());
        let fault = rules::unknown_reference(owner, "pattern", name, None, place(at));
        self.found.push(if left_out { fault.with_severity(Severity::Hint) } else { fault });
    }

    /// Tells of a reference to something that the schema does not have, where the customisation itself says it.
    fn unknown(&mut self, owner: &str, kind: Kind, name: &str, at: u32) {
        if at != 0 {
            let known = self.input.specs.iter().filter(|spec| spec.kind == kind).map(|spec| &*spec.ident);
            let near = rules::nearest(name, known);
            let fault = rules::unknown_reference(owner, kind.noun(), name, near, place(at));
            // What TEI has was left out; what it has not was misspelt.
            let left_out = facts(Version::default()).spec(name).is_some();
            self.found.push(if left_out { fault.with_severity(Severity::Hint) } else { fault });
        }
    }
}
