//! The document type: entities, defaults and types of attributes; the rest checked and passed over. `external` reads what
//! of it stands in other files.

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_source::{Severity, Span, is_xml_char};

use super::content::{Reference, push_lines};
use super::cursor::Cursor;
use super::dtd_parts::{
    Read, attribute_type, content_model, expect, external_id, fault, literal, name, space,
};
use super::external::{Input, Outside};
use super::machine::{AttributeData, Chars, Machine, Token};
use crate::rules;

/// How many bytes of attributes by default a tag may get before they count as text that entities come to: enough for
/// what document types have, so that only an attack meets the limit.
const FREE_DEFAULTS: usize = 1024;

/// A general entity.
pub(super) enum Entity {
    Internal(Arc<str>),
    External(Arc<Outside>),
    Unparsed,
}

/// A parameter entity: its text, or where it is to be found; and the file that relative names in it are relative to.
pub(super) struct Parameter {
    pub(super) value: Result<Arc<str>, Arc<Outside>>,
    pub(super) base: Option<Arc<str>>,
}

/// What a document declares of an attribute.
#[derive(Clone)]
pub(super) struct AttributeDefinition {
    name: Box<str>,
    /// Whether its value is a list of tokens, whose white space is normalised further.
    tokens: bool,
    default: Option<Box<str>>,
}

/// What the document type declares.
#[derive(Default)]
pub(super) struct DocumentType {
    pub(super) seen: bool,
    /// Where the document goes on after it.
    pub(super) end: u32,
    /// Whether a part of it was not read, so that what is not declared may be declared there.
    pub(super) incomplete: bool,
    /// Whether it refers to a parameter entity: then an entity without declaration is no matter of well-formedness.
    pub(super) refers: bool,
    pub(super) entities: FxHashMap<Box<str>, Entity>,
    /// The entities that are declared in another file or in the text of a parameter entity.
    pub(super) outside: FxHashSet<Box<str>>,
    pub(super) parameters: FxHashMap<Box<str>, Parameter>,
    pub(super) attributes: FxHashMap<Box<str>, Arc<Vec<AttributeDefinition>>>,
    defined: FxHashSet<(Box<str>, Box<str>)>,
    /// The processing instructions in it, until they are events: target, data, place.
    pub(super) instructions: VecDeque<(Box<str>, Box<str>, Span)>,
    /// The parameter entities that are being read.
    pub(super) open: Vec<Box<str>>,
    pub(super) expanded: usize,
    /// The file that relative names are relative to, where it is not the document.
    pub(super) base: Option<Arc<str>>,
    /// Whether another file is being read: parameter entities may stand inside its declarations.
    pub(super) external: bool,
}

impl Machine {
    /// Reads on after `<!DOCTYPE`.
    pub(super) fn read_document_type(&mut self, cursor: &mut Cursor<'_>) -> Read<()> {
        // The same is read again where the text was not whole: what was declared by half goes.
        self.document_type = DocumentType { seen: self.document_type.seen, ..DocumentType::default() };
        space(cursor)?;
        let root = name(cursor)?;
        self.colons(cursor, root, true);
        let spaced = cursor.spaces();
        let mut external = None;
        if cursor.starts("SYSTEM") || cursor.starts("PUBLIC") {
            if !spaced {
                return fault(cursor, "white space is missing here");
            }
            let from = cursor.at;
            let id = external_id(cursor, true)?;
            external = Some((Outside::new(&id, None), cursor.span(from)));
            cursor.spaces();
        }
        if cursor.eat("[") {
            self.subset(cursor, false)?;
            expect(cursor, "]")?;
            cursor.spaces();
        }
        expect(cursor, ">")?;
        // What the document itself declares comes first and holds (section 2.8).
        if let Some((outside, span)) = external {
            self.document_type.refers = true;
            match self.load(cursor, "the external part of the document type", &outside, span) {
                Some(input) => self.read_external(cursor, input, span),
                None => self.document_type.incomplete = true,
            }
        }
        Ok(())
    }

