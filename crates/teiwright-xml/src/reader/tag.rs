//! Start tags with their attributes, and end tags.

use teiwright_source::Span;

use super::chars::{CLASS, VALUE_STOP};
use super::cursor::{Cursor, Incomplete};
use super::machine::{AttributeData, Chars, Machine, Open, Phase, Token};
use super::names::{XML_NAMESPACE, XMLNS_NAMESPACE};
use crate::rules;

impl Machine {
    /// A start tag or an empty-element tag (section 3.1).
    pub(super) fn start_tag(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        let from = cursor.at;
        cursor.at += 1;
        let Some(text) = cursor.name() else {
            cursor.need()?;
            cursor.at = from;
            if self.phase == Phase::Content {
                // A sign in running text, most likely: it is read as one.
                cursor.at += 1;
                let span = cursor.span(from);
                let found = rules::malformed("this `<` begins no tag", span)
                    .with_help("write `&lt;` for the sign itself");
                self.report(cursor, found);
                self.token = Some(Token::Text { chars: Chars::Read(from, cursor.at), span });
                return Ok(());
            }
            return self.bad_markup(cursor, "this `<` begins no tag");
        };
        cursor.need()?;
        let name_span = cursor.span(from + 1);
        self.tag += 1;
        self.attributes.clear();
        self.declarations.clear();
        let mark = self.names.mark();
        let empty = match self.attributes(cursor) {
            Ok(empty) => empty,
            Err(incomplete) => {
                self.tag += 1;
                return Err(incomplete);
            }
        };
        let span = cursor.span(from);
        let written = self.intern(cursor, text, name_span);
        if !self.document_type.attributes.is_empty() {
            self.default_attributes(cursor, written, name_span);
        }
        self.declare(cursor);
        self.resolve_attributes(cursor);
        let name = match self.names.element(written) {
            Some(name) => name,
            None => {
                let prefix = self.names.name(written).prefix().to_owned();
                self.report(cursor, rules::undeclared_prefix(&prefix, name_span));
                self.names.unresolved(written)
            }
        };
        self.open_element(cursor, Open { written, name, mark, start: name_span });
        self.token = Some(Token::Start { written, name, span, name_span });
        if empty {
            self.pending = 1;
            self.pending_span = span;
        }
        Ok(())
    }

    fn open_element(&mut self, cursor: &Cursor<'_>, element: Open) {
        if self.phase == Phase::Epilog && !self.outside_said {
            self.outside_said = true;
            let name = self.names.name(element.written).text.clone();
            let found = rules::outside(format!("`<{name}>` stands after the root element"), element.start)
                .with_help("a document has one root element: put this inside it, or take it out");
            self.report(cursor, found);
        }
        if self.open.len() == self.limits.depth {
            let message = format!("elements are nested more than {} deep", self.limits.depth);
            self.report(cursor, rules::limit(message, element.start));
            self.stopped = true;
        }
        self.root_seen = true;
        self.phase = Phase::Content;
        self.names.name_mut(element.written).open += 1;
        self.open.push(element);
    }

    /// The attributes of a tag and its end. Whether it is an empty-element tag.
    fn attributes(&mut self, cursor: &mut Cursor<'_>) -> Result<bool, Incomplete> {
        let mut number = 0;
        loop {
            let spaced = cursor.spaces();
            cursor.need()?;
            match cursor.peek() {
                Some(b'>') => {
                    cursor.at += 1;
                    return Ok(false);
                }
                Some(b'/') => {
                    cursor.at += 1;
                    cursor.need()?;
                    if cursor.eat(">") {
                        return Ok(true);
                    }
                    let span = cursor.span(cursor.at - 1);
                    self.report(cursor, rules::malformed("a `/` stands in a tag without `>` after it", span));
                }
                Some(b'<') | None => {
                    let found = rules::malformed("the tag does not end: `>` is missing", cursor.here())
                        .with_help("write `>` where the tag ends");
                    self.report(cursor, found);
                    return Ok(false);
                }
                Some(_) => {
                    number += 1;
                    self.attribute(cursor, number, spaced)?;
                }
            }
        }
    }

