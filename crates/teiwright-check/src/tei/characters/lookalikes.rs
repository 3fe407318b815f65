//! Words in which letters of one script stand among those of another that look the same.

use teiwright_source::Span;

use super::super::frame::{Found, Placed};
use crate::rules;

/// Letters of Cyrillic and Greek with the Latin letters that they look like (as Unicode Technical Standard 39 has them).
const ALIKE: [(char, char); 58] = [
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('ԁ', 'd'),
    ('һ', 'h'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('ё', 'ë'),
    ('ї', 'ï'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('Ё', 'Ë'),
    ('Ї', 'Ï'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ρ', 'p'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('α', 'a'),
    ('γ', 'y'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('Ѵ', 'V'),
    ('ѵ', 'v'),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
}

const fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Some(Script::Latin),
        '\u{400}'..='\u{52F}' => Some(Script::Cyrillic),
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Some(Script::Greek),
        _ => None,
    }
}

/// Looks at the words of a text.
pub(super) fn check(text: &Placed<'_>, element: Span, found: &mut Found) {
    let foreign = |c: char| matches!(script(c), Some(Script::Cyrillic | Script::Greek));
    if !text.text.chars().any(foreign) {
        return;
    }
    for word in text.text.split(|c: char| !c.is_alphabetic() && !is_mark(c)) {
        if let Some((meant, script)) = meant(word) {
            let start = word.as_ptr() as usize - text.text.as_ptr() as usize;
            let span = text.part(start..start + word.len());
            found.add(rules::mixed_scripts(word, &meant, script, span, text.exact()), element);
        }
    }
}

/// Whether it is a combining mark, which belongs to the letter before it.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// The word in one script, where a few letters of another that look the same stand among its own; and what those are.
fn meant(word: &str) -> Option<(String, &'static str)> {
    let (mut latin, mut cyrillic, mut greek) = (0, 0, 0);
    for c in word.chars() {
        match script(c) {
            Some(Script::Latin) => latin += 1,
            Some(Script::Cyrillic) => cyrillic += 1,
            Some(Script::Greek) => greek += 1,
            None if is_mark(c) => {}
            None => return None,
        }
    }
    // Two letters may be a sign; a word has more of its own than of others.
    let other = match (latin, cyrillic, greek) {
        (2.., 1.., 0) | (2.., 0, 1..) if latin >= cyrillic + greek => {
            let of = |c: char| script(c) != Some(Script::Latin);
            let turned = turn(word, of, |c| ALIKE.iter().find(|(from, _)| *from == c).map(|pair| pair.1))?;
            return Some((turned, if cyrillic > 0 { "Cyrillic" } else { "Greek" }));
        }
        (1.., 2.., 0) => Script::Cyrillic,
        (1.., 0, 2..) => Script::Greek,
        _ => return None,
    };
    let latin = |c: char| script(c) == Some(Script::Latin);
    let back =
        |c: char| ALIKE.iter().find(|(to, from)| *from == c && script(*to) == Some(other)).map(|pair| pair.0);
    turn(word, latin, back).map(|turned| (turned, "Latin"))
}

fn turn(word: &str, of: impl Fn(char) -> bool, to: impl Fn(char) -> Option<char>) -> Option<String> {
    word.chars().map(|c| if of(c) && !is_mark(c) { to(c) } else { Some(c) }).collect()
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn only_letters_that_look_the_same_are_suspect() {
        assert_eq!(meant("Lenіn"), Some(("Lenin".to_owned(), "Cyrillic")));
        assert_eq!(meant("Москвa"), Some(("Москва".to_owned(), "Latin")));
        assert_eq!(meant("μm"), None);
        assert_eq!(meant("αβγ"), None);
        assert_eq!(meant("Ωmega"), None);
        assert_eq!(meant("plain"), None);
    }
}
