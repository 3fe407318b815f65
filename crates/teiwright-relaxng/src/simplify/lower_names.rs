//! Sections 4.10 and 4.16: name classes, and what they must not hold.

use super::lower::{Lower, Site};
use super::names::{NameClass, NameSet};
use crate::rules;
use crate::syntax::model::{NameClass as Written, NameClassKind, XMLNS_NS};

/// In whose exception a class stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    NsName,
    AnyName,
}

impl Lower<'_> {
    /// The set of names of a class, of an attribute or of an element.
    pub(super) fn name_class(&mut self, class: &Written, site: &Site, attribute: bool) -> NameClass {
        if let NameClassKind::Name(namespace, local) = &class.kind {
            let uri = site.uri(namespace);
            let space = self.ir.names.namespace(uri);
            let name = self.ir.names.name(space, local);
            self.not_xmlns(class, site, attribute);
            return NameClass::One(name);
        }
        let mut set = NameSet::default();
        self.add_class(class, site, attribute, Inside::Nothing, &mut set);
        NameClass::from_set(set)
    }

    /// 4.16: no attribute pattern is for a namespace declaration.
    fn not_xmlns(&mut self, class: &Written, site: &Site, attribute: bool) {
        let what = match &class.kind {
            NameClassKind::Name(namespace, local)
                if local.as_ref() == "xmlns" && site.uri(namespace).is_empty() =>
            {
                "“xmlns”"
            }
            NameClassKind::Name(namespace, _) | NameClassKind::NsName(namespace, _)
                if site.uri(namespace) == XMLNS_NS =>
            {
                "the namespace of “xmlns”"
            }
            _ => return,
        };
        if attribute {
            self.report(site, rules::xmlns_attribute(what, class.span));
        }
    }

    fn add_class(
        &mut self,
        class: &Written,
        site: &Site,
        attribute: bool,
        inside: Inside,
        set: &mut NameSet,
    ) {
        self.not_xmlns(class, site, attribute);
        match &class.kind {
            NameClassKind::Name(namespace, local) => {
                let space = self.ir.names.namespace(site.uri(namespace));
                let name = self.ir.names.name(space, local);
                set.add(&NameSet::of_name(space, name));
            }
            NameClassKind::Choice(classes) => {
                for inner in classes {
                    self.add_class(inner, site, attribute, inside, set);
                }
            }
            NameClassKind::NsName(namespace, except) => {
                if inside == Inside::NsName {
                    self.report(site, rules::name_class("nsName", "nsName", class.span));
                }
                let space = self.ir.names.namespace(site.uri(namespace));
                let own = NameSet::of_namespace(space);
                let except =
                    except.as_deref().map(|e| self.except(e, site, attribute, inside.max(Inside::NsName)));
                set.add(&except.map_or_else(|| own.clone(), |except| own.without(&except)));
            }
            NameClassKind::AnyName(except) => {
                if inside != Inside::Nothing {
                    let outer = if inside == Inside::NsName { "nsName" } else { "anyName" };
                    self.report(site, rules::name_class("anyName", outer, class.span));
                }
                let own = NameSet::any();
                let except = except.as_deref().map(|e| self.except(e, site, attribute, Inside::AnyName));
                set.add(&except.map_or_else(|| own.clone(), |except| own.without(&except)));
            }
        }
    }

    fn except(&mut self, class: &Written, site: &Site, attribute: bool, inside: Inside) -> NameSet {
        let mut set = NameSet::default();
        self.add_class(class, site, attribute, inside, &mut set);
        set
    }
}

impl Inside {
    /// An `nsName` in the exception of an `anyName` is still in that; its own exception holds neither.
    fn max(self, other: Self) -> Self {
        if self == Self::Nothing { other } else { Self::NsName }
    }
}
