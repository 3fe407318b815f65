//! The text between two tags, which may come in pieces.

use crate::syntax::names::is_space;

/// What is known of the text since the last tag.
#[derive(Debug, Default)]
pub(crate) struct TextRun {
    /// Its characters, only as far as they matter beyond whether they are white space.
    text: String,
    /// Whether there is more than white space.
    marks: bool,
}

impl TextRun {
    /// Adds a piece, whose characters are kept if `keep` says so. Where the run's first mark stands in it, if it does.
    pub(crate) fn push(&mut self, piece: &str, keep: bool) -> Option<usize> {
        if keep {
            self.text.push_str(piece);
        }
        if self.marks {
            return None;
        }
        let first = piece.bytes().position(|b| !is_space(char::from(b)));
        self.marks = first.is_some();
        first
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) const fn is_blank(&self) -> bool {
        !self.marks
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.marks = false;
    }
}
