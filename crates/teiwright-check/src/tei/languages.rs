//! Languages: tags against BCP 47, and what the header declares against what the text uses.

use rustc_hash::FxHashMap;
use teiwright_source::Span;

use super::facts::Kind;
use super::frame::{Found, Open, Tag, exact};
use super::names::{At, El};
use crate::bcp47::{self, Fault};
use crate::rules;

/// A language that was seen.
#[derive(Debug)]
struct Seen {
    span: Span,
    element: Span,
    count: usize,
}

/// What was seen of languages.
#[derive(Debug, Default)]
pub(super) struct Languages {
    used: FxHashMap<Box<str>, Seen>,
    declared: Vec<(Box<str>, Span, Span)>,
    /// Whether the header says which languages there are.
    lists: bool,
}

impl Languages {
    pub(super) fn tag(&mut self, tag: &Tag<'_>, open: &Open, found: &mut Found) {
        if tag.el == El::Language && open.within(El::LangUsage) {
            self.lists = true;
            if let Some(ident) = tag.get(At::Ident) {
                let value = ident.value.trim();
                self.look(value, ident.value_span, tag.name_span(), found);
                self.declared.push((value.into(), ident.value_span, tag.name_span()));
            }
            return;
        }
        for (at, attribute) in tag.of_kind(Kind::Language) {
            let value = attribute.value.trim();
            // An empty value takes back what the elements around say.
            if value.is_empty() {
                continue;
            }
            match self.used.get_mut(value) {
                Some(seen) => seen.count += 1,
                None => {
                    self.look(value, attribute.value_span, tag.name_span(), found);
                    let seen = Seen { span: attribute.value_span, element: tag.name_span(), count: 1 };
                    self.used.insert(value.into(), seen);
                }
            }
            let _ = at;
        }
    }

    /// Holds a tag to the registry, where it is first seen.
    fn look(&self, value: &str, span: Span, element: Span, found: &mut Found) {
        let again =
            self.declared.iter().any(|(known, ..)| &**known == value) || self.used.contains_key(value);
        if again {
            return;
        }
        let part = |start: usize, end: usize| if exact(value, span) { span.part(start..end) } else { span };
        let finding = match bcp47::fault(value) {
            None => return,
            Some(Fault::Malformed) => rules::language_malformed(value, span),
            Some(Fault::Unknown { what, start, end, meant }) => {
                rules::language_unknown(value, what, &value[start..end], meant.as_deref(), part(start, end))
            }
            Some(Fault::Outdated { start, end, meant }) => {
                rules::language_outdated(value, &value[start..end], meant, part(start, end))
            }
        };
        found.add(finding, element);
    }

    pub(super) fn finish(&mut self, found: &mut Found) {
        let Self { used, declared, lists } = std::mem::take(self);
        if !lists {
            return;
        }
        let mut used = used.into_iter().collect::<Vec<_>>();
        used.sort_unstable_by_key(|(_, seen)| seen.span.start);
        // A tag is declared by itself, or by a shorter or longer one; `eng` is `en`.
        let covers = |one: &str, other: &str| {
            let (one, other) = (bcp47::canonical(one), bcp47::canonical(other));
            let within = |wide: &str, narrow: &str| {
                narrow.strip_prefix(wide).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            within(&one, &other) || within(&other, &one)
        };
        for (value, seen) in &used {
            // Several, none and unknown ones are no languages to be listed.
            let special = matches!(&**value, "mul" | "und" | "zxx" | "mis");
            if !special && !declared.iter().any(|(known, ..)| covers(known, value)) {
                let names = declared.iter().map(|(known, ..)| &**known).collect::<Vec<_>>();
                found.add(rules::language_undeclared(value, seen.count, seen.span, &names), seen.element);
            }
        }
        // Where nothing says its language, or there is one alone, the list of the header is all there is.
        if used.is_empty() || declared.len() < 2 {
            return;
        }
        let unused =
            declared.iter().filter(|(known, ..)| !used.iter().any(|(value, _)| covers(known, value)));
        let unused = unused.collect::<Vec<_>>();
        if let Some((_, span, element)) = unused.first() {
            let names = unused.iter().map(|(known, ..)| &**known).collect::<Vec<_>>();
            found.add(rules::language_unused(&names, *span), *element);
        }
    }
}
