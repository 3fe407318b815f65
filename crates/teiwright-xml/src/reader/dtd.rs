//! The internal subset of a document type: entities, defaults and types of attributes; the rest checked and passed over.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use teiwright_source::{Span, is_xml_char};

use super::chars::is_pubid_char;
use super::content::{Reference, push_lines};
use super::cursor::Cursor;
use super::machine::{AttributeData, Chars, Machine};
use crate::rules;

/// How many bytes of attributes by default a tag may get before they count as text that entities come to: enough for
/// what document types have, so that only an attack meets the limit.
const FREE_DEFAULTS: usize = 1024;

/// A general entity.
pub(super) enum Entity {
    Internal(Arc<str>),
    External,
    Unparsed,
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
    /// Whether a part of it was not read, so that what is not declared may be declared there.
    pub(super) incomplete: bool,
    /// Whether it refers to a parameter entity: then an entity without declaration is no matter of well-formedness.
    pub(super) refers: bool,
    pub(super) entities: FxHashMap<Box<str>, Entity>,
    parameters: FxHashMap<Box<str>, Option<Arc<str>>>,
    pub(super) attributes: FxHashMap<Box<str>, Arc<Vec<AttributeDefinition>>>,
    defined: FxHashSet<(Box<str>, Box<str>)>,
    /// The parameter entities that are being read.
    open: Vec<Box<str>>,
    expanded: usize,
}

/// What is wrong with a declaration, and where.
pub(super) struct Fault {
    pub(super) text: String,
    pub(super) span: Span,
}

type Read<T> = Result<T, Fault>;

fn fault<T>(cursor: &Cursor<'_>, text: impl Into<String>) -> Read<T> {
    Err(Fault { text: text.into(), span: cursor.here() })
}

fn expect(cursor: &mut Cursor<'_>, what: &str) -> Read<()> {
    if cursor.eat(what) { Ok(()) } else { fault(cursor, format!("`{what}` is expected here")) }
}

fn space(cursor: &mut Cursor<'_>) -> Read<()> {
    if cursor.spaces() { Ok(()) } else { fault(cursor, "white space is missing here") }
}

fn name<'t>(cursor: &mut Cursor<'t>) -> Read<&'t str> {
    cursor.name().map_or_else(|| fault(cursor, "a name is expected here"), Ok)
}

