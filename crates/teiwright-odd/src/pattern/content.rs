//! Content models to patterns (Guidelines, 22.5). What refers to something that the schema does not have is left out.

use teiwright_p5::spec::{Closure, Content, Kind, Name, Occurs, Particle, Spec, ValueList};
use teiwright_relaxng::syntax::model::{NameClass, NameClassKind, Namespace, Pattern, PatternKind};
use teiwright_source::Span;

use super::build::{choice, empty, group, pattern, place, repeated, value};
use super::{Builder, Target};
use crate::rules;

/// What `anyElement` leaves out where nothing else is said.
const EXCEPTIONS: [&str; 2] = ["http://www.tei-c.org/ns/1.0", "{http://www.tei-c.org/ns/Examples}egXML"];
/// How deeply content models may stand in one another, macros and datatypes included.
const MAX_DEPTH: usize = 100;

impl Builder<'_> {
    /// The pattern of an element: its content, then its attributes.
    pub(super) fn element(&mut self, number: usize) -> Pattern {
        let spec = self.spec(number);
        let span = place(spec.place);
        let mut parts = Vec::new();
        if self.input.only.is_none_or(|only| only.contains(&spec.ident)) {
            let content = self.body(number);
            parts.extend((content.kind != PatternKind::Empty).then_some(content));
            parts.extend(self.attribute_patterns(number).0);
        }
        if parts.is_empty() {
            parts.push(empty(span));
        }
        let namespace = spec.namespace.as_deref().map_or_else(|| self.namespace.clone(), Into::into);
        let name = NameClassKind::Name(Namespace::Uri(namespace), spec.name().into());
        pattern(PatternKind::Element(NameClass { kind: name, span }, parts), span)
    }

    /// References to the elements of a name; there are several where namespaces share it.
    pub(super) fn element_reference(&mut self, name: &str, span: Span) -> Option<Pattern> {
        let all = self.all(Kind::Element, name).to_vec();
        let references = all.into_iter().map(|number| {
            let name = self.element_name(number);
            self.refer(name, Target::Element(number), span)
        });
        let references = references.collect::<Vec<_>>();
        (!references.is_empty()).then(|| choice(references, span))
    }

    /// The content of a specification.
    pub(super) fn body(&mut self, number: usize) -> Pattern {
        let spec = self.spec(number);
        let span = place(spec.place);
        let own = spec.values.as_ref().filter(|list| list.closure == Some(Closure::Closed));
        if let Some(list) = own.filter(|list| !list.items.is_empty()) {
            return values(list);
        }
        let Some(content) = &spec.content else { return empty(span) };
        self.particle(content, spec).unwrap_or_else(|| empty(span))
    }

    /// A part of the content of `owner`; `None` where it vanishes.
    pub(super) fn particle(&mut self, part: &Particle, owner: &Spec) -> Option<Pattern> {
        let span = place(part.place);
        if let Content::Data(_) | Content::Values(_) = part.content
            && part.occurs != Occurs::ONCE
            && part.occurs.max != Some(1)
        {
            // Several values are a list.
            let one = self.content(&part.content, owner, part.place)?;
            return Some(pattern(PatternKind::List(vec![repeated(one, part.occurs)]), span));
        }
        let one = self.content(&part.content, owner, part.place)?;
        Some(self.several_times(one, part.occurs))
    }

    /// `one` as often as `occurs` says. What is more than a reference and stands several times has a definition of its own, so that
    /// counts within counts do not multiply.
    fn several_times(&mut self, one: Pattern, occurs: Occurs) -> Pattern {
        let counted = occurs.min > 1 || occurs.max.is_some_and(|max| max > 1);
        let small = matches!(
            one.kind,
            PatternKind::Ref(_) | PatternKind::Text | PatternKind::Empty | PatternKind::Value(_)
        );
        if !counted || small {
            return repeated(one, occurs);
        }
        let span = one.span;
        let name = Box::<str>::from(format!("repeated_{}", self.repeated.len() + 1));
        self.repeated.push(one);
        repeated(self.refer(name, Target::Repeated(self.repeated.len() - 1), span), occurs)
    }

    /// What stands once.
    pub(super) fn content(&mut self, content: &Content, owner: &Spec, at: u32) -> Option<Pattern> {
        let span = place(at);
        self.depth += 1;
        let made = if self.depth > MAX_DEPTH {
            self.found.push(rules::too_deep(MAX_DEPTH, span));
            None
        } else {
            self.shallow(content, owner, at)
        };
        self.depth -= 1;
        made
    }

    fn shallow(&mut self, content: &Content, owner: &Spec, at: u32) -> Option<Pattern> {
        let span = place(at);
        match content {
            Content::Empty => Some(empty(span)),
            Content::Text => Some(pattern(PatternKind::Text, span)),
            Content::Element(name) => {
                let made = self.element_reference(name, span);
                if made.is_none() {
                    self.unknown(&owner.ident, Kind::Element, name, at);
                }
                made
            }
            Content::Class(class) => self.class_use(class, owner, at),
            Content::Macro(name) => {
                let Some(number) = self.one(Kind::Macro, name) else {
                    self.unknown(&owner.ident, Kind::Macro, name, at);
                    return None;
                };
                Some(self.refer(name.clone(), Target::Macro(number), span))
            }
            Content::Data(data) => self.data_use(data, owner, at),
            Content::Values(list) => Some(values(list)),
            Content::Any { require, except } => Some(self.any_reference(require, except.as_ref(), span)),
            // Values one after another are a list.
            Content::Sequence(parts) if parts.len() > 1 && parts.iter().all(is_data) => {
                let parts = parts.iter().filter_map(|part| {
                    let one = self.content(&part.content, owner, part.place)?;
                    Some(repeated(one, part.occurs))
                });
                let parts = parts.collect();
                Some(pattern(PatternKind::List(vec![group(parts, span)]), span))
            }
            Content::Sequence(parts) => self.several(parts, owner).map(|parts| group(parts, span)),
            Content::Alternate(parts) => self.several(parts, owner).map(|parts| choice(parts, span)),
            Content::Interleave(parts) => self.several(parts, owner).map(|mut parts| {
                if parts.len() > 1 { pattern(PatternKind::Interleave(parts), span) } else { parts.remove(0) }
            }),
            Content::Foreign(number) => self.foreign(*number, owner, span),
        }
    }

    /// The parts that do not vanish; `None` where none is left.
    fn several(&mut self, parts: &[Particle], owner: &Spec) -> Option<Vec<Pattern>> {
        let parts = parts.iter().filter_map(|part| self.particle(part, owner)).collect::<Vec<_>>();
        (!parts.is_empty()).then_some(parts)
    }

    fn any_reference(&mut self, require: &[Name], except: Option<&Vec<Name>>, span: Span) -> Pattern {
        let default = || {
            let own = self.input.schema.exceptions.clone();
            own.unwrap_or_else(|| EXCEPTIONS.iter().map(|e| (*e).into()).collect())
        };
        // What must be of some namespaces needs no exceptions but those that are said.
        let except =
            except.cloned().unwrap_or_else(|| if require.is_empty() { default() } else { Vec::new() });
        let kind = (require.to_vec(), except);
        let number = self.anys.iter().position(|known| *known == kind).unwrap_or_else(|| {
            self.anys.push(kind.clone());
            self.anys.len() - 1
        });
        let name = Box::<str>::from(format!("anyElement_{}", number + 1));
        self.refer(name.clone(), Target::Any(kind.0, kind.1, name), span)
    }

    /// Any element with any attributes, text, and elements of its kind.
    pub(super) fn any_element(&mut self, require: &[Name], except: &[Name], name: &str) -> Pattern {
        let span = Span::default();
        let class = |kind| NameClass { kind, span };
        let exceptions = except.iter().map(|word| class(named(word))).collect::<Vec<_>>();
        let exceptions = (!exceptions.is_empty()).then(|| Box::new(class(NameClassKind::Choice(exceptions))));
        let kind = if require.is_empty() {
            NameClassKind::AnyName(exceptions)
        } else {
            let namespaces = require.iter().map(|uri| {
                // An exception that is of another namespace is none of this one.
                let inside = except.iter().filter(|word| {
                    word.strip_prefix('{')
                        .and_then(|word| word.split_once('}'))
                        .is_some_and(|(ns, _)| *ns == **uri)
                });
                let inside = inside.map(|word| class(named(word))).collect::<Vec<_>>();
                let inside = (!inside.is_empty()).then(|| Box::new(class(NameClassKind::Choice(inside))));
                class(NameClassKind::NsName(Namespace::Uri((**uri).into()), inside))
            });
            NameClassKind::Choice(namespaces.collect())
        };
        let any = class(NameClassKind::AnyName(None));
        let attribute = pattern(PatternKind::Attribute(any, Vec::new()), span);
        let attributes = pattern(PatternKind::ZeroOrMore(vec![attribute]), span);
        let text = pattern(PatternKind::Text, span);
        let itself = pattern(PatternKind::Ref(name.into()), span);
        let inside = pattern(PatternKind::ZeroOrMore(vec![choice(vec![text, itself], span)]), span);
        pattern(PatternKind::Element(class(kind), vec![attributes, inside]), span)
    }
}

/// A namespace, or one name of it as `{namespace}name`.
fn named(word: &str) -> NameClassKind {
    match word.strip_prefix('{').and_then(|word| word.split_once('}')) {
        Some((namespace, name)) => NameClassKind::Name(Namespace::Uri(namespace.into()), name.into()),
        None => NameClassKind::NsName(Namespace::Uri(word.into()), None),
    }
}

const fn is_data(part: &Particle) -> bool {
    matches!(part.content, Content::Data(_) | Content::Values(_))
}

/// The values of a list.
pub(super) fn values(list: &ValueList) -> Pattern {
    let span = place(list.place);
    choice(list.items.iter().map(|item| value(item.name(), span)).collect(), span)
}
