//! Text, references, CDATA sections, comments and processing instructions.

use teiwright_source::{Span, is_xml_char};

use super::chars::SPACES;
use super::cursor::{Cursor, Incomplete};
use super::machine::{Chars, Machine, Token};
use crate::rules;

impl Machine {
    /// Text up to the next markup or reference (section 2.4).
    pub(super) fn text(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        let from = cursor.at;
        let rest = cursor.rest();
        let length = match memchr::memchr2(b'<', b'&', rest.as_bytes()) {
            Some(length) => length,
            None if cursor.more => {
                // A carriage return or `]]` at the end may go on in the text that follows.
                let whole = rest.trim_end_matches(['\r', ']']).len();
                if whole == 0 {
                    return Err(Incomplete);
                }
                whole
            }
            None => rest.len(),
        };
        cursor.at = from + length;
        let text = &rest[..length];
        if self.cdata_ends {
            self.check_cdata_end(cursor, from, text);
        }
        let chars = self.clean(cursor, from, text);
        self.token = Some(Token::Text { chars, span: cursor.span(from) });
        Ok(())
    }

    fn check_cdata_end(&mut self, cursor: &Cursor<'_>, from: usize, text: &str) {
        for at in memchr::memmem::find_iter(text.as_bytes(), b"]]>") {
            self.report(cursor, rules::cdata_end(cursor.span_of(from + at..from + at + 3)));
        }
    }

    /// The characters of `text`, which stands at `from`: line ends as section 2.11 has them, and what cannot stand in XML
    /// reported.
    pub(super) fn clean(&mut self, cursor: &Cursor<'_>, from: usize, text: &str) -> Chars {
        if self.forbidden {
            self.check_characters(cursor, from, text);
        }
        // The text of an entity was cleaned when it was declared.
        if !self.returns || cursor.within.is_some() || memchr::memchr(b'\r', text.as_bytes()).is_none() {
            return Chars::Read(from, from + text.len());
        }
        let start = self.scratch.len();
        push_lines(&mut self.scratch, text);
        Chars::Made(start, self.scratch.len())
    }

    pub(super) fn check_characters(&mut self, cursor: &Cursor<'_>, from: usize, text: &str) {
        for (at, c) in text.char_indices().filter(|(_, c)| !is_xml_char(*c)) {
            self.report(cursor, rules::forbidden(c, cursor.span_of(from + at..from + at + c.len_utf8())));
        }
    }

    /// `<![CDATA[ … ]]>` (section 2.7).
    pub(super) fn cdata(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        let from = cursor.at;
        cursor.at += "<![CDATA[".len();
        let inner = cursor.at;
        let Some(text) = cursor.until("]]>") else {
            return self.unended(cursor, from, "the CDATA section does not end: `]]>` is missing");
        };
        let span = cursor.span(from);
        if self.open.is_empty() {
            self.report(cursor, rules::outside("a CDATA section stands outside of the root element", span));
            return Ok(());
        }
        let chars = self.clean(cursor, inner, text);
        self.token = Some(Token::Text { chars, span: cursor.span_of(inner..inner + text.len()) });
        Ok(())
    }

    /// Something whose end is missing: the rest of the text is not read.
    fn unended(&mut self, cursor: &mut Cursor<'_>, from: usize, message: &str) -> Result<(), Incomplete> {
        if cursor.more {
            return Err(Incomplete);
        }
        cursor.at = cursor.text.len();
        let found = rules::malformed(message, cursor.span_of(from..from + 2))
            .with_help("write its end; the rest of the file was not read");
        self.report(cursor, found);
        Ok(())
    }

    /// `<!-- … -->` (section 2.5).
    pub(super) fn comment(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        let from = cursor.at;
        cursor.at += 4;
        let inner = cursor.at;
        let Some(text) = cursor.until("-->") else {
            if cursor.more {
                return Err(Incomplete);
            }
            cursor.at = cursor.text.len();
            let span = cursor.span_of(from..from + 4);
            self.report(cursor, rules::comment("the comment does not end: `-->` is missing", span));
            return Ok(());
        };
        let doubled = memchr::memmem::find(text.as_bytes(), b"--");
        let doubled = doubled.or_else(|| text.ends_with('-').then(|| text.len() - 1));
        if let Some(at) = doubled {
            let span = cursor.span_of(inner + at..inner + at + 2);
            self.report(cursor, rules::comment("`--` stands inside a comment", span));
        }
        let chars = self.clean(cursor, inner, text);
        self.token = Some(Token::Comment { chars, span: cursor.span(from) });
        Ok(())
    }

