//! Names, white space, and references to other files.

use super::name_tables::{FURTHER, START};

/// Whether `c` can begin a name without colon.
pub(crate) fn is_name_start(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() || c == '_' } else { is_in(START, c) }
}

/// Whether `c` can stand in a name without colon.
pub(crate) fn is_name_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    }
    is_in(START, c) || is_in(FURTHER, c)
}

fn is_in(table: &[(char, char)], c: char) -> bool {
    let after = table.partition_point(|range| range.0 <= c);
    after > 0 && c <= table[after - 1].1
}

/// Whether `text` is a name without colon (NCName of Namespaces in XML, as RELAX NG has it).
#[must_use]
pub fn is_ncname(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

/// White space of XML.
pub(crate) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The text without white space of XML at its ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The scheme of an absolute URI, where `uri` is one (RFC 3986, section 3.1).
pub(crate) fn scheme(uri: &str) -> Option<&str> {
    let (scheme, rest) = uri.split_once(':')?;
    let mut chars = scheme.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    (first && !rest.is_empty() && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
        .then_some(scheme)
}

/// Resolves the reference `href` against `base`, both URIs or both paths with `/` (RFC 3986, section 5.2).
///
/// A [`Resolver`](crate::Resolver) may use it to find the name of a referenced schema.
#[must_use]
pub fn join(base: &str, href: &str) -> String {
    if href.is_empty() {
        return base.to_string();
    }
    if scheme(href).is_some_and(|s| s.len() > 1) {
        return href.to_string();
    }
    let authority = authority_end(base);
    if href.starts_with("//") {
        let scheme = base.find(':').filter(|_| authority > 0).map_or("", |end| &base[..=end]);
        return format!("{scheme}{href}");
    }
    if href.starts_with('/') {
        return format!("{}{}", &base[..authority], remove_dots(href));
    }
    let path = &base[authority..];
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let empty = if authority > 0 && path.is_empty() { "/" } else { "" };
    let folder = path.rfind('/').map_or(empty, |slash| &path[..=slash]);
    format!("{}{}", &base[..authority], remove_dots(&format!("{folder}{href}")))
}

/// Where the path of `uri` begins: after scheme and authority.
fn authority_end(uri: &str) -> usize {
    let Some(scheme) = scheme(uri).filter(|s| s.len() > 1) else { return 0 };
    let start = scheme.len() + 1;
    let Some(rest) = uri[start..].strip_prefix("//") else { return start };
    start + 2 + rest.find('/').unwrap_or(rest.len())
}

/// Takes `.` and `..` out of a path as far as they can be.
fn remove_dots(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let absolute = path.starts_with('/');
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." if last => out.push(""),
            "." => {}
            ".." => {
                let up = out.last().is_some_and(|s| *s != ".." && (!s.is_empty() || out.len() > 1));
                if up {
                    out.pop();
                } else if !absolute {
                    out.push("..");
                }
                if last {
                    out.push("");
                }
            }
            _ => out.push(segment),
        }
    }
    out.join("/")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn references_are_joined() {
        for (base, href, wanted) in [
            ("a/b.rng", "c.rng", "a/c.rng"),
            ("a/b.rng", "../c.rng", "c.rng"),
            ("b.rng", "../c.rng", "../c.rng"),
            ("/a/b.rng", "./d/../c.rng", "/a/c.rng"),
            ("http://h/a/b", "c", "http://h/a/c"),
            ("http://h/a/b", "/c", "http://h/c"),
            ("http://h/a/b", "//g/c", "http://g/c"),
            ("http://h", "c", "http://h/c"),
            ("a/b", "http://x/y", "http://x/y"),
            ("a/b", "", "a/b"),
        ] {
            assert_eq!(join(base, href), wanted, "{base} + {href}");
        }
    }
}
