//! The grammar of declarations that nothing is kept of: identifiers, types of attributes, content models.

use teiwright_source::Span;

use super::chars::is_pubid_char;
use super::cursor::Cursor;

/// What is wrong with a declaration, and where.
pub(super) struct Fault {
    pub(super) text: String,
    pub(super) span: Span,
}

pub(super) type Read<T> = Result<T, Fault>;

pub(super) fn fault<T>(cursor: &Cursor<'_>, text: impl Into<String>) -> Read<T> {
    Err(Fault { text: text.into(), span: cursor.here() })
}

pub(super) fn expect(cursor: &mut Cursor<'_>, what: &str) -> Read<()> {
    if cursor.eat(what) { Ok(()) } else { fault(cursor, format!("`{what}` is expected here")) }
}

pub(super) fn space(cursor: &mut Cursor<'_>) -> Read<()> {
    if cursor.spaces() { Ok(()) } else { fault(cursor, "white space is missing here") }
}

pub(super) fn name<'t>(cursor: &mut Cursor<'t>) -> Read<&'t str> {
    cursor.name().map_or_else(|| fault(cursor, "a name is expected here"), Ok)
}

pub(super) fn literal<'t>(cursor: &mut Cursor<'t>) -> Read<&'t str> {
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

/// Where something outside of the document is to be found, as it is written.
pub(super) struct Written<'t> {
    pub(super) public: Option<&'t str>,
    pub(super) system: &'t str,
}

/// `SYSTEM "…"` or `PUBLIC "…" "…"`; a notation's public identifier may stand alone.
pub(super) fn external_id<'t>(cursor: &mut Cursor<'t>, system_required: bool) -> Read<Written<'t>> {
    if cursor.eat("SYSTEM") {
        space(cursor)?;
        return Ok(Written { public: None, system: literal(cursor)? });
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
        return Ok(Written { public: Some(id), system: literal(cursor)? });
    }
    cursor.at = at;
    Ok(Written { public: Some(id), system: "" })
}

/// A type of attribute; whether its values are tokens.
pub(super) fn attribute_type(cursor: &mut Cursor<'_>) -> Read<bool> {
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
pub(super) fn content_model(cursor: &mut Cursor<'_>) -> Read<()> {
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
