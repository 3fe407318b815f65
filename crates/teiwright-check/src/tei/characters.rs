//! The characters of texts and values: encoding, look-alikes, soft hyphens, spaces, hyphens at line ends, quotation marks.

mod lookalikes;
mod quotes;

use memchr::memmem::Finder;
use teiwright_source::{Diagnostics, Span, characters};
use unicode_normalization::UnicodeNormalization;

use super::frame::{Found, Frame, Open, Placed};
use super::names::El;
use crate::rules;
use quotes::Quotes;

/// Places of one kind: the first few, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) list: Vec<Span>,
    pub(super) count: usize,
    element: Span,
}

impl Places {
    fn add(&mut self, span: Span, element: Span) {
        if self.count == 0 {
            self.element = element;
        }
        self.count += 1;
        if self.list.len() < 5 {
            self.list.push(span);
        }
    }
}

/// What was seen of characters.
#[derive(Debug)]
pub(super) struct Characters {
    /// A hyphen at the end of a line.
    hyphen: Finder<'static>,
    found: Diagnostics,
    /// Places that are not in Normalization Form C, each with what it becomes, if it can be changed there.
    not_nfc: Vec<(Span, Option<String>)>,
    not_nfc_count: usize,
    nfc_element: Span,
    soft: Places,
    spaces: Places,
    hyphens: Places,
    quotes: Quotes,
    /// Whether characters are described in the header.
    pub(super) described: bool,
}

/// How many places are mended at a time.
const MOST_MENDED: usize = 100_000;

/// Elements in which line ends are the printer's own, or the characters no running text.
const VERBATIM: [El; 6] = [El::L, El::Head, El::Idno, El::DefaultVal, El::Path, El::Desc];

/// Words before which a hyphen stands for what follows later.
const JOINING: [&str; 24] = [
    "und", "oder", "bis", "bzw", "sowie", "wie", "als", "and", "or", "to", "et", "ou", "y", "o", "e", "och",
    "eller", "og", "en", "of", "i", "a", "и", "или",
];

impl Default for Characters {
    fn default() -> Self {
        Self {
            hyphen: Finder::new("-\n"),
            found: Diagnostics::default(),
            not_nfc: Vec::new(),
            not_nfc_count: 0,
            nfc_element: Span::default(),
            soft: Places::default(),
            spaces: Places::default(),
            hyphens: Places::default(),
            quotes: Quotes::default(),
            described: false,
        }
    }
}

/// Whether characters may be in a text that are looked at more closely: any beyond ASCII but Latin letters without marks of their
/// own, and common punctuation.
fn suspicious(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| !byte.is_ascii()) {
        rest = &rest[at..];
        let length = match *rest {
            // U+00A1 to U+00BF but the soft hyphen.
            [0xC2, second, ..] if second > 0xA0 && second != 0xAD => 2,
            // Letters of Latin-1; of those that mojibake begins with, where nothing beyond ASCII follows.
            [0xC3, 0x82..=0x85 | 0xA2 | 0xAF | 0xB0, third, ..] if !third.is_ascii() => return true,
            [0xC3..=0xCB, _, ..] => 2,
            // U+2010 to U+203F: dashes, quotation marks, ellipses.
            [0xE2, 0x80, 0x90..=0xBF, ..] => 3,
            _ => return true,
        };
        rest = &rest[length..];
    }
    false
}

impl Characters {
    /// Looks at text, of which it is known whether it is all ASCII.
    pub(super) fn text(&mut self, text: &str, span: Span, open: &Open, found: &mut Found) {
        let element = open.frames.last().map_or(span, |frame| frame.name);
        let placed = Placed::new(text, span);
        if suspicious(text.as_bytes()) {
            self.beyond(&placed, element, found);
        }
        self.line_ends(&placed, element, open);
        if open.within_any(&[El::P, El::Ab])
            && let Some((mark, place)) = self.quotes.text(text)
        {
            found.add(rules::quotes_open(mark, place), place);
        }
    }

    /// Something begins that is no paragraph: a quotation may go on in it.
    pub(super) fn begins(&mut self, el: El) {
        if matches!(el, El::Lg | El::L | El::Quote | El::Q | El::List | El::Note | El::FloatingText) {
            self.quotes.goes_on();
        }
    }

