//! Attributes that exclude or need one another, that must stand, or whose number of values is bounded.

use teiwright_source::{Severity, Span};

use super::super::frame::{Found, Open, Tag, words};
use super::super::names::{At, AtSet, El};
use crate::rules;

/// Attributes of which only one may stand; `El::Other` for any element.
const EXCLUSIVE: [(El, At, At); 9] = [
    (El::Ptr, At::Target, At::CRef),
    (El::Ref, At::Target, At::CRef),
    (El::Rt, At::Target, At::From),
    (El::Rt, At::Target, At::To),
    (El::Relation, At::Active, At::Mutual),
    (El::Span, At::Target, At::From),
    (El::Span, At::Target, At::To),
    (El::ModuleRef, At::Include, At::Except),
    (El::Other, At::UnitRef, At::Unit),
];

/// Attributes that stand only beside another.
const NEEDS: [(El, At, At); 7] = [
    (El::Other, At::Subtype, At::Type),
    (El::Other, At::TargetLang, At::Target),
    (El::Other, At::SchemeVersion, At::Scheme),
    (El::Rt, At::From, At::To),
    (El::Rt, At::To, At::From),
    (El::Relation, At::Passive, At::Active),
    (El::Span, At::To, At::From),
];

/// Attributes one of which must stand.
const REQUIRED: [(El, &[At], Severity); 5] = [
    (El::AddSpan, &[At::SpanTo], Severity::Error),
    (El::DamageSpan, &[At::SpanTo], Severity::Error),
    (El::DelSpan, &[At::SpanTo], Severity::Error),
    (El::Relation, &[At::Name, At::Ref, At::Key], Severity::Error),
    (El::Shift, &[At::New], Severity::Warning),
];

/// How many values an attribute has, at least and at most.
const VALUES: [(El, At, usize, usize); 10] = [
    (El::Link, At::Target, 2, usize::MAX),
    (El::Join, At::Target, 2, usize::MAX),
    (El::Span, At::From, 0, 1),
    (El::Span, At::To, 0, 1),
    (El::ClassRef, At::Source, 0, 1),
    (El::DataRef, At::Source, 0, 1),
    (El::ElementRef, At::Source, 0, 1),
    (El::ModuleRef, At::Source, 0, 1),
    (El::SchemaSpec, At::Source, 0, 1),
    (El::Other, At::SpanTo, 0, 1),
];

/// What documents the schema itself: there, a list of references has one target a reference.
const SPECIFICATIONS: [El; 7] = [
    El::ClassSpec,
    El::DataSpec,
    El::ElementSpec,
    El::MacroSpec,
    El::ModuleSpec,
    El::SchemaSpec,
    El::SpecGrp,
];

/// The attributes that the tables are about; most tags have none of them.
const ASKED: AtSet = AtSet::of(&[
    At::CRef,
    At::From,
    At::To,
    At::Mutual,
    At::Except,
    At::UnitRef,
    At::Subtype,
    At::TargetLang,
    At::SchemeVersion,
    At::Passive,
    At::Source,
    At::SpanTo,
]);

/// Looks at the attributes of a tag.
pub(super) fn check(tag: &Tag<'_>, open: &Open, found: &mut Found) {
    if tag.has.meets(ASKED) || matches!(tag.el, El::Link | El::Join) {
        tables(tag, found);
    }
    single(tag, open, found);
}

