//! Documents that specify a schema (ODD): what the Guidelines ask of specifications beyond their grammar.

mod attribute;
mod rule;

use rustc_hash::FxHashMap;
use teiwright_source::Span;
use teiwright_xml::reader::{NameId, Start};

use super::super::frame::{Found, Frame, Open, Tag};
use super::super::names::{At, El};
use crate::rules;
use attribute::Definition;
use rule::ConstraintSpecs;

/// What was seen of specifications.
#[derive(Debug, Default)]
pub(super) struct Documentation {
    definition: Option<Definition>,
    constraints: ConstraintSpecs,
    /// Modules that there are: of `moduleSpec` and `moduleRef`.
    modules: Vec<Box<str>>,
    /// Modules that specifications say they are of.
    used: Vec<(Box<str>, Box<str>, Span, Span)>,
    /// Prefixes, of `moduleRef` where the flag is set.
    prefixes: FxHashMap<Box<str>, (Span, bool)>,
    /// Processing models by the depth of their parent: predicate, output, place.
    models: Vec<(usize, Box<str>, Box<str>, Span)>,
}

/// Elements that may be deprecated without saying why.
const UNEXPLAINED: [El; 4] = [El::ValDesc, El::ValList, El::DefaultVal, El::Remarks];

impl Documentation {
    /// A tag; what of it matters at its end, where it is of a specification.
    pub(super) fn tag(&mut self, tag: &Tag<'_>, open: &Open, found: &mut Found) -> Option<(u32, Box<str>)> {
        if tag.has.has(At::Prefix) {
            self.prefix(tag, found);
        }
        if tag.has.has(At::MinOccurs) || tag.has.has(At::MaxOccurs) {
            occurrences(tag, open, found);
        }
        let count = u32::try_from(tag.kinds.len()).unwrap_or(u32::MAX);
        match tag.el {
            El::ElementSpec | El::ClassSpec | El::MacroSpec => {
                self.of_module(tag, open);
                (tag.el == El::ElementSpec).then(|| (count, tag.value(At::Mode).into()))
            }
            El::ModuleSpec => {
                self.modules.push(tag.value(At::Ident).into());
                None
            }
            El::ModuleRef => {
                let key = tag.value(At::Key);
                self.modules.push(key.into());
                Some((0, key.into()))
            }
            El::Model => {
                self.model(tag, open, found);
                None
            }
            El::AnyElement | El::ClassRef | El::ElementRef => {
                reference(tag, open, found);
                None
            }
            El::DataRef if tag.has.has(At::Restriction) && !tag.has.has(At::Name) => {
                found.add(
                    rules::data_reference(
                        "a restriction narrows a datatype of XML Schema only",
                        "write name=\"…\" instead of `key`, or take the restriction out",
                        tag.place(At::Restriction),
                    ),
                    tag.name_span(),
                );
                None
            }
            El::DataFacet => {
                facet(open, found);
                None
            }
            El::Desc if tag.value(At::Type) == "deprecationInfo" => {
                if open.frames.last().is_some_and(|parent| !parent.has.has(At::ValidUntil)) {
                    let message = "this says why something is deprecated that is not";
                    found.add(
                        rules::deprecation(
                            message,
                            "write validUntil=\"…\" on what is deprecated",
                            tag.name_span(),
                        ),
                        tag.name_span(),
                    );
                }
                Some((1, Box::default()))
            }
            El::AttDef | El::ValList | El::ValItem | El::Datatype | El::DefaultVal => {
                attribute::tag(&mut self.definition, tag, open, found);
                None
            }
            El::ConstraintSpec | El::ConstraintDecl | El::Constraint => {
                self.constraints.tag(tag, found);
                (tag.el == El::ConstraintSpec).then(|| (0, tag.value(At::Mode).into()))
            }
            _ => None,
        }
    }

    pub(super) fn foreign(&mut self, start: &Start<'_>, open: &Open, found: &mut Found) {
        self.constraints.foreign(start, open, found);
    }

    pub(super) fn leave_foreign(&mut self, name: NameId) {
        self.constraints.leave_foreign(name);
    }

    pub(super) fn leave(&mut self, frame: &Frame, text: &str, open: &Open, found: &mut Found) {
        let depth = open.frames.len();
        while self.models.last().is_some_and(|model| model.0 > depth) {
            self.models.pop();
        }
        match frame.el {
            El::ElementSpec => mode(frame, found),
            El::ConstraintSpec => self.constraints.leave(frame, found),
            El::Sequence | El::Alternate if frame.children == 1 => {
                found.add(rules::lone_part(frame.el.name(), frame.name), frame.name);
            }
            El::ModuleRef if frame.children > 0 && !frame.value.is_empty() => {
                let message = "only a module from elsewhere has content";
                found.add(
                    rules::module(
                        message,
                        "write url=\"…\" instead of `key`, or take the content out",
                        frame.name,
                    ),
                    frame.name,
                );
            }
            El::AttDef | El::DefaultVal => attribute::leave(&mut self.definition, frame, text, found),
            _ => {}
        }
        let explained = frame.seen.has(El::Desc) || UNEXPLAINED.contains(&frame.el);
        if frame.has.has(At::ValidUntil) && !explained {
            let message = "nothing says why this is deprecated, or what to use instead";
            found.add(
                rules::deprecation(message, "write a `desc` of the type deprecationInfo into it", frame.name),
                frame.name,
            );
        }
    }

