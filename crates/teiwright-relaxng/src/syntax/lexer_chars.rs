//! The characters of a compact schema after its escapes `\x{…}` are resolved (compact syntax, section 2).

use teiwright_source::{Diagnostic, Source, Span, is_xml_char};

use crate::rules;

/// A character with its place.
#[derive(Clone, Copy)]
pub(super) struct Char {
    pub(super) c: char,
    /// Whether it was written as an escape; such a line end does not end a line.
    pub(super) escaped: bool,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Char {
    /// Whether it ends a line of the schema.
    pub(super) fn is_newline(&self) -> bool {
        self.c == '\n' && !self.escaped
    }
}

/// The characters of `source`: CR LF and CR are LF, and escapes are the characters that they stand for.
pub(super) fn characters(source: &Source) -> Result<Vec<Char>, Box<Diagnostic>> {
    let text = source.text();
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let mut end = at + c.len_utf8();
        let mut read = c;
        let mut escaped = false;
        if c == '\r' {
            read = '\n';
            end += usize::from(text[end..].starts_with('\n'));
        } else if c == '\\'
            && let Some(digits) = escape_start(&text[at..])
        {
            let (value, length) = escape(&text[at + digits..]).ok_or_else(|| {
                let span = Span::from_range(at..at + digits);
                let found = "an escape that is not complete or no character";
                Box::new(rules::compact_syntax(found, "\\x{hexadecimal}", span))
            })?;
            read = value;
            escaped = true;
            end = at + digits + length;
        } else if !is_xml_char(c) {
            let found = format!("the character U+{:04X}", u32::from(c));
            return Err(Box::new(rules::compact_syntax(
                &found,
                "a character of XML",
                Span::from_range(at..end),
            )));
        }
        let place = Span::from_range(at..end);
        out.push(Char { c: read, escaped, start: place.start, end: place.end });
        at = end;
    }
    Ok(out)
}

/// The length of `\x…x{` at the start of `text`.
fn escape_start(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('\\')?;
    let marks = rest.bytes().take_while(|b| *b == b'x').count();
    (marks > 0 && rest.as_bytes().get(marks) == Some(&b'{')).then_some(marks + 2)
}

/// The character of the hexadecimal digits at the start of `text` and their length with the closing brace.
fn escape(text: &str) -> Option<(char, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_hexdigit).count();
    if digits == 0 || text.as_bytes().get(digits) != Some(&b'}') {
        return None;
    }
    let significant = text[..digits].trim_start_matches('0');
    let value = if significant.is_empty() { 0 } else { u32::from_str_radix(significant, 16).ok()? };
    char::from_u32(value).filter(|c| is_xml_char(*c)).map(|c| (c, digits + 1))
}