/// What the tables say of the attributes of a tag.
fn tables(tag: &Tag<'_>, found: &mut Found) {
    let name = tag.name();
    let of = |el: El| el == El::Other || el == tag.el;
    for (el, one, other) in EXCLUSIVE {
        if tag.has.has(one) && tag.has.has(other) && of(el) {
            let severity = if el == El::Other { Severity::Hint } else { Severity::Error };
            found.add(
                rules::exclusive(
                    name,
                    one.name(),
                    other.name(),
                    name_of(tag, other),
                    tag.place(one),
                    severity,
                ),
                tag.name_span(),
            );
        }
    }
    for (el, at, needed) in NEEDS {
        if tag.has.has(at) && !tag.has.has(needed) && of(el) && tag.el != El::SchemaSpec {
            found.add(rules::needs(name, at.name(), needed.name(), name_of(tag, at)), tag.name_span());
        }
    }
    for (el, at, least, most) in VALUES {
        if !tag.has.has(at) || !of(el) {
            continue;
        }
        let count = words(tag.value(at), Span::default()).count();
        if count < least || count > most {
            found.add(rules::number_of_values(name, at.name(), count, least, tag.place(at)), tag.name_span());
        }
    }
    if tag.has.has(At::SchemeVersion) && tag.value(At::Scheme) == "free" {
        found.add(
            rules::contradiction(
                "schemeVersion",
                "a scheme that is `free` has no version",
                tag.place(At::SchemeVersion),
            ),
            tag.name_span(),
        );
    }
}

/// What is asked of single elements.
fn single(tag: &Tag<'_>, open: &Open, found: &mut Found) {
    let name = tag.name();
    if matches!(tag.el, El::AddSpan | El::DamageSpan | El::DelSpan | El::Relation | El::Shift) {
        required(tag, found);
    }
    if tag.el == El::Other {
        return;
    }
    match tag.el {
        El::StandOff if open.within(El::StandOff) && !tag.has.has(At::Type) => {
            found.add(rules::required(name, &["type"], tag.name_span(), Severity::Error), tag.name_span());
        }
        El::Ptr | El::Ref if in_documentation(open) => {
            let targets = words(tag.value(At::Target), Span::default()).count();
            if targets != 1 {
                found.add(
                    rules::number_of_values(name, "target", targets, 1, tag.place(At::Target)),
                    tag.name_span(),
                );
            }
        }
        El::CiteStructure => cite_structure(tag, open, found),
        El::VariantEncoding
            if tag.value(At::Location) == "external" && tag.value(At::Method) == "parallel-segmentation" =>
        {
            let why = "parallel segmentation keeps the variants in the text";
            found.add(rules::contradiction("location", why, tag.place(At::Location)), tag.name_span());
        }
        El::Path => closed_path(tag, found),
        _ => {}
    }
}

/// Where the name of an attribute stands.
fn name_of(tag: &Tag<'_>, at: At) -> Span {
    tag.get(at).map_or(tag.name_span(), |attribute| attribute.name_span)
}

/// Whether the open element is a list of references in the specification of something.
fn in_documentation(open: &Open) -> bool {
    let mut up = open.frames.iter().rev();
    up.next().is_some_and(|frame| frame.el == El::ListRef)
        && up.next().is_some_and(|frame| SPECIFICATIONS.contains(&frame.el))
}

/// The outermost `citeStructure` begins at the root, the others where the one around them ends.
fn cite_structure(tag: &Tag<'_>, open: &Open, found: &mut Found) {
    let Some(attribute) = tag.get(At::Match) else { return };
    let inner = open.parent() == El::CiteStructure;
    if attribute.value.starts_with('/') == inner {
        found.add(rules::cite_structure(attribute.value, inner, attribute.value_span), tag.name_span());
    }
}

/// A path that ends where it begins is an area.
fn closed_path(tag: &Tag<'_>, found: &mut Found) {
    let pairs = words(tag.value(At::Points), Span::default()).map(|(pair, _)| pair).collect::<Vec<_>>();
    let number = |pair: &str| {
        let (x, y) = pair.split_once(',')?;
        Some((x.parse::<f64>().ok()?, y.parse::<f64>().ok()?))
    };
    if let [first, .., last] = &*pairs
        && let (Some(first), Some(last)) = (number(first), number(last))
        && first == last
    {
        found.add(rules::closed_path(tag.place(At::Points)), tag.name_span());
    }
}

/// Attributes that must stand.
fn required(tag: &Tag<'_>, found: &mut Found) {
    let name = tag.name();
    for (el, list, severity) in REQUIRED {
        if el == tag.el && !tag.has.has_any(list) {
            let names = list.iter().map(|at| at.name()).collect::<Vec<_>>();
            found.add(rules::required(name, &names, tag.name_span(), severity), tag.name_span());
        }
    }
}
