//! Attributes of elements and classes: their own, and those of the classes that they are in, but for those that are their own or
//! are taken away (Guidelines, 22.6 and 23.3.1.5; the current processor's `classatts`).

use std::rc::Rc;

use rustc_hash::FxHashSet;
use teiwright_p5::spec::{
    Attribute, AttributeDef, Closure as Closed, Content, Kind, Mode, Name, Occurs, Organisation, Spec, Usage,
};
use teiwright_relaxng::syntax::model::{NameClass, NameClassKind, Namespace, Pattern, PatternKind};
use teiwright_source::Span;

use super::build::{choice, data, empty, group, optional, pattern, place};
use super::content::values;
use super::{Builder, Target};
use crate::{merge, rules};

/// The namespace of `xml:id` and its kin.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The attributes that a class brings, by name.
pub(super) type Closure = FxHashSet<Name>;

/// What tells attributes apart.
fn key(def: &AttributeDef) -> Name {
    match &def.namespace {
        Some(namespace) if !namespace.is_empty() => format!("{{{namespace}}}{}", def.ident).into(),
        _ => def.ident.clone(),
    }
}

impl Builder<'_> {
    /// The patterns of the attributes of an element or a class, and their names.
    pub(super) fn attribute_patterns(&mut self, number: usize) -> (Vec<Pattern>, Closure) {
        let spec = self.spec(number);
        let mut seen = Closure::default();
        let mut parts = Vec::new();
        for attribute in &spec.attributes {
            parts.extend(self.own(attribute, spec, &mut seen));
        }
        for member in spec.memberships() {
            if let Some(class) = self.one(Kind::AttributeClass, &member.key) {
                self.of_class(class, &mut seen, &mut parts, place(spec.place));
            }
        }
        if parts.is_empty() && spec.kind == Kind::AttributeClass {
            parts.push(empty(place(spec.place)));
        }
        (parts, seen)
    }

    /// The names of the attributes that a class brings.
    fn closure(&mut self, class: usize) -> Rc<Closure> {
        if let Some(known) = self.closures.get(&class) {
            return Rc::clone(known);
        }
        // A class that is in itself brings nothing by that.
        self.closures.insert(class, Rc::default());
        let closure = Rc::new(self.attribute_patterns(class).1);
        self.closures.insert(class, Rc::clone(&closure));
        closure
    }

    /// One item of a list of attributes; `None` where nothing of it stands.
    fn own(&mut self, attribute: &Attribute, owner: &Spec, seen: &mut Closure) -> Option<Pattern> {
        match attribute {
            Attribute::Def(def) => {
                if !seen.insert(key(def)) {
                    return None;
                }
                let inherited = matches!(def.mode, Some(Mode::Change | Mode::Delete))
                    .then(|| self.inherited(owner, &def.ident, 0))
                    .flatten();
                if inherited.is_none() && matches!(def.mode, Some(Mode::Change | Mode::Delete)) {
                    self.unknown_attribute(def, owner);
                }
                match (def.mode, inherited) {
                    (Some(Mode::Delete), _) => None,
                    (Some(Mode::Change), Some(old)) => {
                        let mut notes = Vec::new();
                        let merged = merge::attribute_changed(&old, def, true, &mut notes);
                        self.notes.append(&mut notes);
                        self.attribute(&merged, owner)
                    }
                    _ => self.attribute(def, owner),
                }
            }
            Attribute::List(organisation, inner) => {
                let span = place(owner.place);
                let parts =
                    inner.iter().filter_map(|attribute| self.own(attribute, owner, seen)).collect::<Vec<_>>();
                (!parts.is_empty()).then(|| match organisation {
                    Organisation::Group => group(parts, span),
                    Organisation::Choice => choice(parts, span),
                })
            }
            Attribute::Class(class, name) => {
                let span = place(owner.place);
                // An older form has the name of the pattern as the key.
                let (class, name) = match (class.split_once(".attribute."), name) {
                    (Some((class, name)), None) => (class, Some(name)),
                    (_, name) => (&**class, name.as_deref()),
                };
                let plain = class.strip_suffix(".attributes").unwrap_or(class);
                let Some(number) = self.one(Kind::AttributeClass, plain) else {
                    // It may be a definition of a grammar that is referred to.
                    let made = self.named(class, span, true);
                    if made.is_none() {
                        self.unknown(&owner.ident, Kind::AttributeClass, plain, owner.place);
                    }
                    return made;
                };
                let Some(name) = name else {
                    let mut parts = Vec::new();
                    self.of_class(number, seen, &mut parts, span);
                    return (!parts.is_empty()).then(|| group(parts, span));
                };
                if !seen.insert(name.into()) {
                    return None;
                }
                self.class_attribute_reference(number, name, span)
            }
        }
    }

    /// What a class brings, but for what is there already.
    fn of_class(&mut self, class: usize, seen: &mut Closure, parts: &mut Vec<Pattern>, span: Span) {
        let closure = self.closure(class);
        if closure.is_empty() {
            return;
        }
        let spec = self.spec(class);
        if closure.iter().all(|name| !seen.contains(name)) {
            let name = format!("{}.attributes", spec.ident);
            parts.push(self.refer(name.into(), Target::Attributes(class), span));
            seen.extend(closure.iter().cloned());
            return;
        }
        if closure.iter().all(|name| seen.contains(name)) {
            return;
        }
        for attribute in &spec.attributes {
            parts.extend(self.class_item(attribute, class, seen, span));
        }
        for member in spec.memberships() {
            if let Some(parent) =
                self.one(Kind::AttributeClass, &member.key).filter(|parent| *parent != class)
            {
                self.of_class(parent, seen, parts, span);
            }
        }
    }

    /// An item of the attributes of a class where the class does not stand whole.
    fn class_item(
        &mut self,
        attribute: &Attribute,
        class: usize,
        seen: &mut Closure,
        span: Span,
    ) -> Option<Pattern> {
        match attribute {
            Attribute::Def(def) => seen
                .insert(key(def))
                .then(|| self.class_attribute_reference(class, &def.ident, span))
                .flatten(),
            Attribute::List(organisation, inner) => {
                let parts = inner.iter().filter_map(|inner| self.class_item(inner, class, seen, span));
                let parts = parts.collect::<Vec<_>>();
                (!parts.is_empty()).then(|| match organisation {
                    Organisation::Group => group(parts, span),
                    Organisation::Choice => choice(parts, span),
                })
            }
            Attribute::Class(..) => self.own(attribute, self.spec(class), seen),
        }
    }

    /// All attributes of a class, by its name.
    pub(super) fn class_attributes(&mut self, class: &str, span: Span) -> Option<Pattern> {
        let number = self.one(Kind::AttributeClass, class)?;
        if self.closure(number).is_empty() {
            return None;
        }
        Some(self.refer(format!("{class}.attributes").into(), Target::Attributes(number), span))
    }

    /// One attribute of a class, or of the classes that it is in.
    pub(super) fn class_attribute_reference(
        &mut self,
        class: usize,
        name: &str,
        span: Span,
    ) -> Option<Pattern> {
        let spec = self.spec(class);
        // The name of the definition of `xml:id` is without its colon.
        let written =
            name.strip_prefix("xml").filter(|rest| !rest.starts_with(':')).map(|rest| format!("xml:{rest}"));
        let def = find(spec, name).or_else(|| find(spec, written.as_deref()?));
        let Some(def) = def else {
            return spec.memberships().find_map(|member| {
                let parent = self.one(Kind::AttributeClass, &member.key).filter(|parent| *parent != class)?;
                self.class_attribute_reference(parent, name, span)
            });
        };
        if def.mode == Some(Mode::Delete) || def.ident.starts_with("xmlns") {
            return None;
        }
        let target = Target::Attribute(class, def.ident.clone());
        // The name of a definition has no colon.
        let name = format!("{}.attribute.{}", spec.ident, def.ident.replace(':', ""));
        Some(self.refer(name.into(), target, span))
    }

    /// The definition of one attribute of a class.
    pub(super) fn class_attribute(&mut self, class: usize, name: &str) -> Pattern {
        let spec = self.spec(class);
        let span = place(spec.place);
        let made = find(spec, name).and_then(|def| {
            // By itself it is not hidden by anything.
            self.own(&Attribute::Def(def.clone()), spec, &mut Closure::default())
        });
        made.unwrap_or_else(|| empty(span))
    }

    /// The attribute of this name that `owner` has from its classes.
    fn inherited(&self, owner: &Spec, name: &str, depth: usize) -> Option<AttributeDef> {
        if depth > 20 {
            return None;
        }
        owner.memberships().find_map(|member| {
            let class = self.spec(self.one(Kind::AttributeClass, &member.key)?);
            let above = || self.inherited(class, name, depth + 1);
            match find(class, name) {
                Some(def) if def.mode == Some(Mode::Delete) => None,
                Some(def) if def.mode == Some(Mode::Change) => above().map_or_else(
                    || Some(def.clone()),
                    |old| Some(merge::attribute_changed(&old, def, true, &mut Vec::new())),
                ),
                Some(def) => Some(def.clone()),
                None => above(),
            }
        })
    }

    fn unknown_attribute(&mut self, def: &AttributeDef, owner: &Spec) {
        if def.place == 0
            || self
                .input
                .specs
                .iter()
                .any(|spec| find(spec, &def.ident).is_some_and(|d| d.place != def.place))
        {
            return;
        }
        let mut names = Vec::new();
        for spec in self.input.specs {
            merge::flatten(&spec.attributes, &mut names);
        }
        let near =
            rules::nearest(&def.ident, names.iter().filter(|n| n.ident != def.ident).map(|n| &*n.ident));
        self.found.push(rules::unknown_attribute(&owner.ident, &def.ident, near, place(def.place)));
    }

    /// The pattern of an attribute; `None` for a declaration of a namespace.
    fn attribute(&mut self, def: &AttributeDef, owner: &Spec) -> Option<Pattern> {
        let span = place(def.place);
        let name = def.name();
        if name == "xmlns" || name.starts_with("xmlns:") {
            return None;
        }
        let (namespace, local) = match (name.strip_prefix("xml:"), &def.namespace) {
            (Some(local), _) => (XML, local),
            // A prefix that is written in the name is none of the grammar.
            (None, Some(namespace)) => (&**namespace, name.rsplit(':').next().unwrap_or(name)),
            (None, None) => ("", name),
        };
        let class =
            NameClass { kind: NameClassKind::Name(Namespace::Uri(namespace.into()), local.into()), span };
        let value = self.value(def, owner);
        let made = pattern(PatternKind::Attribute(class, vec![value]), span);
        Some(if def.usage == Some(Usage::Required) { made } else { optional(made) })
    }

    /// What the value of an attribute can be.
    fn value(&mut self, def: &AttributeDef, owner: &Spec) -> Pattern {
        let span = place(def.place);
        let occurs = def.datatype.as_ref().map_or(Occurs::ONCE, |datatype| datatype.occurs);
        let list = def.values.as_ref().filter(|list| !list.items.is_empty());
        let one = match list.map(|list| (list.closure, list)) {
            Some((Some(Closed::Closed), list)) => values(list),
            Some((Some(Closed::Semi), list)) => {
                let other = def
                    .datatype
                    .as_ref()
                    .and_then(|datatype| self.content(&datatype.value, owner, def.place));
                choice(vec![values(list), other.unwrap_or_else(|| data("Name", Vec::new(), span))], span)
            }
            _ => {
                let datatype = def.datatype.as_ref().filter(|datatype| *datatype.value != Content::Text);
                match datatype.and_then(|datatype| self.content(&datatype.value, owner, def.place)) {
                    Some(one) => one,
                    None => return pattern(PatternKind::Text, span),
                }
            }
        };
        // Text can be no item of a list: it is the whole value.
        if one.kind == PatternKind::Text { one } else { self.attribute_value(one, occurs) }
    }
}

/// An attribute that a specification has itself.
fn find<'s>(spec: &'s Spec, name: &str) -> Option<&'s AttributeDef> {
    let mut all = Vec::new();
    merge::flatten(&spec.attributes, &mut all);
    all.into_iter().find(|def| *def.ident == *name)
}
