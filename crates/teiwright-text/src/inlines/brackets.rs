//! Words in brackets: what an audience did, and what an editor did to the text.

use std::ops::Range;

use teiwright_model::{Editorial, ReactionKind};

/// The longest report of a reaction, in bytes.
const LONGEST: usize = 400;

/// Words that reports of meetings use, with what they report; compared in lower case, as the beginning of a word.
const REACTIONS: &[(&str, ReactionKind)] = &[
    ("ovation", ReactionKind::Ovation),
    ("овац", ReactionKind::Ovation),
    ("ovación", ReactionKind::Ovation),
    ("ovazion", ReactionKind::Ovation),
    ("applau", ReactionKind::Applause),
    ("cheer", ReactionKind::Applause),
    ("clapping", ReactionKind::Applause),
    ("beifall", ReactionKind::Applause),
    ("bravo", ReactionKind::Applause),
    ("händeklatschen", ReactionKind::Applause),
    ("aplauso", ReactionKind::Applause),
    ("аплодисмент", ReactionKind::Applause),
    ("рукоплескан", ReactionKind::Applause),
    ("laugh", ReactionKind::Laughter),
    ("heiterkeit", ReactionKind::Laughter),
    ("gelächter", ReactionKind::Laughter),
    ("lachen", ReactionKind::Laughter),
    ("rires", ReactionKind::Laughter),
    ("rire", ReactionKind::Laughter),
    ("hilarité", ReactionKind::Laughter),
    ("risas", ReactionKind::Laughter),
    ("risos", ReactionKind::Laughter),
    ("risa ", ReactionKind::Laughter),
    ("ilarità", ReactionKind::Laughter),
    ("смех", ReactionKind::Laughter),
    ("voice", ReactionKind::Voices),
    ("shout", ReactionKind::Voices),
    ("cries", ReactionKind::Voices),
    ("zuruf", ReactionKind::Voices),
    ("zwischenruf", ReactionKind::Voices),
    ("rufe", ReactionKind::Voices),
    ("voix", ReactionKind::Voices),
    ("voces", ReactionKind::Voices),
    ("vozes", ReactionKind::Voices),
    ("voci", ReactionKind::Voices),
    ("голос", ReactionKind::Voices),
    ("возглас", ReactionKind::Voices),
    ("exclamation", ReactionKind::Voices),
    ("interjection", ReactionKind::Voices),
    ("interruption", ReactionKind::Voices),
    ("calls of", ReactionKind::Voices),
    ("très bien", ReactionKind::Voices),
    ("c'est vrai", ReactionKind::Voices),
    ("muy bien", ReactionKind::Voices),
    ("sehr gut", ReactionKind::Voices),
    ("sehr wahr", ReactionKind::Voices),
    ("quite right", ReactionKind::Voices),
    ("crie", ReactionKind::Voices),
    ("gritos", ReactionKind::Voices),
    ("grida", ReactionKind::Voices),
    ("выкрик", ReactionKind::Voices),
    ("крики", ReactionKind::Voices),
    ("hear, hear", ReactionKind::Voices),
    ("sehr richtig", ReactionKind::Voices),
    ("hört", ReactionKind::Voices),
    ("protest", ReactionKind::Protest),
    ("booing", ReactionKind::Protest),
    ("hiss", ReactionKind::Protest),
    ("unruhe", ReactionKind::Commotion),
    ("bewegung", ReactionKind::Commotion),
    ("commotion", ReactionKind::Commotion),
    ("uproar", ReactionKind::Commotion),
    ("stir in the", ReactionKind::Commotion),
    ("sensation", ReactionKind::Commotion),
    ("mouvement", ReactionKind::Commotion),
    ("tumulto", ReactionKind::Commotion),
    ("шум", ReactionKind::Commotion),
    ("движение в зале", ReactionKind::Commotion),
    ("bruit", ReactionKind::Commotion),
    ("murmur", ReactionKind::Commotion),
    ("tumult", ReactionKind::Commotion),
    ("agitation", ReactionKind::Commotion),
    ("ruido", ReactionKind::Commotion),
    ("rumores", ReactionKind::Commotion),
    ("rumori", ReactionKind::Commotion),
    ("silence", ReactionKind::Pause),
    ("pause", ReactionKind::Pause),
];

