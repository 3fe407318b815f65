//! Lines and columns of many places in one text, each counted from the one before.
//!
//! A [`Source`] counts a column from the start of its line, which on one line of megabytes is too much for a thousand findings.

use std::cell::Cell;

use teiwright_source::{Position, Source, Span};

/// The places of one text.
pub(crate) struct Places<'a> {
    pub(crate) source: &'a Source,
    /// A place that is known: its offset, the number of its line from 0, its column from 0.
    last: Cell<(u32, usize, usize)>,
}

impl<'a> Places<'a> {
    pub(crate) const fn new(source: &'a Source) -> Self {
        Self { source, last: Cell::new((0, 0, 0)) }
    }

    /// Line and column of byte `offset` of the decoded text.
    pub(crate) fn at(&self, offset: u32) -> (u32, u32) {
        if self.source.normalized().len() > 0 {
            let Position { line, column, .. } = self.source.position(offset);
            return (line, column);
        }
        let lines = self.source.lines();
        let line = lines.line_of(offset);
        let start = lines.starts()[line];
        let (known, known_line, known_column) = self.last.get();
        let count = |start, end| self.source.slice(Span::new(start, end)).chars().count();
        let column = if known_line == line && known <= offset {
            known_column + count(known, offset)
        } else if known_line == line && known - offset < offset - start {
            known_column - count(offset, known)
        } else {
            count(start, offset)
        };
        // Only a place between two characters is one from which others can be counted.
        if self.source.text().is_char_boundary(offset as usize) {
            self.last.set((offset, line, column));
        }
        let number = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
        (number(line), number(column))
    }

    /// The same for the start and the end of `span`.
    pub(crate) fn of(&self, span: Span) -> ((u32, u32), (u32, u32)) {
        (self.at(span.start), self.at(span.end.max(span.start)))
    }

    /// Line and column, from 1, the column in bytes of UTF-8.
    pub(crate) fn bytes_at(&self, offset: u32) -> (u32, u32) {
        let lines = self.source.lines();
        let line = lines.line_of(offset);
        let end = u32::try_from(self.source.text().len()).unwrap_or(u32::MAX);
        (u32::try_from(line + 1).unwrap_or(u32::MAX), offset.min(end) - lines.starts()[line] + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_source_in_any_order() {
        let source = Source::from_text("a.xml", "añb\r\nκαι ψ\n\nlast line é");
        let places = Places::new(&source);
        let end = u32::try_from(source.text().len()).unwrap() + 2;
        for offset in (0..end).chain((0..end).rev()).chain([3, 9, 7, 8, 30, 2]) {
            let at = source.position(offset);
            assert_eq!(places.at(offset), (at.line, at.column), "{offset}");
        }
        assert_eq!(places.bytes_at(8), (2, 3));
    }
}
