//! What a document refers to outside of itself: entities and the external part of its document type. Files are read by whoever
//! called, through an [`EntityResolver`]; without one, nothing is.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use teiwright_source::Span;

use super::content::push_lines;
use super::cursor::Cursor;
use super::decode::decode;
use super::dtd_parts::{Fault, Read, Written, expect, fault, name};
use super::machine::Machine;
use crate::rules;

/// What is to be read.
#[derive(Debug, Clone, Copy)]
pub struct ExternalId<'a> {
    /// The public identifier, if one is given.
    pub public: Option<&'a str>,
    /// The system identifier as it is written, most often a relative path.
    pub system: &'a str,
    /// The name that the resolver gave the file in which this is declared; `None` for the document itself.
    pub base: Option<&'a str>,
}

/// A file that a resolver has read.
#[derive(Debug, Clone)]
pub struct ExternalEntity {
    /// How users know it; and the base of what is declared in it.
    pub name: String,
    /// Its bytes as they are on disk.
    pub bytes: Vec<u8>,
}

/// Reads what documents refer to outside of themselves.
pub trait EntityResolver: Send + Sync {
    /// Reads a file.
    ///
    /// # Errors
    /// Why it is not read, in words that go on after "was not read:".
    fn resolve(&self, id: &ExternalId<'_>) -> Result<ExternalEntity, String>;
}

/// Where something outside of the document is to be found.
pub(super) struct Outside {
    public: Option<Box<str>>,
    system: Box<str>,
    base: Option<Arc<str>>,
}

impl Outside {
    pub(super) fn new(id: &Written<'_>, base: Option<Arc<str>>) -> Self {
        Self { public: id.public.map(Into::into), system: id.system.into(), base }
    }
}

/// A text that is read, and how far.
#[derive(Clone)]
pub(super) struct Input {
    pub(super) text: Arc<str>,
    pub(super) at: usize,
    /// The parameter entity that it is the text of.
    pub(super) name: Option<Box<str>>,
    /// The file that it is, if it is one.
    pub(super) file: Option<Arc<str>>,
    /// The file that names in it are relative to.
    pub(super) base: Option<Arc<str>>,
}

/// The resolver, and the files that it gave.
#[derive(Default)]
pub(super) struct Files {
    pub(super) resolver: Option<Arc<dyn EntityResolver>>,
    /// By where they are declared and what they are called there.
    read: FxHashMap<(Option<Arc<str>>, Box<str>), Input>,
    bytes: usize,
}

impl Machine {
    /// Reads a file, if that can be done; what hinders it is said. Its encoding and text declaration are checked.
    pub(super) fn load(
        &mut self,
        cursor: &Cursor<'_>,
        what: &str,
        outside: &Outside,
        span: Span,
    ) -> Option<Input> {
        let what = format!("{what}, `{}`,", outside.system);
        let Some(resolver) = self.files.resolver.clone() else {
            self.report(cursor, rules::not_fetched(&what, span));
            return None;
        };
        let key = (outside.base.clone(), outside.system.clone());
        if let Some(input) = self.files.read.get(&key) {
            return Some(input.clone());
        }
        let id = ExternalId {
            public: outside.public.as_deref(),
            system: &outside.system,
            base: outside.base.as_deref(),
        };
        let read = resolver.resolve(&id).and_then(|entity| {
            self.files.bytes += entity.bytes.len();
            if self.files.bytes > self.limits.expansion {
                return Err("such files come to too much text".to_owned());
            }
            let name = entity.name.clone();
            decode(entity.name, entity.bytes).map_err(|error| error.to_string()).map(|read| (name, read))
        });
        let (name, (source, found)) = match read {
            Ok(read) => read,
            Err(why) => {
                self.report(cursor, rules::not_read(&what, &why, span));
                return None;
            }
        };
        for diagnostic in found {
            let message = format!("in `{name}`: {}", diagnostic.message);
            let help = diagnostic.help.clone();
            self.report(cursor, teiwright_source::Diagnostic { message, help, ..diagnostic }.with_span(span));
        }
        self.look_over(source.text());
        let mut text = String::new();
        push_lines(&mut text, source.text());
        let at = self.text_declaration(&text, &name, span);
        let file: Arc<str> = name.into();
        let input =
            Input { text: text.into(), at, name: None, base: Some(Arc::clone(&file)), file: Some(file) };
        self.files.read.insert(key, input.clone());
        Some(input)
    }

