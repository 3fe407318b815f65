//! James Clark's suites for RELAX NG and its compact syntax, held against the list of cases that pass.

use std::path::Path;

use crate::support::{entries, hold, load_file, messages, read, shared, validate};
use teiwright_relaxng::reference::Verdict;
use teiwright_relaxng::syntax::model::{Component, Define, Namespace, Pattern, PatternKind};
use teiwright_relaxng::syntax::{parse_compact, parse_xml};

#[test]
fn specification_suite() {
    let Some(folder) = shared("relaxng/spectest") else { return };
    let results = entries(&folder).iter().map(|case| (name_of(case), run_case(case))).collect::<Vec<_>>();
    hold("RELAX NG specification (spectest)", include_str!("passed/spectest.txt"), &results);
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Why the case fails, if it does.
fn run_case(case: &Path) -> Option<String> {
    for file in entries(case) {
        let name = name_of(&file);
        if name == "i.rng" {
            let loaded = load_file(&file);
            if loaded.schema.is_some() {
                return Some("the incorrect schema is accepted".to_string());
            }
            if loaded.diagnostics().all(|d| d.1.span.is_none() || d.1.help.is_none()) {
                return Some(format!("no place or no mend: {}", messages(&loaded)));
            }
        }
        if name != "c.rng" {
            continue;
        }
        let loaded = load_file(&file);
        let Some(schema) = &loaded.schema else {
            return Some(format!("the correct schema is refused: {}", messages(&loaded)));
        };
        for instance in entries(case) {
            let name = name_of(&instance);
            let wanted = name.ends_with(".v.xml");
            if !wanted && !name.ends_with(".i.xml") {
                continue;
            }
            let verdict = validate(schema, read(&instance)?.text());
            if (verdict == Verdict::Valid) != wanted {
                return Some(format!("{name}: {verdict:?}"));
            }
        }
    }
    None
}

#[test]
fn compact_syntax_suite() {
    let Some(folder) = shared("relaxng/compacttest") else { return };
    let results = entries(&folder).iter().map(|case| (name_of(case), run_compact(case))).collect::<Vec<_>>();
    hold("RELAX NG compact syntax (compacttest)", include_str!("passed/compacttest.txt"), &results);
}

/// An incorrect schema is refused; a correct one is the same schema as the one in XML syntax beside it.
fn run_compact(case: &Path) -> Option<String> {
    let incorrect = case.join("i.rnc");
    if incorrect.exists() {
        let loaded = load_file(&incorrect);
        return loaded.schema.is_some().then(|| "the incorrect schema is accepted".to_string());
    }
    let (compact, found) = parse_compact(&read(&case.join("c.rnc"))?);
    if let Some(fault) = found.first() {
        return Some(format!("{} {:?} {}", fault.code(), fault.span, fault.message));
    }
    let (xml, found) = parse_xml(&read(&case.join("xml/c.rng"))?);
    if let Some(fault) = found.first() {
        return Some(format!("in XML: {} {}", fault.code(), fault.message));
    }
    let (compact, xml) = (compact.map(plain), xml.map(plain));
    let differs = || {
        let (a, b) = (format!("{compact:#?}"), format!("{xml:#?}"));
        let differing = |l: &(&str, &str)| l.0 != l.1 && !l.0.contains("span:");
        let line = a.lines().zip(b.lines()).find(differing);
        format!("not the same: {line:?}")
    };
    (compact != xml).then(differs)
}

/// The pattern with groups of one taken apart, so that the two syntaxes can be compared.
fn plain(mut pattern: Pattern) -> Pattern {
    use PatternKind as K;
    pattern.kind = match pattern.kind {
        K::Group(children) => {
            let mut children = all(children);
            if children.len() == 1 {
                return children.remove(0);
            }
            K::Group(children)
        }
        K::Element(class, children) => K::Element(class, one(children)),
        K::Attribute(class, children) if children.is_empty() => {
            let text = Pattern { kind: K::Text, span: pattern.span, notes: None };
            K::Attribute(class, vec![text])
        }
        K::Attribute(class, children) => K::Attribute(class, one(children)),
        K::Interleave(children) => K::Interleave(all(children)),
        K::Choice(children) => K::Choice(all(children)),
        K::Optional(children) => K::Optional(one(children)),
        K::ZeroOrMore(children) => K::ZeroOrMore(one(children)),
        K::OneOrMore(children) => K::OneOrMore(one(children)),
        K::Mixed(children) => K::Mixed(one(children)),
        K::List(children) => K::List(one(children)),
        K::Data(mut data) => {
            data.except = data.except.map(|except| match all(except) {
                many if many.len() > 1 => {
                    vec![Pattern { kind: K::Choice(many), span: pattern.span, notes: None }]
                }
                one => one,
            });
            K::Data(data)
        }
        K::External(mut link) => {
            link.href = stem(&link.href);
            K::External(link)
        }
        K::Value(mut value) if value.datatype.library.is_empty() => {
            // Of no meaning for strings.
            value.namespace = Namespace::Inherit;
            K::Value(value)
        }
        K::Grammar(components) => K::Grammar(components.into_iter().map(component).collect()),
        other => other,
    };
    pattern
}

fn stem(href: &str) -> Box<str> {
    href.trim_end_matches(".rnc").trim_end_matches(".rng").into()
}

fn all(patterns: Vec<Pattern>) -> Vec<Pattern> {
    patterns.into_iter().map(plain).collect()
}

fn one(patterns: Vec<Pattern>) -> Vec<Pattern> {
    let span = patterns.first().map(|p| p.span).unwrap_or_default();
    vec![plain(Pattern { kind: PatternKind::Group(patterns), span, notes: None })]
}

fn component(component: Component) -> Component {
    match component {
        Component::Define(define) => Component::Define(Define { patterns: one(define.patterns), ..define }),
        Component::Div(inner) => Component::Div(inner.into_iter().map(self::component).collect()),
        Component::Include(mut link, inner) => {
            link.href = stem(&link.href);
            Component::Include(link, inner.into_iter().map(self::component).collect())
        }
    }
}

/// A grammar that refers to a pattern that it does not define; every processor refuses it.
const BROKEN: &str = "cmc-core.rng";

#[test]
fn grammars_of_tei_load() {
    let Some(tei) = shared("tei") else { return };
    let cases = shared("odd/cases").map(|f| entries(&f)).unwrap_or_default();
    let mut grammars = entries(&tei);
    grammars.extend(cases.iter().flat_map(|folder| entries(folder)));
    grammars.retain(|path| path.extension().is_some_and(|e| e == "rng"));
    assert!(grammars.len() > 2, "the grammars are there");
    for path in grammars {
        let loaded = load_file(&path);
        let schema = loaded.schema.as_ref();
        if path.ends_with(BROKEN) {
            assert!(schema.is_none(), "{} refers to what it does not define", path.display());
            continue;
        }
        let schema = schema.unwrap_or_else(|| panic!("{}:\n{}", path.display(), messages(&loaded)));
        let warnings = loaded.diagnostics().count();
        eprintln!("{}: {} elements, {warnings} warnings", path.display(), schema.element_count());
    }
}
