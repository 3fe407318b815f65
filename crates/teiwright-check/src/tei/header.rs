//! A header that says nothing: placeholders, empty statements, responsibilities of nobody.

use super::frame::{Found, Frame, Open, Tag};
use super::names::{At, El};
use crate::rules;

/// What stands in templates, in small letters and without marks around it.
const PLACEHOLDERS: [&str; 30] = [
    "title",
    "titre",
    "titel",
    "titolo",
    "título",
    "untitled",
    "no title",
    "a title",
    "the title",
    "title here",
    "main title",
    "document title",
    "title of the document",
    "title of document",
    "insert title here",
    "put title here",
    "your title here",
    "a tei document",
    "tei document",
    "tei title",
    "sample title",
    "title goes here",
    "todo",
    "tbd",
    "fixme",
    "xxx",
    "new document",
    "publication information",
    "information about the source",
    "information about publication",
];

/// Whether a text is what a template says where something is to be filled in.
fn is_placeholder(text: &str) -> bool {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    PLACEHOLDERS.contains(&text)
}

/// What was seen in the responsibility statement that is open.
#[derive(Debug, Default)]
pub(super) struct Header {
    named: bool,
    told: bool,
}

/// Whether the text of an element is looked at when it ends.
pub(super) fn keeps(tag: &Tag<'_>, open: &Open) -> bool {
    match tag.el {
        El::Title => open.parent() == El::TitleStmt,
        El::P => matches!(open.parent(), El::PublicationStmt | El::SourceDesc),
        _ => false,
    }
}

impl Header {
    pub(super) fn tag(&mut self, tag: &Tag<'_>, open: &Open) {
        match tag.el {
            El::RespStmt => *self = Self::default(),
            El::Name | El::PersName | El::OrgName if open.within(El::RespStmt) => {
                self.named |= tag.has.has_any(&[At::Ref, At::Key])
                    || tag.kinds.iter().any(|(at, _)| *at == At::Corresp);
            }
            El::Resp => self.told |= tag.has.has_any(&[At::Ref, At::Key]),
            _ => {}
        }
    }

    pub(super) fn leave(&mut self, frame: &Frame, text: &str, open: &Open, found: &mut Found) {
        if !open.within(El::TeiHeader) {
            return;
        }
        let empty = !frame.words;
        match frame.el {
            El::Title if open.parent() == El::TitleStmt => {
                if empty && frame.children == 0 && frame.attributes == 0 {
                    found.add(rules::title_missing(frame.name), frame.name);
                } else if is_placeholder(text) {
                    found.add(rules::placeholder_title(text.trim(), frame.name), frame.name);
                }
            }
            El::P if open.parent() == El::PublicationStmt && is_placeholder(text) => {
                found.add(rules::publication_unsaid(Some(text.trim()), frame.name), frame.name);
            }
            El::P if open.parent() == El::SourceDesc && is_placeholder(text) => {
                found.add(rules::source_unsaid(Some(text.trim()), frame.name), frame.name);
            }
            El::PublicationStmt if empty && says_nothing(frame) => {
                found.add(rules::publication_unsaid(None, frame.name), frame.name);
            }
            El::SourceDesc if empty && says_nothing(frame) => {
                found.add(rules::source_unsaid(None, frame.name), frame.name);
            }
            El::Name | El::PersName | El::OrgName => self.named |= frame.words,
            El::Resp => self.told |= frame.words,
            El::RespStmt if !self.named || !self.told => {
                found.add(rules::resp_of_nobody(self.told, frame.name), frame.name);
            }
            _ => {}
        }
    }
}

/// Whether an element that is without words has nothing in it that could say something by attributes: paragraphs at most.
fn says_nothing(frame: &Frame) -> bool {
    frame.children == 0 || frame.first == El::P && frame.seen.only(El::P)
}