    /// The declarations of the internal subset, or of a parameter entity's text to its end.
    fn subset(&mut self, cursor: &mut Cursor<'_>, to_end: bool) -> Read<()> {
        loop {
            cursor.spaces();
            match cursor.peek() {
                None if to_end => return Ok(()),
                Some(b']') if !to_end => return Ok(()),
                Some(b'%') => self.parameter_reference(cursor)?,
                Some(b'<') => self.markup_declaration(cursor)?,
                _ => return fault(cursor, "a declaration is expected here"),
            }
        }
    }

    /// A comment or processing instruction among declarations.
    pub(super) fn aside(&mut self, cursor: &mut Cursor<'_>) -> Read<()> {
        self.scratch.clear();
        let read = if cursor.starts("<?") { self.instruction(cursor) } else { self.comment(cursor) };
        if let Some(Token::Instruction { target, data, span }) = self.token.take() {
            let [target, data] = [target, data].map(|chars| self.chars(cursor.text, chars).into());
            self.document_type.instructions.push_back((target, data, span));
        }
        if read.is_err() {
            let end = Cursor { at: cursor.text.len(), ..*cursor };
            return fault(&end, "the declaration does not end");
        }
        Ok(())
    }

    pub(super) fn markup_declaration(&mut self, cursor: &mut Cursor<'_>) -> Read<()> {
        let from = cursor.at;
        if cursor.starts("<!--") || cursor.starts("<?") {
            return self.aside(cursor);
        }
        if cursor.eat("<!ELEMENT") {
            space(cursor)?;
            let element = name(cursor)?;
            self.colons(cursor, element, true);
            space(cursor)?;
            content_model(cursor)?;
        } else if cursor.eat("<!ATTLIST") {
            self.attribute_list(cursor)?;
        } else if cursor.eat("<!ENTITY") {
            self.entity_declaration(cursor)?;
        } else if cursor.eat("<!NOTATION") {
            space(cursor)?;
            let notation = name(cursor)?;
            self.colons(cursor, notation, false);
            space(cursor)?;
            external_id(cursor, false)?;
        } else {
            return fault(
                cursor,
                "this is no declaration of an element, attributes, an entity or a notation",
            );
        }
        cursor.spaces();
        if !cursor.eat(">") {
            return fault(cursor, "the declaration should end here, with `>`");
        }
        if self.forbidden {
            let text = &cursor.text[from..cursor.at];
            self.check_characters(cursor, from, text);
        }
        Ok(())
    }

    /// A name that may have one colon, or none (Namespaces 1.0, section 7).
    fn colons(&mut self, cursor: &Cursor<'_>, name: &str, qualified: bool) {
        let count = name.matches(':').count();
        let wrong = count > usize::from(qualified) || name.starts_with(':') || name.ends_with(':');
        if self.names.qualified() && wrong {
            let span = cursor.span_of(cursor.at - name.len()..cursor.at);
            self.report(cursor, rules::colon(name, span));
        }
    }

    /// `%name;` between declarations (section 4.4.8).
    fn parameter_reference(&mut self, cursor: &mut Cursor<'_>) -> Read<()> {
        let from = cursor.at;
        cursor.at += 1;
        let entity = name(cursor)?;
        expect(cursor, ";")?;
        let span = cursor.span(from);
        let Some(input) = self.parameter(cursor, entity, span) else { return Ok(()) };
        if input.file.is_some() {
            self.read_external(cursor, input, span);
            return Ok(());
        }
        self.document_type.open.push(entity.into());
        let read = self.subset(&mut Cursor::entity(&input.text, span), true);
        self.document_type.open.pop();
        read
    }