    /// Looks at a value.
    pub(super) fn value(&mut self, value: &str, span: Span, element: Span, found: &mut Found) {
        if suspicious(value.as_bytes()) {
            self.beyond(&Placed::new(value, span), element, found);
        }
    }

    /// A paragraph ends.
    pub(super) fn paragraph(&mut self, frame: &Frame, open: &Open) {
        if !open.within_any(&[El::P, El::Ab]) {
            self.quotes.end(frame.name);
        }
    }

    fn beyond(&mut self, text: &Placed<'_>, element: Span, found: &mut Found) {
        for place in characters(text.text, 0, &mut self.found) {
            if self.not_nfc.is_empty() {
                self.nfc_element = element;
            }
            self.not_nfc_count += 1;
            if self.not_nfc.len() >= MOST_MENDED {
                continue;
            }
            let mended = text.exact().then(|| text.text[place.range()].nfc().collect());
            self.not_nfc.push((text.part(place.range()), mended));
        }
        let fresh = std::mem::take(&mut self.found).into_vec();
        // Where lines end is nothing to XML.
        let fresh = fresh.into_iter().filter(|finding| finding.code() != "ENC006" && finding.span.is_some());
        for mut finding in fresh {
            finding.span = finding.span.map(|span| text.part(span.range()));
            for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
                edit.span = text.part(edit.span.range());
            }
            if !text.exact() {
                finding.fixes.clear();
            }
            found.add(finding, element);
        }
        for (at, _) in text.text.match_indices('\u{AD}') {
            self.soft.add(text.part(at..at + 2), element);
        }
        for (at, _) in text.text.match_indices("\u{A0}\u{A0}") {
            // Three in a row are one place.
            if !text.text[..at].ends_with('\u{A0}') {
                self.spaces.add(text.part(at..at + 4), element);
            }
        }
        lookalikes::check(text, element, found);
    }

    /// Hyphens that were left at the ends of lines.
    fn line_ends(&mut self, text: &Placed<'_>, element: Span, open: &Open) {
        if !open.within(El::P) {
            return;
        }
        for at in self.hyphen.find_iter(text.text.as_bytes()) {
            let before = text.text[..at].chars().next_back().is_some_and(char::is_lowercase);
            let rest = text.text[at + 2..].trim_start();
            let next = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            // `herauf- oder herunter`: what is left out follows.
            let after = rest.starts_with(char::is_lowercase) && !JOINING.contains(&next);
            if before && after && !open.within_any(&VERBATIM) {
                self.hyphens.add(text.part(at..at + 1), element);
            }
        }
    }

    pub(super) fn finish(&mut self, found: &mut Found) {
        let mut this = std::mem::take(self);
        if let Some((mark, place)) = this.quotes.last() {
            found.add(rules::quotes_open(mark, place), place);
        }
        if !this.not_nfc.is_empty() {
            found.add(rules::not_nfc(&this.not_nfc, this.not_nfc_count), this.nfc_element);
        }
        for (places, rule) in [
            (&this.soft, rules::soft_hyphens as fn(&[Span], usize) -> teiwright_source::Diagnostic),
            (&this.spaces, rules::no_break_spaces),
            (&this.hyphens, rules::hyphens_left),
        ] {
            if places.count > 0 {
                found.add(rule(&places.list, places.count), places.element);
            }
        }
        if this.described {
            found.list.retain(|(finding, _)| finding.code() != "ENC007");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::suspicious;

    #[test]
    fn common_letters_and_marks_need_no_closer_look() {
        for plain in ["plain", "Ärger, déjà — “vu” «là» łódź…", "Â", "Âge à côté", "§ 5 · æ"]
        {
            assert!(!suspicious(plain.as_bytes()), "{plain}");
        }
        for other in [
            "a\u{AD}b", "a\u{A0}b", "e\u{301}", "Ã©", "â€™", "Lenіn", "\u{FFFD}", "\u{E000}", "\u{85}",
            "\u{2126}",
        ] {
            assert!(suspicious(other.as_bytes()), "{other}");
        }
    }
}
