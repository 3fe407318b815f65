//! Names of persons and bodies, in lines that name several.

use std::ops::Range;

/// Words that join persons.
const JOINTS: [&str; 9] =
    [" and ", " & ", " und ", " et ", " y ", " e ", " и ", " in cooperation with ", " with "];

/// Particles that names carry in small letters.
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el",
    "bin", "ibn", "zu", "zur", "ten", "ter", "af", "av", "y", "e", "фон",
];

/// Words of names of bodies.
const BODIES: &[&str] = &[
    "volunteers",
    "volunteer",
    "voluntarios",
    "voluntários",
    "volontari",
    "bénévoles",
    "freiwillige",
    "добровольцы",
    "others",
    "archive",
    "archives",
    "press",
    "publishers",
    "committee",
    "project",
    "team",
    "institute",
    "collective",
    "library",
    "group",
    "society",
    "union",
    "internet",
    "anonymous",
    "unknown",
    "staff",
    "verlag",
    "editors",
    "marxists",
    "international",
];

/// Cuts `text` into the stretches between commas, semicolons and joining words; each without white space around it.
pub(crate) fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or(' ');
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        let joint = if depth > 0 {
            0
        } else if matches!(c, ',' | ';') {
            // `Davis, Jr.` is one name.
            let next = rest[1..].trim_start();
            usize::from(!["Jr", "Sr", "jr", "sr", "III"].iter().any(|suffix| next.starts_with(suffix)))
        } else {
            let joint =
                JOINTS.iter().find(|joint| rest.starts_with(**joint)).map_or(0, |joint| joint.len() - 1);
            // Not inside a name: `Ortega y Gasset` has a capital on both sides, as has `A y B`; a full first name
            // before the word decides.
            if joint > 0 && matches!(rest.trim_start().as_bytes().first(), Some(b'y' | b'e')) {
                if text[start..at].split_whitespace().count() >= 2 { joint } else { 0 }
            } else {
                joint
            }
        };
        if joint > 0 {
            push(text, start..at, &mut out);
            start = at + joint;
            at = start;
        } else {
            at += c.len_utf8();
        }
    }
    push(text, start..text.len(), &mut out);
    out
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let left = range.start + part.len() - part.trim_start().len();
    let trimmed = part.trim();
    // The full stop of an initial or `Jr.` belongs to the name; that of a sentence does not.
    let sentence = trimmed.ends_with('.') && !ends_with_initial(trimmed) && range.end == text.len();
    let len = trimmed.len() - usize::from(sentence);
    if len > 0 {
        out.push(left..left + len);
    }
}

fn ends_with_initial(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    last.len() <= 3 || matches!(last, "Jr." | "Sr.") || last.matches('.').count() > 1
}

/// Whether `text` has the shape of a person's name: capitalised words and initials, with particles between.
pub(crate) fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().collect::<Vec<_>>();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let clean = text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || ".-'’".contains(c));
    let titled = [
        "The",
        "A",
        "An",
        "On",
        "To",
        "Der",
        "Die",
        "Das",
        "Le",
        "La",
        "Les",
        "El",
        "Los",
        "Il",
        "О",
        "In",
        "For",
        "From",
        "What",
        "How",
        "Why",
        "Letter",
        "Speech",
        "Report",
        "Theses",
        "Manifesto",
        "Preface",
    ];
    (1..=6).contains(&words.len())
        && clean
        && words.iter().all(|word| capital(word) || PARTICLES.contains(word))
        && words.first().is_some_and(|first| capital(first) && !titled.contains(first))
}

/// Whether `text` names a body rather than a person.
pub(crate) fn is_body(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        BODIES.contains(&bare.as_str())
    })
}

/// Whether a line of a title block names an author: a name of two words or more, or with initials.
pub(crate) fn is_author_line(text: &str) -> bool {
    let text = text.trim();
    let has_initial = text.split_whitespace().any(|word| word.ends_with('.') && word.len() <= 5);
    let words = text.split_whitespace().count();
    let ranges = split(text);
    let names = ranges.iter().all(|range| is_name(&text[range.clone()]));
    names && (2..=9).contains(&words) && (has_initial || words <= 4 || ranges.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_apart_and_names_whole() {
        let read = |text: &str| split(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(read("Yuri Sdobnikov and George Hanna"), ["Yuri Sdobnikov", "George Hanna"]);
        assert_eq!(read("M. S. Levin, Joe Fineberg and Others;"), ["M. S. Levin", "Joe Fineberg", "Others"]);
        assert_eq!(read("J. W. Davis, Jr. & Rosa von der Heide"), ["J. W. Davis, Jr.", "Rosa von der Heide"]);
        assert_eq!(read("Ana Ruiz y Juan Gil."), ["Ana Ruiz", "Juan Gil"]);
    }

    #[test]
    fn authors_are_not_titles() {
        assert!(is_author_line("V. I. Lenin"));
        assert!(is_author_line("Karl Marx and Frederick Engels"));
        assert!(is_author_line("Rosa Luxemburg"));
        assert!(!is_author_line("The State And Revolution"));
        assert!(!is_author_line("October 25, 1917"));
    }
}