    /// The text of a parameter entity that is referred to, if it can be read; what hinders it is said.
    pub(super) fn parameter(&mut self, cursor: &Cursor<'_>, entity: &str, span: Span) -> Option<Input> {
        self.document_type.refers = true;
        let Some(parameter) = self.document_type.parameters.get(entity) else {
            // Only without anything that may have declared it is this a matter of well-formedness.
            if !self.document_type.incomplete || self.standalone {
                let found = rules::undeclared_entity(&format!("%{entity}"), span);
                let outside = self.document_type.external && !self.standalone;
                self.report(cursor, if outside { found.with_severity(Severity::Warning) } else { found });
            }
            self.document_type.incomplete = true;
            return None;
        };
        if self.document_type.open.iter().any(|open| **open == *entity) {
            self.report(cursor, rules::entity(format!("the entity `%{entity};` holds itself"), span));
            return None;
        }
        let (value, base) = (parameter.value.clone(), parameter.base.clone());
        let input = match value {
            Ok(text) => Input { text, at: 0, name: None, file: None, base },
            Err(outside) => {
                let what = format!("the external entity `%{entity};`");
                let Some(input) = self.load(cursor, &what, &outside, span) else {
                    self.document_type.incomplete = true;
                    return None;
                };
                input
            }
        };
        self.document_type.expanded += input.text.len().max(16);
        let deep = self.document_type.open.len() >= self.limits.entity_depth;
        if deep || self.document_type.expanded > self.limits.expansion {
            self.report(cursor, rules::limit("parameter entities come to too much text", span));
            self.document_type.incomplete = true;
            return None;
        }
        Some(Input { name: Some(entity.into()), ..input })
    }

    /// After `<!ENTITY` (section 4.2).
    fn entity_declaration(&mut self, cursor: &mut Cursor<'_>) -> Read<()> {
        space(cursor)?;
        let parameter = cursor.eat("%");
        if parameter {
            space(cursor)?;
        }
        let entity = name(cursor)?;
        self.colons(cursor, entity, false);
        space(cursor)?;
        let base = self.document_type.base.clone();
        let value = if matches!(cursor.peek(), Some(b'"' | b'\'')) {
            let from = cursor.at + 1;
            let text = literal(cursor)?;
            Ok(self.entity_value(cursor, from, text)?)
        } else {
            let id = external_id(cursor, true)?;
            Err(Arc::new(Outside::new(&id, base.clone())))
        };
        let mut unparsed = false;
        if value.is_err() && !parameter {
            let at = cursor.at;
            if cursor.spaces() && cursor.eat("NDATA") {
                space(cursor)?;
                name(cursor)?;
                unparsed = true;
            } else {
                cursor.at = at;
            }
        }
        // The first declaration holds.
        if parameter {
            self.document_type.parameters.entry(entity.into()).or_insert(Parameter { value, base });
        } else if !self.document_type.entities.contains_key(entity) {
            let made = match value {
                Ok(text) => Entity::Internal(text),
                Err(_) if unparsed => Entity::Unparsed,
                Err(outside) => Entity::External(outside),
            };
            if self.document_type.external || !self.document_type.open.is_empty() {
                self.document_type.outside.insert(entity.into());
            }
            self.document_type.entities.insert(entity.into(), made);
        }
        Ok(())
    }

    /// The replacement text of an entity (section 4.5): characters by number are put in, references to entities stay.
    fn entity_value(&mut self, cursor: &Cursor<'_>, from: usize, text: &str) -> Read<Arc<str>> {
        let mut inner = Cursor { text: &cursor.text[..from + text.len()], at: from, more: false, ..*cursor };
        let mut value = String::new();
        self.entity_text(&mut inner, &mut value)?;
        if cursor.within.is_none() && value.contains('\r') && text.contains('\r') {
            let mut lines = String::new();
            push_lines(&mut lines, &value);
            value = lines;
        }
        if let Some(c) = value.chars().find(|c| !is_xml_char(*c)) {
            self.report(cursor, rules::forbidden(c, cursor.span_of(from..from + text.len())));
        }
        Ok(value.into())
    }

