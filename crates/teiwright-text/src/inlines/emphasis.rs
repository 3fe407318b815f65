//! Emphasis by marks around words, and addresses of the web.

use std::ops::Range;

/// How far searches for closing marks may still go in one stretch; keeps a million unclosed marks linear.
#[derive(Debug)]
pub(crate) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(1 << 20)
    }
}

/// The longest emphasis, in bytes.
const LONGEST: usize = 2000;

/// `_x_`, `*x*`, `**x**`, `=x=` at byte `at`: the whole, and what is inside.
pub(crate) fn at(text: &str, at: usize, budget: &mut Budget) -> Option<(Range<usize>, Range<usize>)> {
    let bytes = text.as_bytes();
    let mark = bytes[at];
    let width = usize::from(mark == b'*' && bytes.get(at + 1) == Some(&b'*')) + 1;
    let inner = at + width;
    let opens = bytes.get(inner).is_some_and(|&b| !b.is_ascii_whitespace() && b != mark)
        && !text[..at].ends_with(char::is_alphanumeric);
    if !opens || budget.0 == 0 {
        return None;
    }
    let end = (inner + LONGEST).min(bytes.len());
    budget.0 = budget.0.saturating_sub(32);
    for found in memchr::memchr_iter(mark, &bytes[inner..end]) {
        budget.0 = budget.0.saturating_sub(8);
        let close = inner + found;
        let wide = width == 1 || bytes.get(close + 1) == Some(&mark);
        let closes = wide && close > inner && !bytes[close - 1].is_ascii_whitespace();
        let after = close + width;
        if closes && !text.get(after..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            return Some((at..after, inner..close));
        }
    }
    budget.0 = budget.0.saturating_sub((end - inner) / 8);
    None
}

/// The longest words between slashes, in bytes.
const SLANTED: usize = 80;

/// `/x/` at byte `at`: the whole, and what is inside; neither a path nor `and/or`.
pub(crate) fn slanted(text: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let before = text[..at].chars().next_back();
    let opens = before.is_none_or(|c| c.is_whitespace() || "(\"“«„".contains(c));
    let inner = at + 1;
    let rest = &text[inner..];
    if !opens || !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let window = &rest.as_bytes()[..SLANTED.min(rest.len())];
    let close = inner + memchr::memchr(b'/', window)?;
    let words = &text[inner..close];
    let after = text[close + 1..].chars().next();
    let ends = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)\"”»“".contains(c));
    let sound = words.chars().count() > 1 && !words.ends_with(char::is_whitespace) && !words.contains('\n');
    (ends && sound).then_some((at..close + 1, inner..close))
}

/// So many letters at least make a word that is set wide.
const SPACED: usize = 5;

/// Whether words are set wide anywhere, as `w i d e l y`: three letters in a row stand alone.
pub(crate) fn has_letterspaced(text: &str) -> bool {
    // Without branches, so that many bytes are looked at at once.
    let apart = |space: u8, letter: u8| (space == b' ') & letter.is_ascii_alphabetic();
    text.as_bytes().windows(7).fold(false, |seen, w| {
        seen | (apart(w[0], w[1]) & apart(w[2], w[3]) & apart(w[4], w[5]) & (w[6] == b' '))
    })
}

/// Words whose letters are set apart by single spaces.
pub(crate) fn letterspaced(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut count, mut end) = (0, 0, 0);
    let mut at = 0;
    for word in text.split(' ') {
        let mut letters = word.trim_end_matches(['.', ',', ';', ':', '!', '?']).chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if single {
            start = if count == 0 { at } else { start };
            count += 1;
            end = at + word.chars().next().map_or(0, char::len_utf8);
        }
        if !single || word.len() > end - at.min(end) {
            if count >= SPACED {
                found.push(start..end);
            }
            count = 0;
        }
        at += word.len() + 1;
    }
    if count >= SPACED {
        found.push(start..end);
    }
    found
}

