//! Text as it may stand in an XML document.

/// `text` for an attribute: its markup characters escaped, and what XML 1.0 cannot hold (2.2) made visible.
pub(crate) fn escaped(text: &str) -> String {
    written(text, true)
}

/// `text` for the content of an element. Line ends stand there as they are, but for carriage returns, which a reader takes for
/// line ends; not every reader of reports knows references to characters there.
pub(crate) fn content(text: &str) -> String {
    written(&text.replace("\r\n", "\n").replace('\r', "\n"), false)
}

fn written(text: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // `]]>` may not stand in content.
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' if !in_attribute => out.push(c),
            // A reader makes spaces of these in attributes.
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            '\0'..='\x1F' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_left_that_xml_cannot_hold() {
        let all = (0..=0x1F_u8)
            .map(char::from)
            .chain("]]>&\"<\u{FFFE}\u{FFFF}é\u{10FFFF}".chars())
            .collect::<String>();
        let escaped = super::escaped(&all);
        assert!(
            escaped.chars().all(|c| teiwright_source::is_xml_char(c) && !"<>\"".contains(c)),
            "{escaped}"
        );
        assert_eq!(super::escaped("a\nb\u{1B}"), "a&#10;b\u{241B}");
        assert_eq!(super::content("a\r\nb\rc\td<"), "a\nb\nc\td&lt;");
    }
}
