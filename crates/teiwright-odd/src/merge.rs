//! What a change does to a specification: classes, content, attributes and lists of values, each by its own rule
//! (Guidelines, 23.3.1).

use teiwright_p5::spec::{
    Attribute, AttributeDef, Classes, Membership, Mode, Name, Place, Spec, Value, ValueList,
};

/// What is to be told of a change.
pub(crate) enum Note {
    /// A list of values has no mode, in an attribute of this name.
    ValuesWithoutMode(Name, Place),
}

/// `change` applied to `old`.
pub(crate) fn spec(old: &Spec, change: &Spec, notes: &mut Vec<Note>) -> Spec {
    Spec {
        kind: old.kind,
        ident: old.ident.clone(),
        renamed: change.renamed.clone().or_else(|| old.renamed.clone()),
        namespace: change.namespace.clone().or_else(|| old.namespace.clone()),
        module: old.module.clone().or_else(|| change.module.clone()),
        gloss: change.gloss.clone().or_else(|| old.gloss.clone()),
        mode: None,
        classes: classes(old.classes.as_ref(), change.classes.as_ref()),
        content: change.content.clone().or_else(|| old.content.clone()),
        attributes: attributes(&old.attributes, &change.attributes, notes),
        values: match (&old.values, &change.values) {
            // New content without a list puts the old list out of use.
            (_, None) if change.content.is_some() => None,
            (Some(old), Some(new)) if new.mode == Some(Mode::Change) => Some(values_changed(old, new)),
            (_, Some(new)) if new.mode == Some(Mode::Delete) => None,
            (_, Some(new)) => Some(new.clone()),
            (old, None) => old.clone(),
        },
        place: change.place,
    }
}

/// Memberships: a change adds and takes away, anything else stands instead.
fn classes(old: Option<&Classes>, new: Option<&Classes>) -> Option<Classes> {
    let Some(new) = new else { return old.cloned() };
    let kept = |member: &&Membership| !new.change || !new.members.iter().any(|m| m.key == member.key);
    let old = old.filter(|_| new.change).into_iter().flat_map(|old| &old.members).filter(kept);
    let added = new.members.iter().filter(|member| !member.deleted);
    Some(Classes { change: false, members: old.chain(added).cloned().collect() })
}

/// Local attributes. What has no counterpart stays as it is: it speaks of an attribute of a class.
fn attributes(old: &[Attribute], change: &[Attribute], notes: &mut Vec<Note>) -> Vec<Attribute> {
    let mut all = Vec::new();
    let mut named = Vec::new();
    flatten(change, &mut named);
    // New ones stand before old ones, as the current processor has them.
    all.extend(change.iter().filter_map(|attribute| added(attribute, old)));
    all.extend(old.iter().filter_map(|attribute| kept(attribute, &named, notes)));
    all
}

/// Every attribute of a list, lists in it included.
pub(crate) fn flatten<'a>(list: &'a [Attribute], into: &mut Vec<&'a AttributeDef>) {
    for attribute in list {
        match attribute {
            Attribute::Def(def) => into.push(def),
            Attribute::List(_, inner) => flatten(inner, into),
            Attribute::Class(..) => {}
        }
    }
}

fn find<'a>(list: &'a [Attribute], ident: &str) -> Option<&'a AttributeDef> {
    list.iter().find_map(|attribute| match attribute {
        Attribute::Def(def) => (*def.ident == *ident).then_some(def),
        Attribute::List(_, inner) => find(inner, ident),
        Attribute::Class(..) => None,
    })
}

