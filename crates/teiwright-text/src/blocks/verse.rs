//! Verse: short ragged lines that stand together.

use std::ops::Range;

use teiwright_model::{Block, BlockKind, Head, LineGroup, Verse};

use super::Blocks;
use crate::LineRole;

impl Blocks<'_, '_, '_> {
    /// Stanzas that follow one another.
    pub(super) fn verse(&mut self, rest: &[Range<usize>], out: &mut Vec<Block>) -> Option<usize> {
        let count = rest.iter().take_while(|chunk| self.is_verse(chunk)).count();
        if count == 0 {
            return None;
        }
        let margin = rest[..count].iter().cloned().flatten().map(|line| self.lines.get(line).indent).min();
        let mut groups = Vec::new();
        for chunk in &rest[..count] {
            self.context.trace(chunk.start, LineRole::Verse, "short ragged lines that begin with capitals");
            groups.push(self.stanza(chunk, margin.unwrap_or(0)));
        }
        match groups.len() {
            1 => out.append(&mut groups),
            _ => {
                let span = self.lines.span(rest[0].start..rest[count - 1].end);
                let group = LineGroup { kind: None, heads: Vec::new(), blocks: groups };
                out.push(Block::new(BlockKind::LineGroup(group), span));
            }
        }
        Some(count)
    }

    fn stanza(&mut self, chunk: &Range<usize>, margin: u16) -> Block {
        let mut blocks = Vec::new();
        for line in chunk.clone() {
            let entry = self.lines.get(line);
            let content = self.inliner.content(entry.span, self.context);
            let mut head = Head::new(entry.span);
            let step = (entry.indent - margin) / 2;
            if step > 0 {
                head.set_rend(format!("indent{}", step.min(9)));
            }
            blocks.push(Block { head, kind: BlockKind::Verse(Verse { part: None, content }) });
        }
        let group = LineGroup { kind: Some("stanza".to_owned()), heads: Vec::new(), blocks };
        Block::new(BlockKind::LineGroup(group), self.lines.span(chunk.clone()))
    }

    /// Whether a chunk reads like verse: two lines or more, none full, nearly all beginning with a capital.
    fn is_verse(&self, chunk: &Range<usize>) -> bool {
        let layout = self.inliner.layout;
        if chunk.len() < 2 || chunk.len() > 200 {
            return false;
        }
        let limit = if layout.wrapped { layout.width * 3 / 4 } else { 70 };
        let (mut capitals, mut longest, mut sum, mut indented) = (0, 0, 0, 0);
        for line in chunk.clone() {
            let text = self.lines.text(line);
            let width = text.chars().take(200).count();
            longest = longest.max(width);
            sum += width;
            let first = text.chars().find(|c| c.is_alphabetic());
            capitals += usize::from(first.is_some_and(char::is_uppercase));
            indented += usize::from(self.lines.get(line).indent > layout.margin);
        }
        let all_indented = indented == chunk.len();
        let ragged = longest <= limit || (all_indented && longest < layout.width.saturating_sub(8));
        // Two short lines may be an address or a heading that was cut; three, or an indent, are verse.
        let enough = chunk.len() >= 3 || all_indented;
        ragged && enough && capitals * 10 >= chunk.len() * 7 && sum / chunk.len() >= 8
    }
}
