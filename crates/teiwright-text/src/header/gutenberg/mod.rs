//! Files of Project Gutenberg: what it says of itself before `*** START OF …` and after `*** END OF …`, and the title
//! page between.

mod fields;
mod page;

use std::collections::HashSet;
use std::ops::Range;

use teiwright_model::{Inline, MetadataNote, SourceDescription, SourceKind, Words};

use super::{Header, licence, scan, title};
use crate::context::Context;
use crate::lines::Lines;
use crate::words::key;
use crate::{Dialect, LineRole};

/// Where the text of a file begins and ends.
pub(super) struct Frame {
    /// What stands before the text, the line that says so at its end.
    head: Range<usize>,
    /// What stands after the text, the line that says so at its start.
    tail: Range<usize>,
}

/// How many lines from the top the text may begin, and from the bottom it may end: licences are long.
const NEAR: usize = 800;

/// Finds the lines that part the text from what Project Gutenberg says of it.
pub(super) fn frame(lines: &Lines<'_>) -> Option<Frame> {
    let all = lines.len();
    let start = (0..all.min(NEAR)).find(|&line| is_start(lines.text(line)))?;
    // The line may go on until its closing stars.
    let wraps = |line: &usize| !lines.text(*line).ends_with('*') && lines.text(line + 1).ends_with("***");
    let body = start + 1 + usize::from(wraps(&start));
    let end = (all.saturating_sub(NEAR).max(body)..all).find(|&line| is_end(lines.text(line))).unwrap_or(all);
    Some(Frame { head: 0..body, tail: end..all })
}

/// The first characters of a line in small letters.
fn opening(text: &str) -> String {
    text.chars().take(80).flat_map(char::to_lowercase).collect()
}

fn is_start(text: &str) -> bool {
    let lower = opening(text);
    let bare = lower.trim_start_matches(['*', ' ']);
    let small_print = lower.starts_with('*') && bare.starts_with("end") && lower.contains("small print");
    let opens = ["start of th", "start of project", "start: project", "start project"];
    small_print
        || (lower.starts_with("***")
            && opens.iter().any(|start| bare.starts_with(start))
            && lower.contains("project gutenberg"))
}

fn is_end(text: &str) -> bool {
    let lower = opening(text);
    let bare = lower.trim_start_matches(['*', ' ']);
    // `Ende dieses Projekt Gutenberg Etextes`, `Fin du Projet Gutenberg Etext`
    let translated = ["ende dieses ", "ende des ", "fin du ", "fin de ", "fine di "]
        .iter()
        .find_map(|end| bare.strip_prefix(end));
    let names = |rest: &str| {
        ["project gutenberg", "projekt gutenberg", "projet gutenberg", "progetto gutenberg"]
            .iter()
            .any(|name| rest.starts_with(name))
    };
    translated.is_some_and(names)
        || bare.strip_prefix("end of ").is_some_and(|rest| {
            let rest = rest.strip_prefix("the ").or_else(|| rest.strip_prefix("this ")).unwrap_or(rest);
            rest.starts_with("project gutenberg")
        })
}

/// Reads what stands around the text.
pub(super) fn read(lines: &Lines<'_>, frame: &Frame, context: &mut Context) -> Header {
    let mut header = Header { dialect: Dialect::Gutenberg, ..Header::default() };
    let mut source = SourceDescription::new(SourceKind::Digital);
    source.publishers.push(Words::given("Project Gutenberg"));
    header.metadata.sources.push(source);
    let mut fields = Vec::new();
    let mut words: Option<Range<usize>> = None;
    for range in title::chunks(lines, frame.head.clone(), &|_| false) {
        let found = fields::of(lines, &range);
        if let Some(words) = words.take_if(|_| found.is_some()) {
            around(lines, words, &mut header, context);
        }
        match found {
            Some(found) => fields.extend(found),
            None => words = Some(words.map_or(range.start, |words| words.start)..range.end),
        }
    }
    if let Some(words) = words {
        around(lines, words, &mut header, context);
    }
    for field in fields {
        fields::read(lines, field, &mut header, context);
    }
    if !frame.tail.is_empty() {
        around(lines, frame.tail.clone(), &mut header, context);
        header.archive = vec![frame.tail.clone()];
    }
    header.body = page::read(lines, frame.head.end..frame.tail.start, &mut header, context);
    once(&mut header);
    header
}

/// Lines of Project Gutenberg as its licence or as a note, so that their words are kept.
fn around(lines: &Lines<'_>, range: Range<usize>, header: &mut Header, context: &mut Context) {
    const TERMS: &[&str] =
        &["for the use of anyone anywhere", "small print", "full license", "terms of use", "public domain"];
    context.trace(range.start, LineRole::Archive, "Project Gutenberg's own words");
    let span = lines.span(range);
    let text = lines.source().slice(span);
    let content = vec![Inline::text(scan::joined(text), span)];
    let opening = text.get(..text.len().min(4000)).unwrap_or(text);
    if scan::any(&scan::joined(opening), TERMS) {
        header.metadata.licences.push(licence::read(None, text, content));
    } else {
        header.metadata.notes.push(MetadataNote { kind: "archive".to_owned(), label: None, content });
    }
}

/// Title and author stand in the labelled lines and on the title page: the header names them once.
fn once(header: &mut Header) {
    keep_first(&mut header.metadata.titles, |title| &title.words.text);
    // One of them is the main one, and that is what the labelled line says.
    for title in header.metadata.titles.iter_mut().skip(1).filter(|title| title.role == "main") {
        "alt".clone_into(&mut title.role);
    }
    keep_first(&mut header.metadata.authors, |author| &author.name.text);
}

/// Keeps the first of those whose words are the same.
fn keep_first<T>(list: &mut Vec<T>, words_of: impl Fn(&T) -> &str) {
    let mut seen = HashSet::new();
    list.retain(|one| seen.insert(key(words_of(one))));
}

#[cfg(test)]
mod tests {
    use super::{is_end, is_start};

    #[test]
    fn marks_of_texts_with_any_title() {
        // Wherever in the title the 80th byte falls, between characters or inside of one.
        for width in 0..60 {
            let title = format!("{}É", "x".repeat(width));
            assert!(is_start(&format!("*** START OF THIS PROJECT GUTENBERG EBOOK {title} ***")), "{width}");
            assert!(is_end(&format!("*** END OF THE PROJECT GUTENBERG EBOOK {title} ***")), "{width}");
        }
        assert!(is_start("*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*"));
        assert!(is_start("***START OF PROJECT GUTENBERG'S ETEXT***"));
        assert!(is_start("**END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*"));
        assert!(is_end("Ende dieses Projekt Gutenberg Etextes"));
        assert!(!is_end("End of the first part"));
    }
}
