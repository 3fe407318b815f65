//! The machine under the reader: from a piece of text to the next event, with all that it must remember between.

use teiwright_source::{Diagnostic, Diagnostics, Span};

use super::chars::{SPACES, is_blank};
use super::cursor::{Cursor, Incomplete};
use super::dtd::DocumentType;
use super::entities::{Entities, OpenEntity};
use super::external::{Files, Place};
use super::names::{Mark, NameId, Names};
use super::{Limits, Options};
use crate::rules;

/// What a step of the machine comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Advance {
    /// An event is ready.
    Ready,
    /// The text ends in the middle of something, and more may come.
    More,
    /// The document has ended.
    End,
}

/// The characters of an event: a part of the text that is being read, or put together in the scratch text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Chars {
    Read(usize, usize),
    Made(usize, usize),
}

/// An attribute of the tag that was read last.
#[derive(Debug, Clone, Copy)]
pub(super) struct AttributeData {
    pub(super) written: u32,
    pub(super) name: NameId,
    pub(super) name_span: Span,
    pub(super) value_span: Span,
    pub(super) value: Chars,
    pub(super) specified: bool,
}

/// The event that was read last.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token {
    Start { written: u32, name: NameId, span: Span, name_span: Span },
    End { name: NameId, span: Span },
    Text { chars: Chars, span: Span },
    Comment { chars: Chars, span: Span },
    Instruction { target: Chars, data: Chars, span: Span },
}

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) written: u32,
    pub(super) name: NameId,
    pub(super) mark: Mark,
    pub(super) start: Span,
}

/// Where in the document the machine is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// At the very beginning.
    Declaration,
    /// Before the root element.
    Prolog,
    Content,
    /// After the root element.
    Epilog,
}

pub(super) struct Machine {
    pub(super) limits: Limits,
    pub(super) names: Names,
    pub(super) found: Diagnostics,
    /// How many findings say that the document is not well-formed.
    pub(super) errors: usize,
    pub(super) phase: Phase,
    pub(super) at: usize,
    pub(super) base: u32,
    pub(super) open: Vec<Open>,
    pub(super) token: Option<Token>,
    pub(super) attributes: Vec<AttributeData>,
    /// The declarations of the tag that was read last: prefix and namespace in the scratch text.
    pub(super) declarations: Vec<(Chars, Chars)>,
    pub(super) scratch: String,
    /// How many tags were read; stamps attribute names.
    pub(super) tag: u64,
    /// An end event that follows an empty-element tag, or how many follow to close what was left open.
    pub(super) pending: usize,
    pub(super) pending_span: Span,
    pub(super) document_type: DocumentType,
    pub(super) entities: Entities,
    pub(super) files: Files,
    /// Where in a file of the document type the machine is.
    pub(super) place: Option<Place>,
    /// Whether the text has a carriage return, a character that XML cannot hold, or `]]>`.
    pub(super) returns: bool,
    pub(super) forbidden: bool,
    pub(super) cdata_ends: bool,
    pub(super) standalone: bool,
    pub(super) root_seen: bool,
    /// The root came to its end early: what follows it was said to be wrong once.
    pub(super) outside_said: bool,
    /// A limit was passed: what is open is closed, and nothing more is read.
    pub(super) stopped: bool,
}

