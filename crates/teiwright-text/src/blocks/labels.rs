//! The labels of items: `(a)`, `1)`, `1.`, `а)`, `•`.

use crate::numbers::{self, Number, Numeral};

/// The label before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// Its number; none for a mark of no order.
    pub(super) number: Option<Number>,
    /// How it is fenced: first and last character.
    fence: (char, char),
    /// Its length in bytes.
    pub(super) len: usize,
    /// Where the item's words begin.
    pub(super) body: usize,
    /// The place of its only letter in the alphabet, whatever else the letter may be.
    letter: Option<u32>,
}

impl Label {
    /// Whether `next` labels the item after this one.
    pub(super) fn goes_on(&self, next: &Self) -> bool {
        self.fence == next.fence
            && match (self.number, next.number) {
                (None, None) => true,
                (Some(a), Some(b)) => {
                    // `(h)`, `(i)`: a letter that is a roman numeral too.
                    let letters = self.letter.zip(next.letter).is_some_and(|(a, b)| a + 1 == b);
                    (b.value == a.value + 1 && a.numeral == b.numeral) || letters
                }
                _ => false,
            }
    }

    /// Whether a list can begin with it.
    pub(super) fn is_first(&self) -> bool {
        self.number.is_none_or(|number| number.value == 1) || self.letter == Some(1)
    }

    /// Whether both are set alike, so that one list cannot stand inside the other.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.fence == other.fence
            && self.number.map(|number| number.numeral) == other.number.map(|number| number.numeral)
    }

    /// Whether it is a dash, which may also be one of dialogue.
    pub(super) const fn is_dash(&self) -> bool {
        matches!(self.fence.0, '-' | '—' | '–')
    }

    /// Whether it is a long dash, with which speech begins in most languages of the archives.
    pub(super) const fn is_long_dash(&self) -> bool {
        matches!(self.fence.0, '—' | '–')
    }
}

/// Letters that label items in their order, beside the Latin ones.
const ALPHABETS: [&str; 3] =
    ["абвгдежзиклмнопрстуфхцчшщэюя", "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ", "αβγδεζηθικλμνξοπρστυφχψω"];

fn number(token: &str) -> Option<Number> {
    if token.is_ascii() {
        return numbers::parse(token).filter(|number| number.numeral != Numeral::Word);
    }
    let mut letters = token.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let place = ALPHABETS.iter().find_map(|letters| letters.chars().position(|c| c == letter))?;
    let numeral = if letter.is_uppercase() { Numeral::UpperLetter } else { Numeral::LowerLetter };
    Some(Number { value: u32::try_from(place).ok()? + 1, numeral })
}

fn letter(token: &str, number: Number) -> Option<u32> {
    match token.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1),
        _ if !token.is_ascii() => Some(number.value),
        _ => None,
    }
}

/// Reads the label at the start of `text`.
pub(super) fn label(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    if matches!(first, '•' | '●' | '▪' | '◦' | '·' | '*' | '-' | '+' | '—' | '–') {
        let len = first.len_utf8();
        let body = text.len() - text[len..].trim_start().len();
        let label = Label { number: None, fence: (first, first), len, body, letter: None };
        return (body > len && body < text.len()).then_some(label);
    }
    let open = usize::from(first == '(');
    let token = &text[open..];
    let end = token.char_indices().take(6).find(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at)?;
    let word = &token[..end];
    let number = number(word)?;
    let close = token[end..].chars().next()?;
    let fenced = match (open, close) {
        (1, ')') | (0, ')') => true,
        // `A. Smith` is a name.
        (0, '.') => number.numeral == Numeral::Arabic,
        _ => false,
    };
    let len = open + end + close.len_utf8();
    let words = text.get(len..)?;
    let body = text.len() - words.trim_start().len();
    let fence = (if open == 1 { '(' } else { ' ' }, close);
    let label = Label { number: Some(number), fence, len, body, letter: letter(word, number) };
    (fenced && body > len && body < text.len()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_items() {
        let body = |text| label(text).map(|label| label.body);
        assert_eq!(body("(a) peace"), Some(4));
        assert_eq!(body("1) peace"), Some(3));
        assert_eq!(body("1. peace"), Some(3));
        assert_eq!(body("• peace"), Some(4));
        assert_eq!(body("а) мир"), Some(4));
        assert_eq!(body("A. Smith"), None);
        assert_eq!(body("1917 was"), None);
        assert_eq!(body("-peace"), None);
    }

    #[test]
    fn labels_that_follow_one_another() {
        let goes_on = |a: &str, b: &str| label(a).zip(label(b)).is_some_and(|(a, b)| a.goes_on(&b));
        assert!(goes_on("(h) x", "(i) x"));
        assert!(goes_on("(i) x", "(ii) x"));
        assert!(goes_on("(b) x", "(c) x"));
        assert!(goes_on("б) x", "в) x"));
        assert!(!goes_on("(b) x", "(iii) x"));
        assert!(!goes_on("(a) x", "b) x"));
    }
}
