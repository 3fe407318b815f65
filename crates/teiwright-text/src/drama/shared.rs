//! A line of verse that two speakers share: the second begins where the first stopped.

use teiwright_model::{Block, BlockKind, Speech};

use crate::lines::Lines;

/// Marks the last verse of `before` and the first of `speech` as parts of one line, if the second is set below the end
/// of the first. The first of `speech` stands on the line `at`, what is above it ends on a line before that.
pub(crate) fn mark(lines: &Lines<'_>, before: Option<&mut Block>, speech: &mut Block, at: usize) {
    let Some(last) = before.and_then(last_verse) else { return };
    let indent = usize::from(lines.get(at).indent);
    let above =
        (0..at).rev().take(4).find(|&line| !lines.is_blank(line) && lines.get(line).span.end >= last.1);
    let Some(above) = above else { return };
    let width = usize::from(lines.get(above).indent) + lines.text(above).chars().take(200).count();
    // Half of the first part's width is more than any verse is indented otherwise.
    if indent < 8 || indent * 2 < width {
        return;
    }
    let Some(first) = first_verse(speech) else { return };
    *last.0 = Some(if *last.0 == Some('F') { 'M' } else { 'I' });
    *first = Some('F');
}

fn blocks(speech: &mut Block) -> Option<&mut Vec<Block>> {
    match &mut speech.kind {
        BlockKind::Speech(Speech { blocks, .. }) => Some(blocks),
        _ => None,
    }
}

/// The part of the last verse of a speech, and where the verse ends.
fn last_verse(speech: &mut Block) -> Option<(&mut Option<char>, u32)> {
    let block = blocks(speech)?.last_mut()?;
    let end = block.head.span.end;
    match &mut block.kind {
        BlockKind::Verse(verse) => Some((&mut verse.part, end)),
        _ => None,
    }
}

/// The part of the first verse of a speech, directions before it passed over.
fn first_verse(speech: &mut Block) -> Option<&mut Option<char>> {
    let block = blocks(speech)?.iter_mut().find(|block| !matches!(block.kind, BlockKind::Stage { .. }))?;
    match &mut block.kind {
        BlockKind::Verse(verse) => Some(&mut verse.part),
        _ => None,
    }
}
