//! What is written in either syntax reads back as the same grammar.

use teiwright_relaxng::syntax::model::{Component, Pattern, PatternKind};
use teiwright_relaxng::syntax::{parse_compact, parse_xml, write_compact, write_xml};
use teiwright_source::Source;

use crate::support::{entries, read, shared};

fn back(pattern: &Pattern, what: &str) {
    let xml = write_xml(pattern);
    let (read, found) = parse_xml(&Source::from_text("written.rng", xml.as_str()));
    assert!(found.is_empty(), "{what}: {found:?}\n{xml}");
    same(&read.expect("it is a schema"), pattern, &format!("{what}\n{xml}"));
    let compact = write_compact(pattern);
    let (read, found) = parse_compact(&Source::from_text("written.rnc", compact.as_str()));
    assert!(found.is_empty(), "{what}: {found:?}\n{compact}");
    same(&read.expect("it is a schema"), pattern, &format!("{what}\n{compact}"));
}

fn same(one: &Pattern, other: &Pattern, what: &str) {
    let (one, other) = (write_xml(&plain(one.clone())), write_xml(&plain(other.clone())));
    if let Some((number, (a, b))) = one.lines().zip(other.lines()).enumerate().find(|(_, (a, b))| a != b) {
        panic!("line {number} reads back as `{a}`, was `{b}`: {}", what.lines().next().unwrap_or_default());
    }
    assert_eq!(one.len(), other.len());
}

/// The pattern in one of the forms that mean the same: patterns that stand in one are a group, and a group in a group is none.
fn plain(mut pattern: Pattern) -> Pattern {
    let each = |inner: Vec<Pattern>| inner.into_iter().map(plain).collect::<Vec<_>>();
    let flat = |inner: Vec<Pattern>| {
        let splice = |one: Pattern| match one.kind {
            PatternKind::Group(inner) => inner,
            _ => vec![one],
        };
        inner.into_iter().map(plain).flat_map(splice).collect::<Vec<_>>()
    };
    pattern.notes = None;
    pattern.kind = match pattern.kind {
        PatternKind::Group(inner) => PatternKind::Group(flat(inner)),
        PatternKind::Element(class, inner) => PatternKind::Element(class, flat(inner)),
        PatternKind::Attribute(class, inner) => {
            PatternKind::Attribute(class, if inner.is_empty() { Vec::new() } else { flat(inner) })
        }
        PatternKind::Optional(inner) => PatternKind::Optional(flat(inner)),
        PatternKind::ZeroOrMore(inner) => PatternKind::ZeroOrMore(flat(inner)),
        PatternKind::OneOrMore(inner) => PatternKind::OneOrMore(flat(inner)),
        PatternKind::Mixed(inner) => PatternKind::Mixed(flat(inner)),
        PatternKind::List(inner) => PatternKind::List(flat(inner)),
        PatternKind::Interleave(inner) => PatternKind::Interleave(each(inner)),
        PatternKind::Choice(inner) => PatternKind::Choice(each(inner)),
        PatternKind::Grammar(components) => {
            PatternKind::Grammar(components.into_iter().map(component).collect())
        }
        other => other,
    };
    match pattern.kind {
        PatternKind::Attribute(class, inner) if inner.iter().all(|p| p.kind == PatternKind::Text) => {
            pattern.kind = PatternKind::Attribute(class, Vec::new());
            pattern
        }
        PatternKind::Group(mut inner)
        | PatternKind::Choice(mut inner)
        | PatternKind::Interleave(mut inner)
            if inner.len() == 1 =>
        {
            inner.remove(0)
        }
        _ => pattern,
    }
}

fn component(one: Component) -> Component {
    match one {
        Component::Define(mut define) => {
            let whole = Pattern { kind: PatternKind::Group(define.patterns), span: define.span, notes: None };
            define.patterns = vec![plain(whole)];
            Component::Define(define)
        }
        Component::Div(inner) => Component::Div(inner.into_iter().map(component).collect()),
        Component::Include(link, inner) => {
            Component::Include(link, inner.into_iter().map(component).collect())
        }
    }
}

#[test]
fn what_is_written_reads_back() {
    for (name, schema) in [
        (
            "names",
            "default namespace = 'u:a' namespace b = 'u:b' start = element (x | b:y | (b:* - b:z) | (* - (b:* | xml:lang))) { empty }",
        ),
        (
            "attributes",
            "namespace b = 'u:b' start = element x { attribute y { text }, attribute b:z { text }?, attribute xml:id { xsd:ID } }",
        ),
        (
            "values",
            "start = element x { 'a' | string '''b \"c\" \n d''' | \"it's\" | xsd:int '3' | token \"a'b\" ~ '\"c' }",
        ),
        (
            "data",
            "start = element x { (xsd:token { pattern = '[a-z]+' maxLength = '3' } - ('no' | 'not')) | (xsd:int - '3') }",
        ),
        (
            "signs",
            "start = element x { (a?)*, ((b, c)+ & d), (e | f?)+, mixed { a }, list { xsd:int+ } } a = b b = c c = element c { empty } d = c e = c f = c",
        ),
        (
            "keywords",
            "start = \\list | \\text | \\start \\list = element list { empty } \\text = element text { text } \\start = notAllowed",
        ),
        (
            "combine",
            "start = element x { a } a |= empty a |= element y { empty } start |= element z { text }",
        ),
        (
            "grammar",
            "start = element x { grammar { start = element y { parent a } } } a = element a { empty }",
        ),
        ("qname", "namespace q = 'u:q' start = element x { xsd:QName 'q:n' }"),
    ] {
        let (pattern, found) = parse_compact(&Source::from_text("s.rnc", schema));
        assert!(found.is_empty(), "{name}: {found:?}");
        back(&pattern.expect("it is a schema"), name);
    }
}

#[test]
fn real_schemas_read_back() {
    let Some(folder) = shared("odd/cases") else { return };
    for case in entries(&folder) {
        for path in entries(&case).into_iter().filter(|path| path.extension().is_some_and(|e| e == "rng")) {
            let source = read(&path).expect("it is there");
            if let (Some(pattern), found) = parse_xml(&source)
                && found.is_empty()
            {
                back(&pattern, &path.display().to_string());
            }
        }
    }
}
