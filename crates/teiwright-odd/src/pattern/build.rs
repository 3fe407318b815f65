//! Small patterns, and what occurrence makes of them.

use teiwright_p5::spec::{Occurs, Place};
use teiwright_relaxng::syntax::model::{Data, DatatypeName, Namespace, Param, Pattern, PatternKind, Value};
use teiwright_source::Span;

/// The library of the datatypes of W3C XML Schema.
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema-datatypes";
/// More than so many is as many as one likes, as the current processor has it.
const MOST: u32 = 400;
/// How deeply optional parts stand in one another; more stand one after another.
const NESTED: u32 = 60;

/// The span that stands for a place of a specification.
pub(crate) const fn place(place: Place) -> Span {
    Span { start: place, end: place }
}

pub(super) const fn pattern(kind: PatternKind, span: Span) -> Pattern {
    Pattern { kind, span, notes: None }
}

pub(super) const fn empty(span: Span) -> Pattern {
    pattern(PatternKind::Empty, span)
}

/// All of them, one after another.
pub(super) fn group(mut parts: Vec<Pattern>, span: Span) -> Pattern {
    match (parts.pop(), parts.is_empty()) {
        (None, _) => empty(span),
        (Some(one), true) => one,
        (Some(last), false) => {
            parts.push(last);
            pattern(PatternKind::Group(parts), span)
        }
    }
}

/// One of them; nothing can stand where there is none.
pub(super) fn choice(mut parts: Vec<Pattern>, span: Span) -> Pattern {
    match (parts.pop(), parts.is_empty()) {
        (None, _) => pattern(PatternKind::NotAllowed, span),
        (Some(one), true) => one,
        (Some(last), false) => {
            parts.push(last);
            pattern(PatternKind::Choice(parts), span)
        }
    }
}

pub(super) fn optional(one: Pattern) -> Pattern {
    let span = one.span;
    pattern(PatternKind::Optional(vec![one]), span)
}

/// `one` as often as `occurs` says.
pub(super) fn repeated(one: Pattern, occurs: Occurs) -> Pattern {
    let span = one.span;
    let max = occurs.max.filter(|max| *max <= MOST);
    match (occurs.min, max) {
        (1, Some(1)) => return one,
        (_, Some(0)) => return empty(span),
        (0, Some(1)) => return optional(one),
        (0, None) => return pattern(PatternKind::ZeroOrMore(vec![one]), span),
        (1, None) => return pattern(PatternKind::OneOrMore(vec![one]), span),
        _ => {}
    }
    let min = occurs.min.min(MOST);
    let mut parts = (0..min).map(|_| one.clone()).collect::<Vec<_>>();
    match max {
        None => parts.push(pattern(PatternKind::ZeroOrMore(vec![one]), span)),
        Some(max) if max - min <= NESTED => {
            let mut rest: Option<Pattern> = None;
            for _ in min..max {
                let inner = std::iter::once(one.clone()).chain(rest).collect();
                rest = Some(optional(group(inner, span)));
            }
            parts.extend(rest);
        }
        Some(max) => parts.extend((min..max).map(|_| optional(one.clone()))),
    }
    group(parts, span)
}

/// A value, as the datatype `token` compares it.
pub(super) fn value(text: &str, span: Span) -> Pattern {
    let datatype = DatatypeName { library: "".into(), name: "token".into(), span };
    pattern(
        PatternKind::Value(Value {
            datatype,
            text: text.into(),
            namespace: Namespace::Uri("".into()),
            bindings: Vec::new(),
        }),
        span,
    )
}

/// A datatype of W3C XML Schema.
pub(super) fn data(name: &str, params: Vec<Param>, span: Span) -> Pattern {
    let datatype = DatatypeName { library: XSD.into(), name: name.into(), span };
    pattern(PatternKind::Data(Data { datatype, params, except: None }), span)
}