    pub(super) fn finish(self, found: &mut Found) {
        self.constraints.finish(found);
        // A document that names no module at all is a part of a larger one.
        if self.modules.is_empty() {
            return;
        }
        for (module, ident, span, element) in self.used {
            if !self.modules.contains(&module) {
                let message = format!("`{ident}` is of the module `{module}`, which is not here");
                let help = "write the name of a module that `moduleRef` or `moduleSpec` has, or bring it in";
                found.add(rules::module(&message, help, span), element);
            }
        }
    }

    fn of_module(&mut self, tag: &Tag<'_>, open: &Open) {
        if let Some(attribute) = tag.get(At::Module)
            && open.within_any(&[El::SchemaSpec, El::Tei, El::TeiCorpus])
        {
            let ident = tag.value(At::Ident);
            self.used.push((attribute.value.into(), ident.into(), attribute.value_span, tag.name_span()));
        }
    }

    fn prefix(&mut self, tag: &Tag<'_>, found: &mut Found) {
        let (value, span) = (tag.value(At::Prefix), tag.place(At::Prefix));
        let of_module = tag.el == El::ModuleRef;
        match self.prefixes.get(value) {
            Some((first, other)) if of_module || *other => {
                let message = format!("the prefix `{value}` stands twice, so that it keeps nothing apart");
                found.add(
                    rules::module(&message, "write another prefix", span)
                        .with_related(*first, "it stood here first"),
                    tag.name_span(),
                );
            }
            _ => {
                self.prefixes.insert(value.into(), (span, of_module));
            }
        }
    }

    fn model(&mut self, tag: &Tag<'_>, open: &Open, found: &mut Found) {
        if open.parent() == El::ModelSequence {
            if tag.has.has(At::Output) {
                let message = "a model in a sequence has the output of the sequence";
                found.add(
                    rules::processing_model(message, "take `output` out", tag.place(At::Output)),
                    tag.name_span(),
                );
            }
            return;
        }
        let normal = |at: At| tag.value(at).split_whitespace().collect::<Vec<_>>().join(" ").into_boxed_str();
        let (depth, predicate, output) = (open.frames.len(), normal(At::Predicate), normal(At::Output));
        let same = self.models.iter().find(|m| m.0 == depth && m.1 == predicate && m.2 == output);
        if let Some((.., first)) = same {
            let message = "two models for the same case: which of them holds is open";
            let finding =
                rules::processing_model(message, "write another `predicate` or `output`", tag.name_span());
            found.add(finding.with_related(*first, "the other one"), tag.name_span());
        }
        self.models.push((depth, predicate, output, tag.name_span()));
    }
}

/// Whether what a specification of an element says it does fits what it holds.
fn mode(frame: &Frame, found: &mut Found) {
    let message = match &*frame.value {
        "delete" if frame.children > 0 => "this takes the element away, and yet says something of it",
        // Every attribute but `mode` and `ident` says something.
        mode @ ("add" | "change" | "replace") if frame.children == 0 => {
            let own = u32::from(frame.has.has(At::Mode)) + u32::from(frame.has.has(At::Ident));
            if frame.mark > own {
                return;
            }
            let _ = mode;
            "this changes the element, and says nothing of it"
        }
        _ => return,
    };
    found.add(rules::mode(message, frame.name), frame.name);
}

/// How often something stands (`att.repeatable`).
fn occurrences(tag: &Tag<'_>, open: &Open, found: &mut Found) {
    if tag.el == El::ElementRef && matches!(open.parent(), El::SchemaSpec | El::SpecGrp) {
        let at = if tag.has.has(At::MinOccurs) { At::MinOccurs } else { At::MaxOccurs };
        let message = "what a schema takes in stands in it, not so many times";
        found.add(
            rules::reference(message, "take `minOccurs` and `maxOccurs` out", tag.place(at)),
            tag.name_span(),
        );
        return;
    }
    let number = |at: At| tag.value(at).trim().parse::<u64>().ok();
    let Some(least) = number(At::MinOccurs) else { return };
    let most = match tag.value(At::MaxOccurs).trim() {
        "unbounded" => return,
        "" => 1,
        _ => match number(At::MaxOccurs) {
            Some(most) => most,
            None => return,
        },
    };
    if least > most {
        found.add(rules::occurrences(least, most, tag.place(At::MinOccurs)), tag.name_span());
    }
}

/// Where an element or a class may be referred to.
fn reference(tag: &Tag<'_>, open: &Open, found: &mut Found) {
    if !open.within(El::Content) {
        return;
    }
    if open.within(El::DataSpec) {
        let message = "a datatype holds text, and no element";
        found.add(
            rules::reference(message, "write `dataRef`, `textNode` or a list of values", tag.name_span()),
            tag.name_span(),
        );
    }
    if tag.el == El::ElementRef && tag.has.has(At::Source) {
        let message = "a content model names elements of its own schema";
        found.add(rules::reference(message, "take `source` out", tag.place(At::Source)), tag.name_span());
    }
}

/// What a facet narrows.
fn facet(open: &Open, found: &mut Found) {
    let Some(parent) = open.frames.last().filter(|parent| parent.el == El::DataRef) else { return };
    if parent.seen.has(El::DataFacet) {
        return;
    }
    if !parent.has.has(At::Name) {
        let message = "a facet narrows a datatype of XML Schema only";
        found.add(
            rules::data_reference(message, "write name=\"…\" instead of `key`", parent.name),
            parent.name,
        );
    }
    if parent.has.has(At::Restriction) {
        let message = "a datatype is narrowed by facets or by a restriction, not by both";
        found.add(
            rules::data_reference(message, "write the restriction as a facet `pattern`", parent.name),
            parent.name,
        );
    }
}