    /// The attribute that is the `number`th of its tag, from 1.
    fn attribute(&mut self, cursor: &mut Cursor<'_>, number: usize, spaced: bool) -> Result<(), Incomplete> {
        let from = cursor.at;
        let Some(text) = cursor.name() else {
            cursor.step();
            cursor.run();
            cursor.need()?;
            let bad = cursor.text.get(from..cursor.at).unwrap_or_default();
            let found = rules::attribute(format!("`{bad}` is no attribute"), cursor.span(from))
                .with_help("an attribute is a name, `=`, and a value in quotes");
            self.report(cursor, found);
            return Ok(());
        };
        let name_end = cursor.at;
        let name_span = cursor.span(from);
        if !spaced {
            let found =
                rules::attribute(format!("white space is missing before the attribute `{text}`"), name_span);
            self.report(cursor, found);
        }
        cursor.spaces();
        cursor.need()?;
        if !cursor.eat("=") {
            cursor.at = name_end;
            let found = rules::attribute(format!("the attribute `{text}` has no value"), name_span)
                .with_help(format!("write {text}=\"…\""));
            self.report(cursor, found);
            return Ok(());
        }
        cursor.spaces();
        cursor.need()?;
        let (value, value_span) = self.value(cursor, text)?;
        if number > self.limits.attributes {
            if number == self.limits.attributes + 1 {
                let message = format!("a tag has more than {} attributes", self.limits.attributes);
                self.report(cursor, rules::limit(message, name_span));
            }
            return Ok(());
        }
        let written = self.intern(cursor, text, name_span);
        if self.names.first_in_tag(written, self.tag) {
            self.attributes.push(AttributeData::unresolved(written, name_span, value_span, value));
        } else {
            let first = self.attributes.iter().find(|a| a.written == written).map(|a| a.name_span);
            self.report(cursor, rules::twice(text, first, name_span));
        }
        Ok(())
    }

    /// A value in quotes, normalised (section 3.3.3), and the place between the quotes.
    fn value(&mut self, cursor: &mut Cursor<'_>, name: &str) -> Result<(Chars, Span), Incomplete> {
        let Some(quote @ (b'"' | b'\'')) = cursor.peek() else {
            return self.unquoted(cursor, name);
        };
        cursor.at += 1;
        let from = cursor.at;
        let bytes = cursor.text.as_bytes();
        while bytes.get(cursor.at).is_some_and(|b| CLASS[*b as usize] & VALUE_STOP == 0) {
            cursor.at += 1;
        }
        cursor.need()?;
        if cursor.peek() == Some(quote) && !self.forbidden {
            let chars = Chars::Read(from, cursor.at);
            let span = cursor.span(from);
            cursor.at += 1;
            return Ok((chars, span));
        }
        cursor.at = from;
        let Some(length) = memchr::memchr(quote, cursor.rest().as_bytes()) else {
            if cursor.more {
                return Err(Incomplete);
            }
            return Ok(self.value_without_end(cursor, name));
        };
        let text = &cursor.rest()[..length];
        let span = cursor.span_of(from..from + length);
        if looks_unended(text) {
            return Ok(self.value_without_end(cursor, name));
        }
        let start = self.scratch.len();
        let mut inner = Cursor { text: &cursor.text[..from + length], more: false, ..*cursor };
        self.normalise(&mut inner, true);
        cursor.at = from + length + 1;
        Ok((Chars::Made(start, self.scratch.len()), span))
    }

    fn unquoted(&mut self, cursor: &mut Cursor<'_>, name: &str) -> Result<(Chars, Span), Incomplete> {
        let from = cursor.at;
        cursor.run();
        cursor.need()?;
        let span = cursor.span(from);
        let value = cursor.text.get(from..cursor.at).unwrap_or_default();
        let found = rules::attribute(format!("the value of `{name}` is not in quotes"), span)
            .with_help(format!("write {name}=\"{value}\""));
        self.report(cursor, found);
        Ok((Chars::Read(from, cursor.at), span))
    }

    /// A value whose closing quote is missing: it ends with its line, or where the tag does.
    fn value_without_end(&mut self, cursor: &mut Cursor<'_>, name: &str) -> (Chars, Span) {
        let from = cursor.at;
        let rest = cursor.rest();
        let length = rest.bytes().position(|b| matches!(b, b'<' | b'>' | b'\n')).unwrap_or(rest.len());
        let text = rest[..length].trim_end_matches('/');
        cursor.at += text.len();
        let span = cursor.span_of(from - 1..cursor.at);
        let found = rules::attribute(format!("the value of `{name}` has no closing quote"), span)
            .with_help("write the quote that ends the value");
        self.report(cursor, found);
        (Chars::Read(from, cursor.at), span)
    }

    /// Takes the namespace declarations out of the attributes and makes them hold.
    fn declare(&mut self, cursor: &Cursor<'_>) {
        // Most tags have none.
        if !self.attributes.iter().any(|attribute| self.names.name(attribute.written).declares) {
            return;
        }
        let mut attributes = std::mem::take(&mut self.attributes);
        attributes.retain(|attribute| {
            let written = self.names.name(attribute.written);
            if !written.declares {
                return true;
            }
            let prefix = if written.colon.is_some() { written.local().to_owned() } else { String::new() };
            let uri = self.chars(cursor.text, attribute.value).to_owned();
            self.check_declaration(cursor, &prefix, &uri, attribute.name_span);
            self.names.bind(&prefix, &uri);
            let start = self.scratch.len();
            self.scratch.push_str(&prefix);
            let middle = self.scratch.len();
            self.scratch.push_str(&uri);
            let chars = (Chars::Made(start, middle), Chars::Made(middle, self.scratch.len()));
            self.declarations.push(chars);
            false
        });
        self.attributes = attributes;
    }

