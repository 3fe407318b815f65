//! A small tokeniser of HTML and XML: enough to see what is text, what is a tag, and what is neither.

/// A piece of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Characters between tags, as written.
    Text(&'t str),
    /// A start tag, with its attributes as written, and whether it is empty (`/>`).
    Open { name: &'t str, attributes: Vec<(&'t str, &'t str)>, empty: bool },
    /// An end tag.
    Close(&'t str),
    /// A comment, declaration or instruction.
    Other,
    /// What is none of these.
    Broken(&'t str),
}

/// Elements whose content is characters.
const RAW: [&str; 2] = ["script", "style"];

/// Splits a text into its pieces.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some(start) = rest.find('<') else {
            out.push(Token::Text(rest));
            break;
        };
        if start > 0 {
            out.push(Token::Text(&rest[..start]));
        }
        rest = &rest[start..];
        let (token, len) = tag(rest);
        rest = &rest[len..];
        let raw = match &token {
            Token::Open { name, empty: false, .. } => RAW.into_iter().find(|raw| raw == name),
            _ => None,
        };
        out.push(token);
        if let Some(name) = raw {
            // What is in it is no text of a document, and may hold `<`.
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            rest = &rest[end..];
            out.push(Token::Other);
        }
    }
    out
}

/// The tag that `text` begins with, and its length.
fn tag(text: &str) -> (Token<'_>, usize) {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
        if text.starts_with(start) {
            return match text[start.len()..].find(end) {
                Some(at) if start == "<![CDATA[" => {
                    let from = start.len();
                    (Token::Text(&text[from..from + at]), from + at + end.len())
                }
                Some(at) => (Token::Other, start.len() + at + end.len()),
                None => (Token::Broken(text), text.len()),
            };
        }
    }
    let broken = || {
        let len = text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
        (Token::Broken(&text[..len]), 1)
    };
    if let Some(rest) = text.strip_prefix("</") {
        let len = name_len(rest);
        let after = rest[len..].trim_start();
        return if len > 0 && after.starts_with('>') {
            (Token::Close(&rest[..len]), text.len() - after.len() + 1)
        } else {
            broken()
        };
    }
    let len = name_len(&text[1..]);
    if len == 0 {
        return broken();
    }
    attributes(text, len).unwrap_or_else(broken)
}

/// The start tag whose name has `len` bytes.
fn attributes(text: &str, len: usize) -> Option<(Token<'_>, usize)> {
    let name = &text[1..=len];
    let mut rest = &text[1 + len..];
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            return Some((Token::Open { name, attributes, empty: true }, text.len() - after.len()));
        }
        if let Some(after) = rest.strip_prefix('>') {
            return Some((Token::Open { name, attributes, empty: false }, text.len() - after.len()));
        }
        let len = rest.find(|c: char| c.is_whitespace() || "=>/\"'<".contains(c)).filter(|len| *len > 0)?;
        let attribute = &rest[..len];
        rest = rest[len..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            attributes.push((attribute, ""));
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next()?;
        if quote == '"' || quote == '\'' {
            let (inner, after) = value[1..].split_once(quote)?;
            attributes.push((attribute, inner));
            rest = after;
        } else {
            let end = value.find(|c: char| c.is_whitespace() || c == '>')?;
            attributes.push((attribute, &value[..end]));
            rest = &value[end..];
        }
    }
}

fn name_len(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return 0;
    }
    text.find(|c: char| c.is_whitespace() || "/>=\"'<".contains(c)).unwrap_or(text.len())
}

/// Text with its references to characters replaced.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, len)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The reference that `text` begins with, and its length.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.find(';').filter(|end| *end < 12)?;
    let name = &text[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "shy" => '\u{AD}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::{Token, decoded, tokens};

    #[test]
    fn pages_are_split() {
        let page = "<!DOCTYPE html><a href='x' b>1 &lt; 2</a><br/><script>a < b</script><!-- < -->";
        let seen = tokens(page);
        assert_eq!(
            seen[1],
            Token::Open { name: "a", attributes: vec![("href", "x"), ("b", "")], empty: false }
        );
        assert_eq!(seen[2], Token::Text("1 &lt; 2"));
        assert!(!seen.iter().any(|token| matches!(token, Token::Broken(_))));
        assert!(matches!(tokens("a < b")[1], Token::Broken(_)));
        assert!(matches!(tokens("<a href=\"x>")[0], Token::Broken(_)));
        assert_eq!(decoded("&lt;&#228;&#x1D504;&x;&"), "<ä𝔄&x;&");
    }
}
