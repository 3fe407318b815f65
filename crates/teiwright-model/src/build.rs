//! Builds nested divisions from a run of headings and blocks.

use crate::{Block, BlockKind, Division, Head};

/// Collects blocks into divisions that open and close by depth.
///
/// ```
/// use teiwright_model::{Block, Division, DivisionBuilder, Head};
/// let mut builder = DivisionBuilder::new();
/// builder.open(1, Head::default(), Division::default());
/// builder.push(Block::paragraph(Vec::new(), Default::default()));
/// builder.open(1, Head::default(), Division::default());
/// let blocks = builder.finish();
/// assert_eq!(blocks.len(), 2);
/// ```
#[derive(Debug, Default)]
pub struct DivisionBuilder {
    done: Vec<Block>,
    open: Vec<(usize, Head, Division)>,
}

impl DivisionBuilder {
    /// Divisions nest no deeper than this; a deeper one opens at this depth.
    pub const MAX_DEPTH: usize = 32;

    /// A builder with nothing open.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Opens a division at `depth` (from 1), after closing all that are as deep or deeper.
    pub fn open(&mut self, depth: usize, head: Head, division: Division) {
        let depth = depth.clamp(1, Self::MAX_DEPTH);
        self.close_to(depth);
        self.open.push((depth, head, division));
    }

    /// Adds a block to the innermost open division, or before all divisions.
    pub fn push(&mut self, block: Block) {
        match self.open.last_mut() {
            Some((_, head, division)) => {
                head.span = head.span.cover(block.head.span);
                division.blocks.push(block);
            }
            None => self.done.push(block),
        }
    }

    /// The innermost open division.
    pub fn current(&mut self) -> Option<&mut Division> {
        self.open.last_mut().map(|(_, _, division)| division)
    }

    /// How deep the innermost open division is; 0 where none is open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.last().map_or(0, |(depth, ..)| *depth)
    }

    /// Closes every division that is at `depth` or deeper.
    pub fn close_to(&mut self, depth: usize) {
        while self.open.last().is_some_and(|(open, ..)| *open >= depth) {
            if let Some((_, head, division)) = self.open.pop() {
                self.push(Block { head, kind: BlockKind::Division(division) });
            }
        }
    }

    /// Closes everything and returns the blocks.
    #[must_use]
    pub fn finish(mut self) -> Vec<Block> {
        self.close_to(0);
        self.done
    }
}
