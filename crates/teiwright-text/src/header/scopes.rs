//! Volumes, issues and pages in bibliographic strings.

use std::ops::Range;

use teiwright_model::ScopeUnit;

use super::scan;
use crate::numbers;

/// Words before a number that say what it counts, in lower case.
const UNITS: &[(&str, ScopeUnit)] = &[
    ("volume", ScopeUnit::Volume),
    ("volumes", ScopeUnit::Volume),
    ("volumen", ScopeUnit::Volume),
    ("vol.", ScopeUnit::Volume),
    ("vols.", ScopeUnit::Volume),
    ("vol", ScopeUnit::Volume),
    ("band", ScopeUnit::Volume),
    ("bd.", ScopeUnit::Volume),
    ("bde.", ScopeUnit::Volume),
    ("bd", ScopeUnit::Volume),
    ("tome", ScopeUnit::Volume),
    ("tomes", ScopeUnit::Volume),
    ("tomo", ScopeUnit::Volume),
    ("tomos", ScopeUnit::Volume),
    ("t.", ScopeUnit::Volume),
    ("том", ScopeUnit::Volume),
    ("тома", ScopeUnit::Volume),
    ("т.", ScopeUnit::Volume),
    ("no.", ScopeUnit::Issue),
    ("nos.", ScopeUnit::Issue),
    ("no", ScopeUnit::Issue),
    ("nos", ScopeUnit::Issue),
    ("nr.", ScopeUnit::Issue),
    ("nr", ScopeUnit::Issue),
    ("№", ScopeUnit::Issue),
    ("n°", ScopeUnit::Issue),
    ("n°s", ScopeUnit::Issue),
    ("n.°", ScopeUnit::Issue),
    ("n.º", ScopeUnit::Issue),
    ("nº", ScopeUnit::Issue),
    ("n.", ScopeUnit::Issue),
    ("num.", ScopeUnit::Issue),
    ("núm.", ScopeUnit::Issue),
    ("numéro", ScopeUnit::Issue),
    ("número", ScopeUnit::Issue),
    ("numero", ScopeUnit::Issue),
    ("nummer", ScopeUnit::Issue),
    ("heft", ScopeUnit::Issue),
    ("issue", ScopeUnit::Issue),
    ("number", ScopeUnit::Issue),
    ("вып.", ScopeUnit::Issue),
    ("pp.", ScopeUnit::Page),
    ("p.", ScopeUnit::Page),
    ("pages", ScopeUnit::Page),
    ("page", ScopeUnit::Page),
    ("pp", ScopeUnit::Page),
    ("p", ScopeUnit::Page),
    ("pgs.", ScopeUnit::Page),
    ("s.", ScopeUnit::Page),
    ("seite", ScopeUnit::Page),
    ("seiten", ScopeUnit::Page),
    ("págs.", ScopeUnit::Page),
    ("pág.", ScopeUnit::Page),
    ("págs", ScopeUnit::Page),
    ("pág", ScopeUnit::Page),
    ("páginas", ScopeUnit::Page),
    ("página", ScopeUnit::Page),
    ("pagg.", ScopeUnit::Page),
    ("pag.", ScopeUnit::Page),
    ("pagine", ScopeUnit::Page),
    ("pagina", ScopeUnit::Page),
    ("с.", ScopeUnit::Page),
    ("стр.", ScopeUnit::Page),
    ("part", ScopeUnit::Part),
    ("parts", ScopeUnit::Part),
    ("chapter", ScopeUnit::Chapter),
    ("chapters", ScopeUnit::Chapter),
    ("kapitel", ScopeUnit::Chapter),
    ("chapitre", ScopeUnit::Chapter),
    ("capítulo", ScopeUnit::Chapter),
    ("column", ScopeUnit::Column),
    ("columns", ScopeUnit::Column),
];

/// Words between the ends of a range.
const TO: [&str; 8] = ["to", "bis", "à", "a", "al", "até", "до", "and"];

/// A scope: its bytes in the text, what is counted, the first, the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) range: Range<usize>,
    pub(super) unit: ScopeUnit,
    pub(super) from: String,
    pub(super) to: Option<String>,
}

/// Whether the word before a full stop is one that scopes are written with (`Vol.`).
pub(super) fn is_unit(word: &str) -> bool {
    let lower = word.to_lowercase();
    UNITS.iter().any(|(name, _)| name.strip_suffix('.') == Some(lower.as_str()))
}

/// The first scope in `text`.
pub(super) fn find(text: &str) -> Option<Scope> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if !before.is_alphanumeric() && !c.is_whitespace() {
            if let Some(found) = ordinal(&text[at..]).filter(|_| c.is_ascii_digit()) {
                let range = at + found.range.start..at + found.range.end;
                return Some(Scope { range, ..found });
            }
            let unit =
                UNITS.iter().filter_map(|(name, unit)| Some((scan::prefix(&text[at..], name)?, unit, *name)));
            let sound = unit.filter_map(|(length, unit, name)| {
                let rest = &text[at + length..];
                let value = rest.trim_start();
                // A word must be apart from its number; an abbreviation or sign may touch it (`n°6`, `p.12`).
                let apart = value.len() < rest.len() || !name.ends_with(char::is_alphabetic);
                let digits = value.starts_with(|c: char| c.is_ascii_digit());
                // `S. V. Lee` and `T. V. Lee` are initials; `No I` is no issue.
                let letter = name.trim_end_matches('.').chars().count() == 1;
                let counts = match unit {
                    _ if digits => true,
                    ScopeUnit::Page | ScopeUnit::Issue => {
                        value.chars().take_while(|c| c.is_alphanumeric()).count() > 1 && c.is_lowercase()
                    }
                    _ => !letter || c.is_lowercase(),
                };
                let (len, from, to) = value_of(value).filter(|_| apart && counts)?;
                let end = at + length + rest.len() - value.len() + len;
                Some((length, Scope { range: at..end, unit: unit.clone(), from, to }))
            });
            if let Some((_, scope)) = sound.max_by_key(|found| found.0) {
                return Some(scope);
            }
        }
        before = c;
    }
    None
}

