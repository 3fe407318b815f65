//! James Clark's canonical form of a document, as the suite's outputs have it.

use std::collections::BTreeMap;

use teiwright_xml::reader::{Event, Reader};

pub(crate) fn canonical(reader: &mut Reader<'_>) -> String {
    let mut out = String::new();
    let mut open: Vec<String> = Vec::new();
    while let Some(event) = reader.next_event() {
        match event {
            Event::Start(start) => {
                out.push('<');
                out.push_str(start.written());
                let mut attributes = start
                    .attributes()
                    .map(|a| (a.written.to_owned(), a.value.to_owned()))
                    .collect::<BTreeMap<_, _>>();
                for (prefix, uri) in start.declarations() {
                    let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
                    attributes.insert(name, uri.to_owned());
                }
                for (name, value) in attributes {
                    out.push_str(&format!(" {name}=\""));
                    escape(&value, &mut out);
                    out.push('"');
                }
                out.push('>');
                open.push(start.written().to_owned());
            }
            Event::End { .. } => out.push_str(&format!("</{}>", open.pop().unwrap_or_default())),
            Event::Text { text, .. } => escape(text, &mut out),
            Event::Comment { .. } => {}
            Event::Instruction { target, data, .. } => out.push_str(&format!("<?{target} {data}?>")),
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}

/// Outputs declare the notations of a document, which are no events.
pub(crate) fn without_notations(output: &str) -> String {
    let declared =
        output.split_once("<!DOCTYPE").and_then(|(before, rest)| Some((before, rest.split_once("]>\n")?)));
    match declared {
        Some((before, (_, rest))) => format!("{before}{rest}"),
        None => output.to_owned(),
    }
}
