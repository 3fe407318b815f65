//! Reading labels: alone, joined (`Transcription & HTML Markup`), with more words, or as a phrase before a name.

use std::ops::Range;

use teiwright_model::Relator;

use super::scan;
use super::table::{BEGINNINGS, ENDINGS, LABELS, LICENCES, MORE, OPENINGS, PUBLIC_DOMAIN, SHORT};
use super::{persons, scan::trim};

/// What a label says about its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Creation,
    FirstPublication,
    Print,
    Digital,
    Translator,
    Editor,
    Transcriber,
    Markup,
    Proofreader,
    Corrector,
    Digitiser,
    Contributor,
    Illustrator,
    Annotator,
    Compiler,
    Introducer,
    Licence,
    /// Which text the edition prints.
    Basis,
    Author,
    Title,
    Language,
    Archive,
    Note,
}

impl Meaning {
    /// The responsibility that the label names, if it names one.
    pub(super) const fn relator(self) -> Option<Relator> {
        Some(match self {
            Self::Translator => Relator::Translator,
            Self::Editor => Relator::Editor,
            Self::Transcriber => Relator::Transcriber,
            Self::Markup => Relator::Markup,
            Self::Proofreader => Relator::Proofreader,
            Self::Corrector => Relator::Corrector,
            Self::Digitiser => Relator::Digitiser,
            Self::Contributor => Relator::Contributor,
            Self::Illustrator => Relator::Illustrator,
            Self::Annotator => Relator::Annotator,
            Self::Compiler => Relator::Compiler,
            Self::Introducer => Relator::IntroductionAuthor,
            _ => return None,
        })
    }
}

/// A part of a label: its bytes, and what it means.
pub(super) type Part = (Range<usize>, Meaning);

/// A label longer than this is a sentence with a colon.
const LONGEST: usize = 64;

/// The form in which labels stand in the table.
fn key(label: &str) -> String {
    let outside = label.find('(').map_or(label, |at| &label[..at]);
    let spaced = outside.to_lowercase().replace('’', "'").replace(['-', '‑', '–', '_'], " ");
    scan::joined(spaced.trim().trim_end_matches('.'))
}

fn look_up(key: &str) -> Option<Meaning> {
    let exact =
        |key: &str| LABELS.iter().find(|(.., names)| names.contains(&key)).map(|(meaning, ..)| *meaning);
    // Participles agree with what they are said of: `traducida`, `traduite`, `corrigées`.
    let agreed = || {
        let stem = key.strip_suffix('s').unwrap_or(key);
        let bare = stem.strip_suffix('e').unwrap_or(stem);
        let masculine = stem.strip_suffix('a').map(|stem| format!("{stem}o"));
        exact(stem).or_else(|| exact(bare)).or_else(|| masculine.and_then(|key| exact(&key)))
    };
    exact(key).or_else(|| if key.len() > 6 { agreed() } else { None })
}

/// What one label, without joining words between several, means.
pub(super) fn simple(label: &str) -> Option<Meaning> {
    if label.is_empty() || label.len() > LONGEST {
        return None;
    }
    let key = key(label);
    let known = |meaning: &Meaning| {
        meaning.relator().is_some()
            || matches!(meaning, Meaning::Digital | Meaning::Print | Meaning::FirstPublication)
    };
    let ended = |key: &str| {
        let stem = ENDINGS.iter().find_map(|ending| key.strip_suffix(ending));
        look_up(key).or_else(|| stem.and_then(|stem| look_up(stem.trim_end())))
    };
    let begun = || {
        let stem = BEGINNINGS.iter().find_map(|beginning| key.strip_prefix(beginning))?;
        ended(stem).filter(|meaning| meaning.relator().is_some())
    };
    let more = || {
        let cut = MORE.iter().filter_map(|more| key.find(more)).min()?;
        look_up(&key[..cut]).filter(known)
    };
    ended(&key).or_else(begun).or_else(more)
}

