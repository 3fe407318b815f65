//! Classes of elements in content models (Guidelines, 22.5.1 and 1.3.2).

use teiwright_p5::spec::{ClassUse, Expand, Kind, Occurs, Spec};
use teiwright_relaxng::syntax::model::{Pattern, PatternKind};
use teiwright_source::Span;

use super::build::{choice, empty, group, optional, pattern, place, repeated};
use super::{Builder, Target, names};

/// How deeply classes may be in classes.
const MAX_DEPTH: usize = 50;

impl Builder<'_> {
    /// A class where a content model has it.
    pub(super) fn class_use(&mut self, class: &ClassUse, owner: &Spec, at: u32) -> Option<Pattern> {
        let span = place(at);
        if self.one(Kind::ModelClass, &class.key).is_none() {
            self.unknown(&owner.ident, Kind::ModelClass, &class.key, at);
            return None;
        }
        if class.include.is_none() && class.except.is_empty() {
            return Some(self.class_reference(&class.key, class.expand, span));
        }
        let kept = |spec: &Spec| match &class.include {
            Some(include) => include.contains(&spec.ident),
            None => !class.except.contains(&spec.ident),
        };
        // Named members are those that stand; a class that is named stands with all of its own.
        Some(self.members_as(&class.key, class.expand, &kept, span))
    }

    pub(super) fn class_reference(&mut self, class: &str, expand: Expand, span: Span) -> Pattern {
        // Nothing said is the same as one of them.
        let expand = if expand == Expand::Unsaid { Expand::Alternate } else { expand };
        self.refer(names::of_class(class, expand), Target::Class(class.into(), expand), span)
    }

    /// The definition of a class.
    pub(super) fn class(&mut self, class: &str, expand: Expand) -> Pattern {
        self.members_as(class, expand, &|_| true, Span::default())
    }

    fn members_as(
        &mut self,
        class: &str,
        expand: Expand,
        kept: &dyn Fn(&Spec) -> bool,
        span: Span,
    ) -> Pattern {
        if matches!(expand, Expand::Unsaid | Expand::Alternate) {
            let mut parts = Vec::new();
            for (number, occurs) in self.members.get(class).cloned().unwrap_or_default() {
                let spec = self.spec(number);
                if kept(spec) {
                    parts.extend(self.member(number, span).map(|one| repeated(one, occurs)));
                } else if spec.kind == Kind::ModelClass {
                    // An element that is left out is left out of the classes in the class too.
                    let inner = self.members_as(&spec.ident, expand, kept, span);
                    if !matches!(inner.kind, PatternKind::NotAllowed) {
                        parts.push(inner);
                    }
                }
            }
            return choice(parts, span);
        }
        let mut elements = Vec::new();
        self.elements_of(class, kept, &mut elements, 0);
        let parts = elements.into_iter().filter_map(|(number, occurs)| {
            let one = self.member(number, span)?;
            let one = repeated(one, occurs);
            Some(match expand {
                Expand::SequenceOptional => optional(one),
                Expand::SequenceRepeatable => pattern(PatternKind::OneOrMore(vec![one]), span),
                Expand::SequenceOptionalRepeatable => pattern(PatternKind::ZeroOrMore(vec![one]), span),
                _ => one,
            })
        });
        let parts = parts.collect::<Vec<_>>();
        if parts.is_empty() { empty(span) } else { group(parts, span) }
    }

    fn member(&mut self, number: usize, span: Span) -> Option<Pattern> {
        let spec = self.spec(number);
        match spec.kind {
            Kind::Element => {
                let name = self.element_name(number);
                Some(self.refer(name, Target::Element(number), span))
            }
            Kind::ModelClass => Some(self.class_reference(&spec.ident, Expand::Alternate, span)),
            _ => None,
        }
    }

    /// The elements of a class and of the classes in it, each once, in the order of the members.
    fn elements_of(
        &self,
        class: &str,
        kept: &dyn Fn(&Spec) -> bool,
        into: &mut Vec<(usize, Occurs)>,
        depth: usize,
    ) {
        for (number, occurs) in self.members.get(class).into_iter().flatten() {
            let spec = self.spec(*number);
            match spec.kind {
                Kind::Element if kept(spec) && into.iter().all(|(known, _)| known != number) => {
                    into.push((*number, *occurs));
                }
                Kind::ModelClass if depth < MAX_DEPTH => self.elements_of(&spec.ident, kept, into, depth + 1),
                _ => {}
            }
        }
    }
}
