//! What an address is: an ID here, a file beside the document, something on the network, a scheme of the project's own.

use std::borrow::Cow;

/// What a pointer says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address<'v> {
    /// An ID of this document.
    Id(Cow<'v, str>),
    /// A file, relative to the document, and an ID in it.
    File { path: Cow<'v, str>, id: Option<Cow<'v, str>> },
    /// A scheme that is registered with nobody: its prefix.
    Private(&'v str),
    /// A scheme that everybody knows.
    Remote,
    /// The document itself, or a part that is not named by an ID.
    Other,
}

/// Schemes that need no `prefixDef`: of IANA's registry, those that editions use, and what TEI reads itself (`tei:`).
const KNOWN: [&str; 41] = [
    "about",
    "acct",
    "ark",
    "cid",
    "data",
    "dav",
    "dict",
    "dns",
    "doi",
    "feed",
    "file",
    "ftp",
    "ftps",
    "geo",
    "git",
    "hdl",
    "http",
    "https",
    "im",
    "info",
    "ipfs",
    "iris",
    "jar",
    "javascript",
    "ldap",
    "mailto",
    "mid",
    "news",
    "nfs",
    "nntp",
    "rsync",
    "sftp",
    "sip",
    "sms",
    "ssh",
    "tag",
    "tei",
    "tel",
    "urn",
    "view-source",
    "xmpp",
];

/// What a pointer says.
pub(super) fn address(value: &str) -> Address<'_> {
    if let Some(id) = value.strip_prefix('#') {
        return fragment(id).map_or(Address::Other, Address::Id);
    }
    if let Some(prefix) = scheme(value) {
        // A letter and a colon begin a path of Windows.
        return match prefix {
            _ if prefix.len() == 1 => Address::Other,
            _ if KNOWN.iter().any(|known| known.eq_ignore_ascii_case(prefix)) => Address::Remote,
            _ => Address::Private(prefix),
        };
    }
    // `//host/…`, and paths from the root of a server, are nothing that lies beside the document.
    if value.starts_with('/') || value.starts_with('?') || value.is_empty() {
        return Address::Other;
    }
    let (path, id) = value.split_once('#').map_or((value, None), |(path, id)| (path, fragment(id)));
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return Address::Other;
    }
    Address::File { path: unescaped(path), id }
}

/// The ID in a fragment; none where it is empty or a pointer in a scheme (`xpath(…)`).
fn fragment(text: &str) -> Option<Cow<'_, str>> {
    (!text.is_empty() && !text.contains(['(', '/'])).then(|| unescaped(text))
}

/// The scheme of an address (RFC 3986, section 3.1).
pub(super) fn scheme(value: &str) -> Option<&str> {
    let (scheme, _) = value.split_once(':')?;
    let mut letters = scheme.bytes();
    let fits = letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        && letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'_'));
    fits.then_some(scheme)
}

/// An address without escapes (`%20`).
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let two = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = two.filter(|_| *first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::{Address, address};

    #[test]
    fn addresses_are_told_apart() {
        let file = |path: &'static str, id: Option<&'static str>| Address::File {
            path: path.into(),
            id: id.map(Into::into),
        };
        for (value, wanted) in [
            ("#p1", Address::Id("p1".into())),
            ("#", Address::Other),
            ("#xpath(//p[1])", Address::Other),
            ("#caf%C3%A9", Address::Id("café".into())),
            ("persons.xml#ann", file("persons.xml", Some("ann"))),
            ("my%20file.xml", file("my file.xml", None)),
            ("../a/b.jpg?x=1", file("../a/b.jpg", None)),
            ("psn:ann", Address::Private("psn")),
            ("HTTP://example.org/#a", Address::Remote),
            ("C:\\file.xml", Address::Other),
            ("//example.org/a", Address::Other),
            ("/a/b", Address::Other),
        ] {
            assert_eq!(address(value), wanted, "{value}");
        }
    }
}