    /// The same for the text at `cursor` to its end, which may be a parameter entity's inside a value (section 4.4.5).
    fn entity_text(&mut self, cursor: &mut Cursor<'_>, value: &mut String) -> Read<()> {
        while let Some(c) = cursor.char() {
            let at = cursor.at;
            match c {
                '%' if self.document_type.external => {
                    cursor.at += 1;
                    let entity = name(cursor)?;
                    expect(cursor, ";")?;
                    let span = cursor.span(at);
                    let Some(input) = self.parameter(cursor, entity, span) else { continue };
                    self.document_type.open.push(entity.into());
                    let mut text = Cursor { at: input.at, ..Cursor::entity(&input.text, span) };
                    let read = self.entity_text(&mut text, value);
                    self.document_type.open.pop();
                    read?;
                }
                '%' => {
                    return fault(
                        cursor,
                        "a `%` stands in an entity's value inside the document; write `&#37;`",
                    );
                }
                '&' => match self.read_reference(cursor) {
                    Ok(Reference::Char(c)) if cursor.text[at..].starts_with("&#") => value.push(c),
                    Ok(_) | Err(_) => value.push_str(&cursor.text[at..cursor.at]),
                },
                _ => {
                    cursor.step();
                    value.push(c);
                }
            }
        }
        Ok(())
    }

    /// After `<!ATTLIST` (section 3.3).
    fn attribute_list(&mut self, cursor: &mut Cursor<'_>) -> Read<()> {
        space(cursor)?;
        let element = name(cursor)?;
        self.colons(cursor, element, true);
        loop {
            let spaced = cursor.spaces();
            if cursor.peek() == Some(b'>') {
                return Ok(());
            }
            if !spaced {
                return fault(cursor, "white space is missing here");
            }
            let attribute = name(cursor)?;
            self.colons(cursor, attribute, true);
            space(cursor)?;
            let tokens = attribute_type(cursor)?;
            space(cursor)?;
            let default = self.default_value(cursor, tokens)?;
            let first = self.document_type.defined.insert((element.into(), attribute.into()));
            if first {
                let made = AttributeDefinition { name: attribute.into(), tokens, default };
                let known = self.document_type.attributes.entry(element.into()).or_default();
                Arc::make_mut(known).push(made);
            }
        }
    }

    fn default_value(&mut self, cursor: &mut Cursor<'_>, tokens: bool) -> Read<Option<Box<str>>> {
        if cursor.eat("#REQUIRED") || cursor.eat("#IMPLIED") {
            return Ok(None);
        }
        if cursor.eat("#FIXED") {
            space(cursor)?;
        }
        let from = cursor.at + 1;
        let text = literal(cursor)?;
        let mut inner = Cursor { text: &cursor.text[..from + text.len()], at: from, more: false, ..*cursor };
        let start = self.scratch.len();
        self.normalise(&mut inner, true);
        let value = self.scratch.split_off(start);
        Ok(Some(if tokens { collapse(&value) } else { value }.into()))
    }

    /// Gives the tag that was read what its element's declaration says of its attributes.
    pub(super) fn default_attributes(&mut self, cursor: &Cursor<'_>, written: u32, span: Span) {
        let element = &self.names.name(written).text;
        let Some(definitions) = self.document_type.attributes.get(element).cloned() else { return };
        let mut given = 0;
        for definition in definitions.iter() {
            let attribute = self.intern(cursor, &definition.name, span);
            if let Some(at) = self.attributes.iter().position(|a| a.written == attribute) {
                if definition.tokens {
                    let value = collapse(self.chars(cursor.text, self.attributes[at].value));
                    self.attributes[at].value = self.make(&value);
                }
            } else if let Some(default) = &definition.default {
                given += default.len().max(16);
                if given > FREE_DEFAULTS
                    && !self.expand(cursor, "attributes by default come", default.len(), span)
                {
                    return;
                }
                let value = self.make(default);
                self.names.first_in_tag(attribute, self.tag);
                self.attributes.push(AttributeData {
                    written: attribute,
                    name: super::names::NameId(0),
                    name_span: span,
                    value_span: span,
                    value,
                    specified: false,
                });
            }
        }
    }

    pub(super) fn make(&mut self, text: &str) -> Chars {
        let start = self.scratch.len();
        self.scratch.push_str(text);
        Chars::Made(start, self.scratch.len())
    }
}

fn collapse(value: &str) -> String {
    value.split(' ').filter(|token| !token.is_empty()).collect::<Vec<_>>().join(" ")
}