/// Words that may stand before the one that tells: how loud, how long, from where.
const BEFORE: &[&str] = &[
    "stormy",
    "loud",
    "prolonged",
    "thunderous",
    "general",
    "long",
    "enthusiastic",
    "tumultuous",
    "renewed",
    "warm",
    "great",
    "continued",
    "lively",
    "cries",
    "of",
    "and",
    "all",
    "rise",
    "the",
    "from",
    "a",
    "slight",
    "animated",
    "lebhafter",
    "stürmischer",
    "großer",
    "allgemeine",
    "anhaltender",
    "langanhaltender",
    "erneute",
    "minutenlanger",
    "vifs",
    "longs",
    "nouveaux",
    "quelques",
    "des",
    "sur",
    "grandes",
    "grandi",
    "vivi",
    "vivissimi",
    "prolongados",
    "grandes",
    "calurosos",
    "fuertes",
    "muitos",
    "бурные",
    "продолжительные",
    "общий",
    "шумные",
    "громкие",
    "долго",
    "не",
    "смолкающие",
    "переходящие",
    "в",
];

/// A reaction in round or square brackets at byte `at`.
pub(crate) fn reaction(text: &str, at: usize) -> Option<(Range<usize>, ReactionKind)> {
    let close = match text.as_bytes()[at] {
        b'(' => b')',
        _ => b']',
    };
    let window = &text.as_bytes()[at..(at + LONGEST).min(text.len())];
    let end = memchr::memchr(close, window)?;
    let inner = text.get(at + 1..at + end)?;
    let lower = inner.to_lowercase();
    let mut rest = lower.as_str();
    for skipped in 0..=4 {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        if let Some((_, kind)) = REACTIONS.iter().find(|(start, _)| begins(rest, start)) {
            // `(laughter is the best medicine)` begins small and runs on; a report does not.
            let report =
                inner.chars().next().is_some_and(char::is_uppercase) || inner.split_whitespace().count() <= 4;
            return report.then(|| (at..at + end + 1, kind.clone()));
        }
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        if skipped == 4 || !BEFORE.contains(&word) {
            break;
        }
        rest = &rest[word.len()..];
    }
    heard(inner, &lower).map(|kind| (at..at + end + 1, kind))
}

/// `Tremendous applause.`: however loud it is called, a few words that end with what is heard.
fn heard(inner: &str, lower: &str) -> Option<ReactionKind> {
    let words = inner.split_whitespace().count();
    let last = lower.split_whitespace().next_back()?.trim_end_matches(['.', '!']);
    let (_, kind) = REACTIONS.iter().find(|(start, _)| last.starts_with(start.trim_end()))?;
    let sounds = matches!(kind, ReactionKind::Applause | ReactionKind::Laughter | ReactionKind::Ovation);
    (sounds && words <= 5 && inner.starts_with(char::is_uppercase)).then(|| kind.clone())
}

/// Whether `text` begins with `start`; with the whole word where that ends with a space.
fn begins(text: &str, start: &str) -> bool {
    let word = start.trim_end();
    text.strip_prefix(word)
        .is_some_and(|rest| word.len() == start.len() || !rest.starts_with(char::is_alphanumeric))
}

/// Square brackets at byte `at`: the whole and what is inside, at most 400 bytes on, holding no other bracket.
pub(crate) fn square(text: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let window = &text.as_bytes()[at + 1..(at + LONGEST).min(text.len())];
    let end = memchr::memchr2(b']', b'[', window)?;
    (window[end] == b']').then_some((at..at + end + 2, at + 1..at + 1 + end))
}

