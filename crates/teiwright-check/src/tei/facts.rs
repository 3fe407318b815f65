//! What TEI, or the customisation in force, says of the attributes of an element: which are pointers, which are dates.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use teiwright_p5::spec::{AttributeType, Content, DataName};
use teiwright_p5::table::Table;
use teiwright_p5::{Facts, Version, facts};

/// What the value of an attribute is, as far as the rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// Nothing of these.
    Plain,
    /// An address (`teidata.pointer`), or several.
    Pointer,
    /// A date or a time (`teidata.temporal.*`).
    Temporal,
    /// A language (`teidata.language`).
    Language,
}

/// What is known of an element.
#[derive(Debug, Default)]
pub(super) struct ElementFacts {
    kinds: FxHashMap<Box<str>, Kind>,
    /// Whether it can be chosen by `@decls` (`att.declarable`).
    pub(super) declarable: bool,
    /// Whether it is text: a paragraph, a line, a division, a milestone.
    pub(super) textual: bool,
}

impl ElementFacts {
    /// What an attribute of it is.
    pub(super) fn kind(&self, attribute: &str) -> Kind {
        self.kinds.get(attribute).copied().unwrap_or(Kind::Plain)
    }
}

/// The classes whose members are text, and nobody who speaks, writes or is responsible.
const TEXTUAL: [&str; 6] =
    ["model.pLike", "model.divLike", "model.divPart", "model.milestoneLike", "model.lLike", "model.headLike"];

/// The facts that rules ask for, of one release of TEI or one customisation.
#[derive(Debug, Clone)]
pub struct TeiFacts(Whose);

#[derive(Debug, Clone)]
enum Whose {
    Release(&'static Facts),
    Customised(Arc<Facts>),
}

impl TeiFacts {
    /// Those of a release.
    #[must_use]
    pub fn of_release(version: Version) -> Self {
        Self(Whose::Release(facts(version)))
    }

    /// Those of a customisation that was compiled.
    #[must_use]
    pub fn of_customisation(compiled: &teiwright_odd::Compiled) -> Self {
        let specs = compiled.specs.iter().map(|spec| spec.clone().into_owned()).collect();
        Self(Whose::Customised(Arc::new(Facts::new(Table { specs, ..Table::default() }))))
    }

    fn facts(&self) -> &Facts {
        match &self.0 {
            Whose::Release(facts) => facts,
            Whose::Customised(facts) => facts,
        }
    }

    /// What is known of the element that documents call `name`.
    pub(super) fn element(&self, name: &str) -> ElementFacts {
        let facts = self.facts();
        let spec = facts.element(name).filter(|spec| spec.name() == name);
        let Some(spec) = spec.or_else(|| facts.elements().find(|spec| spec.name() == name)) else {
            return ElementFacts::default();
        };
        let mut found = ElementFacts::default();
        for class in facts.classes(spec) {
            found.declarable |= &*class.ident == "att.declarable";
            found.textual |= TEXTUAL.contains(&&*class.ident);
        }
        for held in facts.attributes(spec) {
            let kind = held.def.datatype.as_ref().map_or(Kind::Plain, kind_of);
            if kind != Kind::Plain {
                found.kinds.insert(held.def.name().into(), kind);
            }
        }
        found
    }
}

fn kind_of(datatype: &AttributeType) -> Kind {
    let Content::Data(data) = &*datatype.value else { return Kind::Plain };
    match &data.which {
        DataName::Key(key) if &**key == "teidata.pointer" => Kind::Pointer,
        DataName::Key(key) if key.starts_with("teidata.temporal.") => Kind::Temporal,
        DataName::Key(key) if &**key == "teidata.language" => Kind::Language,
        _ => Kind::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, TeiFacts};
    use teiwright_p5::Version;

    #[test]
    fn pointers_and_dates_are_known() {
        let facts = TeiFacts::of_release(Version::default());
        let date = facts.element("date");
        assert_eq!(date.kind("when"), Kind::Temporal);
        assert_eq!(date.kind("from"), Kind::Temporal);
        assert_eq!(date.kind("calendar"), Kind::Pointer);
        assert_eq!(date.kind("xml:lang"), Kind::Language);
        assert_eq!(facts.element("span").kind("from"), Kind::Pointer);
        assert_eq!(facts.element("biblScope").kind("from"), Kind::Plain);
        assert_eq!(facts.element("graphic").kind("url"), Kind::Pointer);
        assert!(facts.element("bibl").declarable);
        assert!(facts.element("pb").textual && !facts.element("person").textual);
        assert_eq!(facts.element("nonesuch").kind("target"), Kind::Plain);
    }
}
