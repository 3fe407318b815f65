//! Edits of a decoded text, made in the bytes of the file that it was read from.

use crate::{Edit, Encoding, Source, Span};

impl Source {
    /// The bytes of the file with `edits` made, all else as it was: byte order mark, line ends, encoding. `bytes` are those that the
    /// source was decoded from; the edits are in the order of their places, none overlapping another.
    ///
    /// A character that the encoding does not have is written as a reference (`&#8217;`), as markup has it. `None` where an edit
    /// is of something that does not stand in the file as it was decoded.
    #[must_use]
    pub fn patched(&self, bytes: &[u8], edits: &[&Edit]) -> Option<Vec<u8>> {
        let mut out =
            Vec::with_capacity(bytes.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
        let mut done = 0;
        for edit in edits {
            let place = self.on_disk(bytes, edit.span)?;
            out.extend_from_slice(bytes.get(done..place.start)?);
            out.extend_from_slice(&self.encoding.bytes_of(&edit.text)?);
            done = place.end;
        }
        out.extend_from_slice(bytes.get(done..)?);
        Some(out)
    }

    /// Where in the file the text at `span` stands, if it stands there as it was decoded.
    fn on_disk(&self, bytes: &[u8], span: Span) -> Option<std::ops::Range<usize>> {
        let at = |offset: u32| usize::try_from(self.disk_offset(offset)).ok();
        let place = at(span.start)?..at(span.end)?;
        let stands = self.encoding.bytes_of(self.text.get(span.range())?)?;
        (bytes.get(place.clone())? == stands).then_some(place)
    }
}

impl Encoding {
    /// The bytes of `text` in this encoding, without byte order mark; `None` in one whose bytes depend on what stands before.
    fn bytes_of(self, text: &str) -> Option<Vec<u8>> {
        if self.0 == encoding_rs::UTF_8 {
            return Some(text.as_bytes().to_vec());
        }
        if self.0 == encoding_rs::UTF_16LE {
            return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        }
        if self.0 == encoding_rs::UTF_16BE {
            return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        }
        self.0.is_ascii_compatible().then(|| self.0.encode(text).0.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::{DecodeOptions, Edit, Encoding, Span, decode};

    fn patched(bytes: &[u8], encoding: Option<&str>, find: &str, text: &str) -> Option<Vec<u8>> {
        let encoding = encoding.and_then(Encoding::for_label);
        let options = DecodeOptions { encoding, ..DecodeOptions::default() };
        let (source, _) = decode("a", bytes.to_vec(), &options).unwrap();
        let at = source.text().find(find).unwrap();
        let edit = Edit { span: Span::from_range(at..at + find.len()), text: text.to_owned() };
        source.patched(bytes, &[&edit])
    }

    #[test]
    fn all_else_stays_as_it_was() {
        assert_eq!(
            patched(b"\xEF\xBB\xBFa\r\nb\n", None, "b", "\u{e9}").unwrap(),
            "\u{feff}a\r\n\u{e9}\n".as_bytes()
        );
        assert_eq!(
            patched(b"caf\xe9 au lait", Some("windows-1252"), "au", "\u{f9}").unwrap(),
            b"caf\xe9 \xf9 lait"
        );
        assert_eq!(
            patched(b"caf\xe9 au lait", Some("windows-1252"), "au", "\u{3b1}").unwrap(),
            b"caf\xe9 &#945; lait"
        );
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        assert_eq!(
            patched(&wide("\u{feff}one two \u{1F600}"), None, "two", "2").unwrap(),
            wide("\u{feff}one 2 \u{1F600}")
        );
        let beyond = patched("a\u{1F600}b c".as_bytes(), None, "c", "d").unwrap();
        assert_eq!(beyond, "a\u{1F600}b d".as_bytes());
    }
}
