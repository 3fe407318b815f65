//! What stands before the root element: the XML declaration and the document type.

use super::cursor::{Cursor, Incomplete};
use super::machine::{Machine, Phase, Token};
use crate::rules;

impl Machine {
    /// `<?xml … ?>`, if the document begins with it (section 2.8).
    pub(super) fn declaration(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        if cursor.more && cursor.text.len() < 6 {
            return Err(Incomplete);
        }
        let begins =
            cursor.starts("<?xml") && cursor.text.as_bytes().get(5).is_none_or(u8::is_ascii_whitespace);
        if !begins {
            self.phase = Phase::Prolog;
            return Ok(());
        }
        cursor.at += 5;
        let Some(text) = cursor.until("?>") else {
            if cursor.more {
                return Err(Incomplete);
            }
            self.phase = Phase::Prolog;
            self.report(
                cursor,
                rules::declaration("the XML declaration does not end: `?>` is missing", cursor.span_of(0..5)),
            );
            return Ok(());
        };
        self.phase = Phase::Prolog;
        let mut inner = Cursor { text: &cursor.text[..5 + text.len()], at: 5, more: false, ..*cursor };
        if let Err(message) = self.declaration_parts(&mut inner) {
            self.report(cursor, rules::declaration(message, cursor.span_of(0..cursor.at)));
        }
        Ok(())
    }

    fn declaration_parts(&mut self, cursor: &mut Cursor<'_>) -> Result<(), String> {
        let version = pseudo_attribute(cursor, "version")?.ok_or("the XML declaration names no version")?;
        known_version(version)?;
        if let Some(encoding) = pseudo_attribute(cursor, "encoding")? {
            encoding_name(encoding)?;
        }
        if let Some(standalone) = pseudo_attribute(cursor, "standalone")? {
            match standalone {
                "yes" => self.standalone = true,
                "no" => {}
                _ => return Err("standalone is `yes` or `no`".into()),
            }
        }
        cursor.spaces();
        if cursor.done() {
            Ok(())
        } else {
            Err(format!("`{}` has no place in an XML declaration", cursor.rest()))
        }
    }

    /// `<!DOCTYPE … >` (section 2.8).
    pub(super) fn document_type(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Incomplete> {
        let from = cursor.at;
        let misplaced = self.phase != Phase::Prolog || self.document_type.seen;
        cursor.at += "<!DOCTYPE".len();
        if let Err(fault) = self.read_document_type(cursor) {
            if cursor.more {
                // Where a broken declaration ends can only be told from all that follows.
                self.document_type.instructions.clear();
                return Err(Incomplete);
            }
            self.report(cursor, rules::document_type(fault.text, fault.span));
            cursor.at = cursor.at.max(from + 9);
            // What follows is markup again after the end of the declaration, as far as that can be seen.
            let rest = cursor.rest();
            let internal = memchr::memchr(b'[', &cursor.text.as_bytes()[from..cursor.at]).is_some();
            let end =
                if internal { memchr::memmem::find(rest.as_bytes(), b"]>").map(|at| at + 1) } else { None };
            let end = end.or_else(|| memchr::memchr(b'>', rest.as_bytes())).unwrap_or(rest.len());
            cursor.at = (cursor.at + end + 1).min(cursor.text.len());
        }
        if misplaced {
            self.document_type.instructions.clear();
            let found = rules::document_type(
                "the document type stands once, before the root element",
                cursor.span_of(from..from + 9),
            );
            self.report(cursor, found);
        }
        self.document_type.seen = true;
        self.document_type.end = cursor.span(from).end;
        Ok(())
    }

    /// The next processing instruction of the document type becomes the event.
    pub(super) fn declared_instruction(&mut self) {
        let Some((target, data, span)) = self.document_type.instructions.pop_front() else { return };
        let (target, data) = (self.make(&target), self.make(&data));
        self.token = Some(Token::Instruction { target, data, span });
    }
}

/// What stands between `<?xml` and `?>` at the beginning of an external entity (section 4.3.1).
pub(super) fn text_declaration(cursor: &mut Cursor<'_>) -> Result<(), String> {
    if let Some(version) = pseudo_attribute(cursor, "version")? {
        known_version(version)?;
    }
    let encoding = pseudo_attribute(cursor, "encoding")?.ok_or("`encoding` is missing")?;
    encoding_name(encoding)?;
    cursor.spaces();
    if cursor.done() { Ok(()) } else { Err(format!("`{}` has no place in it", cursor.rest())) }
}

fn known_version(version: &str) -> Result<(), String> {
    let digits = version.strip_prefix("1.").unwrap_or_default();
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!("`{version}` is no version of XML; `1.0` is"));
    }
    Ok(())
}

fn encoding_name(encoding: &str) -> Result<(), String> {
    let mut bytes = encoding.bytes();
    let begins = bytes.next().is_some_and(|b| b.is_ascii_alphabetic());
    if !begins || !bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-')) {
        return Err(format!("`{encoding}` is no name of an encoding"));
    }
    Ok(())
}

/// ` name="value"` of an XML declaration, if it stands here.
fn pseudo_attribute<'t>(cursor: &mut Cursor<'t>, name: &str) -> Result<Option<&'t str>, String> {
    let from = cursor.at;
    let spaced = cursor.spaces();
    if !cursor.eat(name) {
        cursor.at = from;
        return Ok(None);
    }
    if !spaced {
        return Err(format!("white space is missing before `{name}`"));
    }
    cursor.spaces();
    if !cursor.eat("=") {
        return Err(format!("`=` is missing after `{name}`"));
    }
    cursor.spaces();
    let end = match cursor.peek() {
        Some(b'"') => "\"",
        Some(b'\'') => "'",
        _ => return Err(format!("the value of `{name}` is not in quotes")),
    };
    cursor.at += 1;
    cursor.until(end).map(Some).ok_or_else(|| format!("the value of `{name}` has no closing quote"))
}
