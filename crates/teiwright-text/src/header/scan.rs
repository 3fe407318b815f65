//! Looking for words in a text without regard to case: the places are those of the text itself, which lower case
//! would move.

use std::ops::Range;

/// The bytes that `words` (lower case, single spaces) takes at the start of `text`. A space stands for any white space
/// or a hyphen, a straight apostrophe for a curly one too.
pub(super) fn prefix(text: &str, words: &str) -> Option<usize> {
    let mut at = 0;
    for wanted in words.chars() {
        let rest = text.get(at..)?;
        if wanted == ' ' {
            let spaces = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '-').len();
            if spaces == 0 {
                return None;
            }
            at += spaces;
            continue;
        }
        let found = rest.chars().next()?;
        let plain = if found == '’' { '\'' } else { found };
        if !plain.to_lowercase().eq(std::iter::once(wanted)) {
            return None;
        }
        at += found.len_utf8();
    }
    Some(at)
}

/// The same, where no letter or digit goes on with the last word.
pub(super) fn phrase(text: &str, words: &str) -> Option<usize> {
    prefix(text, words).filter(|&end| {
        let ends = words.ends_with(|c: char| !c.is_alphanumeric());
        ends || !text[end..].starts_with(char::is_alphanumeric)
    })
}

/// Where `words` stand in `text` as whole words, first.
pub(super) fn find(text: &str, words: &str) -> Option<Range<usize>> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if !before.is_alphanumeric()
            && let Some(length) = phrase(&text[at..], words)
        {
            return Some(at..at + length);
        }
        before = c;
    }
    None
}

/// Whether one of `list` stands in `text` as whole words.
pub(super) fn any(text: &str, list: &[&str]) -> bool {
    list.iter().any(|words| find(text, words).is_some())
}

/// The first of `list` at the start of `text` as whole words: its length.
pub(super) fn first(text: &str, list: &[&str]) -> Option<usize> {
    list.iter().filter_map(|words| phrase(text, words)).max()
}

/// `range` of `text` without the characters of `marks` on either side.
pub(super) fn trim(text: &str, range: Range<usize>, marks: impl Fn(char) -> bool) -> Range<usize> {
    let part = &text[range.clone()];
    let left = part.len() - part.trim_start_matches(&marks).len();
    let right = part.trim_end_matches(&marks).len().max(left);
    range.start + left..range.start + right
}

/// Words joined by single spaces.
pub(super) fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        assert_eq!(prefix("HTML-Markup: x", "html markup"), Some(11));
        assert_eq!(phrase("Publisher", "publish"), None);
        assert_eq!(find("İ, Edited By X", "edited by"), Some(4..13));
        assert_eq!(find("credited", "edited"), None);
        assert_eq!(first("a cura di X", &["a", "a cura di"]), Some(9));
    }
}
