//! Openings of letters and statements.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, LetterPart, LetterPartKind};

use super::Blocks;
use crate::LineRole;
use crate::dates;
use crate::header;

/// Words that begin a greeting.
const GREETINGS: &[&str] = &[
    "dear ",
    "comrades",
    "comrade ",
    "lieber ",
    "liebe ",
    "werter ",
    "werte ",
    "genossen",
    "cher ",
    "chère ",
    "chers ",
    "camarades",
    "camarade ",
    "querido",
    "querida",
    "estimado",
    "compañeros",
    "camaradas",
    "caro ",
    "cari ",
    "care ",
    "cara ",
    "compagni",
    "дорогой",
    "дорогие",
    "уважаемый",
    "товарищи",
    "sir,",
    "my dear",
    "sehr geehrte",
    "monsieur",
    "prezado",
    "fellow ",
    "gentlemen",
    "ladies",
    "citizens",
    "friends",
    "citoyens",
    "citoyennes",
    "mon cher",
    "ma chère",
    "mes chers",
    "mes amis",
    "messieurs",
    "kameraden",
    "freunde",
    "parteigenossen",
    "arbeiter",
    "verehrte",
    "hochverehrte",
    "geehrter",
    "geehrte",
    "liebster",
    "liebste",
    "lieben ",
    "meine herren",
    "друзья",
    "граждане",
    "милый",
    "многоуважаемый",
    "señor",
    "ciudadanos",
    "amigos",
    "amigo ",
    "cidadãos",
    "companheiros",
    "cittadini",
    "amici",
    "signori",
    "lavoratori",
    "workers",
    "working men",
    "brothers",
    "sirs,",
    "madam",
    "to the editor",
    "mr. chairman",
    "mr chairman",
    "mr. president",
];

impl Blocks<'_, '_, '_> {
    /// Place and date, then a greeting, at the start of a division.
    pub(super) fn opener(
        &mut self,
        rest: &[Range<usize>],
        first: bool,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        if !first {
            return None;
        }
        if let Some(taken) = self.address(rest, out) {
            return Some(taken);
        }
        let mut parts = Vec::new();
        let mut taken = 0;
        for chunk in rest.iter().take(2) {
            if chunk.len() != 1 {
                break;
            }
            let text = self.lines.text(chunk.start);
            let kind = if is_greeting(text) {
                LetterPartKind::Salute
            } else if parts.is_empty() && is_dateline(text) {
                LetterPartKind::Dateline
            } else {
                break;
            };
            let greeted = kind == LetterPartKind::Salute;
            parts.push(self.letter_part(chunk.start, kind));
            self.context.trace(chunk.start, LineRole::Opener, "opens a letter or statement");
            taken += 1;
            if greeted {
                break;
            }
        }
        if parts.is_empty() || taken == rest.len() {
            // A text that is nothing but this line is a paragraph.
            return None;
        }
        let span = self.lines.span(rest[0].start..rest[taken - 1].end);
        out.push(Block::new(BlockKind::Opener { parts }, span));
        Some(taken)
    }

    /// Date and address on several lines, with a greeting below them.
    fn address(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let [first, second, _, ..] = rest else { return None };
        let greeted = second.len() == 1 && is_greeting(self.lines.text(second.start));
        let short = |line: usize| {
            let text = self.lines.text(line);
            text.len() <= 70 && !text.ends_with(['!', '?', ':', ';'])
        };
        let dated = first.clone().any(|line| is_dateline(self.lines.text(line)));
        if !greeted || !dated || !(2..=5).contains(&first.len()) || !first.clone().all(short) {
            return None;
        }
        let mut parts = Vec::new();
        for line in first.clone() {
            self.context.trace(line, LineRole::Opener, "opens a letter or statement");
            parts.push(self.letter_part(line, LetterPartKind::Dateline));
        }
        self.context.trace(second.start, LineRole::Opener, "opens a letter or statement");
        parts.push(self.letter_part(second.start, LetterPartKind::Salute));
        let span = self.lines.span(first.start..second.end);
        out.push(Block::new(BlockKind::Opener { parts }, span));
        Some(2)
    }

    pub(super) fn letter_part(&mut self, line: usize, kind: LetterPartKind) -> LetterPart {
        let span = self.lines.get(line).span;
        LetterPart { head: span.into(), kind, content: self.inliner.content(span, self.context) }
    }
}

/// Whether a line greets those whom a letter or speech is for.
pub(crate) fn is_greeting(text: &str) -> bool {
    if text.len() > 80 {
        return false;
    }
    let lower = text.to_lowercase();
    let ends = text.ends_with([',', '!', ':']) || text.ends_with(",—") || text.ends_with(", –");
    ends && GREETINGS.iter().any(|greeting| lower.starts_with(greeting))
}

/// A short line of a place and a date, or of a date alone.
pub(crate) fn is_dateline(text: &str) -> bool {
    if text.len() > 80 || text.is_empty() {
        return false;
    }
    // `28 December [1846]`: an editor put the year in.
    if let Some((date, year)) = text.strip_suffix(']').and_then(|text| text.rsplit_once(" ["))
        && year.len() == 4
    {
        return is_dateline(&format!("{date} {year}"));
    }
    let known = dates::Known::default();
    if dates::read_whole(text, &known).is_some() {
        return text.len() > 4;
    }
    if is_figures(text) {
        return true;
    }
    let bare = text.trim_end_matches('.');
    let is_place = |place: &str| header::is_name(place.trim_matches(['[', ']', '(', ')', ',']));
    let is_date = |date: &str| {
        let bare = ["den ", "le ", "el ", "il ", "a "].iter().find_map(|article| date.strip_prefix(article));
        dates::read_whole(bare.unwrap_or(date), &known).is_some()
    };
    let pair = |at: usize| {
        let (before, after) = (bare[..at].trim_end(), bare[at + 1..].trim_start());
        (is_place(before) && is_date(after)) || (is_place(after) && is_date(before))
    };
    bare.match_indices(',').take(4).any(|(at, _)| pair(at))
        || bracketed_place(bare).is_some_and(|(place, date)| is_place(place) && is_date(date))
}

/// `9/VIII. 1918`: a date of figures alone.
pub(super) fn is_figures(text: &str) -> bool {
    let year = text.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
    year && text.len() <= 20
        && text.chars().all(|c| c.is_ascii_digit() || "IVX./-– ".contains(c))
        && text.len() > 5
}

/// `[London,] 22 June 1867`: a place that an editor put in before the date.
fn bracketed_place(text: &str) -> Option<(&str, &str)> {
    let (place, date) = text.strip_prefix('[')?.split_once(']')?;
    Some((place, date.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_dates() {
        for text in [
            "London, 3 May 1868",
            "30th January 1888, London.",
            "[London,] 22 June 1867",
            "Prinkipo, May 28, 1931",
        ] {
            assert!(is_dateline(text), "{text}");
        }
        for text in ["London, the third of them", "In May we went", "Anna Sample"] {
            assert!(!is_dateline(text), "{text}");
        }
    }
}