    /// `<?target … ?>` (section 2.6).
    pub(super) fn instruction(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        let from = cursor.at;
        cursor.at += 2;
        let target = cursor.name();
        let target_at = from + 2..cursor.at;
        cursor.need()?;
        let Some(data) = cursor.until("?>") else {
            if cursor.more {
                return Err(Incomplete);
            }
            cursor.at = cursor.text.len();
            let span = cursor.span_of(from..from + 2);
            self.report(
                cursor,
                rules::instruction("the processing instruction does not end: `?>` is missing", span),
            );
            return Ok(());
        };
        let span = cursor.span(from);
        let body = data.trim_start_matches(SPACES);
        let body_at = target_at.end + data.len() - body.len();
        let message = match target {
            None => Some("a processing instruction has no target".to_owned()),
            Some(name) if name.eq_ignore_ascii_case("xml") => {
                Some("an XML declaration stands only at the very beginning of a file".to_owned())
            }
            Some(_) if !data.is_empty() && body.len() == data.len() => {
                Some("white space is missing after the target of the processing instruction".to_owned())
            }
            Some(name) if self.names.qualified() && name.contains(':') => {
                Some(format!("the target `{name}` has a colon"))
            }
            Some(_) => None,
        };
        if let Some(message) = message {
            self.report(cursor, rules::instruction(message, span));
            return Ok(());
        }
        let data = self.clean(cursor, body_at, body);
        let target = Chars::Read(target_at.start, target_at.end);
        self.token = Some(Token::Instruction { target, data, span });
        Ok(())
    }

    /// A reference in content (section 4.1).
    pub(super) fn reference(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        let from = cursor.at;
        match self.read_reference(cursor)? {
            Reference::Char(c) => self.made_text(c.encode_utf8(&mut [0; 4]), cursor.span(from)),
            Reference::Entity(name) => self.enter_entity(cursor, &name, cursor.span(from)),
            Reference::Text => {
                self.token =
                    Some(Token::Text { chars: Chars::Read(from, cursor.at), span: cursor.span(from) });
            }
        }
        Ok(())
    }

    pub(super) fn made_text(&mut self, text: &str, span: Span) {
        let start = self.scratch.len();
        self.scratch.push_str(text);
        self.token = Some(Token::Text { chars: Chars::Made(start, self.scratch.len()), span });
    }

    /// A reference as it is written; what is none is read as text.
    pub(super) fn read_reference(&mut self, cursor: &mut Cursor<'_>) -> Result<Reference, Incomplete> {
        let from = cursor.at;
        cursor.at += 1;
        if cursor.eat("#") {
            return self.character_reference(cursor, from);
        }
        let name = cursor.name();
        cursor.need()?;
        if let Some(name) = name
            && cursor.eat(";")
        {
            return Ok(match name {
                "amp" => Reference::Char('&'),
                "lt" => Reference::Char('<'),
                "gt" => Reference::Char('>'),
                "quot" => Reference::Char('"'),
                "apos" => Reference::Char('\''),
                _ => Reference::Entity(name.to_owned()),
            });
        }
        cursor.at = from + 1;
        self.report(cursor, rules::bare_ampersand(cursor.span(from)));
        Ok(Reference::Text)
    }

    fn character_reference(&mut self, cursor: &mut Cursor<'_>, from: usize) -> Result<Reference, Incomplete> {
        let radix = if cursor.eat("x") { 16 } else { 10 };
        let digits = cursor.at;
        while cursor.peek().is_some_and(|b| char::from(b).is_digit(radix)) {
            cursor.at += 1;
        }
        cursor.need()?;
        let number = &cursor.text[digits..cursor.at];
        if number.is_empty() || !cursor.eat(";") {
            cursor.at = from + 1;
            self.report(cursor, rules::bare_ampersand(cursor.span(from)));
            return Ok(Reference::Text);
        }
        let c = u32::from_str_radix(number, radix).ok().and_then(char::from_u32).filter(|c| is_xml_char(*c));
        Ok(match c {
            Some(c) => Reference::Char(c),
            None => {
                let message =
                    format!("`{}` is no character that XML can hold", &cursor.text[from..cursor.at]);
                self.report(cursor, rules::bad_reference(message, cursor.span(from)));
                Reference::Char('\u{FFFD}')
            }
        })
    }

    /// Puts the attribute value or entity value at `cursor`, up to the end of its text, into the scratch text: white space
    /// as section 3.3.3 has it, references replaced. `own` values stand in a tag, others in an entity.
    pub(super) fn normalise(&mut self, cursor: &mut Cursor<'_>, own: bool) {
        while let Some(c) = cursor.char() {
            match c {
                '&' => {
                    let from = cursor.at;
                    match self.read_reference(cursor) {
                        Ok(Reference::Char(c)) => self.scratch.push(c),
                        Ok(Reference::Text) | Err(Incomplete) => self.scratch.push('&'),
                        Ok(Reference::Entity(name)) => self.entity_in_value(cursor, &name, cursor.span(from)),
                    }
                    continue;
                }
                '<' => {
                    let message = if own {
                        "a `<` stands in the value of an attribute".to_owned()
                    } else {
                        "the entity has a `<`, which may not come into the value of an attribute".to_owned()
                    };
                    let found = rules::attribute(message, cursor.here()).with_help("write `&lt;`");
                    self.report(cursor, found);
                    self.scratch.push('<');
                }
                '\r' if cursor.within.is_none() && cursor.text[cursor.at + 1..].starts_with('\n') => {}
                '\t' | '\n' | '\r' => self.scratch.push(' '),
                c => {
                    if !is_xml_char(c) {
                        self.report(cursor, rules::forbidden(c, cursor.here()));
                    }
                    self.scratch.push(c);
                }
            }
            cursor.at += c.len_utf8();
        }
    }
}

/// A reference.
pub(super) enum Reference {
    Char(char),
    Entity(String),
    /// None: an ampersand that is only a sign.
    Text,
}

/// Adds text with its line ends made into line feeds.
pub(super) fn push_lines(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(rest);
}
