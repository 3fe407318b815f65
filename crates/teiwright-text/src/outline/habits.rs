//! How a text sets its headings: what the sure ones have in common decides about the doubtful ones.

use std::collections::HashMap;

use crate::blocks;
use crate::headings::Style;
use crate::lines::Lines;
use crate::pieces::{Piece, PieceKind};

/// What the headings of a text have in common.
#[derive(Debug, Default)]
pub(crate) struct Habits {
    /// Whether the text marks or names its chapters: then it seldom has headings that nothing marks.
    pub(crate) marked: bool,
    /// Whether the text underlines its headings or puts signs before them: then what bears no mark is none.
    pub(crate) marks: bool,
    /// How many blank lines part paragraphs.
    gap: usize,
    /// Whether headings stand further from the text above them than paragraphs do.
    spaced: bool,
    /// Styles whose bare numbers are mostly followed by a line that can only be the title.
    titled: Vec<Style>,
}

impl Habits {
    /// Looks at the candidates that are headings wherever they stand, and at the space around all pieces.
    pub(crate) fn of(lines: &Lines<'_>, pieces: &[Piece]) -> Self {
        let strong = |piece: &&Piece| matches!(&piece.kind, PieceKind::Heading(c) if c.is_strong());
        let mut habits = Self {
            marked: pieces.iter().filter(strong).count() >= 3,
            gap: usual_gap(pieces),
            ..Self::default()
        };
        let marked = |piece: &&Piece| matches!(&piece.kind, PieceKind::Heading(c) if matches!(c.style, Style::Marked(_)));
        habits.marks = pieces.iter().filter(marked).count() >= 3;
        let (mut anchors, mut apart) = (0_usize, 0_usize);
        let mut slots: HashMap<Style, (usize, usize)> = HashMap::new();
        for (index, piece) in pieces.iter().enumerate().skip(1) {
            let PieceKind::Heading(candidate) = &piece.kind else { continue };
            if !(candidate.is_strong() || candidate.number_only) || is_heading(&pieces[index - 1]) {
                continue;
            }
            anchors += 1;
            apart += usize::from(gap(pieces, index) >= habits.gap + 2);
            if candidate.number_only && candidate.lines.len() == 1 && !habits.marks {
                let slot = slots.entry(candidate.style).or_default();
                slot.0 += 1;
                slot.1 += usize::from(holds_title(lines, pieces, index + 1));
            }
        }
        habits.spaced = anchors >= 3 && apart * 10 >= anchors * 8;
        habits.titled = slots
            .into_iter()
            .filter(|(_, (all, titled))| *all >= 3 && titled * 3 >= all * 2)
            .map(|(s, _)| s)
            .collect();
        habits
    }

    /// Whether the text sets its headings apart by space, and this piece stands so: `None` where space says nothing.
    pub(crate) fn apart(&self, pieces: &[Piece], index: usize) -> Option<bool> {
        self.spaced.then(|| gap(pieces, index) >= self.gap + 2)
    }

    /// Whether the piece at `index` is the title under the bare number before it.
    pub(crate) fn is_title_under_number(&self, lines: &Lines<'_>, pieces: &[Piece], index: usize) -> bool {
        let above = index.checked_sub(1).and_then(|above| pieces.get(above));
        matches!(above, Some(Piece { kind: PieceKind::Heading(c), .. })
            if c.number_only && c.lines.len() == 1 && self.titled.contains(&c.style))
            && holds_title(lines, pieces, index)
    }
}

const fn is_heading(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Heading(_))
}

/// The blank lines between a piece and the one before it.
fn gap(pieces: &[Piece], index: usize) -> usize {
    let end = index.checked_sub(1).and_then(|before| pieces.get(before)).map_or(0, |before| before.lines.end);
    pieces[index].lines.start.saturating_sub(end)
}

/// How many blank lines stand between most paragraphs.
fn usual_gap(pieces: &[Piece]) -> usize {
    let mut counts = [0_usize; 4];
    for index in 1..pieces.len() {
        if matches!((&pieces[index - 1].kind, &pieces[index].kind), (PieceKind::Text, PieceKind::Text)) {
            counts[gap(pieces, index).min(3)] += 1;
        }
    }
    (0..counts.len()).max_by_key(|&gap| (counts[gap], 3 - gap)).unwrap_or(1)
}

/// Whether the piece after a number looks like a title: a short line or two by itself, with text or a heading after it.
fn holds_title(lines: &Lines<'_>, pieces: &[Piece], index: usize) -> bool {
    let (Some(piece), Some(after)) = (pieces.get(index), pieces.get(index + 1)) else { return false };
    if !matches!(after.kind, PieceKind::Text | PieceKind::Heading(_)) || piece.lines.len() > 3 {
        return false;
    }
    let first = lines.text(piece.lines.start);
    let opens = first.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let dialogue = first.starts_with(['—', '–', '-', '“', '"', '«', '»', '„', '‘', '(', '[']);
    let length = piece.lines.clone().map(|line| lines.text(line).chars().take(200).count()).sum::<usize>();
    if blocks::is_dateline(first) {
        return false;
    }
    match &piece.kind {
        PieceKind::Heading(c) => c.number.is_none() && matches!(c.style, Style::Caps | Style::Title),
        PieceKind::Text => {
            opens && !dialogue && length <= 90 && !lines.text(piece.lines.end - 1).ends_with([',', ';', ':'])
        }
        _ => false,
    }
}