/// The parts of a label that joins several, each with its bytes and meaning; a label that is known as a whole has one
/// part, an unknown one none. Labels are joined only where all of them name responsibilities.
pub(super) fn parts(label: &str) -> Vec<Part> {
    let whole = trim(label, 0..label.find('(').unwrap_or(label.len()), char::is_whitespace);
    if let Some(meaning) = simple(&label[whole.clone()]) {
        return vec![(whole, meaning)];
    }
    if label.len() > LONGEST {
        return Vec::new();
    }
    const WORDS: [&str; 9] = [" and ", " und ", " u. ", " et ", " y ", " e ", " и ", " i ", " plus "];
    let mut cuts = Vec::new();
    for joint in ["&", "/", "\\", ",", "+", "|"].into_iter().chain(WORDS) {
        cuts.extend(label.match_indices(joint).map(|(at, joint)| at..at + joint.len()));
    }
    cuts.sort_by_key(|cut| cut.start);
    let mut out = Vec::new();
    let mut start = whole.start;
    for cut in cuts.into_iter().chain(std::iter::once(whole.end..whole.end)) {
        if cut.start < start || cut.start > whole.end {
            continue;
        }
        let mut part = trim(label, start..cut.start, char::is_whitespace);
        start = cut.end;
        if part.is_empty() {
            continue;
        }
        // `Transcribed, edited and formatted`: a comma may stand before the joining word.
        for word in WORDS {
            if label[part.clone()].starts_with(word.trim_start()) {
                part.start += word.len() - 1;
            }
        }
        let meaning = simple(&label[part.clone()]).filter(|meaning| meaning.relator().is_some());
        let Some(meaning) = meaning else { return Vec::new() };
        out.push((part, meaning));
    }
    out
}

/// Responsibilities in words before names: `Edited by Ann Lee`, `Transcribed & marked up by Bob`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// What they are, the last with its joining word.
    pub(super) parts: Vec<Part>,
    /// Where the names begin.
    pub(super) value: usize,
}

/// The responsibilities that `text` begins with, if names follow.
pub(super) fn phrase(text: &str) -> Option<Phrase> {
    const BY: [&str; 7] = ["by", "von", "par", "por", "da", "durch", "de"];
    let followed = |at: usize| {
        let rest = text[at..].trim_start_matches([' ', ':', '\u{A0}', '\n', '\r', '\t']);
        let value = text.len() - rest.len();
        // Whom it was done for is no part of the name.
        let whom =
            [" for ", " für ", " pour ", " para ", " per "].iter().filter_map(|word| rest.find(word)).min();
        let names = &rest[..whom.unwrap_or(rest.len())];
        let first = persons::split(names).into_iter().next()?;
        let name = &names[first];
        let article = ["the ", "der ", "den ", "dem ", "la ", "les ", "el ", "los "];
        let body = article.iter().any(|article| name.starts_with(article));
        (persons::is_credit(name) || body).then_some(value)
    };
    let short = SHORT
        .iter()
        .filter_map(|(words, meaning)| Some((scan::phrase(text, words)?, *meaning)))
        .max_by_key(|s| s.0);
    if let Some((length, meaning)) = short
        && let Some(value) = followed(length)
    {
        return Some(Phrase { parts: vec![(0..length, meaning)], value });
    }
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace).take(9) {
        let end = start + word.trim_end().trim_end_matches(':').len();
        if end > LONGEST {
            return None;
        }
        let bare = &text[start..end];
        if start > 0 && BY.iter().any(|by| scan::phrase(bare, by) == Some(bare.len())) {
            let mut parts = parts(text[..start].trim_end());
            parts.retain(|(_, meaning)| meaning.relator().is_some());
            if let (Some(last), Some(value)) = (parts.last_mut(), followed(end)) {
                last.0.end = end;
                return Some(Phrase { parts, value });
            }
        }
        start += word.len();
    }
    None
}

/// A line that says without a colon what it is about: the length of the words that say it (none for a licence, whose
/// words are all its own), and what.
pub(super) fn opening(text: &str) -> Option<(usize, Meaning)> {
    if text.len() <= 300 && scan::first(text, super::bibliography::BASIS).is_some() {
        return Some((0, Meaning::Basis));
    }
    if let Some(length) = scan::first(text, LICENCES).max(scan::first(text, PUBLIC_DOMAIN)) {
        // `Copyright laws are changing` is a sentence; `Copyright © 1948` and `Public domain` are not.
        let rest = text[length..].trim_start();
        let stated = scan::phrase(text, "copyright").is_none()
            || rest.starts_with(|c: char| c.is_ascii_digit() || ":©(".contains(c));
        return stated.then_some((0, Meaning::Licence));
    }
    let found = OPENINGS.iter().filter_map(|(words, meaning)| Some((scan::phrase(text, words)?, *meaning)));
    let (length, meaning) = found.max_by_key(|found| found.0)?;
    let value = text[length..].trim_start_matches([':', ' ']);
    // Words of a sentence like any other unless a year or an issue proves it.
    let proof = text.len() <= 300
        && text.starts_with(char::is_uppercase)
        && value.contains(|c: char| c.is_ascii_digit())
        && !value.is_empty();
    proof.then_some((length, meaning))
}

