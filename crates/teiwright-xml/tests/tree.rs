//! The tree that is read: what the reader's events say, with places and a way around; and bounds on hostile input.

#![expect(clippy::expect_used, reason = "a test stops where something is missing")]

mod fragments;

use fragments::fragments;
use proptest::prelude::*;
use teiwright_source::{Source, Span};
use teiwright_xml::reader::{Event, Reader};
use teiwright_xml::{Attribute, Element, Node, NodeRef, Origin, Tree, same_as_written, write};

const LETTER: &str = "<?before it?>\
<letter xmlns='urn:l' xmlns:x='urn:x' xml:id=' l1 '><!-- c -->\
<head n='1'>To &amp; fro</head><p>one <x:hi x:rend=\"it\">two</x:hi> three</p>\
<p>four<![CDATA[ <five> ]]></p><empty/></letter>";

fn read(text: &str) -> (Source, Tree, Vec<String>) {
    let source = Source::from_text("t.xml", text);
    let (tree, found) = Tree::read(&source);
    let found = found.into_iter().map(|d| format!("{} {}", d.code(), d.message)).collect();
    (source, tree, found)
}

fn slice(source: &Source, span: Option<Span>) -> &str {
    source.slice(span.expect("what was read has a place"))
}

#[test]
fn a_document_can_be_walked() {
    let (source, tree, found) = read(LETTER);
    assert!(found.is_empty(), "{found:?}");
    let root = tree.root().expect("there is a root");
    assert!(root.is("urn:l", "letter"));
    assert_eq!(root.elements().map(Element::written).collect::<Vec<_>>(), ["head", "p", "p", "empty"]);
    assert_eq!(root.text(), "To & froone two threefour <five> ");
    assert_eq!(tree.element_by_id("l1"), Some(root));
    let hi = tree.elements().find(|e| e.local() == "hi").expect("there is a hi");
    assert_eq!((hi.namespace(), hi.prefix(), hi.text().as_ref()), ("urn:x", "x", "two"));
    assert_eq!(hi.ancestors().map(Element::local).collect::<Vec<_>>(), ["p", "letter"]);
    assert_eq!(
        (hi.attribute("rend"), hi.attribute_in("urn:x", "rend").map(Attribute::value)),
        (None, Some("it"))
    );
    assert_eq!(
        (hi.namespace_of("x"), hi.namespace_of(""), hi.namespace_of("y")),
        (Some("urn:x"), Some("urn:l"), None)
    );
    assert_eq!(hi.path(), "/letter/p[1]/x:hi");
    assert_eq!(hi.origin().position(&source).map(|p| (p.line, p.column)), Some((1, 114)));
    assert!(root.holds(hi.node()) && !hi.holds(root.node()));
    let before = hi.previous_sibling().and_then(NodeRef::characters);
    let after = hi.next_sibling().and_then(NodeRef::characters);
    assert_eq!((before, after), (Some("one "), Some(" three")));
}

#[test]
fn everything_knows_its_place() {
    let (source, tree, _) = read(LETTER);
    let hi = tree.elements().find(|e| e.local() == "hi").expect("there is a hi");
    assert_eq!(slice(&source, hi.origin().span()), "<x:hi x:rend=\"it\">");
    assert_eq!(slice(&source, hi.name_span()), "x:hi");
    assert_eq!(slice(&source, hi.end_span()), "</x:hi>");
    let rend = hi.attributes().next().expect("there is an attribute");
    assert_eq!(slice(&source, rend.origin().span()), "x:rend=\"it\"");
    assert_eq!((slice(&source, rend.name_span()), slice(&source, rend.value_span())), ("x:rend", "it"));
    assert_eq!(rend.element(), hi);
    let text = hi.children().next().expect("there is text");
    assert_eq!(slice(&source, text.place(1..3)), "wo");
    // Behind a reference only the whole is known.
    let head = tree.elements().find(|e| e.local() == "head").and_then(|e| e.children().next()).expect("text");
    assert_eq!((head.characters(), slice(&source, head.place(0..2))), (Some("To & fro"), "To &amp; fro"));
    let kinds = tree.document().children().map(|node| match node.kind() {
        Node::Instruction(target, data) => format!("{target} {data}"),
        other => format!("{other:?}"),
    });
    assert_eq!(kinds.collect::<Vec<_>>(), ["before it", "Element(<letter> at Parsed(13..65))"]);
}

