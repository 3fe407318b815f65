//! Which candidates are headings, by what stands around them and by how the text sets its other headings.

use crate::blocks;
use crate::headings::{self, Candidate, Style};
use crate::lines::Lines;
use crate::numbers::Numeral;
use crate::pieces::{Piece, PieceKind};
use crate::words;

use super::habits::Habits;
use super::series;

/// Turns candidates that their surroundings speak against into text, and lines that can only be titles into headings.
pub(crate) fn settle(lines: &Lines<'_>, pieces: &mut [Piece]) {
    series::number(lines, pieces);
    let habits = Habits::of(lines, pieces);
    let mut last: Vec<(Style, u32)> = Vec::new();
    for index in 0..pieces.len() {
        if habits.is_title_under_number(lines, pieces, index) {
            if matches!(pieces[index].kind, PieceKind::Text) {
                let range = pieces[index].lines.clone();
                pieces[index].kind = PieceKind::Heading(Candidate::title(range));
            }
            continue;
        }
        let PieceKind::Heading(candidate) = &pieces[index].kind else { continue };
        let stands = (candidate.is_strong() && !candidate.long)
            || Doubt { lines, pieces, index, candidate, habits: &habits }.is_heading(&last);
        if stands {
            if let Some(number) = candidate.number {
                last.retain(|(style, _)| *style != candidate.style);
                last.push((candidate.style, number.value));
            }
        } else {
            pieces[index].kind = PieceKind::Text;
        }
    }
    set_alone(pieces);
}

/// A candidate that only its surroundings can make a heading.
struct Doubt<'a> {
    lines: &'a Lines<'a>,
    pieces: &'a [Piece],
    index: usize,
    candidate: &'a Candidate,
    habits: &'a Habits,
}