impl Machine {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            limits: options.limits,
            names: Names::new(options.namespaces),
            found: Diagnostics::new(),
            errors: 0,
            phase: Phase::Declaration,
            at: 0,
            base: 0,
            open: Vec::new(),
            token: None,
            attributes: Vec::new(),
            declarations: Vec::new(),
            scratch: String::new(),
            tag: 0,
            pending: 0,
            pending_span: Span::at(0),
            document_type: DocumentType::default(),
            entities: Entities::default(),
            files: Files::default(),
            place: None,
            returns: false,
            forbidden: false,
            cdata_ends: false,
            standalone: false,
            root_seen: false,
            outside_said: false,
            stopped: false,
        }
    }

    /// Looks over text that is new for what most texts have not, so that no event need look for it.
    pub(super) fn look_over(&mut self, text: &str) {
        let bytes = text.as_bytes();
        // One pass without branches for what few texts have: a control character, a carriage return, a byte that begins U+FFFE.
        let odd = bytes
            .iter()
            .fold(false, |odd, &b| odd | ((b < 0x20) & (b != b'\n') & (b != b'\t')) | (b == 0xEF));
        if odd {
            self.returns |= memchr::memchr(b'\r', bytes).is_some();
            self.forbidden |= bytes.iter().any(|&b| b < 0x20 && !matches!(b, b'\n' | b'\t' | b'\r'));
            self.forbidden |= has_noncharacter(bytes);
        }
        self.cdata_ends |= memchr::memmem::find(bytes, b"]]>").is_some();
    }

    /// Reads the next event of `text`. `more` says whether the document goes on after it.
    pub(super) fn advance(&mut self, text: &str, more: bool) -> Advance {
        loop {
            if self.pending > 0 {
                self.close_pending();
                return Advance::Ready;
            }
            self.token = None;
            if self.stopped {
                if self.open.is_empty() {
                    return Advance::End;
                }
                self.pending = self.open.len();
                self.pending_span = Span::at(self.base).part(self.at..self.at);
                continue;
            }
            let step = if self.entities.open.is_empty() {
                self.step_document(text, more)
            } else {
                self.step_entity()
            };
            match step {
                Ok(true) if self.token.is_some() => return Advance::Ready,
                Ok(true) => {}
                Ok(false) => return Advance::End,
                Err(Incomplete) => return Advance::More,
            }
        }
    }

    fn step_document(&mut self, text: &str, more: bool) -> Result<bool, Incomplete> {
        let mut cursor = Cursor { text, at: self.at, base: self.base, within: None, more };
        if cursor.done() && self.document_type.instructions.is_empty() {
            if more {
                return Err(Incomplete);
            }
            return Ok(self.end_of_document(&cursor));
        }
        let kept = (self.found.mark(), self.errors);
        let step = self.step(&mut cursor);
        match step {
            Ok(()) => self.at = cursor.at,
            Err(Incomplete) => {
                // The same will be read again with more text after it.
                self.found.back_to(kept.0);
                self.errors = kept.1;
            }
        }
        step.map(|()| true)
    }

    fn step_entity(&mut self) -> Result<bool, Incomplete> {
        let Some(entity) = self.entities.open.last() else { return Ok(true) };
        let (text, at, reference) = (entity.text.clone(), entity.at, entity.reference);
        let mut cursor = Cursor::entity(&text, reference);
        cursor.at = at;
        if cursor.done() {
            self.leave_entity();
            return Ok(true);
        }
        let level = self.entities.open.len();
        self.step(&mut cursor)?;
        if let Some(entity) = self.entities.open.get_mut(level - 1) {
            entity.at = cursor.at;
        }
        Ok(true)
    }

    #[inline]
    fn step(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        self.scratch.clear();
        match self.phase {
            Phase::Declaration => self.declaration(cursor),
            Phase::Content => match cursor.peek() {
                Some(b'<') => self.markup(cursor),
                Some(b'&') => self.reference(cursor),
                _ => self.text(cursor),
            },
            Phase::Prolog | Phase::Epilog if !self.document_type.instructions.is_empty() => {
                self.declared_instruction();
                Ok(())
            }
            Phase::Prolog | Phase::Epilog => match cursor.peek() {
                Some(b'<') => self.markup(cursor),
                _ => self.outside(cursor),
            },
        }
    }

    /// What begins with `<`.
    fn markup(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        match cursor.text.as_bytes().get(cursor.at + 1) {
            Some(b'/') => self.end_tag(cursor),
            Some(b'!') if cursor.starts("<!--") => self.comment(cursor),
            Some(b'!') if cursor.starts("<![CDATA[") => self.cdata(cursor),
            Some(b'!') if cursor.more && cursor.text.len() < cursor.at + 9 => Err(Incomplete),
            Some(b'!') if cursor.starts("<!DOCTYPE") => self.document_type(cursor),
            Some(b'!') => {
                self.bad_markup(cursor, "`<!` begins no comment, CDATA section or document type here")
            }
            Some(b'?') => self.instruction(cursor),
            None if cursor.more => Err(Incomplete),
            _ => self.start_tag(cursor),
        }
    }

    /// White space before or after the root element, and what should not be there.
    fn outside(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        let from = cursor.at;
        let rest = cursor.rest();
        let length = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        cursor.at += length;
        let text = &rest[..length];
        if !is_blank(text) {
            cursor.need()?;
            let start = text.len() - text.trim_start_matches(SPACES).len();
            let span = cursor.span_of(from + start..from + text.trim_end_matches(SPACES).len());
            let place = if self.phase == Phase::Epilog { "after" } else { "before" };
            if !self.outside_said {
                let message = format!("text stands {place} the root element");
                self.report(cursor, rules::outside(message, span).with_help("put it inside, or take it out"));
            }
            self.outside_said = true;
        }
        Ok(())
    }

    /// The end of the text: everything is closed, and what is missing said. Whether events are to come.
    fn end_of_document(&mut self, cursor: &Cursor<'_>) -> bool {
        let here = cursor.here();
        if let Some(innermost) = self.open.last().copied() {
            let name = self.names.name(innermost.written).text.clone();
            let others = self.open.len() - 1;
            let found = rules::unclosed(&name, innermost.start, others, "the end of the file", here);
            self.report(cursor, found);
            self.pending = self.open.len();
            self.pending_span = here;
            return true;
        }
        if !self.root_seen {
            self.root_seen = true;
            let found = rules::outside("the document has no root element", here)
                .with_help("a document is one element with all that is in it");
            self.report(cursor, found);
        }
        false
    }

    /// Ends the innermost open element.
    pub(super) fn close_pending(&mut self) {
        self.pending -= 1;
        self.close(self.pending_span);
    }

    pub(super) fn close(&mut self, span: Span) {
        let Some(element) = self.open.pop() else { return };
        let written = self.names.name_mut(element.written);
        written.open = written.open.saturating_sub(1);
        self.names.restore(element.mark);
        self.token = Some(Token::End { name: element.name, span });
        if self.open.is_empty() {
            self.phase = Phase::Epilog;
        }
    }

    /// Reports a finding that makes the document not well-formed (or less).
    #[cold]
    pub(super) fn report(&mut self, cursor: &Cursor<'_>, mut found: Diagnostic) {
        if cursor.within.is_some() {
            // The place is the reference; what is wrong is in the entity, or in the file that it is.
            found.fixes.clear();
            // Lines are counted for findings that are kept, so that very many cost no more than few.
            if self.found.count(found.rule) < Diagnostics::PER_RULE && !found.message.starts_with("in `") {
                let entity = self.entities.open.iter().rev().find_map(OpenEntity::place);
                if let Some(place) = entity.as_ref().or(self.place.as_ref()) {
                    found.message.insert_str(0, &place.words());
                }
            }
        }
        self.errors += usize::from(found.severity == teiwright_source::Severity::Error);
        self.found.push(found);
    }

    /// The number of a name as written; what is wrong with its colons is said.
    pub(super) fn intern(&mut self, cursor: &Cursor<'_>, text: &str, span: Span) -> u32 {
        let written = self.names.written(text);
        if self.names.name(written).bad {
            self.report(cursor, rules::colon(text, span));
        }
        written
    }

    /// Passes over markup that is none: up to the next `>` or before the next `<`.
    pub(super) fn bad_markup(&mut self, cursor: &mut Cursor<'_>, message: &str) -> Result<(), Incomplete> {
        let from = cursor.at;
        cursor.at += 1;
        let rest = cursor.rest();
        let length = memchr::memchr2(b'<', b'>', rest.as_bytes()).unwrap_or(rest.len());
        cursor.at += length;
        cursor.need()?;
        cursor.eat(">");
        let end = cursor.at.min(from + 40);
        let end = (from..=end).rev().find(|at| cursor.text.is_char_boundary(*at)).unwrap_or(from);
        let span = cursor.span_of(from..end);
        self.report(cursor, rules::malformed(message, span).with_help("write `&lt;` for a `<` that is text"));
        Ok(())
    }
}

/// Whether the bytes hold U+FFFE or U+FFFF.
fn has_noncharacter(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, "\u{FFFE}".as_bytes()).is_some()
        || memchr::memmem::find(bytes, "\u{FFFF}".as_bytes()).is_some()
}
