//! The physical lines of a transcription, each with its content and indentation.

use teiwright_source::{Source, Span};

/// One line: where its content is and how far it is indented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// The content without white space on either side; empty for a blank line.
    pub(crate) span: Span,
    /// White space before the content, in columns; a tab goes to the next multiple of eight.
    pub(crate) indent: u16,
}

/// All lines of a source. A line of nothing but white space, no-break spaces among it, is blank.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    source: &'a Source,
    list: Vec<Line>,
}

impl<'a> Lines<'a> {
    /// Measures the lines of `source`.
    pub(crate) fn new(source: &'a Source) -> Self {
        let text = source.text();
        let starts = source.lines().starts();
        let ends = starts.iter().skip(1).map(|&end| end as usize).chain([text.len()]);
        let list = starts.iter().zip(ends).map(|(&start, end)| measure(text, start as usize, end)).collect();
        Self { source, list }
    }

    /// The source that the lines are of.
    pub(crate) const fn source(&self) -> &'a Source {
        self.source
    }

    /// How many lines there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Line `index`; a blank one past the end.
    pub(crate) fn get(&self, index: usize) -> Line {
        let end = u32::try_from(self.source.text().len()).unwrap_or(u32::MAX);
        self.list.get(index).copied().unwrap_or(Line { span: Span::at(end), indent: 0 })
    }

    /// Whether line `index` is blank or past the end.
    pub(crate) fn is_blank(&self, index: usize) -> bool {
        self.get(index).span.is_empty()
    }

    /// The content of line `index`, without white space on either side.
    pub(crate) fn text(&self, index: usize) -> &'a str {
        self.source.text().get(self.get(index).span.range()).unwrap_or_default()
    }

    /// From the content of the first to the content of the last line of `range`, which holds at least one line.
    pub(crate) fn span(&self, range: std::ops::Range<usize>) -> Span {
        let last = range.end.saturating_sub(1).max(range.start);
        self.get(range.start).span.cover(self.get(last).span)
    }
}

fn measure(text: &str, start: usize, end: usize) -> Line {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut indent = 0_usize;
    loop {
        match bytes[at..end].first() {
            Some(b' ') => indent += 1,
            Some(b'\t') => indent = (indent / 8 + 1) * 8,
            Some(b'\r' | b'\n' | b'\x0B' | b'\x0C') => {}
            Some(0x00..=0x7F) | None => break,
            Some(_) => match text[at..end].chars().next() {
                // No-break and other wide spaces, and a byte order mark in the middle of a text.
                Some(c) if c.is_whitespace() || c == '\u{FEFF}' => {
                    indent += 1;
                    at += c.len_utf8() - 1;
                }
                _ => break,
            },
        }
        at += 1;
    }
    let content = text[at..end].trim_end_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let span = Span::from_range(at..at + content.len());
    Line { span, indent: u16::try_from(indent).unwrap_or(u16::MAX) }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use teiwright_source::Source;

    #[test]
    fn white_space_of_every_kind_is_not_content() {
        let source = Source::from_text("t", "a b \r\n\u{A0}\n\t x\n  \u{A0} y\u{A0}\n");
        let lines = Lines::new(&source);
        let got = (0..lines.len()).map(|i| (lines.text(i), lines.get(i).indent)).collect::<Vec<_>>();
        assert_eq!(got, [("a b", 0), ("", 1), ("x", 9), ("y", 4), ("", 0)]);
    }
}