    /// Where in a file its text begins: after its text declaration (section 4.3.1), which is checked.
    fn text_declaration(&mut self, text: &str, file: &str, span: Span) -> usize {
        let mut cursor = Cursor::entity(text, span);
        let after = text.as_bytes().get(5);
        if !cursor.starts("<?xml") || !after.is_none_or(|b| b.is_ascii_whitespace() || *b == b'?') {
            return 0;
        }
        let declared = match cursor.until("?>") {
            Some(inner) => {
                let mut inner = Cursor { at: 5, ..Cursor::entity(inner, span) };
                super::prolog::text_declaration(&mut inner)
            }
            None => Err("it does not end: `?>` is missing".to_owned()),
        };
        if let Err(message) = declared {
            let message = format!("in `{file}`, text declaration: {message}");
            self.report(&cursor, rules::declaration(message, span));
        }
        cursor.at
    }

    /// Reads declarations that stand in a file, to its end; what is wrong is said.
    pub(super) fn read_external(&mut self, cursor: &Cursor<'_>, input: Input, span: Span) {
        let (base, external) = (self.document_type.base.clone(), self.document_type.external);
        let depth = self.document_type.open.len();
        self.document_type.external = true;
        let mut subset = External { inputs: Vec::new(), span, sections: Vec::new() };
        subset.enter(self, input);
        if let Err(fault) = subset.read(self) {
            // One slip in a file is one message: what follows cannot be told apart.
            let place = subset.place().map(|place| place.words()).unwrap_or_default();
            self.report(cursor, rules::document_type(format!("{place}{}", fault.text), fault.span));
            self.document_type.incomplete = true;
        }
        self.document_type.open.truncate(depth);
        self.document_type.base = base;
        self.document_type.external = external;
        self.place = None;
    }
}

/// Declarations in files, with the parameter entities that stand among and inside them.
struct External {
    /// The texts that are being read, outermost first.
    inputs: Vec<Input>,
    /// Where in the document all this is referred to.
    span: Span,
    /// The open conditional sections: each with how many texts were being read where it began.
    sections: Vec<usize>,
}

impl External {
    fn enter(&mut self, machine: &mut Machine, input: Input) {
        if let Some(name) = &input.name {
            machine.document_type.open.push(name.clone());
        }
        machine.document_type.base.clone_from(&input.base);
        self.inputs.push(input);
    }

    /// Ends the innermost text.
    fn leave(&mut self, machine: &mut Machine) {
        if self.inputs.pop().is_some_and(|input| input.name.is_some()) {
            machine.document_type.open.pop();
        }
        if let Some(input) = self.inputs.last() {
            machine.document_type.base.clone_from(&input.base);
        }
    }

    /// Where in a file is being read.
    fn place(&self) -> Option<Place> {
        let input = self.inputs.iter().rev().find(|input| input.file.is_some())?;
        Some(Place { file: input.file.clone()?, text: Arc::clone(&input.text), at: input.at })
    }

    fn read(&mut self, machine: &mut Machine) -> Read<()> {
        while let Some(next) = self.next(machine)? {
            machine.place = self.place();
            let depth = self.inputs.len();
            let Some(input) = self.inputs.last_mut() else { break };
            let text = Arc::clone(&input.text);
            let mut cursor = Cursor { at: input.at, ..Cursor::entity(&text, self.span) };
            if next == b']' && self.sections.last() == Some(&depth) && cursor.eat("]]>") {
                self.sections.pop();
                input.at = cursor.at;
            } else if cursor.starts("<!--") || cursor.starts("<?") {
                machine.aside(&mut cursor)?;
                input.at = cursor.at;
            } else if cursor.eat("<![") {
                input.at = cursor.at;
                self.section(machine)?;
            } else if cursor.starts("<!") {
                let declaration = self.declaration(machine)?;
                let mut cursor = Cursor::entity(&declaration, self.span);
                machine.markup_declaration(&mut cursor)?;
            } else {
                return fault(&cursor, "a declaration is expected here");
            }
        }
        if !self.sections.is_empty() {
            let text = "a conditional section does not end: `]]>` is missing".to_owned();
            return Err(Fault { text, span: self.span });
        }
        Ok(())
    }

    /// The next byte that is no white space, in whatever text it stands.
    fn next(&mut self, machine: &mut Machine) -> Read<Option<u8>> {
        while let Some(input) = self.inputs.last_mut() {
            let text = Arc::clone(&input.text);
            let mut cursor = Cursor { at: input.at, ..Cursor::entity(&text, self.span) };
            cursor.spaces();
            match cursor.peek() {
                None => {
                    // The file itself stays, so that places in it can be told.
                    if self.inputs.len() == 1 {
                        return Ok(None);
                    }
                    if self.sections.last() == Some(&self.inputs.len()) {
                        return fault(
                            &cursor,
                            "a conditional section begins in this entity and does not end in it",
                        );
                    }
                    self.leave(machine);
                }
                Some(b'%') => self.parameter(machine, &mut cursor)?,
                Some(byte) => {
                    input.at = cursor.at;
                    return Ok(Some(byte));
                }
            }
        }
        Ok(None)
    }

