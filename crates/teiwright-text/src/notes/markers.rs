//! Markers of notes: `[1]`, `(1)`, `*`, `†`, `¹`, `^1`, `{1}`, `[^1]`, `[Footnote 1: …]`.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// What a marker says, however it is fenced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    /// A number.
    Number(u32),
    /// So many stars.
    Stars(u8),
    /// Another sign, so many times.
    Sign(char, u8),
    /// A letter.
    Letter(char),
    /// A number with a star, as in `[1*]`.
    Starred(u32),
    /// A number with a letter before it, as in `[N12]`.
    Lettered(char, u32),
    /// A name, by its hash.
    Name(u64),
}

/// How a marker is fenced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// `[1]`.
    Square,
    /// `(1)`.
    Round,
    /// `{1}`.
    Brace,
    /// `[^1]`.
    Caret,
    /// `^1`.
    Raised,
    /// `¹`.
    Superscript,
    /// `*`, `†`.
    Bare,
    /// `1.`, `1)`, `1`: before a note only.
    Plain,
}

/// A marker with its length in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) key: Key,
    pub(crate) shape: Shape,
    pub(crate) len: usize,
}

/// The marker at the start of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Definition {
    pub(crate) key: Key,
    pub(crate) shape: Shape,
    /// Length in bytes of the marker itself.
    pub(crate) marker: usize,
    /// Where, in bytes from the start of the line, the note's words begin.
    pub(crate) body: usize,
    /// Whether the note ends with a square bracket of its own (`[Footnote 1: …]`).
    pub(crate) closes: bool,
    /// Whether a word says that it is a note.
    pub(crate) named: bool,
}

/// Where the first byte stands that can begin a reference in running text.
pub(crate) fn next(bytes: &[u8]) -> Option<usize> {
    // Most stretches have none: each is looked over without branches before its bytes are.
    const STRETCH: usize = 64;
    let some = |stretch: &[u8]| stretch.iter().fold(false, |seen, &b| seen | may_begin(b));
    let from = bytes.chunks(STRETCH).position(some)? * STRETCH;
    bytes[from..].iter().position(|&b| may_begin(b)).map(|at| from + at)
}

/// Bytes that can begin a reference in running text.
const fn may_begin(byte: u8) -> bool {
    (byte == b'[')
        | (byte == b'(')
        | (byte == b'{')
        | (byte == b'^')
        | (byte == b'*')
        | (byte == 0xC2)
        | (byte == 0xE2)
}

/// The marker at byte `at` of `text`, if one begins there.
pub(crate) fn at(text: &str, at: usize) -> Option<Marker> {
    let rest = text.get(at..)?;
    let bytes = rest.as_bytes();
    match bytes.first()? {
        b'[' if bytes.get(1) == Some(&b'^') => {
            let end = fence(rest, ']')?;
            let name = &rest[2..end];
            let key = key(name).or_else(|| plain_name(name))?;
            Some(Marker { key, shape: Shape::Caret, len: end + 1 })
        }
        b'[' => fenced(rest, ']', Shape::Square).map(|marker| starred(rest, marker)),
        b'(' => fenced(rest, ')', Shape::Round),
        b'{' => fenced(rest, '}', Shape::Brace),
        b'^' => {
            let (after, braces) = match bytes.get(1) {
                Some(b'{') => (&rest[2..], 1),
                Some(b'(') => (&rest[2..], 1),
                _ => (&rest[1..], 0),
            };
            let len = after.bytes().take_while(u8::is_ascii_digit).count();
            let value = digits(&after[..len])?;
            let closed = braces == 0 || matches!(after.as_bytes().get(len), Some(b'}' | b')'));
            closed.then_some(Marker {
                key: Key::Number(value),
                shape: Shape::Raised,
                len: 1 + len + 2 * braces,
            })
        }
        b'*' => {
            // More stars than these are a rule: how many more does not matter, and is not counted at each of them.
            let len = bytes.iter().take(7).take_while(|&&b| b == b'*').count();
            let stars = u8::try_from(len).ok().filter(|&n| n <= 6)?;
            Some(Marker { key: Key::Stars(stars), shape: Shape::Bare, len })
        }
        0xC2 | 0xE2 => sign(rest).or_else(|| superscript(rest)),
        _ => None,
    }
}

fn fenced(rest: &str, close: char, shape: Shape) -> Option<Marker> {
    let end = fence(rest, close)?;
    let key = key(&rest[1..end])?;
    // `(a)` labels items of lists; only numbers and stars in round brackets are references.
    if shape != Shape::Square && !matches!(key, Key::Number(_) | Key::Stars(_) | Key::Starred(_)) {
        return None;
    }
    Some(Marker { key, shape, len: end + 1 })
}

/// `[1]*`: a star behind the brackets tells notes of another kind from `[1]`; one that a word follows marks emphasis.
fn starred(rest: &str, marker: Marker) -> Marker {
    let after = rest[marker.len..].strip_prefix('*');
    match (marker.key, after) {
        (Key::Number(number), Some(after)) if !opens_emphasis(after) => {
            Marker { key: Key::Starred(number), len: marker.len + 1, ..marker }
        }
        _ => marker,
    }
}