    fn check_declaration(&mut self, cursor: &Cursor<'_>, prefix: &str, uri: &str, span: Span) {
        let message = if prefix == "xmlns" {
            "the prefix `xmlns` may not be declared".to_owned()
        } else if prefix == "xml" && uri != XML_NAMESPACE {
            format!("the prefix `xml` stands for {XML_NAMESPACE} and nothing else")
        } else if prefix != "xml" && uri == XML_NAMESPACE {
            format!("only the prefix `xml` may stand for {XML_NAMESPACE}")
        } else if uri == XMLNS_NAMESPACE {
            format!("no prefix may stand for {XMLNS_NAMESPACE}")
        } else if !prefix.is_empty() && uri.is_empty() {
            format!("the prefix `{prefix}` cannot stand for nothing")
        } else {
            return;
        };
        self.report(cursor, rules::namespace(message, span));
    }

    fn resolve_attributes(&mut self, cursor: &Cursor<'_>) {
        if self.attributes.is_empty() {
            return;
        }
        let mut attributes = std::mem::take(&mut self.attributes);
        attributes.retain_mut(|attribute| {
            if let Some(name) = self.names.attribute(attribute.written) {
                attribute.name = name;
                // Two names without prefix are told apart by how they are written.
                let written = self.names.name(attribute.written);
                if written.colon.is_some() && !self.names.first_expanded_in_tag(name, self.tag) {
                    let text = self.names.name(attribute.written).text.clone();
                    self.report(cursor, rules::twice(&text, None, attribute.name_span));
                    return false;
                }
            } else {
                let prefix = self.names.name(attribute.written).prefix().to_owned();
                self.report(cursor, rules::undeclared_prefix(&prefix, attribute.name_span));
                attribute.name = self.names.unresolved(attribute.written);
            }
            true
        });
        self.attributes = attributes;
    }

    /// An end tag.
    pub(super) fn end_tag(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        let from = cursor.at;
        cursor.at += 2;
        let Some(text) = cursor.name() else {
            cursor.need()?;
            cursor.at = from;
            return self.bad_markup(cursor, "`</` begins no end tag");
        };
        cursor.spaces();
        cursor.need()?;
        if !cursor.eat(">") {
            let found =
                rules::malformed(format!("the end tag `</{text}` does not end with `>`"), cursor.here())
                    .with_help("an end tag is `</`, the name, and `>`");
            self.report(cursor, found);
            let rest = cursor.rest().as_bytes();
            let stop = memchr::memchr2(b'<', b'>', rest).unwrap_or(rest.len());
            cursor.at += stop;
            cursor.need()?;
            cursor.eat(">");
        }
        let span = cursor.span(from);
        let floor = self.entities.open.last().map_or(0, |entity| entity.depth);
        if self.open.len() > floor
            && let Some(open) = self.open.last()
            && super::names::same(&self.names.name(open.written).text, text)
        {
            self.close(span);
        } else {
            self.other_end_tag(cursor, text, span, floor);
        }
        Ok(())
    }

    /// An end tag that is not the open element's.
    fn other_end_tag(&mut self, cursor: &Cursor<'_>, text: &str, span: Span, floor: usize) {
        let written = self.intern(cursor, text, span);
        let is_open = self.names.name(written).open > 0;
        let depth = if is_open { self.open.iter().rposition(|open| open.written == written) } else { None };
        let innermost = self.open.last().copied();
        match (depth.filter(|depth| *depth >= floor), innermost) {
            (Some(depth), Some(innermost)) => {
                let others = self.open.len() - depth - 2;
                let name = self.names.name(innermost.written).text.clone();
                let found = rules::unclosed(&name, innermost.start, others, &format!("`</{text}>`"), span);
                self.report(cursor, found);
                self.pending = self.open.len() - depth;
                self.pending_span = span;
            }
            (None, Some(innermost)) if self.open.len() > floor && !is_open => {
                // No such element is open: a slip in the name of the one that is, if it looks like it.
                let name = self.names.name(innermost.written).text.clone();
                if near(&name, text) {
                    self.report(cursor, rules::misspelt(text, &name, innermost.start, span));
                    self.close(span);
                } else {
                    self.report(cursor, rules::stray(text, span));
                }
            }
            _ => self.report(cursor, rules::stray(text, span)),
        }
    }
}

impl AttributeData {
    fn unresolved(written: u32, name_span: Span, value_span: Span, value: Chars) -> Self {
        let name = super::names::NameId(0);
        Self { written, name, name_span, value_span, value, specified: true }
    }
}

/// Whether a value that runs on to the next quote swallowed a tag: it holds a `<`, and before it an `=` or `>`.
fn looks_unended(value: &str) -> bool {
    memchr::memchr(b'<', value.as_bytes()).is_some_and(|at| value[..at].contains(['>', '\n']))
}

/// Whether one name is a slip for the other: the same letters in another case, or all but two of them shared.
fn near(a: &str, b: &str) -> bool {
    if a.eq_ignore_ascii_case(b) {
        return true;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let shared = (front + back).min(a.len()).min(b.len());
    a.len().max(b.len()) - shared <= 2 && shared > 0
}
