//! Numbers that only their neighbours prove: `I INTRODUCTION`, `II THE MACHINE`, ….

use crate::headings::{self, Style};
use crate::lines::Lines;
use crate::numbers::Number;
use crate::pieces::{Piece, PieceKind};

/// So many headings in a row must count up from one.
const PROOF: usize = 3;

/// Takes the numbers that begin headings as such where they count up: `I am` alone begins with a word.
pub(crate) fn number(lines: &Lines<'_>, pieces: &mut [Piece]) {
    // A word like `I` may stand between two numbers of a series: what it could begin is kept beside the series.
    let (mut run, mut other): (Vec<Found>, Vec<Found>) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let PieceKind::Heading(candidate) = &piece.kind else { continue };
        if candidate.number.is_some() || !matches!(candidate.style, Style::Caps | Style::Title) {
            continue;
        }
        let Some((number, rest)) = headings::loose_number(lines.text(candidate.lines.start)) else {
            continue;
        };
        let goes_on = |run: &[Found]| {
            run.last()
                .is_some_and(|(_, last, _)| last.numeral == number.numeral && last.value + 1 == number.value)
        };
        if goes_on(&run) {
            run.push((index, number, rest));
            other.clear();
        } else if goes_on(&other) {
            other.push((index, number, rest));
            if other.len() == PROOF {
                found.append(&mut take(&mut run));
                run = std::mem::take(&mut other);
            }
        } else if number.value == 1 {
            other = vec![(index, number, rest)];
            if run.is_empty() {
                run = std::mem::take(&mut other);
            }
        }
    }
    found.append(&mut take(&mut run));
    for (index, number, rest) in found {
        if let PieceKind::Heading(candidate) = &mut pieces[index].kind {
            let text = lines.text(candidate.lines.start);
            candidate.style = Style::Number(number.numeral);
            candidate.number = Some(number);
            candidate.n = Some(text[..rest].trim().to_owned());
        }
    }
}

/// A piece, its number, and where its title begins.
type Found = (usize, Number, usize);

fn take(run: &mut Vec<Found>) -> Vec<Found> {
    let taken = std::mem::take(run);
    if taken.len() >= PROOF { taken } else { Vec::new() }
}
