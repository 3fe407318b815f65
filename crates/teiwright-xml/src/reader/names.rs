//! Names: each distinct one is kept once, split at its colon, and resolved once a namespace context.

use rustc_hash::FxHashMap;

use super::cursor::Cursor;

/// The namespace of the prefix `xml`.
pub const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of the prefix `xmlns`.
pub(super) const XMLNS_NAMESPACE: &str = "http://www.w3.org/2000/xmlns/";

/// The number of an expanded name in its reader: the same for every occurrence of the name in all its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(pub(super) u32);

impl NameId {
    /// No name's number.
    pub(crate) const NONE: Self = Self(u32::MAX);

    /// The number, from 0 without gaps.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A namespace name and a local name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ExpandedName<'n> {
    /// The namespace name; empty for none.
    pub namespace: &'n str,
    /// The local name.
    pub local: &'n str,
}

/// A name as it is written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) text: Box<str>,
    /// Where its colon is.
    pub(super) colon: Option<usize>,
    /// Its expanded name as an element's and as an attribute's, with the context that it holds in.
    element: (u32, u32),
    attribute: (u32, u32),
    /// The tag in which it stood last as an attribute.
    pub(super) seen: u64,
    /// How many open elements have it.
    pub(super) open: u32,
    /// Whether its colons are at the wrong places.
    pub(super) bad: bool,
    /// Whether an attribute of this name is a namespace declaration.
    pub(super) declares: bool,
}

impl Written {
    pub(super) fn prefix(&self) -> &str {
        self.colon.map_or("", |colon| &self.text[..colon])
    }

    pub(super) fn local(&self) -> &str {
        self.colon.map_or(&self.text, |colon| &self.text[colon + 1..])
    }
}

/// How many names are kept where they are found without hashing; a power of two.
const RECENT: usize = 512;

/// Where a name is looked for among the recent ones.
fn slot(text: &[u8]) -> usize {
    let (Some(&first), Some(&last)) = (text.first(), text.last()) else { return 0 };
    let middle = text[text.len() / 2];
    let mixed = usize::from(first) * 31 + usize::from(last) * 7 + usize::from(middle) * 3 + text.len();
    mixed & (RECENT - 1)
}

/// Whether two names are the same; names are short, so that comparing here costs less than a call.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).all(|(a, b)| a == b)
}

struct Binding {
    prefix: Box<str>,
    namespace: u32,
}

/// All names and the namespace declarations that hold.
pub(super) struct Names {
    namespaces: bool,
    written: Vec<Written>,
    by_text: FxHashMap<Box<str>, u32>,
    /// Names that were met lately, by length and outer characters: most are found here without hashing.
    recent: Box<[u32; RECENT]>,
    uris: Vec<Box<str>>,
    by_uri: FxHashMap<Box<str>, u32>,
    expanded: Vec<(u32, Box<str>)>,
    by_parts: FxHashMap<(u32, Box<str>), u32>,
    /// The tag in which an expanded name stood last as an attribute.
    seen: Vec<u64>,
    bindings: Vec<Binding>,
    /// The number of the set of declarations that hold. Each set that comes to hold gets a new one.
    context: u32,
    next_context: u32,
}

/// What an element changes when it opens and puts back when it closes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    context: u32,
    bindings: u32,
}

impl Names {
    pub(super) fn new(namespaces: bool) -> Self {
        let mut names = Self {
            namespaces,
            written: Vec::new(),
            by_text: FxHashMap::default(),
            recent: Box::new([u32::MAX; RECENT]),
            uris: Vec::new(),
            by_uri: FxHashMap::default(),
            expanded: Vec::new(),
            by_parts: FxHashMap::default(),
            seen: Vec::new(),
            bindings: Vec::new(),
            context: 1,
            next_context: 2,
        };
        let none = names.uri("");
        names.bindings.push(Binding { prefix: "".into(), namespace: none });
        let xml = names.uri(XML_NAMESPACE);
        names.bindings.push(Binding { prefix: "xml".into(), namespace: xml });
        names
    }

    /// The number of a written name; one that is new is looked at once.
    pub(super) fn written(&mut self, text: &str) -> u32 {
        let slot = slot(text.as_bytes());
        let recent = self.recent[slot];
        if self.written.get(recent as usize).is_some_and(|name| same(&name.text, text)) {
            return recent;
        }
        let number = match self.by_text.get(text) {
            Some(&known) => known,
            None => self.new_name(text),
        };
        self.recent[slot] = number;
        number
    }

