//! Openings of letters and statements.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, LetterPart, LetterPartKind};

use super::Blocks;
use crate::LineRole;
use crate::dates;
use crate::header;
use crate::lines::Lines;

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
    "dearest ",
    "my beloved",
    "your excellency",
    "honoured ",
    "reverend ",
    "madame",
    "mademoiselle",
    "très cher",
    "bien cher",
    "muy señor",
    "muy querid",
    "muy estimad",
    "mi querid",
    "mi estimad",
    "distinguid",
    "señores",
    "gentil",
    "egregi",
    "mio caro",
    "mia cara",
    "carissim",
    "stimat",
    "signor",
    "meu caro",
    "minha cara",
    "meu querid",
    "minha querid",
    "meus caros",
    "caríssim",
    "estimad",
    "senhor",
    "mein lieber",
    "meine liebe",
    "mein teurer",
    "meine teure",
    "teurer ",
    "hochgeehrte",
    "hochgeschätzte",
    "herr ",
    "милостивый",
    "глубокоуважаем",
    "любезный",
    "родной",
    "родная",
    "милая",
    "дорогая",
    "уважаемая",
    "уважаемые",
    "товарищ ",
];

/// So many chunks, and lines above the greeting, open a letter at most.
const CHUNKS: usize = 4;
const LINES: usize = 6;

impl Blocks<'_, '_, '_> {
    /// Place and date, to whom, then a greeting, at the start of a division.
    pub(super) fn opener(
        &mut self,
        rest: &[Range<usize>],
        first: bool,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        if !first {
            return None;
        }
        let (parts, taken) = self.greeted(rest).or_else(|| {
            let dated = rest[0].len() == 1 && is_dateline(self.lines.text(rest[0].start));
            dated.then(|| (vec![(rest[0].start, LetterPartKind::Dateline)], 1))
        })?;
        if taken == rest.len() {
            // A text that is nothing but this line is a paragraph.
            return None;
        }
        let mut content = Vec::new();
        for (line, kind) in parts {
            self.context.trace(line, LineRole::Opener, "opens a letter or statement");
            content.push(self.letter_part(line, kind));
        }
        let span = self.lines.span(rest[0].start..rest[taken - 1].end);
        out.push(Block::new(BlockKind::Opener { parts: content }, span));
        Some(taken)
    }

    /// The lines down to a greeting, and how many chunks they are: a few short lines, of which one may say where and when.
    fn greeted(&self, rest: &[Range<usize>]) -> Option<(Vec<(usize, LetterPartKind)>, usize)> {
        let ahead = rest.len().min(CHUNKS);
        let greets = |chunk: &Range<usize>| {
            let last = chunk.end - 1;
            is_greeting(self.lines.text(last)) && (chunk.len() == 1 || is_dateline(self.lines.text(last - 1)))
        };
        let greeting = rest[..ahead].iter().position(greets)?;
        let lines = rest[0].start..rest[greeting].end;
        let short = |&line: &usize| {
            let text = self.lines.text(line);
            // An address has few words in small letters; a sentence has many.
            let words = text.split_whitespace().count();
            let small = text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
            let sentence = small * 2 > words && !is_dateline(text);
            text.len() <= 80 && !text.ends_with(['!', '?', ';', '…']) && !sentence
        };
        let mut above = lines.clone().take(lines.len() - 1).filter(|&line| !self.lines.is_blank(line));
        if above.clone().count() > LINES || !above.all(|line| short(&line)) {
            return None;
        }
        let mut parts = Vec::new();
        for chunk in &rest[..=greeting] {
            let dated = chunk.clone().any(|line| is_dateline(self.lines.text(line)));
            for line in chunk.clone() {
                let kind = if line + 1 == lines.end || !(dated || is_day(self.lines, line, chunk)) {
                    LetterPartKind::Salute
                } else {
                    LetterPartKind::Dateline
                };
                parts.push((line, kind));
            }
        }
        Some((parts, greeting + 1))
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
    let sentence = text.split_whitespace().count() > 10;
    ends && !sentence && GREETINGS.iter().any(|greeting| lower.starts_with(greeting))
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
        const ARTICLES: [&str; 12] =
            ["den ", "dem ", "d. ", "am ", "le ", "ce ", "el ", "il ", "lì ", "li ", "a ", "the "];
        let bare = ARTICLES.iter().find_map(|article| date.strip_prefix(article));
        dates::read_whole(bare.unwrap_or(date), &known).is_some()
    };
    let pair = |at: usize| {
        let (before, after) = (bare[..at].trim_end(), bare[at + 1..].trim_start());
        (is_place(before) && is_date(after)) || (is_place(after) && is_date(before))
    };
    bare.match_indices(',').take(4).any(|(at, _)| pair(at))
        || bracketed_place(bare).is_some_and(|(place, date)| is_place(place) && is_date(date))
}

/// `HOWARDS END,` above `TUESDAY.`: a place, and a day of the week.
fn is_day(lines: &Lines<'_>, line: usize, chunk: &Range<usize>) -> bool {
    const DAYS: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
    ];
    let day = |line: usize| {
        let lower = lines.text(line).to_lowercase();
        let word = lower.split([' ', ',', '.']).next().unwrap_or_default();
        lower.len() <= 40 && DAYS.contains(&word)
    };
    day(line) || (lines.text(line).ends_with(',') && line + 1 < chunk.end && day(line + 1))
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