/// Whether what follows a star is what it sets off: a word, or a mark before another star.
fn opens_emphasis(after: &str) -> bool {
    let mut chars = after.chars();
    let first = chars.next();
    first.is_some_and(|c| c == '*' || c.is_alphanumeric())
        || (first.is_some_and(|c| !c.is_whitespace()) && chars.next() == Some('*'))
}

/// Where the closing fence is, at most 24 bytes on.
fn fence(rest: &str, close: char) -> Option<usize> {
    rest.bytes().take(24).position(|b| b == close as u8)
}

fn key(inner: &str) -> Option<Key> {
    if let Some(value) = digits(inner) {
        return Some(Key::Number(value));
    }
    if !inner.is_empty() && inner.len() <= 6 && inner.bytes().all(|b| b == b'*') {
        return u8::try_from(inner.len()).ok().map(Key::Stars);
    }
    if let Some(value) = inner.strip_suffix('*').or_else(|| inner.strip_prefix('*')).and_then(digits) {
        return Some(Key::Starred(value));
    }
    let mut chars = inner.chars();
    if let Some((letter, value)) = chars.next().filter(char::is_ascii_uppercase).zip(digits(chars.as_str())) {
        return Some(Key::Lettered(letter, value));
    }
    let mut chars = inner.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_alphabetic() => Some(Key::Letter(c)),
        (Some(c @ ('†' | '‡' | '§' | '¶')), None) => Some(Key::Sign(c, 1)),
        _ => None,
    }
}

fn plain_name(name: &str) -> Option<Key> {
    let sound = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    sound.then(|| Key::Name(FxBuildHasher.hash_one(name)))
}

/// A number of one to four digits.
fn digits(text: &str) -> Option<u32> {
    let sound = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}

/// What a marker says without what fences it: `1*` of `[1]*`, `12` of `¹²`, `1` of `[Footnote 1`.
pub(crate) fn number(marker: &str) -> String {
    let bare = marker.rsplit(' ').next().unwrap_or(marker);
    bare.chars()
        .filter(|c| !"[](){}^:.".contains(*c))
        .map(|c| superscript_digit(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c))
        .collect()
}

const fn superscript_digit(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(c as u32 - 0x2070),
        _ => None,
    }
}

fn sign(rest: &str) -> Option<Marker> {
    let c = rest.chars().next()?;
    if !matches!(c, '†' | '‡' | '§' | '¶') {
        return None;
    }
    let count = rest.chars().take_while(|&next| next == c).take(6).count();
    let times = u8::try_from(count).unwrap_or(6);
    Some(Marker { key: Key::Sign(c, times), shape: Shape::Bare, len: count * c.len_utf8() })
}

fn superscript(rest: &str) -> Option<Marker> {
    let (mut value, mut len) = (0_u32, 0);
    for c in rest.chars().take(4) {
        let Some(digit) = superscript_digit(c) else { break };
        value = value * 10 + digit;
        len += c.len_utf8();
    }
    (len > 0).then_some(Marker { key: Key::Number(value), shape: Shape::Superscript, len })
}

/// Words that open a bracketed note, before its number.
const BRACKETED: [&str; 8] =
    ["footnote", "note", "anmerkung", "fußnote", "nota", "note de bas de page", "endnote", "сноска"];

/// Reads the marker at the start of a note. In a section of notes (`section`) a bare number will do.
pub(crate) fn definition(line: &str, section: bool) -> Option<Definition> {
    if let Some(definition) = bracketed(line).or_else(|| enclosed(line)) {
        return Some(definition);
    }
    if let Some(marker) = at(line, 0) {
        let mut body = marker.len;
        let closing: &[char] = if marker.shape == Shape::Bare { &[')'] } else { &[':', '.', ')'] };
        body += usize::from(line[body..].starts_with(closing));
        let rest = &line[body..];
        let words = rest.trim_start();
        // `*Text` and `[1]Text` begin notes; `**` alone, `*text*` and `[1], [2]` do not.
        let emphasised = marker.shape == Shape::Bare && words.ends_with('*') && rest.len() == words.len();
        if words.starts_with([',', ';', ']']) || emphasised {
            return None;
        }
        return Some(Definition {
            key: marker.key,
            shape: marker.shape,
            marker: marker.len,
            body: line.len() - words.len(),
            closes: false,
            named: false,
        });
    }
    if section { plain(line) } else { None }
}

