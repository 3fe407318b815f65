//! The parsed schema: what both syntaxes are read into, before simplification.
//!
//! Names are resolved to namespaces (sections 4.3, 4.4 and 4.8–4.10 are done by the readers, for the compact syntax has
//! no form before them), but for a namespace that comes from the including file. All else is as written.

use std::sync::Arc;

use teiwright_source::Span;

/// The namespace of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Namespace {
    /// What the file that includes or refers to this one says; the empty namespace for the outermost.
    Inherit,
    /// A namespace name; empty for none.
    Uri(Arc<str>),
}

/// The kind of a pattern with its parts. Where several patterns stand in one, they are a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternKind {
    /// `element`.
    Element(NameClass, Vec<Pattern>),
    /// `attribute`; no pattern at all stands for `text`.
    Attribute(NameClass, Vec<Pattern>),
    /// `group`, or `,`.
    Group(Vec<Pattern>),
    /// `interleave`, or `&`.
    Interleave(Vec<Pattern>),
    /// `choice`, or `|`.
    Choice(Vec<Pattern>),
    /// `optional`, or `?`.
    Optional(Vec<Pattern>),
    /// `zeroOrMore`, or `*`.
    ZeroOrMore(Vec<Pattern>),
    /// `oneOrMore`, or `+`.
    OneOrMore(Vec<Pattern>),
    /// `mixed`.
    Mixed(Vec<Pattern>),
    /// `list`.
    List(Vec<Pattern>),
    /// `empty`.
    Empty,
    /// `notAllowed`.
    NotAllowed,
    /// `text`.
    Text,
    /// `ref` to a definition of this grammar.
    Ref(Box<str>),
    /// `parentRef` to a definition of the grammar around this one.
    ParentRef(Box<str>),
    /// `value`.
    Value(Value),
    /// `data`.
    Data(Data),
    /// `externalRef`.
    External(Link),
    /// `grammar`.
    Grammar(Vec<Component>),
}

/// A pattern with its place.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where it stands.
    pub span: Span,
    /// What annotations say of it that Teiwright reads.
    pub notes: Option<Box<Notes>>,
}

/// Patterns are equal when they say the same, wherever they stand and however they are documented.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for Pattern {}

/// The annotations that Teiwright reads.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// `a:documentation`, or `##`.
    pub documentation: Vec<String>,
    /// `a:defaultValue` of an attribute.
    pub default_value: Option<String>,
}

/// A string of a datatype.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The datatype.
    pub datatype: DatatypeName,
    /// The string.
    pub text: Box<str>,
    /// The namespace of a name without prefix, for types such as `xsd:QName`.
    pub namespace: Namespace,
    /// The prefixes that the string uses, with their namespaces.
    pub bindings: Vec<(Box<str>, Namespace)>,
}

/// A datatype with parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// The datatype.
    pub datatype: DatatypeName,
    /// The parameters, in order.
    pub params: Vec<Param>,
    /// What is taken out; several patterns are a choice.
    pub except: Option<Vec<Pattern>>,
}

/// The name of a datatype.
#[derive(Debug, Clone)]
pub struct DatatypeName {
    /// The URI of its library; empty for the built-in one.
    pub library: Arc<str>,
    /// Its name in the library.
    pub name: Box<str>,
    /// Where it is named.
    pub span: Span,
}

impl PartialEq for DatatypeName {
    fn eq(&self, other: &Self) -> bool {
        self.library == other.library && self.name == other.name
    }
}

impl Eq for DatatypeName {}

/// A parameter of a datatype.
#[derive(Debug, Clone)]
pub struct Param {
    /// Its name, such as `maxLength`.
    pub name: Box<str>,
    /// Its value.
    pub value: Box<str>,
    /// Where it stands.
    pub span: Span,
}

impl PartialEq for Param {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.value == other.value
    }
}

impl Eq for Param {}

/// A reference to another file.
#[derive(Debug, Clone)]
pub struct Link {
    /// The reference as written.
    pub href: Box<str>,
    /// `xml:base`, where the schema has it: relative to the name of its source.
    pub base: Option<Box<str>>,
    /// The namespace that the other file inherits.
    pub namespace: Namespace,
    /// Where the reference stands.
    pub span: Span,
}

impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        self.href == other.href && self.base == other.base && self.namespace == other.namespace
    }
}

impl Eq for Link {}

/// The names that an element or attribute can have.
#[derive(Debug, Clone)]
pub struct NameClass {
    /// What it is.
    pub kind: NameClassKind,
    /// Where it stands.
    pub span: Span,
}

impl PartialEq for NameClass {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for NameClass {}

/// The kind of a name class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameClassKind {
    /// One name.
    Name(Namespace, Box<str>),
    /// Any name of a namespace, but for the exception.
    NsName(Namespace, Option<Box<NameClass>>),
    /// Any name, but for the exception.
    AnyName(Option<Box<NameClass>>),
    /// The names of each.
    Choice(Vec<NameClass>),
}

/// How definitions of one name are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    /// `choice`, or `|=`.
    Choice,
    /// `interleave`, or `&=`.
    Interleave,
}

/// What stands in a grammar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Component {
    /// `start` or `define`.
    Define(Define),
    /// `div`.
    Div(Vec<Component>),
    /// `include` with what it overrides.
    Include(Link, Vec<Component>),
}

/// A definition.
#[derive(Debug, Clone)]
pub struct Define {
    /// Its name; `None` for `start`.
    pub name: Option<Box<str>>,
    /// How it is combined with others of its name.
    pub combine: Option<Combine>,
    /// Its patterns, which are a group.
    pub patterns: Vec<Pattern>,
    /// Where it stands.
    pub span: Span,
    /// What annotations say of it.
    pub notes: Option<Box<Notes>>,
}

impl PartialEq for Define {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.combine == other.combine && self.patterns == other.patterns
    }
}

impl Eq for Define {}

/// How deeply patterns may be nested in one file.
pub(crate) const MAX_NESTING: usize = 200;

/// The RELAX NG namespace.
pub(crate) const RNG_NS: &str = "http://relaxng.org/ns/structure/1.0";
/// The namespace of `a:documentation` and `a:defaultValue`.
pub(crate) const ANNOTATIONS_NS: &str = "http://relaxng.org/ns/compatibility/annotations/1.0";
/// What the prefix `xml` stands for.
pub(crate) const XML_NS: &str = "http://www.w3.org/XML/1998/namespace";
/// What the prefix `xmlns` stands for, without and with the slash that it has in Namespaces in XML.
pub(crate) const XMLNS_NS: &str = "http://www.w3.org/2000/xmlns";
/// The library that the compact syntax binds the prefix `xsd` to.
pub(crate) const XSD_LIBRARY: &str = "http://www.w3.org/2001/XMLSchema-datatypes";