impl Doubt<'_> {
    fn is_heading(&self, last: &[(Style, u32)]) -> bool {
        let Self { lines, pieces, index, candidate, habits } = *self;
        let next = pieces.get(index + 1);
        let opens_text =
            next.is_some_and(|next| matches!(next.kind, PieceKind::Text | PieceKind::Heading(_)));
        if !opens_text || run_of_weak(pieces, index) > 4 || self.signs() || self.opens_letter() {
            return false;
        }
        let apart = habits.apart(pieces, index);
        let in_sequence = self.in_sequence(last, apart == Some(true));
        match candidate.style {
            Style::Number(numeral) if candidate.number_only => {
                // A number between dashes in the middle of a sentence is that of a page.
                in_sequence
                    && (candidate.marks == (0, 0) || after_sentence(lines, pieces, index))
                    && !matches!(numeral, Numeral::LowerLetter | Numeral::LowerRoman)
            }
            Style::Number(_) => {
                in_sequence && followed_by_paragraph(lines, pieces, index) && !before_sibling(next, candidate)
            }
            Style::Keyword(_) => !candidate.long || in_sequence,
            Style::Decimal(_) | Style::Marked(_) => true,
            Style::Caps | Style::Title if habits.marks => false,
            Style::Caps => after_sentence(lines, pieces, index),
            // `APPENDIX`, and what it is, on a line below.
            Style::Title if self.is_under_name() => candidate.lines.len() == 1,
            Style::Title => {
                // Where space sets headings apart, a line without that space is none unless a heading is above it.
                apart != Some(false)
                    && self.reads_like_title()
                    && after_sentence(lines, pieces, index)
                    && followed_by_paragraph(lines, pieces, index)
            }
        }
    }

    /// Whether the heading right above names a kind of division and has no words of its own.
    fn is_under_name(&self) -> bool {
        let above = self.index.checked_sub(1).map(|above| &self.pieces[above].kind);
        matches!(above, Some(PieceKind::Heading(above)) if above.named)
            && followed_by_paragraph(self.lines, self.pieces, self.index)
            && !self.lines.text(self.candidate.lines.start).ends_with(['!', '?', '…'])
    }

    /// Whether the line says where and when a letter was written that begins here, with a greeting below or nothing above.
    fn opens_letter(&self) -> bool {
        let Self { lines, pieces, index, candidate, .. } = *self;
        let below = pieces.get(index + 1).map(|next| lines.text(next.lines.start));
        candidate.style == Style::Title
            && candidate.lines.len() == 1
            && (index == 0 || below.is_some_and(blocks::is_greeting))
            && blocks::is_dateline(lines.text(candidate.lines.start))
    }

    /// Whether the line is a signature, with place and date below it, and not a title.
    fn signs(&self) -> bool {
        let Self { lines, pieces, index, candidate, .. } = *self;
        let below = pieces.get(index + 1).map(|next| lines.text(next.lines.start));
        let range = candidate.lines.clone();
        let signed = range.clone().any(|line| blocks::is_signature(lines.text(line)));
        let last = lines.text(range.end - 1);
        let dated = blocks::is_dateline(last) || below.is_some_and(blocks::is_dateline);
        let after_text = index > 0 && matches!(pieces[index - 1].kind, PieceKind::Text);
        // A name below words that end in a comma is that of whoever wrote the letter above it.
        let courteous = after_text && lines.text(pieces[index - 1].lines.end - 1).ends_with(',');
        let courtesy = range.len() == 1 && blocks::is_courtesy(last);
        candidate.style == Style::Title && after_text && (courtesy || (signed && (dated || courteous)))
    }

    /// Whether the number goes on with the last one of its style; set apart by space, one that was lost may be skipped.
    fn in_sequence(&self, last: &[(Style, u32)], apart: bool) -> bool {
        let previous = last.iter().find(|(style, _)| *style == self.candidate.style).map(|(_, value)| *value);
        // A word for a division is proof enough that a number in between was lost.
        let slack = if apart || matches!(self.candidate.style, Style::Keyword(_)) { 3 } else { 1 };
        // `I. FIRST`, then `2. SECOND`: the printer changed the numerals and not the count.
        let title = self.lines.text(self.candidate.lines.start);
        let other = last.last().is_some_and(|(style, value)| {
            matches!(style, Style::Number(_))
                && self.candidate.number.is_some_and(|number| number.value == value + 1)
        });
        if previous.is_none() && other && headings::is_caps(title) {
            return true;
        }
        self.candidate.number.is_none_or(|number| match previous {
            Some(previous) => {
                number.value == 1
                    || (previous < number.value && number.value <= previous + slack)
                    || (apart && number.value == previous)
            }
            None => number.value == 1 || (apart && number.value <= slack),
        })
    }

    fn reads_like_title(&self) -> bool {
        let range = self.candidate.lines.clone();
        range.len() <= 2
            && range.into_iter().all(|line| reads_like_title(self.lines.text(line), self.habits.marked))
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
    // A short line that nothing follows is the whole text of its division.
    let last = |at: usize| {
        let weak = matches!(&pieces[at].kind, PieceKind::Heading(c) if c.style == Style::Title && !c.named);
        weak && !matches!(
            pieces.get(at + 1).map(|next| &next.kind),
            Some(PieceKind::Text | PieceKind::Heading(_))
        )
    };
    let ahead = index + 1..pieces.len().min(index + 4);
    let after = ahead.into_iter().find(|&at| last(at) || !matches!(pieces[at].kind, PieceKind::Heading(_)));
    let Some(after) = after.filter(|&at| last(at) || matches!(pieces[at].kind, PieceKind::Text)) else {
        return false;
    };
    let range = &pieces[after].lines;
    let first = lines.text(range.start);
    let last = words::without_references(lines.text(range.end - 1));
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
    let last = words::without_references(text);
    let goes_on = last.ends_with([',', ':', ';', '—']);
    let open = last.ends_with(char::is_lowercase) && last.len() > 70;
    !goes_on && !open
}

/// A heading without a number before the first number of a series, of whose style there is none among the later
/// numbers, stands beside the series and not over it: a dedication, an advertisement, the title once more.
fn set_alone(pieces: &mut [Piece]) {
    let candidate = |index: usize| match &pieces[index].kind {
        PieceKind::Heading(candidate) => Some(candidate),
        _ => None,
    };
    let numbered = |c: &Candidate| matches!(c.style, Style::Number(_) | Style::Keyword(_));
    let opens = |c: &Candidate| numbered(c) && c.number.is_some_and(|number| number.value == 1);
    let Some(first) = (0..pieces.len()).find(|&index| candidate(index).is_some_and(opens)) else { return };
    let series =
        (first..pieces.len()).filter(|&index| candidate(index).is_some_and(numbered)).collect::<Vec<_>>();
    // After a long series there are notes and appendices; after a short one the next text of its kind.
    let end = if series.len() > 4 { series[series.len() - 1] } else { pieces.len() };
    let later = (first + 1..end).filter_map(|index| {
        // Headings right under a number are its title, not divisions of their own.
        let under = candidate(index - 1).is_some_and(|above| above.number_only);
        candidate(index).filter(|c| !under && !c.named).map(|c| c.style)
    });
    let later = later.collect::<std::collections::HashSet<_>>();
    for piece in &mut pieces[..first] {
        if let PieceKind::Heading(candidate) = &mut piece.kind {
            let weak = matches!(candidate.style, Style::Caps | Style::Title);
            candidate.alone = weak && candidate.number.is_none() && !later.contains(&candidate.style);
        }
    }
}
