//! The events of a text as lines, whole and in pieces: what tests and the fuzz target compare.

#![expect(clippy::expect_used, reason = "a test stops where something is missing")]

use teiwright_source::{Diagnostics, Source};
use teiwright_xml::reader::{Event, Options, Reader, StreamReader};

/// An event as a test sees it, with texts that touch made into one.
fn push(events: &mut Vec<String>, event: Event<'_>) {
    let line = match event {
        Event::Start(start) => {
            let attributes =
                start.attributes().map(|a| format!(" {}={:?}", a.written, a.value)).collect::<String>();
            let declared = start.declarations().map(|d| format!(" {d:?}")).collect::<String>();
            format!("<{}{attributes}{declared} {:?}", start.written(), start.span)
        }
        Event::End { span, .. } => format!("> {span:?}"),
        Event::Text { text, .. } => {
            if let Some(last) = events.last_mut().filter(|last| last.starts_with('"')) {
                last.push_str(text);
                return;
            }
            format!("\"{text}")
        }
        Event::Comment { text, span } => format!("!{text} {span:?}"),
        Event::Instruction { target, data, span } => format!("?{target} {data} {span:?}"),
    };
    events.push(line);
}

/// The events of a text, how many errors there are in it, and what was found; they nest, and every place is in the text.
pub(crate) fn whole(text: &str) -> (Vec<String>, usize, Vec<String>) {
    let source = Source::from_text("t.xml", text);
    let mut reader = Reader::new(&source);
    let (mut events, mut depth) = (Vec::new(), 0_usize);
    while let Some(event) = reader.next_event() {
        match event {
            Event::Start(start) => {
                assert!(start.span.end as usize <= text.len(), "{:?} is outside of the text", start.span);
                depth += 1;
            }
            Event::End { .. } => depth = depth.checked_sub(1).expect("an end without start"),
            _ => {}
        }
        push(&mut events, event);
    }
    assert_eq!(depth, 0, "every start has its end");
    let errors = reader.errors();
    let found = reader.into_diagnostics();
    for diagnostic in &found {
        let Some(span) = diagnostic.span else {
            // Only the count of those that were too many to keep is about no place.
            let kept = found.iter().filter(|other| other.rule == diagnostic.rule && other.span.is_some());
            assert_eq!(kept.count(), Diagnostics::PER_RULE, "every finding has a place: {diagnostic:?}");
            continue;
        };
        assert!(span.start <= span.end && span.end as usize <= text.len(), "{diagnostic:?}");
        assert!(
            text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize),
            "{diagnostic:?}"
        );
    }
    (events, errors, found.into_iter().map(|d| format!("{} {:?} {}", d.code(), d.span, d.message)).collect())
}

/// The same for a text that comes in pieces.
pub(crate) fn pieces(text: &str, piece: usize) -> (Vec<String>, usize, Vec<String>) {
    let mut reader = StreamReader::with_pieces(text.as_bytes(), &Options::default(), piece);
    let mut events = Vec::new();
    while let Some(event) = reader.next_event().expect("a text in memory can be read") {
        push(&mut events, event);
    }
    let errors = reader.errors();
    (
        events,
        errors,
        reader
            .into_diagnostics()
            .into_iter()
            .map(|d| format!("{} {:?} {}", d.code(), d.span, d.message))
            .collect(),
    )
}
