//! Datatypes where they are used (Guidelines, 22.5.3).

use teiwright_p5::spec::{Content, DataName, DataUse, Kind, Name, Occurs, Particle, Spec};
use teiwright_relaxng::datatypes::Datatype;
use teiwright_relaxng::syntax::model::{Param, Pattern, PatternKind};

use super::build::{XSD, data, empty, pattern, place};
use super::{Builder, Target};

/// What narrows a datatype.
#[derive(Clone, Copy)]
struct Narrowed<'a> {
    restriction: Option<&'a Name>,
    facets: &'a [(Name, Name)],
}

impl Narrowed<'_> {
    fn params(self, at: u32) -> Vec<Param> {
        let param =
            |name: &str, value: &str| Param { name: name.into(), value: value.into(), span: place(at) };
        let mut params = self.facets.iter().map(|(name, value)| param(name, value)).collect::<Vec<_>>();
        params.extend(self.restriction.map(|restriction| param("pattern", restriction)));
        params
    }
}

impl Builder<'_> {
    /// A datatype that something in `owner` names.
    pub(super) fn data_use(&mut self, used: &DataUse, owner: &Spec, at: u32) -> Option<Pattern> {
        let span = place(at);
        let narrowed = Narrowed { restriction: used.restriction.as_ref(), facets: &used.facets };
        let key = match &used.which {
            DataName::Xsd(name) => return Some(data(name, narrowed.params(at), span)),
            DataName::Key(key) => key,
        };
        let Some(number) = self.one(Kind::Datatype, key) else {
            // A datatype of W3C XML Schema is sometimes named as if it were of TEI.
            if Datatype::new(XSD, key, &[]).is_ok() {
                return Some(data(key, narrowed.params(at), span));
            }
            if let Some(number) = self.one(Kind::Macro, key) {
                return Some(self.refer(key.clone(), Target::Macro(number), span));
            }
            self.unknown(&owner.ident, Kind::Datatype, key, at);
            return None;
        };
        if narrowed.restriction.is_none() && narrowed.facets.is_empty() {
            return Some(self.refer(key.clone(), Target::Datatype(number), span));
        }
        let spec = self.spec(number);
        let content = spec.content.as_ref()?;
        self.narrowed(content, narrowed, spec, at)
    }

    /// The content of a datatype with what narrows it put on the datatypes of W3C XML Schema in it.
    fn narrowed(&mut self, part: &Particle, by: Narrowed<'_>, owner: &Spec, at: u32) -> Option<Pattern> {
        match &part.content {
            Content::Data(inner) => {
                let mut inner = inner.clone();
                if let Some(restriction) = by.restriction {
                    // Both hold where there are two.
                    if let Some(own) = inner.restriction.replace(restriction.clone()) {
                        inner.facets.push(("pattern".into(), own));
                    }
                }
                inner.facets.extend(by.facets.iter().cloned());
                self.data_use(&inner, owner, at)
            }
            Content::Alternate(parts) => {
                let parts = parts.iter().filter_map(|part| self.narrowed(part, by, owner, at)).collect();
                Some(super::build::choice(parts, place(at)))
            }
            _ => self.particle(part, owner),
        }
    }

    /// The value of an attribute: of a datatype, once or as a list.
    pub(super) fn attribute_value(&mut self, one: Pattern, occurs: Occurs) -> Pattern {
        let span = one.span;
        match (occurs.min, occurs.max) {
            (1, Some(1)) => one,
            (0, Some(1)) => super::build::optional(one),
            (_, Some(0)) => empty(span),
            _ => pattern(PatternKind::List(vec![super::build::repeated(one, occurs)]), span),
        }
    }
}