/// The label at the start of a line: its length without the colon, and where the value begins.
pub(super) fn at_start(line: &str) -> Option<(usize, usize)> {
    let window =
        &line[..(0..=line.len().min(LONGEST + 8)).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0)];
    let mut depth = 0_i32;
    let colon = window.char_indices().find_map(|(at, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        (depth == 0 && c == ':').then_some(at)
    })?;
    let rest = &line[colon..];
    let value = rest.trim_start_matches(':').trim_start();
    let label = line[..colon].trim_end();
    let outside = label.find('(').map_or(label, |at| &label[..at]);
    let sound = !outside.is_empty()
        && !rest.starts_with("://")
        && outside.split_whitespace().count() <= 9
        && outside.starts_with(char::is_alphabetic)
        && outside.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "&/\\-'’,.+|‑–".contains(c));
    sound.then(|| (label.len(), line.len() - value.len()))
}

/// What a line's label means, if it begins with one that is known.
pub(super) fn known(line: &str) -> Option<Meaning> {
    let (label, _) = at_start(line)?;
    parts(&line[..label]).first().map(|(_, meaning)| *meaning)
}

/// The known label that is nearest to an unknown one, as people write it, if one is near.
pub(super) fn nearest(label: &str) -> Option<String> {
    let key = key(label);
    let wanted = key.chars().collect::<Vec<_>>();
    if !(4..=40).contains(&wanted.len()) {
        return None;
    }
    let most = wanted.len() / 4 + 1;
    let all = LABELS.iter().flat_map(|(.., names)| names.iter().copied());
    let near = all.filter_map(|name| {
        let distance = distance(&wanted, &name.chars().collect::<Vec<_>>(), most)?;
        Some((distance, name))
    });
    let (_, name) = near.min_by_key(|(distance, name)| (*distance, name.len().abs_diff(key.len())))?;
    let mut letters = name.chars();
    Some(letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect()))
}

/// Edit distance, if it is at most `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row = (0..=b.len()).collect::<Vec<_>>();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Meaning as M;

    #[test]
    fn labels_alone_and_joined() {
        let read = |label| parts(label).into_iter().map(|(range, m)| (&label[range], m)).collect::<Vec<_>>();
        assert_eq!(read("Source"), [("Source", M::Print)]);
        assert_eq!(
            read("Transcription & HTML Markup"),
            [("Transcription", M::Transcriber), ("HTML Markup", M::Markup)]
        );
        assert_eq!(read("Transcription\\Markup").len(), 2);
        assert_eq!(read("Transcribed/HTML Markup/Proofread").len(), 3);
        assert_eq!(read("Transcribed, Edited and Marked up by").len(), 3);
        assert_eq!(
            read("Re-Marked & Proofread by"),
            [("Re-Marked", M::Markup), ("Proofread by", M::Proofreader)]
        );
        assert_eq!(read("Original Transcription"), [("Original Transcription", M::Transcriber)]);
        assert_eq!(read("Translated (from the German)"), [("Translated", M::Translator)]);
        assert_eq!(read("Перевод с немецкого"), [("Перевод с немецкого", M::Translator)]);
        assert_eq!(read("Numérisation et mise en HTML").len(), 2);
        assert_eq!(read("HTML-MARKIERUNG"), [("HTML-MARKIERUNG", M::Markup)]);
        assert_eq!(read("Some Label"), []);
        assert_eq!(read("Source and Proofread"), []);
    }

    #[test]
    fn phrases_in_words() {
        let read = |text: &str| phrase(text).map(|p| (p.parts.len(), p.value));
        assert_eq!(read("Edited by George Hanna"), Some((1, 10)));
        assert_eq!(read("Übersetzt von Klara Muster"), Some((1, "Übersetzt von ".len())));
        assert_eq!(read("Transcribed & marked up by Bob Lee"), Some((2, 27)));
        assert_eq!(read("ed. Philip S. Doe"), Some((1, 4)));
        assert_eq!(read("George Hanna"), None);
        assert_eq!(read("Edited by hand"), None);
    }

    #[test]
    fn near_labels() {
        assert_eq!(nearest("Transcribtion").as_deref(), Some("Transcription"));
        assert_eq!(nearest("Colour of Ink"), None);
    }
}
