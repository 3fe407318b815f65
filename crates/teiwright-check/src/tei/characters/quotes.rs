//! Quotation marks that are opened and closed in a paragraph, or go on in the next.

use teiwright_source::Span;

/// The marks of the paragraphs.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    /// `“` less `”`; in German `„` is closed by `“`.
    curly: i32,
    low: i32,
    first: Option<char>,
    /// The mark that the paragraph before left open, and where that stands.
    left: Option<(char, Span)>,
}

impl Quotes {
    /// Takes text of a paragraph. Gives the mark that the paragraph before left open, where this one does not take it up again.
    pub(super) fn text(&mut self, text: &str) -> Option<(char, Span)> {
        let mut said = None;
        if self.left.is_some() {
            let first = text.trim_start().chars().next()?;
            // The next paragraph of a quotation begins with a mark too.
            let takes_up = matches!(first, '“' | '”' | '„' | '«' | '»' | '‘' | '"' | '\'');
            said = self.left.take().filter(|_| !takes_up);
        }
        let bytes = text.as_bytes();
        for at in memchr::memchr_iter(0xE2, bytes) {
            match bytes.get(at + 1..at + 3) {
                // “
                Some([0x80, 0x9C]) if self.low > 0 => self.low -= 1,
                Some([0x80, 0x9C]) => {
                    self.curly += 1;
                    self.first.get_or_insert('“');
                }
                // ”
                Some([0x80, 0x9D]) if self.low > 0 => self.low -= 1,
                Some([0x80, 0x9D]) => self.curly -= 1,
                // „
                Some([0x80, 0x9E]) => {
                    self.low += 1;
                    self.first.get_or_insert('„');
                }
                _ => {}
            }
        }
        said
    }

    /// The paragraph at `place` ends. A mark that was closed and not opened went on from the paragraph before.
    pub(super) fn end(&mut self, place: Span) {
        let open = self.curly > 0 || self.low > 0;
        let left = self.first.filter(|_| open).map(|mark| (mark, place));
        let before = self.left.take();
        *self = Self { left: left.or(before), ..Self::default() };
    }

    /// What follows is no paragraph, and the quotation may go on in it.
    pub(super) fn goes_on(&mut self) {
        self.left = None;
    }

    /// The mark that the last paragraph left open.
    pub(super) fn last(&mut self) -> Option<(char, Span)> {
        self.left.take()
    }
}

#[cfg(test)]
mod tests {
    use super::Quotes;
    use teiwright_source::Span;

    /// The marks that are told.
    fn told(paragraphs: &[&str]) -> String {
        let mut quotes = Quotes::default();
        let mut out = String::new();
        for text in paragraphs {
            out.extend(quotes.text(text).map(|told| told.0));
            quotes.end(Span::default());
        }
        out.extend(quotes.last().map(|told| told.0));
        out
    }

    #[test]
    fn marks_are_closed_in_each_manner() {
        assert_eq!(told(&["“a” and “b”"]), "");
        assert_eq!(told(&["„a“ and „b“"]), "");
        assert_eq!(told(&["„a” and „b”"]), "");
        assert_eq!(told(&["“a and b"]), "“");
        assert_eq!(told(&["„a and b", "c"]), "„");
        assert_eq!(told(&["“a begins", "“and goes on”"]), "");
        assert_eq!(told(&["a” goes on"]), "");
    }
}