/// An address around the `:` or `@` at byte `at`: its range and where it leads.
pub(crate) fn link(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let word = |c: char| c.is_ascii_graphic() && !"<>\"[]{}".contains(c);
    if text.as_bytes()[at] == b':' {
        let start = text[..at]
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        if !matches!(&text[start..at], "http" | "https" | "ftp") || !text[at..].starts_with("://") {
            return None;
        }
        // An address has a host.
        if !text[at + 3..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let end = at + text[at..].find(|c: char| !word(c)).unwrap_or(text.len() - at);
        let end = start + text[start..end].trim_end_matches(['.', ',', ';', ')', ':', '!', '?', '\'']).len();
        return (end > at + 3).then(|| (start..end, address(&text[start..end])));
    }
    let part = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
    let back = text[..at].bytes().rev().take(64).take_while(|&b| part(b as char)).count();
    let forth = text[at + 1..].bytes().take(128).take_while(|&b| part(b as char)).count();
    let (start, end) = (at - back, at + 1 + forth);
    let end = start + text[start..end].trim_end_matches(['.', '-', '_']).len();
    let host = text.get(at + 1..end)?;
    let sound = back > 0 && host.contains('.') && host.split('.').all(|label| !label.is_empty());
    sound.then(|| (start..end, format!("mailto:{}", &text[start..end])))
}

/// `(http://…)` right behind words in square brackets, as Markdown writes links: where it ends, and where it leads.
pub(crate) fn target(text: &str, at: usize) -> Option<(usize, String)> {
    const LONGEST_ADDRESS: usize = 1000;
    let rest = text.get(at..)?.strip_prefix('(')?;
    let window = &rest.as_bytes()[..rest.len().min(LONGEST_ADDRESS)];
    let end = memchr::memchr(b')', window)?;
    let inner = rest.get(..end)?;
    let leads = ["http://", "https://", "ftp://", "mailto:", "#", "./", "../", "/"]
        .iter()
        .any(|start| inner.starts_with(start))
        || [".htm", ".html", ".xml", ".txt", ".md", ".pdf"].iter().any(|ending| inner.ends_with(ending));
    let sound = leads && !inner.contains(char::is_whitespace) && inner.is_ascii() && inner.len() > 1;
    sound.then(|| (at + end + 2, address(inner)))
}

/// Where the address `text` leads: what cannot stand in one as it is (RFC 3986, section 2) stands there by its number.
pub(crate) fn address(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut has_fragment = false;
    for (at, c) in text.char_indices() {
        let escape =
            text.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let second = c == '#' && has_fragment;
        has_fragment |= c == '#';
        if matches!(c, '\\' | '^' | '`' | '|') || (c == '%' && !escape) || second {
            out.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_words() {
        let read = |text: &str| at(text, 0, &mut Budget::default()).map(|(_, inner)| text[inner].to_owned());
        assert_eq!(read("_Izvestia_ of"), Some("Izvestia".into()));
        assert_eq!(read("**bold** x"), Some("bold".into()));
        assert_eq!(read("_snake_case"), None);
        assert_eq!(read("* not *"), None);
        assert_eq!(read("*a* b*"), Some("a".into()));
    }

    #[test]
    fn slashes_and_wide_letters() {
        let read = |text: &str| slanted(text, 0).map(|(_, inner)| text[inner].to_owned());
        assert_eq!(read("/so/ it"), Some("so".into()));
        assert_eq!(read("/usr/bin/x"), None);
        assert!(has_letterspaced("the w o r d s here") && !has_letterspaced("I am a man"));
        let wide = |text: &str| {
            letterspaced(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(wide("the w o r d s here, A B C"), ["w o r d s"]);
        assert_eq!(wide("G r ü n e, a"), ["G r ü n e"]);
    }

    #[test]
    fn addresses() {
        let text = "see http://example.org/a_b.htm, or";
        assert_eq!(link(text, 8).map(|l| l.1), Some("http://example.org/a_b.htm".into()));
        let text = "http://a.b/c%20d%J|e#f#g";
        assert_eq!(link(text, 4).map(|l| l.1), Some("http://a.b/c%20d%25J%7Ce#f%23g".into()));
        let text = "write a.b@example.org.";
        assert_eq!(link(text, 9).map(|l| l.1), Some("mailto:a.b@example.org".into()));
        assert_eq!(link("x: y", 1), None);
        assert_eq!(link("a @ b", 2), None);
    }
}
