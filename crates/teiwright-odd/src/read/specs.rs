//! `elementSpec`, `classSpec`, `macroSpec`, `dataSpec` (Guidelines, 22.4).

use teiwright_p5::spec::{Attribute, Classes, Kind, Membership, Occurs, Organisation, Spec};

use super::Reader;
use super::content::MODES;
use super::documents::Element;
use crate::rules;

impl<'d> Reader<'d, '_> {
    /// A specification; `None` where the element is none.
    pub(super) fn spec(&mut self, element: Element<'d>) -> Option<Spec> {
        let kind = match element.name() {
            "elementSpec" => Kind::Element,
            "macroSpec" => Kind::Macro,
            "dataSpec" => Kind::Datatype,
            "classSpec" => {
                let ident = element.attribute("ident").unwrap_or_default();
                // The type is sometimes left out in a change; the name tells it then.
                let by_name = if ident.starts_with("att.") { Kind::AttributeClass } else { Kind::ModelClass };
                let words = &[("model", Kind::ModelClass), ("atts", Kind::AttributeClass), ("both", by_name)];
                self.word(element, "type", words).unwrap_or(by_name)
            }
            _ => return None,
        };
        let Some(ident) = element.attribute("ident").map(str::trim).filter(|ident| !ident.is_empty()) else {
            self.report(element, rules::lacks(element.name(), "ident", element.span()));
            return None;
        };
        let mut spec = Spec::new(kind, ident);
        spec.place = self.place(element);
        spec.mode = self.word(element, "mode", MODES);
        spec.module = element.attribute("module").map(Into::into);
        spec.namespace = element.attribute("ns").map(Into::into);
        spec.renamed = self.renamed(element);
        if kind == Kind::Element {
            self.name_of(element, spec.name(), false);
        }
        for child in self.children(element) {
            match child.name() {
                "gloss" if spec.gloss.is_none() && is_english(child) => {
                    let gloss = child.text().split_whitespace().collect::<Vec<_>>().join(" ");
                    spec.gloss = Some(gloss.into());
                }
                "classes" => spec.classes = Some(self.classes(child)),
                "content" => spec.content = Some(self.content(child)),
                "valList" => spec.values = Some(self.values(child)),
                "attList" => match self.organisation(child) {
                    Organisation::Group => spec.attributes.extend(self.attributes(child)),
                    choice => spec.attributes.push(Attribute::List(choice, self.attributes(child))),
                },
                _ => {}
            }
        }
        Some(spec)
    }

    fn classes(&mut self, element: Element<'d>) -> Classes {
        let words = &[("change", true), ("replace", false)];
        let change = self.word(element, "mode", words).unwrap_or(false);
        let mut members = Vec::new();
        for child in self.named(element, "memberOf") {
            let Some(key) = self.key(child) else { continue };
            let deleted = self.word(child, "mode", &[("add", false), ("delete", true)]).unwrap_or(false);
            let max = child.attribute("max").map_or(Some(1), |max| max.trim().parse().ok());
            let min = child.attribute("min").and_then(|min| min.trim().parse().ok()).unwrap_or(1);
            members.push(Membership { key, deleted, occurs: Occurs { min, max } });
        }
        Classes { change, members }
    }
}

/// Whether a gloss is in English, as those without a language are.
pub(super) fn is_english(element: Element<'_>) -> bool {
    let language = element.node.attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
    language.is_none_or(|language| language == "en")
}