    /// `%name;` at the cursor in the innermost text.
    fn parameter(&mut self, machine: &mut Machine, cursor: &mut Cursor<'_>) -> Read<()> {
        cursor.at += 1;
        let entity = name(cursor)?;
        expect(cursor, ";")?;
        if let Some(input) = self.inputs.last_mut() {
            input.at = cursor.at;
        }
        machine.place = self.place();
        if let Some(input) = machine.parameter(cursor, entity, self.span) {
            self.enter(machine, input);
        }
        Ok(())
    }

    /// After `<![` (section 3.4).
    fn section(&mut self, machine: &mut Machine) -> Read<()> {
        let depth = self.inputs.len();
        self.next(machine)?;
        let Some(input) = self.inputs.last_mut() else { return Ok(()) };
        let text = Arc::clone(&input.text);
        let mut cursor = Cursor { at: input.at, ..Cursor::entity(&text, self.span) };
        let keyword = name(&mut cursor)?;
        input.at = cursor.at;
        self.next(machine)?;
        let Some(input) = self.inputs.last_mut() else { return Ok(()) };
        let inner = Arc::clone(&input.text);
        let mut cursor = Cursor { at: input.at, ..Cursor::entity(&inner, self.span) };
        expect(&mut cursor, "[")?;
        match keyword {
            "INCLUDE" => self.sections.push(depth),
            "IGNORE" => ignore(&mut cursor)?,
            _ => {
                return fault(
                    &cursor,
                    format!("`{keyword}` is no conditional section; `INCLUDE` and `IGNORE` are"),
                );
            }
        }
        input.at = cursor.at;
        Ok(())
    }

    /// A whole declaration, with the texts of the parameter entities in it (section 4.4.8: with a space on each side).
    fn declaration(&mut self, machine: &mut Machine) -> Read<String> {
        let mut whole = String::new();
        let mut quote = None;
        let depth = self.inputs.len();
        loop {
            let Some(input) = self.inputs.last_mut() else { return Ok(whole) };
            let text = Arc::clone(&input.text);
            let mut cursor = Cursor { at: input.at, ..Cursor::entity(&text, self.span) };
            let Some(c) = cursor.char() else {
                if quote.is_some() {
                    return fault(&cursor, "a closing quote is missing");
                }
                if self.inputs.len() == depth {
                    // The constraint "PE Between Declarations" (section 2.8).
                    return fault(&cursor, "the declaration does not end where it began");
                }
                self.leave(machine);
                whole.push(' ');
                continue;
            };
            let after = cursor.text[cursor.at + c.len_utf8()..].chars().next();
            match (quote, c) {
                (None, '%') if after.is_some_and(super::chars::is_name_start) => {
                    whole.push(' ');
                    self.parameter(machine, &mut cursor)?;
                    continue;
                }
                (None, '<') if !whole.is_empty() => {
                    return fault(&cursor, "the declaration should end before `<`");
                }
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), _) if open == c => quote = None,
                _ => {}
            }
            whole.push(c);
            input.at += c.len_utf8();
            if quote.is_none() && c == '>' {
                return Ok(whole);
            }
            if whole.len() > machine.limits.expansion {
                return fault(&cursor, "the declaration is too long");
            }
        }
    }
}

/// Passes over an ignored section, with the sections in it.
fn ignore(cursor: &mut Cursor<'_>) -> Read<()> {
    let mut open = 1_usize;
    while open > 0 {
        let rest = cursor.rest().as_bytes();
        let Some(at) = memchr::memchr2_iter(b'<', b']', rest)
            .find(|at| rest[*at..].starts_with(b"<![") || rest[*at..].starts_with(b"]]>"))
        else {
            return fault(cursor, "a conditional section does not end: `]]>` is missing");
        };
        if rest[at] == b'<' {
            open += 1;
        } else {
            open -= 1;
        }
        cursor.at += at + 3;
    }
    Ok(())
}

/// A place in a file; its line is counted only when a message needs it.
pub(super) struct Place {
    pub(super) file: Arc<str>,
    pub(super) text: Arc<str>,
    pub(super) at: usize,
}

impl Place {
    /// As a message begins with it.
    pub(super) fn words(&self) -> String {
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        format!("in `{}`, line {}: ", self.file, memchr::memchr_iter(b'\n', before).count() + 1)
    }
}
