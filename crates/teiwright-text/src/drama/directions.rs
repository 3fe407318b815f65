//! Stage directions: which brackets they stand in, and what they direct.

use std::ops::Range;

use teiwright_model::StageKind;
use teiwright_source::{Source, Span};

use super::{Brackets, Play};
use crate::lines::Lines;

/// Words that begin a direction without brackets.
const BARE: &[&str] = &[
    "enter",
    "exit",
    "exeunt",
    "re-enter",
    "curtain",
    "vorhang",
    "der vorhang",
    "rideau",
    "the curtain",
    "le rideau",
    "telón",
    "pano",
    "cala il sipario",
    "занавес",
    "entrent",
    "entre",
    "sort",
    "sortent",
];

/// Which brackets most directions stand in.
pub(super) fn brackets(lines: &Lines<'_>, chunks: &[Range<usize>]) -> Brackets {
    let (mut round, mut square) = (0_usize, 0_usize);
    for line in chunks.iter().cloned().flatten() {
        for (index, _) in lines.text(line).match_indices(['(', '[']) {
            let rest = &lines.text(line)[index..];
            // Notes and page marks stand in brackets too.
            let words = rest.chars().skip(1).take(3).filter(|c| c.is_alphabetic()).count() >= 2;
            // Marks of pages are short: to look further for each bracket would take for ever.
            let close = rest.bytes().take(16).position(|byte| byte == b']');
            let page =
                close.is_some_and(|close| crate::pieces::page_number(&rest[1..close], false).is_some());
            if words && !page {
                if rest.starts_with('(') { round += 1 } else { square += 1 }
            }
        }
    }
    if square > round { Brackets::Square } else { Brackets::Round }
}

/// Whether a chunk is nothing but a direction.
pub(super) fn is_whole(lines: &Lines<'_>, chunk: &Range<usize>, brackets: Brackets) -> bool {
    let text = lines.source().slice(lines.span(chunk.clone())).trim_matches(['_', '*']);
    let whole = match (text.chars().next(), text.trim_end_matches('.').chars().next_back()) {
        (Some('('), Some(')')) => brackets == Brackets::Round || chunk.len() > 1,
        (Some('['), Some(']')) => true,
        _ => false,
    };
    let words = text.chars().any(char::is_alphabetic);
    (whole && words) || (chunk.len() <= 3 && is_bare(text))
}

fn is_bare(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    let lower = text.to_lowercase();
    BARE.iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| {
            let named = rest.strip_prefix(' ').is_none_or(|_| {
                text[word.len()..].trim_start().starts_with(|c: char| c.is_uppercase() || c == '_')
            });
            named && !rest.starts_with(char::is_alphanumeric)
        })
    })
}

/// A direction inside a speech, beginning with the bracket at `at`: its bytes.
///
/// In a play that brackets its directions so, square ones always are; round ones only where a sentence has ended or
/// begins, for a speech may hold an aside in round brackets too.
pub(crate) fn inline(text: &str, at: usize, brackets: Brackets) -> Option<Range<usize>> {
    let open = text.as_bytes()[at];
    let close = match (open, brackets) {
        (b'[', _) => b']',
        (b'(', Brackets::Round) => b')',
        _ => return None,
    };
    let length = closing(&text.as_bytes()[at..], open, close)?;
    let range = at..at + length + 1;
    let inner = &text[range.start + 1..range.end - 1];
    if inner.chars().filter(|c| c.is_alphabetic()).count() < 2 || (open == b'[' && is_mark(inner)) {
        return None;
    }
    let before = text[..at].trim_end().trim_end_matches(['_', '*']).chars().next_back();
    let after = text[range.end..].trim_start().chars().find(|c| c.is_alphanumeric());
    let glued = text[..at].ends_with(char::is_alphanumeric);
    let ended = before.is_none_or(|c| ".!?:;–—-…»”\"".contains(c));
    let begins = after.is_none_or(char::is_uppercase);
    ((open == b'[' && !glued) || (ended && begins)).then_some(range)
}

/// Where the bracket at the start closes, brackets in it passed over. Bounded, for a text may be nothing but brackets.
fn closing(bytes: &[u8], open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, &byte) in bytes.iter().enumerate().take(2000) {
        depth += usize::from(byte == open);
        depth -= usize::from(byte == close);
        if depth == 0 {
            return Some(at);
        }
        if depth > 4 {
            return None;
        }
    }
    None
}

/// Whether words in square brackets are the mark of an editor, not a direction.
fn is_mark(inner: &str) -> bool {
    matches!(inner.trim_end_matches(['!', '?', '.']), "sic" | "illegible" | "unclear" | "gap")
        || crate::pieces::page_number(inner, false).is_some()
}

/// What a direction directs, where its words say so.
pub(crate) fn kind(words: &str, after_name: bool) -> Option<StageKind> {
    const EXITS: &[&str] =
        &["exit", "exeunt", "ab", "abgehend", "sort", "sortent", "sale", "salen", "esce", "sai", "уходит"];
    const ENTRANCES: &[&str] = &[
        "enter",
        "enters",
        "re-enter",
        "entre",
        "entrent",
        "entra",
        "entran",
        "auftretend",
        "входит",
        "eintretend",
    ];
    let lower = words.to_lowercase();
    let has = |list: &[&str]| {
        lower.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| list.contains(&word))
    };
    if has(EXITS) {
        return Some(StageKind::Exit);
    }
    if has(ENTRANCES) {
        return Some(StageKind::Entrance);
    }
    // A word or two after the name say how the speech is spoken.
    (after_name && words.split_whitespace().count() <= 2).then_some(StageKind::Delivery)
}

/// A direction inside a speech has no more lines than this.
const LONGEST: usize = 12;

impl Play {
    /// How many of `lines`, more than one, are a direction that opens on the first and closes at the end of the last.
    pub(super) fn direction_lines(&self, source: &Source, lines: &[(Span, u16)]) -> Option<usize> {
        let first = source.slice(lines[0].0);
        if !first.starts_with(['(', '[']) || first.ends_with([')', ']']) {
            return None;
        }
        let closes =
            |(span, _): &(Span, u16)| source.slice(*span).trim_end_matches('.').ends_with([')', ']']);
        let count = lines.iter().take(LONGEST).position(closes)? + 1;
        let whole = source.slice(lines[0].0.cover(lines[count - 1].0));
        (count > 1 && self.is_direction_line(whole)).then_some(count)
    }

    /// Whether a line of a speech is nothing but a direction.
    pub(crate) fn is_direction_line(&self, text: &str) -> bool {
        let text = text.trim_matches(['_', '*']);
        let bare = text.strip_suffix('.').unwrap_or(text);
        self.staged
            && bare.starts_with(['(', '['])
            && inline(bare, 0, self.brackets).is_some_and(|range| range.end == bare.len())
    }
}
