//! Reading XML 1.0 (fifth edition) with Namespaces 1.0: events, each with its place, and everything that is not well-formed.
//!
//! | part | file |
//! |---|---|
//! | the machine from text to events | `machine`, `tag`, `content` |
//! | what stands before the root, and the document type | `prolog`, `dtd`, `dtd_parts` |
//! | entities and declarations in other files | `external` |
//! | entities where they are referred to | `entities` |
//! | names and namespaces | `names`, `chars` |
//! | a document that comes in pieces | `stream` |
//! | the encoding of a file | `decode` |

use std::sync::Arc;

mod chars;
mod content;
mod cursor;
mod decode;
mod dtd;
mod dtd_parts;
mod entities;
mod external;
mod machine;
mod names;
mod prolog;
mod stream;
mod tag;

pub use decode::decode;
use dtd::Entity;
pub use external::{EntityResolver, ExternalEntity, ExternalId};
use machine::{Advance, AttributeData, Chars, Machine, Token};
pub use names::{ExpandedName, NameId, XML_NAMESPACE};
pub use stream::StreamReader;
use teiwright_source::{Diagnostic, Source, Span};

/// How to read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Whether names are read as Namespaces in XML 1.0 has them. Without, a colon is a letter.
    pub namespaces: bool,
    /// What is too much.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self { namespaces: true, limits: Limits::default() }
    }
}

/// Bounds, so that no document can use up the machine's memory.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many elements may be open; past it reading stops.
    pub depth: usize,
    /// How many attributes a tag may have; more are passed over.
    pub attributes: usize,
    /// How many entities may stand in one another.
    pub entity_depth: usize,
    /// How many bytes of text entities may come to in a document; past it reading stops.
    pub expansion: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 4_000_000, attributes: 65_536, entity_depth: 64, expansion: 64 << 20 }
    }
}

/// What is read.
#[derive(Debug, Clone, Copy)]
pub enum Event<'r> {
    /// A start tag, or an empty-element tag, which an [`End`](Self::End) follows.
    Start(Start<'r>),
    /// The end of an element, also where its end tag is missing.
    End {
        /// Its name.
        name: NameId,
        /// The end tag; the empty-element tag; or what showed that the end tag is missing.
        span: Span,
    },
    /// Characters: a part of the text between two tags.
    Text {
        /// The characters.
        text: &'r str,
        /// Where they stand; the reference, where they come out of an entity.
        span: Span,
    },
    /// A comment.
    Comment {
        /// What stands in it.
        text: &'r str,
        /// The whole comment.
        span: Span,
    },
    /// A processing instruction; also one inside the document type, after which it comes.
    Instruction {
        /// Its target.
        target: &'r str,
        /// What follows the target.
        data: &'r str,
        /// The whole instruction.
        span: Span,
    },
}

/// A start tag.
#[derive(Clone, Copy)]
pub struct Start<'r> {
    machine: &'r Machine,
    text: &'r str,
    number: u32,
    /// The element's name.
    pub name: NameId,
    /// The whole tag.
    pub span: Span,
    /// The name in it.
    pub name_span: Span,
}

impl std::fmt::Debug for Start<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}> at {:?}", self.written(), self.span)
    }
}

/// An attribute; namespace declarations are none.
#[derive(Debug, Clone, Copy)]
pub struct Attribute<'r> {
    /// Its name.
    pub name: NameId,
    /// Its name as written.
    pub written: &'r str,
    /// Its value, normalised.
    pub value: &'r str,
    /// Where its name stands; the element's name, where it is a default.
    pub name_span: Span,
    /// Where its value stands, without the quotes.
    pub value_span: Span,
    /// Whether it stands in the tag; otherwise its value is the default of the document type.
    pub specified: bool,
    /// The number of its name as written.
    pub(crate) number: u32,
}

impl<'r> Start<'r> {
    /// The number of its name as written.
    pub(crate) const fn number(&self) -> u32 {
        self.number
    }

