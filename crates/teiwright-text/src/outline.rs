//! Which candidates are headings, and how deep each stands.

use teiwright_model::DivisionBuilder;

use crate::headings::{Candidate, Style};
use crate::lines::Lines;
use crate::numbers::Numeral;
use crate::pieces::{Piece, PieceKind};

/// Turns candidates that their surroundings speak against into text.
pub(crate) fn settle(lines: &Lines<'_>, pieces: &mut [Piece]) {
    let mut last: Vec<(Style, u32)> = Vec::new();
    // A text that marks its chapters seldom has headings that nothing marks.
    let marked =
        pieces.iter().filter(|piece| matches!(&piece.kind, PieceKind::Heading(c) if c.is_strong())).count();
    for index in 0..pieces.len() {
        let PieceKind::Heading(candidate) = &pieces[index].kind else { continue };
        let stands = candidate.is_strong() || is_heading(lines, pieces, index, candidate, &last, marked >= 3);
        if stands {
            if let Some(number) = candidate.number {
                last.retain(|(style, _)| *style != candidate.style);
                last.push((candidate.style, number.value));
            }
        } else {
            pieces[index].kind = PieceKind::Text;
        }
    }
}

fn is_heading(
    lines: &Lines<'_>,
    pieces: &[Piece],
    index: usize,
    candidate: &Candidate,
    last: &[(Style, u32)],
    marked: bool,
) -> bool {
    let next = pieces.get(index + 1);
    let opens_text = next.is_some_and(|next| matches!(next.kind, PieceKind::Text | PieceKind::Heading(_)));
    if !opens_text || run_of_weak(pieces, index) > 4 {
        return false;
    }
    let previous = last.iter().find(|(style, _)| *style == candidate.style).map(|(_, value)| *value);
    let in_sequence = candidate.number.is_none_or(|number| match previous {
        Some(previous) => number.value == previous + 1 || number.value == 1,
        None => number.value == 1,
    });
    match candidate.style {
        Style::Number(numeral) if candidate.number_only => {
            in_sequence && !matches!(numeral, Numeral::LowerLetter | Numeral::LowerRoman)
        }
        Style::Number(_) => {
            in_sequence && followed_by_paragraph(lines, pieces, index) && !before_sibling(next, candidate)
        }
        Style::Decimal(_) | Style::Marked(_) | Style::Keyword(_) => true,
        Style::Caps => after_sentence(lines, pieces, index),
        Style::Title => {
            candidate.lines.len() <= 2
                && candidate.lines.clone().all(|line| reads_like_title(lines.text(line), marked))
                && after_sentence(lines, pieces, index)
                && followed_by_paragraph(lines, pieces, index)
        }
    }
}

/// Whether a line that nothing marks reads like a title rather than a short paragraph of dialogue or verse.
fn reads_like_title(text: &str, marked: bool) -> bool {
    let words =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect::<Vec<_>>();
    let capital =
        words.iter().filter(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase));
    let capital = capital.count();
    let titled = words.len() >= 2 && capital * 5 >= words.len() * 3;
    let quoted = text.starts_with(['»', '«', '“', '„', '"', '‘', '‚', '—', '–', '-', '(']);
    let exclaims = text.ends_with(['!', '…', '?']);
    let clauses = text.matches(", ").count() + text.matches("; ").count();
    let plain = words.len() <= 9 && clauses <= 1 && !exclaims && !marked;
    !quoted && (plain || (titled && clauses <= 2 && !text.ends_with(['!', '…'])))
}

/// How many candidates without a mark or keyword stand in a row around `index`.
fn run_of_weak(pieces: &[Piece], index: usize) -> usize {
    let weak = |piece: &&Piece| matches!(&piece.kind, PieceKind::Heading(c) if !c.is_strong());
    let before = pieces[..index].iter().rev().take(5).take_while(weak).count();
    let after = pieces[index..].iter().take(6).take_while(weak).count();
    before + after
}

/// Whether the next piece is a numbered line like this one: then both are items of a list.
fn before_sibling(next: Option<&Piece>, candidate: &Candidate) -> bool {
    matches!(next.map(|next| &next.kind), Some(PieceKind::Heading(other))
        if other.style == candidate.style && !other.number_only)
}

/// Whether what comes after the heading, other headings left out, reads like running text.
fn followed_by_paragraph(lines: &Lines<'_>, pieces: &[Piece], index: usize) -> bool {
    let after = pieces[index + 1..].iter().take(3).find(|piece| !matches!(piece.kind, PieceKind::Heading(_)));
    let Some(Piece { lines: range, kind: PieceKind::Text }) = after else { return false };
    let first = lines.text(range.start);
    let last =
        lines.text(range.end - 1).trim_end_matches(|c: char| c.is_ascii_digit() || "[]*†‡".contains(c));
    range.len() > 1
        || first.len() > 80
        || last.ends_with(['.', '!', '?', ':', '”', '"', '»', ')', ']', '…', '’'])
}

/// Whether what comes before the heading ended a sentence, or is no running text.
fn after_sentence(lines: &Lines<'_>, pieces: &[Piece], index: usize) -> bool {
    let Some(Piece { lines: range, kind: PieceKind::Text }) =
        index.checked_sub(1).and_then(|i| pieces.get(i))
    else {
        return true;
    };
    let text = lines.text(range.end - 1);
    let last = text.trim_end_matches(|c: char| c.is_ascii_digit() || "[]*†‡".contains(c));
    let goes_on = last.ends_with([',', ':', ';', '—']);
    let open = last.ends_with(char::is_lowercase) && last.len() > 70;
    !goes_on && !open
}

/// A stack of the styles of open divisions.
#[derive(Debug, Default)]
pub(crate) struct Depths {
    open: Vec<(Style, bool)>,
}

impl Depths {
    /// How deep, from 1, a division with this heading stands.
    pub(crate) fn of(&mut self, candidate: &Candidate) -> usize {
        let style = candidate.style;
        let found = self.open.iter().position(|(open, _)| match (open, style) {
            (Style::Keyword(open), Style::Keyword(new)) => *open >= new,
            (Style::Decimal(open), Style::Decimal(new)) => *open >= new,
            (Style::Marked(open), Style::Marked(new)) => *open >= new,
            (open, new) => *open == new,
        });
        if let Some(at) = found {
            self.open.truncate(at);
        } else if candidate.named {
            self.open.clear();
        } else {
            // Under a preface no chapter stands.
            while self.open.last().is_some_and(|(_, named)| *named) {
                self.open.pop();
            }
        }
        if self.open.len() >= DivisionBuilder::MAX_DEPTH {
            self.open.pop();
        }
        self.open.push((style, candidate.named));
        self.open.len()
    }

    /// How deep the innermost division stands.
    pub(crate) fn current(&self) -> usize {
        self.open.len()
    }

    /// Forgets divisions at `depth` or deeper.
    pub(crate) fn close_to(&mut self, depth: usize) {
        self.open.truncate(depth.saturating_sub(1));
    }
}