#[test]
fn entities_and_defaults_are_derived() {
    let (source, tree, found) =
        read("<!DOCTYPE a [<!ENTITY e 'x<b>y</b>'><!ATTLIST a n CDATA 'd'>]><a>1&e;</a>");
    assert!(found.is_empty(), "{found:?}");
    let root = tree.root().expect("there is a root");
    let n = root.attributes().next().expect("there is a default");
    assert_eq!(
        (n.value(), n.origin(), slice(&source, n.name_span())),
        ("d", Origin::Derived(Span::new(63, 64)), "a")
    );
    let b = root.elements().next().expect("there is an element");
    assert_eq!((b.text().as_ref(), slice(&source, b.name_span())), ("y", "&e;"));
    assert!(matches!(b.origin(), Origin::Derived(_)));
    let text = root.children().next().expect("there is text");
    assert_eq!((text.characters(), slice(&source, text.place(0..1))), (Some("1x"), "1&e;"));
}

#[test]
fn broken_documents_have_trees() {
    let (_, tree, found) = read("<a><b>text<c></a>");
    assert_eq!(found.len(), 1, "{found:?}");
    let root = tree.root().expect("there is a root");
    assert_eq!(
        write(&tree, &|_| false),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><b>text<c/></b></a>\n"
    );
    assert_eq!(root.descendants().count(), 3);
    assert!(read("").1.root().is_none());
}

#[test]
fn hostile_documents_are_bounded() {
    let (_, tree, _) = read(&"<a>".repeat(1_000_000));
    assert_eq!(tree.nodes().len(), 1_000_000);
    let value = "v".repeat(200);
    let defaults = (0..5_000).map(|n| format!(" a{n} CDATA '{value}'")).collect::<String>();
    let text = format!("<!DOCTYPE r [<!ATTLIST e{defaults}>]><r>{}</r>", "<e/>".repeat(20_000));
    let (_, tree, found) = read(&text);
    assert!(found.iter().any(|f| f.starts_with("XML015")), "{found:?}");
    assert!(tree.elements().map(|e| e.attributes().len()).sum::<usize>() < 5_000_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_tree_is_what_the_events_say(text in fragments()) {
        let source = Source::from_text("t.xml", text.as_str());
        let (tree, found) = Tree::read(&source);
        let mut reader = Reader::new(&source);
        let (mut starts, mut characters) = (Vec::new(), String::new());
        let mut depth = 0;
        while let Some(event) = reader.next_event() {
            match event {
                Event::Start(start) => {
                    starts.push((depth, start.written().to_owned(), start.attributes().map(|a| a.value.to_owned()).collect::<Vec<_>>()));
                    depth += 1;
                }
                Event::End { .. } => depth -= 1,
                Event::Text { text, .. } if depth > 0 => characters.push_str(text),
                _ => {}
            }
        }
        let own = tree.elements().map(|e| {
            (e.ancestors().count(), e.written().to_owned(), e.attributes().map(|a| a.value().to_owned()).collect::<Vec<_>>())
        });
        prop_assert_eq!(own.collect::<Vec<_>>(), starts);
        prop_assert_eq!(tree.document().text(), characters);
        prop_assert_eq!(found, reader.into_diagnostics());
        for node in tree.nodes() {
            let parent = node.parent().expect("only the document has none");
            prop_assert!(parent.children().any(|child| child == node));
            prop_assert_eq!(node.next_sibling().and_then(NodeRef::previous_sibling).is_none_or(|back| back == node), true);
            prop_assert!(node.origin().span().is_none_or(|span| span.end as usize <= text.len()));
            if let Some(text) = node.characters() {
                prop_assert!(node.next_sibling().and_then(NodeRef::characters).is_none(), "texts in a row");
                let whole = node.place(0..text.len()).expect("a place");
                if node.place(0..0) != Some(whole) || text.is_empty() {
                    prop_assert_eq!(source.slice(whole).replace('\r', "\n"), text);
                }
            }
        }
    }

    #[test]
    fn what_was_read_is_written(text in fragments()) {
        let (_, tree, _) = read(&text);
        let written = write(&tree, &|_| false);
        prop_assert_eq!(same_as_written(&tree, &written), Ok(()), "{}", written);
    }
}
