//! What must hold of the reader for every text: no panic, nested events, places inside the text, and the same events whether
//! the text comes whole or in pieces; and for hostile ones, bounds.

mod events;
mod fragments;

use events::{pieces, whole};
use fragments::fragments;
use proptest::prelude::*;
use teiwright_source::Source;
use teiwright_xml::reader::{Event, Options, Reader};

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_the_same_whole_and_in_pieces(text in fragments(), piece in 1_usize..40) {
        prop_assert_eq!(whole(&text), pieces(&text, piece));
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,80}") {
        whole(&text);
    }
}

#[test]
fn a_million_nested_elements_are_read() {
    let text = "<a>".repeat(1_000_000) + &"</a>".repeat(1_000_000);
    let source = Source::from_text("deep.xml", text);
    let mut reader = Reader::new(&source);
    let mut events = 0;
    while reader.next_event().is_some() {
        events += 1;
    }
    assert_eq!((events, reader.errors()), (2_000_000, 0));
}

#[test]
fn a_million_unclosed_elements_are_one_message() {
    let (_, errors, found) = whole(&"<a>".repeat(200_000));
    assert_eq!(errors, 1, "{found:?}");
}

#[test]
fn a_million_attributes_are_a_limit() {
    let attributes = (0..1_000_000).map(|n| format!(" a{n}='x'")).collect::<String>();
    let (_, errors, found) = whole(&format!("<a{attributes}/>"));
    assert_eq!(errors, 1, "{found:?}");
    assert!(found[0].starts_with("XML015"), "{found:?}");
}

#[test]
fn the_limit_of_attributes_holds_without_namespaces_too() {
    let attributes = (0..100_000).map(|n| format!(" a{n}='x'")).collect::<String>();
    let source = Source::from_text("t.xml", format!("<a{attributes}/>"));
    let mut reader = Reader::with(&source, &Options { namespaces: false, ..Options::default() });
    let mut kept = 0;
    while let Some(event) = reader.next_event() {
        if let Event::Start(start) = event {
            kept = start.attributes().len();
        }
    }
    assert_eq!((kept, reader.errors()), (65_536, 1));
}

#[test]
fn entities_that_multiply_are_a_limit() {
    let mut subset = "<!ENTITY e0 'aaaaaaaaaaaaaaaaaaaa'>".to_owned();
    for n in 1..12 {
        subset.push_str(&format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(20)));
    }
    for body in ["<a>&e11;</a>", "<a b='&e11;'/>"] {
        let (_, _, found) = whole(&format!("<!DOCTYPE a [{subset}]>{body}"));
        assert!(found.iter().any(|f| f.starts_with("XML015")), "{found:?}");
    }
}
