//! Openings and closes of letters and statements.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, LetterPart, LetterPartKind};

use super::Blocks;
use crate::LineRole;
use crate::dates;
use crate::header;
use crate::words;

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
];

/// Words that begin the courtesy at the end.
const COURTESIES: &[&str] = &[
    "yours",
    "with communist greetings",
    "with best",
    "with kind",
    "best regards",
    "best wishes",
    "sincerely",
    "fraternally",
    "with fraternal",
    "with comradely",
    "comradely",
    "greetings",
    "warm greetings",
    "mit ",
    "herzlich",
    "dein ",
    "deine ",
    "ihr ",
    "ihre ",
    "euer ",
    "salutations",
    "salut",
    "bien à ",
    "avec mes",
    "saludos",
    "un abrazo",
    "atentamente",
    "con saludos",
    "cordiali",
    "saluti",
    "с коммунистическим приветом",
    "с приветом",
    "ваш",
    "твой",
    "abraços",
    "saudações",
    "i remain",
    "affectionately",
    "ever yours",
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

    /// Courtesy and signature at the end of a division, and a postscript after them.
    pub(super) fn closer(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let text = self.lines.text(rest[0].start);
        if text.starts_with("P.S.")
            || text.starts_with("P. S.")
            || text.starts_with("PS.")
            || text.starts_with("P.S:")
        {
            self.context.trace(rest[0].start, LineRole::Closer, "begins with P.S.");
            let span = self.lines.span(rest[0].clone());
            let blocks = vec![self.paragraph_of(span)];
            out.push(Block::new(BlockKind::Postscript { blocks }, span));
            return Some(1);
        }
        // Only the last few short lines can close.
        let total: usize = rest.iter().take(5).map(ExactSizeIterator::len).sum();
        let short = |line: usize| self.lines.text(line).chars().take(61).count() <= 60;
        if out.is_empty()
            || rest.len() > 4
            || total > 6
            || !rest.iter().cloned().flatten().all(short)
            || words::is_end(text)
        {
            return None;
        }
        let lines = rest.iter().cloned().flatten().collect::<Vec<_>>();
        let last = *lines.last()?;
        let end = self.lines.text(last);
        let name = header::is_name(end.trim_end_matches('.'));
        let signed = name || dates::read_whole(end, &dates::Known::default()).is_some() || is_dateline(end);
        let courteous =
            is_courtesy(text) || (lines.len() == 2 && text.ends_with(',') && header::is_name(end));
        let name_only = lines.len() <= 2 && header::is_name(text.trim_end_matches('.')) && text.contains(' ');
        if !(courteous && (signed || lines.len() == 1) || name_only && signed) {
            return None;
        }
        let mut parts = Vec::new();
        for line in lines {
            self.context.trace(line, LineRole::Closer, "closes a letter or statement");
            let text = self.lines.text(line);
            let kind = if is_courtesy(text) || (line != last && text.ends_with(',')) {
                LetterPartKind::Salute
            } else if is_dateline(text) {
                LetterPartKind::Dateline
            } else {
                LetterPartKind::Signed
            };
            parts.push(self.letter_part(line, kind));
        }
        let span = self.lines.span(rest[0].start..rest[rest.len() - 1].end);
        out.push(Block::new(BlockKind::Closer { parts }, span));
        Some(rest.len())
    }

    fn letter_part(&mut self, line: usize, kind: LetterPartKind) -> LetterPart {
        let span = self.lines.get(line).span;
        LetterPart { head: span.into(), kind, content: self.inliner.content(span, self.context) }
    }
}

fn is_greeting(text: &str) -> bool {
    if text.len() > 80 {
        return false;
    }
    let lower = text.to_lowercase();
    let ends = text.ends_with([',', '!', ':']) || text.ends_with(",—") || text.ends_with(", –");
    ends && GREETINGS.iter().any(|greeting| lower.starts_with(greeting))
}

fn is_courtesy(text: &str) -> bool {
    if text.len() > 70 {
        return false;
    }
    let lower = text.to_lowercase();
    text.ends_with([',', '!', '.', ':']) && COURTESIES.iter().any(|word| lower.starts_with(word))
}

/// A short line of a place and a date, or of a date alone.
pub(crate) fn is_dateline(text: &str) -> bool {
    if text.len() > 80 || text.is_empty() {
        return false;
    }
    let known = dates::Known::default();
    if dates::read_whole(text, &known).is_some() {
        return text.len() > 4;
    }
    let Some(comma) = text.find(", ") else { return false };
    let place = &text[..comma];
    header::is_name(place) && dates::read_whole(&text[comma + 2..], &known).is_some()
}
