//! The attributes of an element or a class: its own, those of its classes, and what it says anew of those.

use crate::facts::Facts;
use crate::spec::{Attribute, AttributeDef, Mode, Organisation, Spec, ValueList};

/// An attribute that something has.
#[derive(Debug, Clone, PartialEq)]
pub struct Held<'f> {
    /// What holds of it, after all that was said anew.
    pub def: AttributeDef,
    /// The class that it comes from; `None` where it is the element's own.
    pub class: Option<&'f str>,
    /// Whether the element says something of it that its class does not.
    pub changed: bool,
    /// Whether it stands in a choice of attributes.
    pub choice: bool,
}

impl Facts {
    /// The attributes that something has: its own in their order, then those of its classes, nearest class first.
    ///
    /// What is said anew of an attribute of a class (`@mode` of `attDef`) is merged into it as the Guidelines have it (22.8);
    /// a list of values that is given anew stands instead of the old one.
    #[must_use]
    pub fn attributes<'f>(&'f self, spec: &'f Spec) -> Vec<Held<'f>> {
        let mut inherited = Vec::<Held<'f>>::new();
        for class in self.classes(spec) {
            for found in self.listed(class) {
                let known = inherited.iter_mut().find(|known| known.def.ident == found.def.ident);
                match known {
                    // A class that is nearer changes what one further away says.
                    Some(nearer) if nearer.def.mode == Some(Mode::Change) => {
                        merge(&mut nearer.def, found.def);
                    }
                    Some(_) => {}
                    None => inherited.push(Held {
                        def: found.def.clone(),
                        class: Some(found.class.unwrap_or(&class.ident)),
                        changed: false,
                        choice: found.choice,
                    }),
                }
            }
        }
        let mut held = Vec::new();
        for found in self.listed(spec) {
            let place = inherited.iter().position(|known| known.def.ident == found.def.ident);
            let of_class = place.map(|place| inherited.remove(place));
            if found.def.mode == Some(Mode::Delete) {
                continue;
            }
            let mut def = found.def.clone();
            if let Some(of_class) = of_class.as_ref().filter(|_| def.mode == Some(Mode::Change)) {
                merge(&mut def, &of_class.def);
            }
            let changed = of_class.is_some();
            let class = found.class.or_else(|| of_class.and_then(|of_class| of_class.class));
            held.push(Held { def, class, changed, choice: found.choice });
        }
        inherited.retain(|known| known.def.mode != Some(Mode::Delete));
        held.append(&mut inherited);
        for attribute in &mut held {
            attribute.def.mode = None;
        }
        held
    }

    /// The definitions in the list of a specification, and those of classes that the list refers to.
    fn listed<'f>(&'f self, spec: &'f Spec) -> Vec<Found<'f>> {
        let mut out = Vec::new();
        self.gather(&spec.attributes, None, false, &mut out);
        out
    }

    fn gather<'f>(
        &'f self,
        list: &'f [Attribute],
        class: Option<&'f str>,
        choice: bool,
        out: &mut Vec<Found<'f>>,
    ) {
        for attribute in list {
            match attribute {
                Attribute::Def(def) => out.push(Found { def, class, choice }),
                Attribute::List(organisation, inner) => {
                    self.gather(inner, class, choice || *organisation == Organisation::Choice, out);
                }
                // A reference within what was referred to would be of a class to another: none is followed further.
                Attribute::Class(key, name) if class.is_none() => {
                    let Some(referred) = self.spec(key) else { continue };
                    let before = out.len();
                    self.gather(&referred.attributes, Some(&referred.ident), choice, out);
                    let one = |found: &Found<'_>| name.as_ref().is_none_or(|name| found.def.ident == *name);
                    let kept = out.drain(before..).filter(one).collect::<Vec<_>>();
                    out.extend(kept);
                }
                Attribute::Class(..) => {}
            }
        }
    }
}

/// A definition where it stands.
struct Found<'f> {
    def: &'f AttributeDef,
    /// The class by which it was referred to.
    class: Option<&'f str>,
    /// Whether it is in a choice.
    choice: bool,
}

/// Takes from `old` what `new` does not say.
fn merge(new: &mut AttributeDef, old: &AttributeDef) {
    new.mode = old.mode;
    new.usage = new.usage.or(old.usage);
    new.datatype = new.datatype.take().or_else(|| old.datatype.clone());
    new.default = new.default.take().or_else(|| old.default.clone());
    new.renamed = new.renamed.take().or_else(|| old.renamed.clone());
    new.namespace = new.namespace.take().or_else(|| old.namespace.clone());
    new.values = values(new.values.take(), old.values.as_ref());
}

fn values(new: Option<ValueList>, old: Option<&ValueList>) -> Option<ValueList> {
    let Some(mut new) = new else { return old.cloned() };
    match (new.mode, old) {
        (Some(Mode::Delete), _) => return None,
        (Some(Mode::Change), Some(old)) => {
            let named = |ident: &str| new.items.iter().any(|item| &*item.ident == ident);
            let kept = old.items.iter().filter(|item| !named(&item.ident)).cloned().collect::<Vec<_>>();
            new.items.retain(|item| item.mode != Some(Mode::Delete));
            new.items.splice(0..0, kept);
        }
        _ => {}
    }
    new.mode = None;
    Some(new)
}
