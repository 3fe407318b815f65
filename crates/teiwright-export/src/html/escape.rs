//! Escaping of text and attribute values, and addresses that are safe to link to.

/// Adds `text` with what HTML and XML give a meaning replaced by references.
pub(crate) fn text(out: &mut String, text: &str) {
    escape(out, text, |byte| match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        _ => "",
    });
}

/// Adds an attribute's value, for double quotes.
pub(crate) fn attribute(out: &mut String, text: &str) {
    escape(out, text, |byte| match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\n' => "&#10;",
        b'\t' => "&#9;",
        _ => "",
    });
}

fn escape(out: &mut String, text: &str, reference: impl Fn(u8) -> &'static str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        // What needs a reference is ASCII and below this; most text is not.
        if byte > b'>' || byte == b' ' {
            continue;
        }
        let control = byte < b' ' && !matches!(byte, b'\n' | b'\t' | b'\r');
        let reference = if control { "\u{FFFD}" } else { reference(byte) };
        if !reference.is_empty() {
            out.push_str(&text[from..at]);
            out.push_str(reference);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}

/// The address of a link or picture as it may stand in a page: without characters that no address may hold. `None` for a
/// scheme that could run something.
#[must_use]
pub fn address(target: &str) -> Option<String> {
    let target = target.trim();
    let end = target.find(['/', '?', '#']).unwrap_or(target.len());
    if let Some((scheme, _)) = target[..end].split_once(':') {
        let known = ["http", "https", "mailto", "ftp", "tel", "urn", "doi", "geo"];
        if !known.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
            return None;
        }
    }
    if target.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(target.len());
    let mut fragment = false;
    for (at, c) in target.char_indices() {
        let escape = c <= ' '
            || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' | '\u{7F}');
        // A percent sign that begins no escape, and a second number sign, are characters of their own.
        let hex = |offset: usize| target.as_bytes().get(at + offset).is_some_and(u8::is_ascii_hexdigit);
        let bare = c == '%' && !(hex(1) && hex(2)) || c == '#' && fragment;
        fragment |= c == '#';
        if escape || bare {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{address, attribute, text};

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut out = String::new();
        text(&mut out, "a<b>&\"ü\u{1}𝔄");
        assert_eq!(out, "a&lt;b&gt;&amp;\"ü\u{FFFD}𝔄");
        out.clear();
        attribute(&mut out, "<\"&'\n>");
        assert_eq!(out, "&lt;&quot;&amp;'&#10;&gt;");
    }

    #[test]
    fn addresses_are_safe() {
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(address(" JavaScript:x"), None);
        assert_eq!(address("data:text/html,x"), None);
        assert_eq!(address("https://a.b/c d?e=[f]").as_deref(), Some("https://a.b/c%20d?e=%5Bf%5D"));
        assert_eq!(address("a%zz#b#c").as_deref(), Some("a%25zz#b%23c"));
        assert_eq!(address("page.html#x").as_deref(), Some("page.html#x"));
        assert_eq!(address("x/y:z").as_deref(), Some("x/y:z"));
    }
}
