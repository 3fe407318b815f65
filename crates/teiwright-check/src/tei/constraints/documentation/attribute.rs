//! The definition of an attribute (`attDef`): its values, and its default among them.

use teiwright_source::Span;

use super::super::super::frame::{Found, Frame, Open, Tag};
use super::super::super::names::{At, El};
use crate::rules;

/// A definition that is open.
#[derive(Debug)]
pub(super) struct Definition {
    ident: Box<str>,
    mode: Box<str>,
    required: bool,
    closed: bool,
    /// Whether it has a datatype, and whether that is a list.
    typed: bool,
    several: bool,
    values: Vec<Box<str>>,
    default: Option<(Box<str>, Span)>,
    default_tag: Option<Span>,
}

pub(super) fn tag(definition: &mut Option<Definition>, tag: &Tag<'_>, open: &Open, _: &mut Found) {
    if tag.el == El::AttDef {
        *definition = Some(Definition {
            ident: tag.value(At::Ident).into(),
            mode: tag.value(At::Mode).into(),
            required: tag.value(At::Usage) == "req",
            closed: false,
            typed: false,
            several: false,
            values: Vec::new(),
            default: None,
            default_tag: None,
        });
        return;
    }
    let Some(definition) = definition.as_mut() else { return };
    match (tag.el, open.parent()) {
        (El::ValList, El::AttDef) => definition.closed = tag.value(At::Type) == "closed",
        (El::ValItem, El::ValList) => definition.values.push(tag.value(At::Ident).into()),
        (El::Datatype, El::AttDef) => {
            definition.typed = true;
            definition.several =
                matches!(tag.value(At::MaxOccurs).trim(), most if !matches!(most, "" | "0" | "1"));
        }
        (El::DefaultVal, El::AttDef) => definition.default_tag = Some(tag.name_span()),
        _ => {}
    }
}

pub(super) fn leave(definition: &mut Option<Definition>, frame: &Frame, text: &str, found: &mut Found) {
    if frame.el == El::DefaultVal {
        if let Some(definition) = definition.as_mut() {
            let span = definition.default_tag.unwrap_or(frame.name);
            definition.default = Some((text.trim().into(), span));
        }
        return;
    }
    let Some(definition) = definition.take() else { return };
    let Definition { ident, mode, required, closed, typed, several, values, default, .. } = definition;
    if !matches!(&*mode, "change" | "delete") && !typed && !closed {
        let message = format!("nothing says what values `{ident}` has");
        found.add(
            rules::attribute_definition(&message, "write a `datatype`, or a closed `valList`", frame.name),
            frame.name,
        );
    }
    let Some((default, span)) = default else { return };
    if required {
        let message = format!("`{ident}` must always stand, so that its default is never used");
        found.add(
            rules::attribute_definition(&message, "take `defaultVal` out, or `usage`", span),
            frame.name,
        );
    }
    if closed && typed {
        let listed = |value: &str| values.iter().any(|known| &**known == value);
        let fits = if several { default.split_whitespace().any(listed) } else { listed(&default) };
        if !fits {
            let message = format!("the default `{default}` of `{ident}` is none of its values");
            let help = format!("write one of {}", rules::listed(values.iter().map(|value| &**value), "or"));
            found.add(rules::attribute_definition(&message, &help, span), frame.name);
        }
    }
}