    /// The element's name as written, with its prefix.
    #[must_use]
    pub fn written(&self) -> &'r str {
        &self.machine.names.name(self.number).text
    }

    /// The namespace name and local name of a name.
    #[must_use]
    pub fn expanded(&self, name: NameId) -> ExpandedName<'r> {
        self.machine.names.expanded(name)
    }

    /// The unparsed entities that the document type declares.
    pub fn unparsed_entities(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        let entities = self.machine.document_type.entities.iter();
        entities.filter(|entity| matches!(entity.1, Entity::Unparsed)).map(|entity| &**entity.0)
    }

    /// Its attributes in their order, defaults last.
    pub fn attributes(&self) -> impl ExactSizeIterator<Item = Attribute<'r>> + use<'r> {
        let (machine, text) = (self.machine, self.text);
        machine.attributes.iter().map(move |attribute: &AttributeData| Attribute {
            name: attribute.name,
            written: &machine.names.name(attribute.written).text,
            value: machine.chars(text, attribute.value),
            name_span: attribute.name_span,
            value_span: attribute.value_span,
            specified: attribute.specified,
            number: attribute.written,
        })
    }

    /// The namespace declarations in it: prefix (empty for the default) and namespace name.
    pub fn declarations(&self) -> impl ExactSizeIterator<Item = (&'r str, &'r str)> + use<'r> {
        let (machine, text) = (self.machine, self.text);
        machine.declarations.iter().map(move |d| (machine.chars(text, d.0), machine.chars(text, d.1)))
    }
}

impl Machine {
    #[inline]
    fn chars<'t>(&'t self, text: &'t str, chars: Chars) -> &'t str {
        match chars {
            Chars::Made(start, end) => &self.scratch[start..end],
            Chars::Read(start, end) => &text[start..end],
        }
    }

    #[inline]
    fn event<'t>(&'t self, text: &'t str) -> Option<Event<'t>> {
        let text = self.entities.open.last().map_or(text, |entity| &entity.text);
        // By reference: a token is large, and each kind needs its own part of it.
        Some(match *self.token.as_ref()? {
            Token::Start { written, name, span, name_span } => {
                Event::Start(Start { machine: self, text, number: written, name, span, name_span })
            }
            Token::End { name, span } => Event::End { name, span },
            Token::Text { chars, span } => Event::Text { text: self.chars(text, chars), span },
            Token::Comment { chars, span } => Event::Comment { text: self.chars(text, chars), span },
            Token::Instruction { target, data, span } => {
                Event::Instruction { target: self.chars(text, target), data: self.chars(text, data), span }
            }
        })
    }
}

/// Reads a document that is in memory.
pub struct Reader<'s> {
    text: &'s str,
    machine: Machine,
}

impl<'s> Reader<'s> {
    /// Begins to read `source`.
    #[must_use]
    pub fn new(source: &'s Source) -> Self {
        Self::with(source, &Options::default())
    }

    /// The same, with options.
    #[must_use]
    pub fn with(source: &'s Source, options: &Options) -> Self {
        let mut machine = Machine::new(options);
        machine.look_over(source.text());
        Self { text: source.text(), machine }
    }

    /// Reads what the document refers to outside of itself through `resolver`; otherwise it is passed over.
    #[must_use]
    pub fn resolving(mut self, resolver: Option<Arc<dyn EntityResolver>>) -> Self {
        self.machine.files.resolver = resolver;
        self
    }

    /// The next event; after what is not well-formed it goes on where that makes sense, and elements always nest.
    #[inline]
    pub fn next_event(&mut self) -> Option<Event<'_>> {
        if self.step() { self.event() } else { None }
    }

    /// Reads on to the next event, if there is one.
    #[inline]
    pub(crate) fn step(&mut self) -> bool {
        self.machine.advance(self.text, false) == Advance::Ready
    }

    /// The event that was read last.
    #[inline]
    pub(crate) fn event(&self) -> Option<Event<'_>> {
        self.machine.event(self.text)
    }

    /// Whether what was read last stands in the text of an entity.
    pub(crate) const fn in_entity(&self) -> bool {
        !self.machine.entities.open.is_empty()
    }

    /// Where the document goes on after its document type.
    pub(crate) const fn document_type_end(&self) -> u32 {
        self.machine.document_type.end
    }

    /// The text that is read.
    pub(crate) const fn text(&self) -> &'s str {
        self.text
    }

    /// The namespace name and local name of a name.
    #[must_use]
    pub fn expanded(&self, name: NameId) -> ExpandedName<'_> {
        self.machine.names.expanded(name)
    }

    /// How much was found so far that makes the document not well-formed.
    #[must_use]
    pub const fn errors(&self) -> usize {
        self.machine.errors
    }

    /// What was found.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.machine.found.into_vec()
    }
}
