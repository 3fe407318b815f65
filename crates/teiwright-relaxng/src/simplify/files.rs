//! Sections 4.5–4.7, first half: finds the files that a schema refers to, and reads each once.

use rustc_hash::FxHashMap;
use teiwright_source::{Diagnostic, Source, Span};

use crate::rules;
use crate::syntax::model::{Component, Link, Pattern, PatternKind};
use crate::syntax::{join, parse};

/// How many files one schema may have.
const MAX_FILES: usize = 2_000;

/// Finds the schemas that a schema refers to. This crate reads no files; whoever calls it does.
pub trait Resolver {
    /// The schema that `href` (as written) means in the schema named `base` (the name of its source, or its `xml:base`).
    /// The name of what is returned tells schemas apart and is the base of what it refers to; [`join`] makes it.
    ///
    /// # Errors
    ///
    /// In words, why it cannot be had.
    fn resolve(&mut self, base: &str, href: &str) -> Result<Source, String>;
}

/// Resolves nothing: for schemas of one file.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFiles;

impl Resolver for NoFiles {
    fn resolve(&mut self, _base: &str, _href: &str) -> Result<Source, String> {
        Err("other files are not read here".to_string())
    }
}

/// Which file of a schema.
pub(crate) type FileId = usize;

/// A place in a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: FileId,
    pub(crate) span: Span,
}

pub(crate) struct File {
    pub(crate) source: Source,
    pub(crate) pattern: Option<Pattern>,
}

pub(crate) struct Files {
    pub(crate) list: Vec<File>,
    links: FxHashMap<(FileId, Span), FileId>,
    pub(crate) found: Vec<(FileId, Diagnostic)>,
}

impl Files {
    /// Reads `source` and all that it refers to.
    pub(crate) fn load(source: Source, resolver: &mut dyn Resolver) -> Self {
        let mut files = Self { list: Vec::new(), links: FxHashMap::default(), found: Vec::new() };
        let mut by_name = FxHashMap::default();
        by_name.insert(source.name().to_string(), 0);
        files.add(source);
        let mut next = 0;
        while next < files.list.len() {
            let mut links = Vec::new();
            if let Some(pattern) = &files.list[next].pattern {
                collect(pattern, &mut links);
            }
            let name = files.list[next].source.name().to_string();
            for link in links {
                match follow(&name, &link, resolver) {
                    Ok(source) => {
                        let known = by_name.get(source.name()).copied();
                        let target = known.unwrap_or(files.list.len());
                        if known.is_none() && files.list.len() >= MAX_FILES {
                            let what = format!("it has more than {MAX_FILES} files");
                            files.found.push((next, rules::too_large(&what, link.span)));
                            return files;
                        }
                        if known.is_none() {
                            by_name.insert(source.name().to_string(), target);
                            files.add(source);
                        }
                        files.links.insert((next, link.span), target);
                    }
                    Err(why) => files.found.push((next, rules::not_found(&link.href, &why, link.span))),
                }
            }
            next += 1;
        }
        files
    }

    /// One grammar that is of no file.
    pub(crate) fn of(pattern: Pattern) -> Self {
        let file = File { source: Source::from_text("", ""), pattern: Some(pattern) };
        Self { list: vec![file], links: FxHashMap::default(), found: Vec::new() }
    }

    fn add(&mut self, source: Source) {
        let (pattern, found) = parse(&source);
        let file = self.list.len();
        self.found.extend(found.into_iter().map(|d| (file, d)));
        self.list.push(File { source, pattern });
    }

    /// The file that a link leads to.
    pub(crate) fn target(&self, file: FileId, link: &Link) -> Option<FileId> {
        self.links.get(&(file, link.span)).copied()
    }
}

/// 4.5: a reference has no fragment; 4.6 and 4.7: what it means is read.
fn follow(name: &str, link: &Link, resolver: &mut dyn Resolver) -> Result<Source, String> {
    if link.href.contains('#') {
        return Err("a reference to a schema has no fragment".to_string());
    }
    let base = link.base.as_deref().map_or_else(|| name.to_string(), |base| join(name, base));
    resolver.resolve(&base, &link.href)
}

fn collect(pattern: &Pattern, links: &mut Vec<Link>) {
    let children = match &pattern.kind {
        PatternKind::External(link) => {
            links.push(link.clone());
            return;
        }
        PatternKind::Grammar(components) => return collect_components(components, links),
        PatternKind::Element(_, children)
        | PatternKind::Attribute(_, children)
        | PatternKind::Group(children)
        | PatternKind::Interleave(children)
        | PatternKind::Choice(children)
        | PatternKind::Optional(children)
        | PatternKind::ZeroOrMore(children)
        | PatternKind::OneOrMore(children)
        | PatternKind::Mixed(children)
        | PatternKind::List(children) => children,
        PatternKind::Data(data) => match &data.except {
            Some(children) => children,
            None => return,
        },
        _ => return,
    };
    for child in children {
        collect(child, links);
    }
}

fn collect_components(components: &[Component], links: &mut Vec<Link>) {
    for component in components {
        match component {
            Component::Define(define) => define.patterns.iter().for_each(|p| collect(p, links)),
            Component::Div(inner) => collect_components(inner, links),
            Component::Include(link, inner) => {
                links.push(link.clone());
                collect_components(inner, links);
            }
        }
    }
}
