//! Where a note that has several paragraphs ends.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Inline, InlineKind};
use teiwright_source::Span;

use super::markers::{self, Definition, Shape};
use crate::layout::Layout;
use crate::lines::Lines;

/// A note in brackets has no more chunks than this.
const MOST: usize = 40;

/// What goes on with a note that stands among running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum More {
    /// What stands before this line: the bracket that the note opens with closes there.
    Until(usize),
    /// Chunks that stand so far in; with `prose`, only those that read like it.
    Indented { columns: u16, prose: bool },
}

impl More {
    /// What can go on with the note that `definition` begins on `lines_of_note`; `ahead` are the chunks after it.
    pub(crate) fn after(
        lines: &Lines<'_>,
        lines_of_note: &Range<usize>,
        definition: &Definition,
        ahead: &[Range<usize>],
        layout: &Layout,
    ) -> Option<Self> {
        if definition.closes {
            return closing(lines, lines_of_note, ahead).map(Self::Until);
        }
        let indent = lines.get(lines_of_note.start).indent;
        if definition.shape == Shape::Caret {
            return Some(Self::Indented { columns: indent + 2, prose: false });
        }
        let deep = indent >= layout.margin + 2;
        let columns = if deep { indent } else { (indent + 2).max(layout.margin + 2) };
        Some(Self::Indented { columns, prose: true })
    }

    /// Whether `chunk` goes on with the note.
    pub(crate) fn holds(self, lines: &Lines<'_>, chunk: &Range<usize>, layout: &Layout) -> bool {
        match self {
            Self::Until(end) => chunk.end <= end,
            Self::Indented { columns, prose } => {
                lines.get(chunk.start).indent >= columns
                    && markers::definition(lines.text(chunk.start), false).is_none()
                    && (!prose
                        || (chunk.clone().all(|line| lines.get(line).indent >= columns)
                            && is_prose(lines, chunk, layout)))
            }
        }
    }
}

/// The line after the one on which the bracket closes that a note opens with, if that is not in its own lines.
fn closing(lines: &Lines<'_>, note: &Range<usize>, ahead: &[Range<usize>]) -> Option<usize> {
    let open = |depth: i32, chunk: &Range<usize>| {
        let text = lines.source().slice(lines.span(chunk.clone()));
        text.bytes().fold(depth, |depth, byte| depth + i32::from(byte == b'[') - i32::from(byte == b']'))
    };
    let mut depth = open(0, note);
    for chunk in ahead.iter().take(MOST) {
        let other = markers::definition(lines.text(chunk.start), false).is_some_and(|other| other.closes);
        if depth <= 0 || other {
            return None;
        }
        depth = open(depth, chunk);
        if depth <= 0 {
            return lines.text(chunk.end - 1).ends_with(']').then_some(chunk.end);
        }
    }
    None
}

/// Whether a chunk is filled as running text is; a single line, if it ends a sentence and is no short one.
fn is_prose(lines: &Lines<'_>, chunk: &Range<usize>, layout: &Layout) -> bool {
    let last = lines.text(chunk.end - 1);
    let ends = last.ends_with(['.', '!', '?', '…', '”', '"', '»', ')', ']', ':']);
    let filled = |line: usize| {
        let columns = lines.text(line).chars().count() + usize::from(lines.get(line).indent);
        columns * 3 >= layout.width * 2
    };
    if chunk.len() == 1 { ends && last.len() > 40 } else { ends && (chunk.start..chunk.end - 1).all(filled) }
}

/// Takes the bracket that closes a note off the end of its last block; returns its place.
pub(crate) fn take_bracket(block: &mut Block) -> Option<Span> {
    let content = match &mut block.kind {
        BlockKind::Paragraph { content } => content,
        BlockKind::Verse(verse) => &mut verse.content,
        BlockKind::LineGroup(group) => return take_bracket(group.blocks.last_mut()?),
        BlockKind::Quotation(quotation) => return take_bracket(quotation.blocks.last_mut()?),
        BlockKind::List(list) => return take_bracket(list.items.last_mut()?.blocks.last_mut()?),
        _ => return None,
    };
    let Inline { head, kind: InlineKind::Text { text } } = content.last_mut()? else { return None };
    text.ends_with(']').then(|| text.pop())?;
    text.truncate(text.trim_end().len());
    let end = head.span.end;
    head.span.end = end.saturating_sub(1);
    Some(Span::new(end.saturating_sub(1), end))
}
