//! Look-ups in the facts, on elements that every encoder knows.
#![expect(clippy::unwrap_used, reason = "a test says by panic")]

use teiwright_p5::spec::{Closure, Content, Kind, Spec, Usage};
use teiwright_p5::{Facts, Held, Version, facts, page};

fn newest() -> &'static Facts {
    facts(Version::default())
}

fn names<'s>(specs: impl Iterator<Item = &'s Spec>) -> Vec<&'s str> {
    specs.map(|spec| &*spec.ident).collect()
}

fn attribute(element: &str, name: &str) -> Held<'static> {
    let found = newest().attributes(newest().element(element).unwrap());
    found.into_iter().find(|held| &*held.def.ident == name).unwrap()
}

fn has(element: &str, name: &str) -> bool {
    let found = newest().attributes(newest().element(element).unwrap());
    found.iter().any(|held| &*held.def.ident == name)
}

#[test]
fn modules_of_elements() {
    let cases = [
        ("p", "core"),
        ("div", "textstructure"),
        ("teiHeader", "header"),
        ("persName", "namesdates"),
        ("app", "textcrit"),
        ("msDesc", "msdescription"),
        ("seg", "linking"),
        ("w", "analysis"),
        ("u", "spoken"),
        ("castList", "drama"),
        ("entry", "dictionaries"),
        ("elementSpec", "tagdocs"),
        ("supplied", "transcr"),
        ("table", "figures"),
    ];
    for (element, module) in cases {
        assert_eq!(newest().element(element).unwrap().module.as_deref(), Some(module), "{element}");
        assert!(newest().module(module).is_some(), "{module}");
    }
    assert!(newest().element("model.pLike").is_none(), "a class is no element");
    assert!(newest().element("P").is_none(), "names have their case");
}

#[test]
fn classes_near_and_far() {
    let classes = names(newest().classes(newest().element("date").unwrap()).into_iter());
    for class in [
        "att.global",
        "att.datable",
        "att.datable.w3c",
        "att.global.linking",
        "model.dateLike",
        "model.phrase",
    ] {
        assert!(classes.contains(&class), "{class}");
    }
    let own = classes.iter().position(|class| *class == "att.datable").unwrap();
    let far = classes.iter().position(|class| *class == "att.datable.w3c").unwrap();
    assert!(own < far, "what is nearer stands before");
    let mut once = classes.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), classes.len());
}

#[test]
fn members_of_a_class() {
    let members = names(newest().members("model.pLike"));
    assert_eq!(members, ["p", "ab"]);
    assert!(names(newest().members("model.phrase")).contains(&"model.highlighted"));
    assert_eq!(newest().members("model.nothing").count(), 0);
}

#[test]
fn where_elements_stand() {
    let parents = names(newest().parents("lg"));
    for parent in ["body", "div", "lg", "quote", "note", "sp"] {
        assert!(parents.contains(&parent), "lg in {parent}");
    }
    assert!(!parents.contains(&"teiHeader"));
    assert_eq!(names(newest().parents("TEI")), ["TEI", "teiCorpus"]);
    assert_eq!(names(newest().parents("fileDesc")), ["teiHeader", "biblFull"]);
    assert_eq!(names(newest().parents("body")), ["text", "floatingText"]);
    // Through a macro and two classes.
    assert!(names(newest().parents("hi")).contains(&"p"));
    assert!(names(newest().children("p")).contains(&"hi"));
}

#[test]
fn what_elements_hold() {
    assert_eq!(names(newest().children("choice")).len(), newest().children("choice").count());
    for child in ["sic", "corr", "orig", "reg", "abbr", "expan", "choice"] {
        assert!(names(newest().children("choice")).contains(&child), "{child}");
    }
    assert!(newest().holds_text("p") && newest().holds_text("hi"));
    assert!(!newest().holds_text("div") && !newest().holds_text("list") && !newest().holds_text("lb"));
    assert!(newest().holds_any("xenoData") && !newest().holds_any("p"));
    assert_eq!(newest().children("lb").count(), 0);
    assert_eq!(newest().element("lb").unwrap().content.as_ref().unwrap().content, Content::Empty);
    assert_eq!(newest().children("unknown").count(), 0);
}

#[test]
fn attributes_of_its_own_and_of_classes() {
    let when = attribute("date", "when");
    assert_eq!((when.class, when.changed), (Some("att.datable.w3c"), false));
    let id = attribute("p", "xml:id");
    assert_eq!(id.class, Some("att.global"));
    let target = attribute("ref", "target");
    assert_eq!(target.class, Some("att.pointing"));
    let ident = attribute("language", "ident");
    assert_eq!((ident.class, ident.def.usage), (None, Some(Usage::Required)));
    assert!(!has("p", "when"));
}

/// 62 attributes of P5 say something anew of an attribute of a class.
#[test]
fn attributes_said_anew() {
    let kind = attribute("titlePart", "type");
    assert_eq!((kind.class, kind.changed), (Some("att.typed"), true));
    let values = kind.def.values.unwrap();
    assert_eq!(values.closure, Some(Closure::Semi));
    assert_eq!(
        values.items.iter().map(|item| &*item.ident).collect::<Vec<_>>(),
        ["main", "sub", "alt", "short", "desc"]
    );
    // The datatype is of the class where the element says none.
    assert!(attribute("desc", "type").def.datatype.is_some());
    // `path` takes away the attributes of its class that are of no use to it.
    let list = newest().attributes(newest().element("path").unwrap());
    assert_eq!(list.iter().filter(|held| &*held.def.ident == "points").count(), 1);
    for held in newest().elements().flat_map(|element| newest().attributes(element)) {
        assert_eq!(held.def.mode, None);
    }
}

/// `att.entryLike` names one attribute of another class.
#[test]
fn attributes_that_are_referred_to() {
    let subtype = attribute("entry", "subtype");
    assert_eq!(subtype.class, Some("att.typed"));
    assert_eq!(attribute("entry", "type").class, Some("att.entryLike"));
}

#[test]
fn no_attribute_twice() {
    for element in newest().elements() {
        let mut names =
            newest().attributes(element).into_iter().map(|held| held.def.ident).collect::<Vec<_>>();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "{}", element.ident);
    }
}

#[test]
fn nearest_names() {
    assert_eq!(newest().nearest(Kind::Element, "persname").first(), Some(&"persName"));
    assert_eq!(newest().nearest(Kind::Element, "paragraph"), Vec::<&str>::new());
    assert!(newest().nearest(Kind::Element, "titel").contains(&"title"));
    assert!(newest().nearest(Kind::AttributeClass, "att.globl").contains(&"att.global"));
    assert_eq!(newest().nearest_modules("name-dates").first(), Some(&"namesdates"));
    assert!(newest().nearest_attributes("rendtion").contains(&"rendition"));
    assert!(newest().nearest(Kind::Element, "").is_empty());
}

#[test]
fn versions() {
    assert_eq!("4.10.0a".parse(), Ok(Version::V4_10_0a));
    assert_eq!("4.10.0".parse(), Ok(Version::V4_10_0a));
    assert!("".parse::<Version>().is_err() && "4.10".parse::<Version>().is_err());
    assert_eq!("4.12.0".parse(), Ok(Version::default()));
    assert_eq!(Version::ALL.last(), Some(&Version::default()));
    let refused = "5.0".parse::<Version>().unwrap_err();
    assert_eq!(refused.to_string(), "TEI P5 5.0 is not built in; these are: 4.10.0a, 4.12.0");
}

#[test]
fn pages_of_the_guidelines() {
    assert_eq!(page("persName"), "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-persName.html");
}
