//! Quotation marks that are opened and closed in a paragraph.

/// The marks that are open in the paragraph.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    /// `“` less `”`, `«` less `»`: in German, `„` is closed by `“`; some write `»` first.
    curly: i32,
    low: i32,
    first: Option<char>,
    seen: bool,
}

impl Quotes {
    pub(super) fn text(&mut self, text: &str) {
        if text.is_ascii() {
            return;
        }
        for c in text.chars() {
            match c {
                '“' => {
                    self.seen = true;
                    if self.low > 0 {
                        self.low -= 1;
                    } else {
                        self.curly += 1;
                        self.first.get_or_insert(c);
                    }
                }
                '”' => {
                    self.seen = true;
                    if self.low > 0 { self.low -= 1 } else { self.curly -= 1 }
                }
                '„' => {
                    self.seen = true;
                    self.low += 1;
                    self.first.get_or_insert(c);
                }
                _ => {}
            }
        }
    }

    /// The mark that is left open where the paragraph ends. One that is closed and not opened went on from the paragraph before.
    pub(super) fn end(&mut self) -> Option<char> {
        let this = std::mem::take(self);
        let open = this.curly > 0 || this.low > 0;
        this.first.filter(|_| open && this.seen)
    }
}

#[cfg(test)]
mod tests {
    fn left(text: &str) -> Option<char> {
        let mut quotes = super::Quotes::default();
        quotes.text(text);
        quotes.end()
    }

    #[test]
    fn marks_are_closed_in_each_manner() {
        assert_eq!(left("“a” and “b”"), None);
        assert_eq!(left("„a“ and „b“"), None);
        assert_eq!(left("„a” and „b”"), None);
        assert_eq!(left("“a and b"), Some('“'));
        assert_eq!(left("„a and b"), Some('„'));
        assert_eq!(left("a” goes on"), None);
    }
}
