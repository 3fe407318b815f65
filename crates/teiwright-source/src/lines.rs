//! Lines of a text: where each begins, and from a byte offset to line and column.

use memchr::{memchr_iter, memchr2_iter};

/// A place as people and tools name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in Unicode scalar values.
    pub column: u32,
    /// Byte offset in the file as it is on disk.
    pub offset: u64,
}

/// The starts of all lines of a text. A line ends with LF, CR LF or a lone CR.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`, which must be smaller than 4 GiB.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut push = |offset: usize| starts.push(u32::try_from(offset).unwrap_or(u32::MAX));
        if memchr::memchr(b'\r', bytes).is_none() {
            for end in memchr_iter(b'\n', bytes) {
                push(end + 1);
            }
        } else {
            for end in memchr2_iter(b'\n', b'\r', bytes) {
                if bytes[end] == b'\n' || bytes.get(end + 1) != Some(&b'\n') {
                    push(end + 1);
                }
            }
        }
        Self { starts }
    }

    /// The number of lines; a text that ends with a line end has an empty last line.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never true: every text has a first line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The offsets at which lines begin, in order.
    #[must_use]
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The number (from 0) of the line that holds byte `offset`.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of line `line` (from 0) with its line end, if there is such a line.
    #[must_use]
    pub fn range(&self, line: usize, text_len: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(line)? as usize;
        let end = self.starts.get(line + 1).map_or(text_len, |&next| next as usize);
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_begins_a_line() {
        assert_eq!(LineIndex::new("").starts(), [0]);
        assert_eq!(LineIndex::new("a\nb").starts(), [0, 2]);
        assert_eq!(LineIndex::new("a\r\nb\rc\n").starts(), [0, 3, 5, 7]);
        assert_eq!(LineIndex::new("\n\r\n").starts(), [0, 1, 3]);
    }

    #[test]
    fn an_offset_belongs_to_the_line_that_holds_it() {
        let index = LineIndex::new("ab\ncd\n");
        assert_eq!([0, 2, 3, 5, 6, 99].map(|o| index.line_of(o)), [0, 0, 1, 1, 2, 2]);
    }
}
