//! What could stand at a place (`Validator::possible`), and the IDs of a document that is given as events.

use teiwright_relaxng::reference::Verdict;
use teiwright_relaxng::{Possible, Validator};

use crate::hostile::compiled;

fn local(set: &std::collections::BTreeSet<(String, String)>) -> String {
    set.iter().map(|name| name.1.as_str()).collect::<Vec<_>>().join(" ")
}

fn words(set: &std::collections::BTreeSet<String>) -> String {
    set.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_could_stand_here() {
    let schema = compiled(
        "start = element a { attribute id { xsd:ID }, attribute n { text }?, element b { \"x\" | \"y\" }, (c | text)* }\n\
         c = element c { xsd:integer }",
    );
    let names = |set: &std::collections::BTreeSet<(String, String)>| {
        set.iter().map(|n| n.1.clone()).collect::<Vec<_>>().join(" ")
    };
    let mut validator = Validator::new(&schema);
    assert_eq!(names(&validator.possible().elements), "a");
    validator.start_element("", "a");
    validator.attribute("", "n", "1");
    let here = validator.possible();
    assert_eq!((names(&here.attributes).as_str(), names(&here.elements).as_str()), ("id", "b"));
    assert!(!here.end && !here.text);
    validator.attribute("", "id", "i");
    validator.start_element("", "b");
    let here = validator.possible();
    assert_eq!(here.values.iter().cloned().collect::<Vec<_>>(), ["x", "y"]);
    validator.text("x");
    validator.end_element();
    let here = validator.possible();
    assert_eq!(names(&here.elements), "c");
    assert!(here.end && here.text);
    validator.start_element("", "c");
    assert!(validator.possible().datatypes.contains("integer"));
    assert!(!validator.possible().end);
    validator.text("12");
    assert!(validator.possible().end);
}

#[test]
fn content_waits_for_what_comes_before_it_and_attributes_do_not() {
    let schema = compiled("element a { element b { empty }, (attribute x { text }, element c { empty }) }");
    let mut validator = Validator::new(&schema);
    validator.start_element("", "a");
    let here = validator.possible();
    assert_eq!((local(&here.attributes).as_str(), local(&here.elements).as_str()), ("x", "b"));
}

#[test]
fn values_of_attributes_are_told() {
    let schema = compiled(
        "element a { attribute kind { 'one' | 'two' | xsd:integer }?, attribute free { text }?, attribute * - (kind | free) { text }* }",
    );
    let mut validator = Validator::new(&schema);
    validator.start_element("", "a");
    let kind = validator.possible_value("", "kind");
    assert_eq!(
        (words(&kind.values).as_str(), words(&kind.datatypes).as_str(), kind.text),
        ("one two", "integer", false)
    );
    assert!(validator.possible_value("", "free").text && validator.possible_value("", "other").text);
    assert!(validator.possible().any_attribute && validator.possible().end);
    validator.attribute("", "kind", "one");
    // It is there already.
    assert!(validator.possible_value("", "kind").is_nothing());
    validator.end_element();
    assert!(validator.possible_value("", "free").is_nothing());
    assert!(validator.possible().is_nothing(), "after the root nothing stands");
}

#[test]
fn text_that_was_begun_narrows_what_could_stand() {
    let schema = compiled("element a { 'black' | 'blue' | (text, element c { empty })* | '' }");
    let mut validator = Validator::new(&schema);
    validator.start_element("", "a");
    let here = validator.possible();
    assert_eq!(
        (words(&here.values).as_str(), local(&here.elements).as_str(), here.end),
        (" black blue", "c", true)
    );
    validator.text("blu");
    let here = validator.possible();
    assert_eq!(
        (words(&here.values).as_str(), local(&here.elements).as_str(), here.end),
        ("blue", "c", false)
    );
    validator.text("e");
    assert!(validator.possible().end);
    validator.end_element();
    assert_eq!(validator.finish(), Verdict::Valid);
}

#[test]
fn nothing_can_stand_after_a_fault() {
    let schema = compiled("element a { element b { empty }* }");
    let mut validator = Validator::new(&schema);
    validator.start_element("", "a");
    validator.start_element("", "x");
    assert_eq!(validator.possible(), Possible::default());
}

#[test]
fn identifiers_are_checked_beside_the_verdict() {
    let schema =
        compiled("element a { element b { attribute id { xsd:ID }, attribute to { xsd:IDREFS }?, empty }* }");
    let mut validator = Validator::new(&schema);
    let mut document = |elements: &[(&str, &str)]| {
        validator.start_element("", "a");
        for (id, to) in elements {
            validator.start_element("", "b");
            validator.attribute("", "id", id);
            validator.attribute("", "to", to);
            validator.end_element();
        }
        validator.end_element();
        let found = validator.identifiers();
        assert_eq!(validator.finish(), Verdict::Valid);
        (found.twice.join(" "), found.unresolved.join(" "))
    };
    assert_eq!(document(&[("x", "y z"), ("y", "x"), (" x ", "x")]), ("x".to_owned(), "z".to_owned()));
    // The next document begins without any.
    assert_eq!(document(&[("x", "x")]), (String::new(), String::new()));
}