    fn new_name(&mut self, text: &str) -> u32 {
        let number = u32::try_from(self.written.len()).unwrap_or(u32::MAX);
        let first = if self.namespaces { memchr::memchr(b':', text.as_bytes()) } else { None };
        let colon = first.filter(|at| is_qualified(text, *at));
        let name = Written {
            text: text.into(),
            colon,
            element: (0, 0),
            attribute: (0, 0),
            seen: 0,
            open: 0,
            bad: first.is_some() && colon.is_none(),
            declares: self.namespaces && (text == "xmlns" || colon.is_some_and(|at| &text[..at] == "xmlns")),
        };
        self.written.push(name);
        self.by_text.insert(text.into(), number);
        number
    }

    /// Whether names are split at colons.
    pub(super) const fn qualified(&self) -> bool {
        self.namespaces
    }

    pub(super) fn name(&self, written: u32) -> &Written {
        &self.written[written as usize]
    }

    pub(super) fn name_mut(&mut self, written: u32) -> &mut Written {
        &mut self.written[written as usize]
    }

    /// Whether the attribute name did not stand in this tag before.
    pub(super) fn first_in_tag(&mut self, written: u32, tag: u64) -> bool {
        std::mem::replace(&mut self.written[written as usize].seen, tag) != tag
    }

    /// The same for its expanded name.
    pub(super) fn first_expanded_in_tag(&mut self, name: NameId, tag: u64) -> bool {
        std::mem::replace(&mut self.seen[name.index()], tag) != tag
    }

    pub(super) const fn mark(&self) -> Mark {
        Mark { context: self.context, bindings: self.bindings.len() as u32 }
    }

    pub(super) fn restore(&mut self, mark: Mark) {
        self.bindings.truncate(mark.bindings as usize);
        self.context = mark.context;
    }

    /// Declares a prefix.
    pub(super) fn bind(&mut self, prefix: &str, uri: &str) {
        let namespace = self.uri(uri);
        self.bindings.push(Binding { prefix: prefix.into(), namespace });
        self.context = self.next_context;
        self.next_context += 1;
    }

    /// The expanded name of an element's name; `None` where its prefix is not declared.
    #[inline]
    pub(super) fn element(&mut self, written: u32) -> Option<NameId> {
        let name = &self.written[written as usize];
        if name.element.0 == self.context {
            return Some(NameId(name.element.1));
        }
        let namespace = if self.namespaces { self.namespace(name.prefix())? } else { 0 };
        let id = self.expand(namespace, written);
        self.written[written as usize].element = (self.context, id.0);
        Some(id)
    }

    /// The expanded name of an attribute's name; `None` where its prefix is not declared.
    #[inline]
    pub(super) fn attribute(&mut self, written: u32) -> Option<NameId> {
        let name = &self.written[written as usize];
        if name.attribute.0 == self.context || (name.colon.is_none() && name.attribute.0 != 0) {
            return Some(NameId(name.attribute.1));
        }
        let namespace = if name.colon.is_some() { self.namespace(name.prefix())? } else { 0 };
        let id = self.expand(namespace, written);
        self.written[written as usize].attribute = (self.context, id.0);
        Some(id)
    }

    /// A name in no namespace, for where a prefix is not declared.
    pub(super) fn unresolved(&mut self, written: u32) -> NameId {
        self.expand(0, written)
    }

    pub(super) fn expanded(&self, id: NameId) -> ExpandedName<'_> {
        let (namespace, local) = &self.expanded[id.index()];
        ExpandedName { namespace: &self.uris[*namespace as usize], local }
    }

    fn namespace(&self, prefix: &str) -> Option<u32> {
        let found = self.bindings.iter().rev().find(|binding| &*binding.prefix == prefix)?;
        // `xmlns:p=""` takes a declaration back (Namespaces 1.1); in 1.0 it was reported where it stands.
        (prefix.is_empty() || found.namespace != 0).then_some(found.namespace)
    }

    fn uri(&mut self, uri: &str) -> u32 {
        if let Some(&known) = self.by_uri.get(uri) {
            return known;
        }
        let number = u32::try_from(self.uris.len()).unwrap_or(u32::MAX);
        self.uris.push(uri.into());
        self.by_uri.insert(uri.into(), number);
        number
    }

    fn expand(&mut self, namespace: u32, written: u32) -> NameId {
        let local: Box<str> = self.written[written as usize].local().into();
        if let Some(&known) = self.by_parts.get(&(namespace, local.clone())) {
            return NameId(known);
        }
        let number = u32::try_from(self.expanded.len()).unwrap_or(u32::MAX);
        self.expanded.push((namespace, local.clone()));
        self.by_parts.insert((namespace, local), number);
        self.seen.push(0);
        NameId(number)
    }
}

/// Whether a name with its first colon at `colon` is a `QName` (Namespaces 1.0, section 4).
fn is_qualified(text: &str, colon: usize) -> bool {
    let local = &text[colon + 1..];
    let mut whole = Cursor { text: local, at: 0, base: 0, within: None, more: false };
    colon > 0 && !local.contains(':') && whole.name().is_some() && whole.done()
}
