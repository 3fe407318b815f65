//! `xsd:anyURI`: what RFC 2396 with RFC 2732 lets stand, after characters that a URI must escape are escaped (XLink 5.4).

/// Whether `text` can be a URI reference.
pub(crate) fn is_uri_reference(text: &str) -> bool {
    let escapes = text
        .split('%')
        .skip(1)
        .all(|rest| rest.as_bytes().get(..2).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)));
    let mut parts = text.splitn(2, '#');
    let main = parts.next().unwrap_or_default();
    let fragment = parts.next().unwrap_or_default();
    escapes && !fragment.contains('#') && main_part(main)
}

fn main_part(text: &str) -> bool {
    let end = text.find([':', '/', '?']).filter(|at| text.as_bytes()[*at] == b':');
    let Some(end) = end else { return hierarchical(text) };
    let (scheme, rest) = (&text[..end], &text[end + 1..]);
    let letters = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let named = letters && scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
    named && !rest.is_empty() && (!rest.starts_with('/') || hierarchical(rest))
}

/// Authority, path and query.
fn hierarchical(text: &str) -> bool {
    let path = text.split('?').next().unwrap_or_default();
    let Some(rest) = path.strip_prefix("//") else { return !path.contains(['[', ']']) };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    let address = host.strip_prefix('[').is_none_or(|inner| inner.contains(']'));
    let brackets = host.starts_with('[') || !authority.contains(['[', ']']);
    !(authority.is_empty() && path.is_empty()) && address && brackets && !path.contains(['[', ']'])
}
