//! Datatypes against cases of our own, and against the datatype test of the RELAX NG suite where it is there.

use super::{Context, Datatype, DatatypeError, NoContext};
use crate::syntax::model::XSD_LIBRARY;

fn xsd(name: &str, params: &[(&str, &str)]) -> Datatype {
    Datatype::new(XSD_LIBRARY, name, params).unwrap()
}

#[test]
fn facets_hold() {
    for (name, params, yes, no) in [
        ("decimal", &[("totalDigits", "2")][..], &["1", "1.5", "001.50", "0.05"][..], &["123", "12.5"][..]),
        ("decimal", &[("fractionDigits", "1")], &["1", "1.5", "1.50"], &["1.05"]),
        ("token", &[("length", "2")], &[" aa ", "éé"], &["a", "aaa"]),
        ("string", &[("maxLength", "1")], &["a", ""], &[" a"]),
        ("NMTOKENS", &[("minLength", "2")], &["a b"], &["a"]),
        ("integer", &[("minInclusive", "3"), ("maxExclusive", "5")], &["3", "+04"], &["2", "5"]),
        (
            "date",
            &[("minInclusive", "2000-01-01")],
            &["2000-01-01", "2000-01-02"],
            &["1999-12-31", "2000-01-01Z"],
        ),
        ("token", &[("pattern", "a.*"), ("pattern", ".*b")], &["ab", " axb "], &["a", "b"]),
    ] {
        let datatype = xsd(name, params);
        for text in yes {
            assert!(datatype.allows(text, &NoContext), "{name} {params:?} allows {text:?}");
        }
        for text in no {
            assert!(!datatype.allows(text, &NoContext), "{name} {params:?} refuses {text:?}");
        }
    }
}

#[test]
fn wrong_parameters_are_refused() {
    for (name, facet, value) in [
        ("decimal", "length", "2"),
        ("token", "minLength", "x"),
        ("token", "length", "-1"),
        ("decimal", "totalDigits", "0"),
        ("token", "totalDigits", "1"),
        ("token", "whiteSpace", "collapse"),
        ("token", "enumeration", "a"),
        ("token", "pattern", "[a"),
        ("decimal", "minInclusive", "x"),
        ("token", "minInclusive", "x"),
        ("token", "size", "1"),
    ] {
        let made = Datatype::new(XSD_LIBRARY, name, &[(facet, value)]);
        assert!(matches!(made, Err(DatatypeError::Parameter { index: 0, .. })), "{name} {facet}={value}");
    }
    assert_eq!(Datatype::new("", "integer", &[]).err(), Some(DatatypeError::Unknown));
    assert!(Datatype::new("", "string", &[("length", "1")]).is_err());
}

#[test]
fn values_are_compared_as_values() {
    for (name, a, b, same) in [
        ("decimal", "1.0", "+01", true),
        ("dateTime", "2000-01-01T00:00:00Z", "2000-01-01T01:00:00+01:00", true),
        ("dateTime", "2000-01-01T00:00:00Z", "2000-01-01T00:00:00", false),
        ("dateTime", "1999-12-31T24:00:00", "2000-01-01T00:00:00", true),
        ("hexBinary", "0a", "0A", true),
        ("base64Binary", "BA==", "B A = =", true),
        ("boolean", "1", "true", true),
        ("duration", "P1Y", "P12M", false),
        ("float", "1e40", "INF", true),
        ("double", "1e40", "INF", false),
        ("string", "a", " a", false),
        ("normalizedString", "a\nb", "a b", true),
    ] {
        assert_eq!(xsd(name, &[]).same((a, &NoContext), (b, &NoContext)), same, "{name} {a} {b}");
    }
}

/// Prefixes and entities of a case of the suite.
struct Case<'a, 'i>(roxmltree::Node<'a, 'i>);

impl Context for Case<'_, '_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.0.lookup_namespace_uri(Some(prefix).filter(|p| !p.is_empty()))
    }

    fn is_unparsed_entity(&self, name: &str) -> bool {
        let subset = self.0.attribute("internalSubset").unwrap_or_default();
        subset.contains(&format!("<!ENTITY {name} "))
    }

    fn is_notation(&self, _: &str) -> bool {
        true
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the suite is read where it is there")]
fn the_datatype_suite_passes() {
    let beside = || concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned();
    let path = std::env::var("TEIWRIGHT_SUITES").unwrap_or_else(|_| beside()) + "/relaxng/xsdtest.xml";
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {path} is not there");
        return;
    };
    let document = roxmltree::Document::parse(&text).unwrap();
    let mut cases = 0;
    let mut faults = Vec::new();
    for datatype in document.root_element().children().filter(roxmltree::Node::is_element) {
        let name = datatype.attribute("name").unwrap();
        let made = xsd(name, &[]);
        for case in datatype.children().filter(roxmltree::Node::is_element) {
            cases += 1;
            if let Some(fault) = run(name, &made, case) {
                faults.push(format!("{name}: {fault}"));
            }
        }
    }
    println!("suite: XML Schema datatypes (xsdtest)|{cases}|{}|{}", cases - faults.len(), faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn run(name: &str, datatype: &Datatype, case: roxmltree::Node<'_, '_>) -> Option<String> {
    let text = case.text().unwrap_or_default();
    let values = || case.children().filter(|c| c.has_tag_name("value")).map(|c| c.text().unwrap_or_default());
    let bounded =
        |facet: &str, bound: &str, text: &str| xsd(name, &[(facet, bound)]).allows(text, &NoContext);
    let fine = match case.tag_name().name() {
        "valid" => datatype.allows(text, &Case(case)),
        "invalid" => !datatype.allows(text, &Case(case)),
        "length" => xsd(name, &[("length", case.attribute("value")?)]).allows(text, &NoContext),
        "lessThan" => {
            let (a, b) = (values().next()?, values().nth(1)?);
            bounded("minExclusive", a, b)
                && bounded("maxExclusive", b, a)
                && !bounded("minInclusive", b, a)
                && !bounded("maxInclusive", a, b)
        }
        "incomparable" => {
            let (a, b) = (values().next()?, values().nth(1)?);
            !bounded("minExclusive", a, b)
                && !bounded("maxExclusive", a, b)
                && !bounded("minExclusive", b, a)
                && !bounded("maxExclusive", b, a)
        }
        "equiv" => equivalent(datatype, case),
        other => panic!("{other} is not known"),
    };
    (!fine).then(|| format!("{} {text:?}", case.tag_name().name()))
}

/// Whether values of one class are the same and those of two are not.
fn equivalent(datatype: &Datatype, case: roxmltree::Node<'_, '_>) -> bool {
    let mut all = Vec::new();
    for (class, node) in case.children().filter(|c| c.has_tag_name("class")).enumerate() {
        let values = node.children().filter(|c| c.has_tag_name("value"));
        all.extend(values.map(|v| (class, v.text().unwrap_or_default())));
    }
    let context = Case(case);
    all.iter().all(|a| all.iter().all(|b| datatype.same((a.1, &context), (b.1, &context)) == (a.0 == b.0)))
}