/// `[Footnote 1: …]`, `[Note A. …]`, `[* …]`.
fn bracketed(line: &str) -> Option<Definition> {
    let inner = line.strip_prefix('[')?;
    let lower = inner.get(..inner.len().min(40)).map_or_else(|| inner.to_lowercase(), str::to_lowercase);
    let word = BRACKETED.iter().find(|word| lower.starts_with(**word))?;
    let after = inner.get(word.len()..)?;
    let token_start = after.len() - after.trim_start().len();
    let token = &after[token_start..];
    let end = token.find([':', '.', ' ', ']'])?;
    let found = key(&token[..end]).or_else(|| {
        let marker = at(token, 0)?;
        (marker.len == end).then_some(marker.key)
    })?;
    let marker = 1 + word.len() + token_start + end;
    let tail = line[marker..].trim_start_matches([':', '.']);
    let words = tail.trim_start();
    Some(Definition {
        key: found,
        shape: Shape::Square,
        marker,
        body: line.len() - words.len(),
        closes: true,
        named: true,
    })
}

/// `[* …]`, `[1: …]`: a note in brackets with no word for it.
fn enclosed(line: &str) -> Option<Definition> {
    let inner = line.strip_prefix('[')?;
    let end = inner.bytes().take(24).position(|b| b == b' ')?;
    let token = inner[..end].trim_end_matches(':');
    let key = key(token).filter(|key| match key {
        Key::Number(_) => token.len() < end,
        Key::Stars(_) | Key::Sign(..) => true,
        _ => false,
    })?;
    let words = inner[end..].trim_start();
    Some(Definition {
        key,
        shape: Shape::Square,
        marker: 1 + token.len(),
        body: line.len() - words.len(),
        closes: true,
        named: false,
    })
}

/// `1.`, `1)`, `1 Text` in a section of notes.
fn plain(line: &str) -> Option<Definition> {
    let count = line.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(value) = digits(line.get(..count)?) {
        let rest = &line[count..];
        let star = usize::from(rest.starts_with('*'));
        let fence = usize::from(rest[star..].starts_with(['.', ')', ':']));
        let tail = &rest[star + fence..];
        let words = tail.trim_start();
        // `1917 was …` in a note is no marker, nor is `3.5 million`.
        let apart = words.is_empty() || words.len() < tail.len();
        let small = fence == 1 || star == 1 || value < 1000;
        let key = if star == 1 { Key::Starred(value) } else { Key::Number(value) };
        let opens = fence + star > 0 || words.is_empty() || words.starts_with(|c: char| !c.is_lowercase());
        return (apart && small && opens).then_some(Definition {
            key,
            shape: Shape::Plain,
            marker: count + star,
            body: line.len() - words.len(),
            closes: false,
            named: false,
        });
    }
    let c = line.chars().next()?;
    let rest = &line[c.len_utf8()..];
    let lettered = c.is_ascii_alphabetic() && rest.starts_with(") ");
    lettered.then_some(Definition {
        key: Key::Letter(c),
        shape: Shape::Plain,
        marker: 1,
        body: 3,
        closes: false,
        named: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_every_shape() {
        let read = |text| at(text, 0).map(|m| (m.key, m.shape, m.len));
        assert_eq!(read("[12] x"), Some((Key::Number(12), Shape::Square, 4)));
        assert_eq!(read("(1)"), Some((Key::Number(1), Shape::Round, 3)));
        assert_eq!(read("(a)"), None);
        assert_eq!(read("[^note-1]").map(|m| m.1), Some(Shape::Caret));
        assert_eq!(read("¹²."), Some((Key::Number(12), Shape::Superscript, 4)));
        assert_eq!(read("^3,"), Some((Key::Number(3), Shape::Raised, 2)));
        assert_eq!(read("**"), Some((Key::Stars(2), Shape::Bare, 2)));
        assert_eq!(read("‡‡ "), Some((Key::Sign('‡', 2), Shape::Bare, 6)));
        assert_eq!(read("[1*]"), Some((Key::Starred(1), Shape::Square, 4)));
        assert_eq!(read("[1]*, then"), Some((Key::Starred(1), Shape::Square, 4)));
        assert_eq!(read("[1]*then*"), Some((Key::Number(1), Shape::Square, 3)));
        assert_eq!(read("[sic]"), None);
    }

    #[test]
    fn notes_begin_with_a_marker() {
        let read = |line, section| definition(line, section).map(|d: Definition| (d.key, d.body));
        assert_eq!(read("[1] The meeting", false), Some((Key::Number(1), 4)));
        assert_eq!(read("[Footnote 2: See above.]", false), Some((Key::Number(2), 13)));
        assert_eq!(read("[* See above.]", false), Some((Key::Stars(1), 3)));
        assert_eq!(read("[3: See above.]", false), Some((Key::Number(3), 4)));
        assert_eq!(read("[3 See above.]", false), None);
        assert_eq!(read("[^a]: See", false), Some((Key::Letter('a'), 6)));
        assert_eq!(read("1. See", true), Some((Key::Number(1), 3)));
        assert_eq!(read("1. See", false), None);
        assert_eq!(read("1917 was the year", true), None);
        assert_eq!(read("* See", false), Some((Key::Stars(1), 2)));
        assert_eq!(read("*See* it", false), Some((Key::Stars(1), 1)));
        assert_eq!(read("*See*", false), None);
    }
}
