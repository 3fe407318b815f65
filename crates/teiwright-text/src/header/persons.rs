//! Names of persons and bodies, in lines that name several.

use std::ops::Range;

use super::names;

/// Words that join persons.
const JOINTS: [&str; 14] = [
    " and ",
    " & ",
    " und ",
    " u. ",
    " et ",
    " y ",
    " e ",
    " и ",
    " i ",
    " plus ",
    " in cooperation with ",
    " together with ",
    " with ",
    " / ",
];

/// What may follow a name after a comma.
const SUFFIXES: [&str; 8] = ["Jr.", "Sr.", "Jr", "Sr", "jr.", "III", "M.D.", "Ph.D."];

/// Particles that names carry in small letters.
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "do", "das", "du", "la", "le", "el",
    "bin", "ibn", "zu", "zur", "ten", "ter", "af", "av", "y", "e", "фон",
];

/// Words of names of bodies.
const BODIES: &[&str] = &[
    "edições",
    "éditions",
    "ediciones",
    "edizioni",
    "verlag",
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
    "party",
    "partei",
    "parti",
    "partido",
    "partito",
    "célula",
    "grupo",
    "gruppo",
    "groupe",
    "gruppe",
    "équipe",
    "equipo",
    "archivo",
    "archiv",
    "arquivo",
    "archivio",
    "biblioteca",
    "editorial",
    "unknown",
    "staff",
    "verlag",
    "editors",
    "marxists",
    "international",
];

/// Cuts `text` into the stretches between commas, semicolons and joining words outside brackets; each without white
/// space around it.
pub(crate) fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut depth, mut at) = (0, 0_i32, 0);
    while let Some(c) = text[at..].chars().next() {
        depth = (depth + i32::from("([".contains(c)) - i32::from(")]".contains(c))).max(0);
        let joint = if depth > 0 { 0 } else { joint(text, start, at, c) };
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

/// The length of what joins two persons at `at`; the person before begins at `start`.
fn joint(text: &str, start: usize, at: usize, c: char) -> usize {
    let rest = &text[at..];
    match c {
        // `Davis, Jr.` is one name.
        ',' | ';' => {
            let next = rest[1..].trim_start();
            usize::from(!SUFFIXES.iter().any(|suffix| next.starts_with(suffix)))
        }
        // `A. Lehrer/Brian Roe`, not `Transcription/Markup` nor an address.
        '/' => {
            let before = &text[start..at];
            let address = before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"));
            let name = |part: &str| part.trim().starts_with(char::is_uppercase);
            let apart = !rest.starts_with("//") && !before.ends_with('/') && !address;
            usize::from(apart && name(&rest[1..]) && name(before))
        }
        ' ' | '\n' | '\r' | '\t' | '\u{A0}' => word_joint(text, start, at),
        _ => 0,
    }
}

/// The length of the joining word at `at`, with the white space before it.
fn word_joint(text: &str, start: usize, at: usize) -> usize {
    let rest = &text[at..];
    let length = JOINTS.iter().filter_map(|joint| super::scan::phrase(rest, joint.trim_end())).max();
    let Some(length) = length.filter(|length| rest[*length..].starts_with(char::is_whitespace)) else {
        return 0;
    };
    let word = rest[..length].trim_start();
    if word.len() > 1 {
        return if word == "И" { 0 } else { length };
    }
    // `Ortega y Gasset` is one name, `Charles E Lee` too: no full name stands on both sides.
    let after = rest[length..].split([',', ';', '(', '.']).next().unwrap_or_default();
    let full = |part: &str| part.split_whitespace().nth(1).is_some();
    // After the word stands a full name, or nothing that could belong to one.
    let apart = full(after) || after.trim_start().starts_with(char::is_lowercase);
    if word.starts_with(char::is_lowercase) && full(&text[start..at]) && apart || word == "&" {
        length
    } else {
        0
    }
}

fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut range = super::scan::trim(text, range, char::is_whitespace);
    let part = &text[range.clone()];
    // The full stop of an initial or `Jr.` belongs to the name; that of a sentence does not.
    let last = text[range.end..].trim().is_empty();
    if part.ends_with('.') && !ends_with_initial(part) && last {
        range.end -= 1;
    }
    if !range.is_empty() {
        out.push(range);
    }
}

