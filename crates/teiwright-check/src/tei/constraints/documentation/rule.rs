//! Constraints of a customisation (`constraintSpec`): their language, their context, their names.

use rustc_hash::FxHashMap;
use teiwright_source::Span;
use teiwright_xml::reader::{NameId, Start};

use super::super::super::frame::{Found, Frame, Open, Tag};
use super::super::super::names::{At, El};
use crate::rules;

/// The namespace of ISO Schematron.
const ISO: &str = "http://purl.oclc.org/dsdl/schematron";
/// That of what was before it.
const OLD: &str = "http://www.ascc.net/xml/schematron";

/// What was seen of constraints.
#[derive(Debug, Default)]
pub(super) struct ConstraintSpecs {
    /// What the open one says: its language, its mode; and whether that was found wrong.
    scheme: Box<str>,
    mode: Box<str>,
    said: bool,
    holds_constraint: bool,
    /// The names of rules of Schematron that are open and have a context.
    contexts: Vec<NameId>,
    idents: FxHashMap<Box<str>, Span>,
    declared: FxHashMap<Box<str>, Span>,
}

impl ConstraintSpecs {
    pub(super) fn tag(&mut self, tag: &Tag<'_>, found: &mut Found) {
        match tag.el {
            El::Constraint => self.holds_constraint = true,
            El::ConstraintDecl => {
                let scheme = tag.value(At::Scheme);
                self.begin(scheme, "");
                match self.declared.get(scheme) {
                    Some(first) => {
                        let message = format!("the constraints in `{scheme}` are declared twice");
                        let finding = rules::constraint(
                            &message,
                            "put both into one `constraintDecl`",
                            tag.place(At::Scheme),
                        );
                        found.add(
                            finding.with_related(*first, "they were declared here first"),
                            tag.name_span(),
                        );
                    }
                    None => {
                        self.declared.insert(scheme.into(), tag.place(At::Scheme));
                    }
                }
            }
            _ => {
                let mode = tag.value(At::Mode);
                self.begin(tag.value(At::Scheme), mode);
                if matches!(mode, "" | "add" | "replace") && !tag.has.has(At::Scheme) {
                    self.said = true;
                    let message = "nothing says in which language this constraint is written";
                    found.add(
                        rules::constraint(message, "write scheme=\"schematron\"", tag.name_span()),
                        tag.name_span(),
                    );
                }
                let ident = tag.value(At::Ident).trim();
                if matches!(mode, "" | "add") && !ident.is_empty() {
                    match self.idents.get(ident) {
                        Some(first) => {
                            let message = format!("two constraints are called `{ident}`");
                            let finding = rules::constraint(
                                &message,
                                "write another name for one of the two",
                                tag.place(At::Ident),
                            );
                            found.add(finding.with_related(*first, "it stood here first"), tag.name_span());
                        }
                        None => {
                            self.idents.insert(ident.into(), tag.place(At::Ident));
                        }
                    }
                }
            }
        }
    }

    fn begin(&mut self, scheme: &str, mode: &str) {
        self.scheme = scheme.into();
        self.mode = mode.into();
        self.said = false;
        self.holds_constraint = false;
        self.contexts.clear();
    }

    /// An element of another vocabulary.
    pub(super) fn foreign(&mut self, start: &Start<'_>, open: &Open, found: &mut Found) {
        let name = start.expanded(start.name);
        if !matches!(name.namespace, ISO | OLD) || !open.within_any(&[El::ConstraintSpec, El::ConstraintDecl])
        {
            return;
        }
        if name.namespace == ISO
            && name.local == "rule"
            && start.attributes().any(|attribute| attribute.written == "context")
        {
            self.contexts.push(start.name);
        }
        if self.said {
            return;
        }
        let in_constraint = open.parent() == El::Constraint;
        let (message, help) = if in_constraint
            && name.namespace == OLD
            && matches!(&*self.scheme, "schematron" | "isoschematron")
        {
            (
                "this is Schematron 1, and no ISO Schematron",
                "write the elements in http://purl.oclc.org/dsdl/schematron",
            )
        } else if in_constraint
            && name.namespace == ISO
            && matches!(&*self.mode, "" | "add" | "replace")
            && &*self.scheme != "schematron"
        {
            (
                "this is ISO Schematron, and the constraint says otherwise",
                "write scheme=\"schematron\" on `constraintSpec`",
            )
        } else if name.namespace == ISO
            && &*self.scheme == "schematron"
            && matches!(name.local, "assert" | "report")
            && self.contexts.is_empty()
        {
            ("nothing says of which elements this is to hold", "put it into a `rule` with a `context`")
        } else {
            return;
        };
        self.said = true;
        found.add(rules::constraint(message, help, start.name_span), start.name_span);
    }

    pub(super) fn leave_foreign(&mut self, name: NameId) {
        if self.contexts.last() == Some(&name) {
            self.contexts.pop();
        }
    }

    pub(super) fn leave(&mut self, frame: &Frame, found: &mut Found) {
        let message = match &*frame.value {
            "delete" if frame.children > 0 => "this takes the constraint away, and yet says something of it",
            "change" if frame.children == 0 => "this changes the constraint, and says nothing of it",
            "add" | "replace" if !frame.seen.has(El::Constraint) => "this constraint has no `constraint`",
            _ => return,
        };
        found.add(rules::mode(message, frame.name), frame.name);
    }

    pub(super) fn finish(self, _: &mut Found) {}
}