/// `Greek: logos`: the language that a transcriber names before words in another script, and where those begin.
pub(crate) fn language(words: &str) -> Option<(&'static str, usize)> {
    const NAMES: [(&str, &str); 6] = [
        ("Greek", "grc-Latn"),
        ("Hebrew", "he-Latn"),
        ("Arabic", "ar-Latn"),
        ("Russian", "ru-Latn"),
        ("Sanskrit", "sa-Latn"),
        ("Syriac", "syc-Latn"),
    ];
    let &(name, tag) = NAMES.iter().find(|(name, _)| words.starts_with(name))?;
    let rest = words[name.len()..].strip_prefix(':')?.trim_start();
    (!rest.is_empty()).then_some((tag, words.len() - rest.len()))
}

/// What square brackets around `words` do to the text.
pub(crate) fn editorial(words: &str, before: Option<char>, after: Option<char>) -> Option<Editorial> {
    let lower = words.trim().trim_end_matches(['!', '?', '.']).to_lowercase();
    match lower.as_str() {
        "sic" => return Some(Editorial::Sic),
        "illegible"
        | "unleserlich"
        | "illisible"
        | "ilegible"
        | "illeggibile"
        | "ilegível"
        | "неразборчиво" => {
            return Some(Editorial::Illegible);
        }
        "unclear" => return Some(Editorial::Unclear),
        "" | "…" | "gap" | "omission" | "lacuna" => {
            return (!words.trim().is_empty()).then_some(Editorial::Gap);
        }
        _ => {}
    }
    let letters = words.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "-'’.".contains(c));
    let count = words.split_whitespace().count();
    // `revolution[ary]` and `[w]e` mend a word; `[the] party` puts one in.
    let glued = before.is_some_and(char::is_alphabetic) || after.is_some_and(char::is_alphabetic);
    // `Objekts` beside a word in a sentence is as good as `objects`; `Exit.` and a line of its own are something else.
    let named =
        count == 1 && !words.ends_with('.') && before.is_some_and(char::is_whitespace) && after.is_some();
    let small = (words.starts_with(char::is_lowercase) && count <= 4) || named;
    (letters && count >= 1 && words.trim() == words && (small || (glued && count == 1)))
        .then_some(Editorial::Supplied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_reactions() {
        let read = |text| reaction(text, 0).map(|(_, kind)| kind);
        assert_eq!(read("(Stormy applause.)"), Some(ReactionKind::Applause));
        assert_eq!(read("(Lebhafter Beifall.)"), Some(ReactionKind::Applause));
        assert_eq!(read("(Смех.)"), Some(ReactionKind::Laughter));
        assert_eq!(read("(Voices: “Quite right!”)"), Some(ReactionKind::Voices));
        assert_eq!(read("(Rires à gauche.)"), Some(ReactionKind::Laughter));
        assert_eq!(read("(Hear, hear!)"), Some(ReactionKind::Voices));
        assert_eq!(read("(Très bien ! Très bien !)"), Some(ReactionKind::Voices));
        assert_eq!(read("(laughter is what he wanted most of all)"), None);
        assert_eq!(read("(the voices of the past)"), None);
        assert_eq!(read("(see above)"), None);
        assert_eq!(read("[Tremendous applause.]"), Some(ReactionKind::Applause));
    }

    #[test]
    fn editors_in_brackets() {
        assert_eq!(editorial("sic!", None, None), Some(Editorial::Sic));
        assert_eq!(editorial("...", None, None), Some(Editorial::Gap));
        assert_eq!(editorial("…", Some(' '), Some(' ')), Some(Editorial::Gap));
        assert_eq!(editorial("the", Some(' '), Some(' ')), Some(Editorial::Supplied));
        assert_eq!(editorial("ary", Some('n'), Some(' ')), Some(Editorial::Supplied));
        assert_eq!(editorial("Exit.", Some(' '), None), None);
    }
}
