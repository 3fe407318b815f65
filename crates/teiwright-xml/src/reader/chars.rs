//! The characters of XML 1.0 (fifth edition), by class.

/// A byte that can begin a name.
pub(super) const START: u8 = 1;
/// A byte that can stand in a name.
pub(super) const NAME: u8 = 2;
/// A white space byte.
pub(super) const SPACE: u8 = 4;
/// A byte that ends the plain part of an attribute value: a quote, `<`, `&`, or white space that is not a space.
pub(super) const VALUE_STOP: u8 = 8;

/// The classes of the ASCII bytes; other bytes have none and are looked up as characters.
pub(super) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        if b.is_ascii_alphabetic() || b == b':' || b == b'_' {
            table[byte] = START | NAME;
        } else if b.is_ascii_digit() || b == b'-' || b == b'.' {
            table[byte] = NAME;
        }
        if matches!(b, b' ' | b'\t' | b'\n' | b'\r') {
            table[byte] |= SPACE;
        }
        if matches!(b, b'"' | b'\'' | b'<' | b'&' | b'\t' | b'\n' | b'\r') {
            table[byte] |= VALUE_STOP;
        }
        byte += 1;
    }
    table
}

/// `NameStartChar` of section 2.3.
pub(super) const fn is_name_start(c: char) -> bool {
    matches!(c,
        ':' | '_' | 'A'..='Z' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// `NameChar` of section 2.3.
pub(super) const fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// `PubidChar` of section 2.3.
pub(super) const fn is_pubid_char(c: char) -> bool {
    matches!(c, ' ' | '\r' | '\n' | 'a'..='z' | 'A'..='Z' | '0'..='9'
        | '-' | '\'' | '(' | ')' | '+' | ',' | '.' | '/' | ':' | '=' | '?' | ';' | '!' | '*' | '#' | '@' | '$' | '_' | '%')
}

/// White space as section 2.3 has it.
pub(super) const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];

/// Whether the text is white space as section 2.3 has it.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| CLASS[b as usize] & SPACE != 0)
}