/// A number or range of numbers as a whole: more pages after the first (`pp. 12–14, 31`).
pub(super) fn bare(text: &str) -> Option<(String, Option<String>)> {
    let (length, from, to) = value_of(text)?;
    (length == text.len() && text.starts_with(|c: char| c.is_ascii_digit())).then_some((from, to))
}

/// A number or range of numbers: its length, the first, the last (`239-41` ends at 241).
fn value_of(text: &str) -> Option<(usize, String, Option<String>)> {
    let token = |text: &str| text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let first = &text[..token(text)];
    if let Some(half) = half_pages(text, first) {
        return Some(half);
    }
    let from = numbers::parse(first)?;
    let mut len = first.len();
    // `1/2`: a double issue, or the half of a volume.
    let half = text[len..]
        .strip_prefix('/')
        .map(|rest| rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    if let Some(half) = half.filter(|half| (1..=3).contains(half)) {
        len += 1 + half;
        return Some((len, text[..len].to_owned(), None));
    }
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[len..];
    let mark = rest.trim_start();
    let gap = rest.len() - mark.len();
    let dash =
        ["--", "-", "–", "—", "‑", "−"].iter().find(|dash| mark.starts_with(**dash)).map(|dash| dash.len());
    let word = || TO.iter().find_map(|to| scan::phrase(mark, to).filter(|_| gap > 0));
    if let Some(joint) = dash.or_else(word) {
        let second = mark[joint..].trim_start();
        let last = &second[..digits(second)];
        let full = last.len().min(4) == last.len() && !last.is_empty();
        let whole = !second[last.len()..].starts_with(char::is_alphanumeric);
        if let Some(to) = last.parse::<u32>().ok().filter(|_| full && whole) {
            let to = if last.len() < first.len() && to < from.value {
                format!("{}{last}", &first[..first.len() - last.len()])
            } else {
                last.to_owned()
            };
            len = text.len() - second.len() + last.len();
            return Some((len, from.value.to_string(), Some(to)));
        }
    }
    // `S. 95 ff.`: the pages that follow are part of the words.
    let following =
        ["ff.", "ff", "f.", "sq.", "sqq.", "ss."].iter().find_map(|word| scan::phrase(mark, word));
    len = following.map_or(len, |more| text.len() - mark.len() + more);
    Some((len, from.value.to_string(), None))
}

/// `180b-181a`, `12a`: halves or columns of pages.
fn half_pages(text: &str, first: &str) -> Option<(usize, String, Option<String>)> {
    let lettered = |token: &str| {
        let digits = token.bytes().take_while(u8::is_ascii_digit).count();
        (1..=4).contains(&digits) && matches!(&token.as_bytes()[digits..], [b'a'..=b'd'])
    };
    lettered(first).then_some(())?;
    let rest = &text[first.len()..];
    let second = rest.trim_start_matches(['-', '–', '—']);
    let last = &second[..second.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(second.len())];
    if second.len() < rest.len() && (lettered(last) || numbers::parse(last).is_some()) {
        let len = text.len() - second.len() + last.len();
        return Some((len, first.to_owned(), Some(last.to_owned())));
    }
    Some((first.len(), first.to_owned(), None))
}

/// `4. Band`, `2. Bd.`: the number before the word, as an ordinal.
fn ordinal(text: &str) -> Option<Scope> {
    const WORDS: [&str; 4] = ["band", "bd.", "bd", "volume"];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix('.').filter(|_| (1..=3).contains(&digits))?;
    let word = rest.trim_start();
    let length = WORDS.iter().filter_map(|name| scan::prefix(word, name)).max()?;
    // `1. Bd. 2`: the number behind the word is what it counts.
    let next = word[length..].trim_start();
    let whole =
        !word[length..].starts_with(char::is_alphanumeric) && !next.starts_with(|c: char| c.is_ascii_digit());
    let from = text[..digits].trim_start_matches('0').to_owned();
    let range = 0..text.len() - word.len() + length;
    (whole && !from.is_empty()).then_some(Scope { range, unit: ScopeUnit::Volume, from, to: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_of_every_shape() {
        let show = |text: &str| {
            find(text).map(|s| {
                format!("{}={}{}", s.unit, s.from, s.to.map(|to| format!("-{to}")).unwrap_or_default())
            })
        };
        let cases = [
            ("pp. 239-41", "page=239-241"),
            ("p. 381–492", "page=381-492"),
            ("S. 12-15", "page=12-15"),
            ("с. 12—15", "page=12-15"),
            ("pp.229-43", "page=229-243"),
            ("pp 7 - 9", "page=7-9"),
            ("pp. 12 à 19", "page=12-19"),
            ("Cahiers n°6", "issue=6"),
            ("№ 45", "issue=45"),
            ("Vol. One", "volume=1"),
            ("Bd. 1/1", "volume=1/1"),
            ("tomo II", "volume=2"),
            ("pages 180b-181a", "page=180b-181a"),
            ("1. Bd., S. 3", "volume=1"),
            ("Volume 26", "volume=26"),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(show("No Pasaran"), None);
        assert_eq!(show("Parties"), None);
        assert_eq!(bare("357-72"), Some(("357".into(), Some("372".into()))));
    }
}