/// What of a change stands beside the old attributes: what is new, and what speaks of a class's attribute.
fn added(attribute: &Attribute, old: &[Attribute]) -> Option<Attribute> {
    match attribute {
        Attribute::Def(def) => {
            let local = find(old, &def.ident);
            let stays = match def.mode {
                None | Some(Mode::Add) => true,
                // A local attribute that goes may hide one of a class, which goes too.
                Some(Mode::Delete) => local.is_none_or(|local| local.mode.is_some()),
                Some(Mode::Change | Mode::Replace) => local.is_none(),
            };
            stays.then(|| attribute.clone())
        }
        Attribute::List(organisation, inner) => {
            let inner = inner.iter().filter_map(|attribute| added(attribute, old)).collect::<Vec<_>>();
            (!inner.is_empty()).then_some(Attribute::List(*organisation, inner))
        }
        Attribute::Class(..) => Some(attribute.clone()),
    }
}

/// What a change leaves of an old attribute.
fn kept(attribute: &Attribute, change: &[&AttributeDef], notes: &mut Vec<Note>) -> Option<Attribute> {
    let old = match attribute {
        Attribute::Def(old) => old,
        Attribute::List(organisation, inner) => {
            let inner =
                inner.iter().filter_map(|attribute| kept(attribute, change, notes)).collect::<Vec<_>>();
            return (!inner.is_empty()).then_some(Attribute::List(*organisation, inner));
        }
        Attribute::Class(..) => return Some(attribute.clone()),
    };
    let mut result = old.clone();
    for new in change.iter().filter(|new| new.ident == old.ident) {
        match new.mode {
            None | Some(Mode::Add | Mode::Delete) => return None,
            Some(Mode::Replace) => result = (*new).clone(),
            Some(Mode::Change) => result = attribute_changed(&result, new, false, notes),
        }
    }
    Some(Attribute::Def(result))
}

/// `change` applied to the attribute `old`: one of the specification itself, or of a class that it is in (`of_class`).
pub(crate) fn attribute_changed(
    old: &AttributeDef,
    change: &AttributeDef,
    of_class: bool,
    notes: &mut Vec<Note>,
) -> AttributeDef {
    let values = match (&old.values, &change.values) {
        (old, None) => old.clone(),
        (_, Some(new)) if new.mode == Some(Mode::Delete) => None,
        (None, Some(new)) if of_class => Some(new.clone()),
        (Some(old), Some(new)) if new.mode == Some(Mode::Change) => Some(values_changed(old, new)),
        (_, Some(new)) if matches!(new.mode, Some(Mode::Add | Mode::Replace | Mode::Change)) => {
            Some(new.clone())
        }
        (old, Some(new)) => {
            notes.push(Note::ValuesWithoutMode(change.ident.clone(), new.place));
            old.clone()
        }
    };
    AttributeDef {
        ident: old.ident.clone(),
        renamed: change.renamed.clone().or_else(|| old.renamed.clone()),
        namespace: change.namespace.clone().or_else(|| old.namespace.clone()),
        mode: if of_class { None } else { old.mode },
        usage: change.usage.or(old.usage),
        datatype: change.datatype.clone().or_else(|| old.datatype.clone()),
        values,
        default: change.default.clone().or_else(|| old.default.clone()),
        place: change.place,
    }
}

/// A list of values with items added, replaced and taken away.
fn values_changed(old: &ValueList, change: &ValueList) -> ValueList {
    let touched = |item: &&Value| {
        !change.items.iter().any(|new| new.ident == item.ident && new.mode != Some(Mode::Change))
    };
    let mut items = old.items.iter().filter(touched).cloned().collect::<Vec<_>>();
    for new in &change.items {
        match new.mode {
            Some(Mode::Delete) => {}
            Some(Mode::Change) => {
                let old = items.iter_mut().find(|item| item.ident == new.ident);
                match (old, &new.renamed) {
                    (Some(old), Some(_)) => old.renamed.clone_from(&new.renamed),
                    (Some(_), None) => {}
                    (None, _) => items.push(new.clone()),
                }
            }
            None | Some(Mode::Add | Mode::Replace) => items.push(new.clone()),
        }
    }
    ValueList { closure: change.closure.or(old.closure), mode: None, items, place: change.place }
}