fn literal<'t>(cursor: &mut Cursor<'t>) -> Read<&'t str> {
    let quote = match cursor.peek() {
        Some(b'"') => "\"",
        Some(b'\'') => "'",
        _ => return fault(cursor, "a value in quotes is expected here"),
    };
    cursor.at += 1;
    match cursor.until(quote) {
        Some(text) => Ok(text),
        None => {
            let end = Cursor { at: cursor.text.len(), ..*cursor };
            fault(&end, "a closing quote is missing")
        }
    }
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
        if cursor.starts("SYSTEM") || cursor.starts("PUBLIC") {
            if !spaced {
                return fault(cursor, "white space is missing here");
            }
            let from = cursor.at;
            external_id(cursor, true)?;
            self.document_type.incomplete = true;
            let found = rules::not_fetched("the external part of the document type", cursor.span(from));
            self.report(cursor, found);
            cursor.spaces();
        }
        if cursor.eat("[") {
            self.subset(cursor, false)?;
            expect(cursor, "]")?;
            cursor.spaces();
        }
        expect(cursor, ">")
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

    fn markup_declaration(&mut self, cursor: &mut Cursor<'_>) -> Read<()> {
        let from = cursor.at;
        if cursor.starts("<!--") || cursor.starts("<?") {
            let read = if cursor.starts("<?") { self.instruction(cursor) } else { self.comment(cursor) };
            self.token = None;
            if read.is_err() {
                let end = Cursor { at: cursor.text.len(), ..*cursor };
                return fault(&end, "the declaration does not end");
            }
            return Ok(());
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
        self.document_type.refers = true;
        match self.document_type.parameters.get(entity) {
            Some(Some(text)) => {
                let text = Arc::clone(text);
                self.document_type.expanded += text.len().max(16);
                if self.document_type.open.iter().any(|open| **open == *entity) {
                    self.report(cursor, rules::entity(format!("the entity `%{entity};` holds itself"), span));
                    return Ok(());
                }
                let deep = self.document_type.open.len() >= self.limits.entity_depth;
                if deep || self.document_type.expanded > self.limits.expansion {
                    self.report(cursor, rules::limit("parameter entities come to too much text", span));
                    return Ok(());
                }
                self.document_type.open.push(entity.into());
                let read = self.subset(&mut Cursor::entity(&text, span), true);
                self.document_type.open.pop();
                read
            }
            Some(None) => {
                self.document_type.incomplete = true;
                self.report(cursor, rules::not_fetched(&format!("the external entity `%{entity};`"), span));
                Ok(())
            }
            None => {
                if !self.document_type.incomplete || self.standalone {
                    let found = rules::undeclared_entity(&format!("%{entity}"), span);
                    self.report(cursor, found);
                }
                self.document_type.incomplete = true;
                Ok(())
            }
        }
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
        let value = if matches!(cursor.peek(), Some(b'"' | b'\'')) {
            let from = cursor.at + 1;
            let text = literal(cursor)?;
            Some(self.entity_value(cursor, from, text)?)
        } else {
            external_id(cursor, true)?;
            None
        };
        let mut unparsed = false;
        if value.is_none() && !parameter {
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
            self.document_type.parameters.entry(entity.into()).or_insert(value);
        } else {
            let made = match value {
                Some(text) => Entity::Internal(text),
                None if unparsed => Entity::Unparsed,
                None => Entity::External,
            };
            self.document_type.entities.entry(entity.into()).or_insert(made);
        }
        Ok(())
    }

    /// The replacement text of an entity (section 4.5): characters by number are put in, references to entities stay.
    fn entity_value(&mut self, cursor: &Cursor<'_>, from: usize, text: &str) -> Read<Arc<str>> {
        let mut inner = Cursor { text: &cursor.text[..from + text.len()], at: from, more: false, ..*cursor };
        let mut value = String::new();
        while let Some(c) = inner.char() {
            let at = inner.at;
            match c {
                '%' => {
                    return fault(
                        &inner,
                        "a `%` stands in an entity's value inside the document; write `&#37;`",
                    );
                }
                '&' => match self.read_reference(&mut inner) {
                    Ok(Reference::Char(c)) if inner.text[at..].starts_with("&#") => value.push(c),
                    Ok(_) | Err(_) => value.push_str(&inner.text[at..inner.at]),
                },
                _ => {
                    inner.step();
                    value.push(c);
                }
            }
        }
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

    fn make(&mut self, text: &str) -> Chars {
        let start = self.scratch.len();
        self.scratch.push_str(text);
        Chars::Made(start, self.scratch.len())
    }
}

fn collapse(value: &str) -> String {
    value.split(' ').filter(|token| !token.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `SYSTEM "…"` or `PUBLIC "…" "…"`; a notation's public identifier may stand alone.
fn external_id(cursor: &mut Cursor<'_>, system_required: bool) -> Read<()> {
    if cursor.eat("SYSTEM") {
        space(cursor)?;
        literal(cursor)?;
        return Ok(());
    }
    if !cursor.eat("PUBLIC") {
        return fault(cursor, "`SYSTEM` or `PUBLIC` is expected here");
    }
    space(cursor)?;
    let id = literal(cursor)?;
    if let Some(c) = id.chars().find(|c| !is_pubid_char(*c)) {
        return fault(cursor, format!("`{c}` cannot stand in a public identifier"));
    }
    let at = cursor.at;
    let spaced = cursor.spaces();
    if matches!(cursor.peek(), Some(b'"' | b'\'')) || system_required {
        if !spaced {
            return fault(cursor, "white space is missing here");
        }
        literal(cursor)?;
    } else {
        cursor.at = at;
    }
    Ok(())
}

/// A type of attribute; whether its values are tokens.
fn attribute_type(cursor: &mut Cursor<'_>) -> Read<bool> {
    if cursor.eat("CDATA") {
        return Ok(false);
    }
    for word in ["IDREFS", "IDREF", "ID", "ENTITIES", "ENTITY", "NMTOKENS", "NMTOKEN"] {
        if cursor.eat(word) {
            return Ok(true);
        }
    }
    let notation = cursor.eat("NOTATION");
    if notation {
        space(cursor)?;
    }
    expect(cursor, "(")?;
    loop {
        cursor.spaces();
        let token = if notation { cursor.name() } else { cursor.token() };
        if token.is_none() {
            return fault(cursor, "a name is expected here");
        }
        cursor.spaces();
        if cursor.eat(")") {
            return Ok(true);
        }
        expect(cursor, "|")?;
    }
}

/// What an element may hold (section 3.2). Groups nest without recursion.
fn content_model(cursor: &mut Cursor<'_>) -> Read<()> {
    if cursor.eat("EMPTY") || cursor.eat("ANY") {
        return Ok(());
    }
    if !cursor.starts("(") {
        return fault(cursor, "`EMPTY`, `ANY` or `(` is expected here");
    }
    let from = cursor.at;
    cursor.at += 1;
    cursor.spaces();
    if cursor.eat("#PCDATA") {
        return mixed(cursor);
    }
    cursor.at = from;
    // For each open group the sign between its parts, once there is one.
    let mut groups: Vec<Option<u8>> = Vec::new();
    loop {
        cursor.spaces();
        if cursor.eat("(") {
            groups.push(None);
            continue;
        }
        name(cursor)?;
        occurrence(cursor);
        loop {
            cursor.spaces();
            let Some(group) = groups.last_mut() else { return Ok(()) };
            match cursor.peek() {
                Some(b')') => {
                    cursor.at += 1;
                    occurrence(cursor);
                    groups.pop();
                    if groups.is_empty() {
                        return Ok(());
                    }
                }
                Some(sign @ (b',' | b'|')) if group.is_none_or(|known| known == sign) => {
                    *group = Some(sign);
                    cursor.at += 1;
                    break;
                }
                _ => return fault(cursor, "`)`, `,` or `|` (one kind in a group) is expected here"),
            }
        }
    }
}

fn occurrence(cursor: &mut Cursor<'_>) {
    if matches!(cursor.peek(), Some(b'?' | b'*' | b'+')) {
        cursor.at += 1;
    }
}

/// After `(#PCDATA`.
fn mixed(cursor: &mut Cursor<'_>) -> Read<()> {
    let mut names = false;
    loop {
        cursor.spaces();
        if cursor.eat(")") {
            return if cursor.eat("*") || !names { Ok(()) } else { fault(cursor, "`*` is expected here") };
        }
        expect(cursor, "|")?;
        cursor.spaces();
        name(cursor)?;
        names = true;
    }
}
