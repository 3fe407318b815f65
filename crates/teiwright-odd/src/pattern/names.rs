//! The names of the grammar's definitions, which patterns in RELAX NG within a customisation use too.

use teiwright_p5::spec::{Expand, Kind};
use teiwright_relaxng::syntax::model::Pattern;
use teiwright_source::Span;

use super::{Builder, Target};

/// What the name of a class's definition ends in, for each way in which its members stand.
const EXPANSIONS: [(&str, Expand); 5] = [
    ("_sequenceOptionalRepeatable", Expand::SequenceOptionalRepeatable),
    ("_sequenceRepeatable", Expand::SequenceRepeatable),
    ("_sequenceOptional", Expand::SequenceOptional),
    ("_sequence", Expand::Sequence),
    ("_alternation", Expand::Alternate),
];

/// The name of the definition of a class whose members stand so.
pub(super) fn of_class(class: &str, expand: Expand) -> Box<str> {
    let ending = EXPANSIONS.iter().find(|e| e.1 == expand && expand != Expand::Alternate);
    format!("{class}{}", ending.map_or("", |e| e.0)).into()
}

impl Builder<'_> {
    /// The name of the definition of an element; two that share theirs in two namespaces have different ones.
    pub(super) fn element_name(&self, number: usize) -> Box<str> {
        let spec = self.spec(number);
        let position = self.all(Kind::Element, &spec.ident).iter().position(|n| *n == number);
        match position {
            Some(later) if later > 0 => format!("{}_{}", spec.ident, later + 1).into(),
            _ => spec.ident.clone(),
        }
    }

    /// What a `ref` in a pattern in RELAX NG means. Within a grammar that is referred to its own definitions come first.
    pub(super) fn named(&mut self, name: &str, span: Span, external: bool) -> Option<Pattern> {
        if external && let Some(own) = self.external_reference(name, span) {
            return Some(own);
        }
        let prefix = self.input.schema.prefix.clone();
        let stripped =
            prefix.as_deref().filter(|p| !p.is_empty()).and_then(|prefix| name.strip_prefix(prefix));
        let found = self.named_exactly(name, span);
        found
            .or_else(|| self.named_exactly(stripped?, span))
            .or_else(|| self.named_exactly(name.strip_prefix("tei_")?, span))
            .or_else(|| self.external_reference(name, span))
    }

    /// A definition of a grammar that is referred to. One that has the name of something of TEI is kept apart from it.
    fn external_reference(&mut self, name: &str, span: Span) -> Option<Pattern> {
        if !self.input.externals.contains_key(name) {
            return None;
        }
        let taken = self.input.specs.iter().any(|spec| *spec.ident == *name);
        let own = if taken { format!("external.{name}").into() } else { name.into() };
        Some(self.refer(own, Target::External(name.into()), span))
    }

    fn named_exactly(&mut self, name: &str, span: Span) -> Option<Pattern> {
        if let Some(class) = name.strip_suffix(".attributes") {
            return self.class_attributes(class, span);
        }
        if let Some((class, attribute)) = name.split_once(".attribute.") {
            let number = self.one(Kind::AttributeClass, class)?;
            return self.class_attribute_reference(number, attribute, span);
        }
        if let Some((ending, expand)) = EXPANSIONS.iter().find(|(ending, _)| name.ends_with(ending)) {
            let class = &name[..name.len() - ending.len()];
            if self.one(Kind::ModelClass, class).is_some() {
                return Some(self.class_reference(class, *expand, span));
            }
        }
        if self.one(Kind::ModelClass, name).is_some() {
            return Some(self.class_reference(name, Expand::Alternate, span));
        }
        if let Some(number) = self.one(Kind::Macro, name) {
            return Some(self.refer(name.into(), Target::Macro(number), span));
        }
        // What was called data.x is called teidata.x now.
        let newer = name.strip_prefix("data.").map(|rest| format!("teidata.{rest}"));
        for name in [Some(name), newer.as_deref()].into_iter().flatten() {
            if let Some(number) = self.one(Kind::Datatype, name) {
                return Some(self.refer(name.into(), Target::Datatype(number), span));
            }
        }
        self.element_reference(name, span)
    }
}