fn ends_with_initial(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default();
    let initials = last.matches('.').count() > 1 && !last.contains('@') && last.len() <= 8;
    last.chars().count() <= 3 || matches!(last, "Jr." | "Sr.") || initials
}

/// Whether `text` has the shape of a person's name: capitalised words and initials, with particles between.
pub(crate) fn is_name(text: &str) -> bool {
    // `Davis, Jr.` is one name.
    let suffix = SUFFIXES.iter().find_map(|suffix| text.strip_suffix(suffix));
    let text = suffix.map_or(text, |bare| bare.trim_end().trim_end_matches(','));
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

/// Whether `text` can name who did something for a text: a person, a body, an address.
pub(super) fn is_credit(text: &str) -> bool {
    let words = text.split_whitespace().count();
    is_name(text)
        || (is_body(text) && words <= 8)
        || (words == 1 && text.contains('@') && !text.starts_with('@'))
        || (words == 1
            && text.len() > 2
            && text.starts_with(char::is_uppercase)
            && text.chars().all(|c| c.is_alphanumeric() || c == '.'))
}

/// How much like the name of one or more authors a line looks: 3 and more is a name, below 1 is none.
pub(super) fn author_score(text: &str) -> i32 {
    let ranges = split(text);
    let words = text.split_whitespace().count();
    if ranges.is_empty() || words > 12 || !ranges.iter().all(|range| is_name(&text[range.clone()])) {
        return 0;
    }
    let one = |range: &Range<usize>| name_score(&text[range.clone()]);
    let least = ranges.iter().map(one).min().unwrap_or(0);
    // Two full names joined are hardly a title.
    let full = |range: &Range<usize>| text[range.clone()].split_whitespace().count() > 1;
    least + i32::from(ranges.len() > 1 && ranges.iter().all(full))
}

/// The same for one name.
fn name_score(name: &str) -> i32 {
    let words = name.split_whitespace().collect::<Vec<_>>();
    let Some(last) = words.last().filter(|_| !words.iter().any(|word| names::is_title_word(word))) else {
        return -4;
    };
    if words.len() == 1 {
        return if names::is_single(last) { 2 } else { -1 };
    }
    let initial = words[..words.len() - 1]
        .iter()
        .any(|word| word.ends_with('.') && word.split('.').all(|part| part.chars().count() <= 2));
    let given = words.first().is_some_and(|first| names::is_given(first));
    let particle = words.iter().any(|word| PARTICLES.contains(word));
    1 + 3 * i32::from(initial) + 3 * i32::from(given) + i32::from(particle) - i32::from(words.len() > 4)
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
    fn slashes_and_brackets() {
        let read = |text: &str| split(text).into_iter().map(|r| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(read("A. Doe/Brian Roe."), ["A. Doe", "Brian Roe"]);
        assert_eq!(read("Karl Beispiel u. Friedrich Muster"), ["Karl Beispiel", "Friedrich Muster"]);
        assert_eq!(read("Ann Lee (with Bob, and others), Cy"), ["Ann Lee (with Bob, and others)", "Cy"]);
        assert_eq!(read("Ann https://a.example/B/C"), ["Ann https://a.example/B/C"]);
        assert_eq!(read("José Ortega y Gasset"), ["José Ortega y Gasset"]);
        assert_eq!(read("Ortega y Gasset"), ["Ortega y Gasset"]);
    }

    #[test]
    fn authors_are_not_titles() {
        for name in [
            "V. I. Lenin",
            "Karl Marx and Frederick Engels",
            "Rosa Luxemburg",
            "EUGENE V. DEBS",
            "Иван Примеров",
        ] {
            assert!(author_score(name) >= 3, "{name}");
        }
        for title in [
            "The State And Revolution",
            "October 25, 1917",
            "Lenin and Trotsky",
            "Theses on Feuerbach",
            "Two Tactics",
        ] {
            assert!(author_score(title) < 3, "{title}: {}", author_score(title));
        }
    }
}
