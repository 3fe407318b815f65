//! What a specification says: the data types of TEI's own tag documentation (Guidelines, chapter 22), without its prose.
//!
//! The facts of P5 are such specifications, and so is what an ODD adds or changes.

/// A name: of an element, a class, an attribute, a value.
pub type Name = Box<str>;

/// Where a specification or a part of it was read, as who read it counts its places; 0 where it is of a built-in table.
pub type Place = u32;

/// What is specified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `elementSpec`.
    Element,
    /// `classSpec` of type `model`: elements that stand at the same places.
    ModelClass,
    /// `classSpec` of type `atts`: attributes that elements share.
    AttributeClass,
    /// `macroSpec`: a content model with a name.
    Macro,
    /// `dataSpec`: a datatype with a name.
    Datatype,
}

impl Kind {
    /// Whether it is a class.
    #[must_use]
    pub const fn is_class(self) -> bool {
        matches!(self, Self::ModelClass | Self::AttributeClass)
    }

    /// What a sentence calls it.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::ModelClass => "model class",
            Self::AttributeClass => "attribute class",
            Self::Macro => "macro",
            Self::Datatype => "datatype",
        }
    }
}

/// What a specification does to one of the same name (`@mode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// It is new.
    Add,
    /// It alters what was there.
    Change,
    /// It stands instead of what was there.
    Replace,
    /// It takes away what was there.
    Delete,
}

/// An element, class, macro or datatype.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// What it is.
    pub kind: Kind,
    /// Its name in TEI.
    pub ident: Name,
    /// The name that documents use, where it is another (`altIdent`).
    pub renamed: Option<Name>,
    /// The namespace of an element, where it is not that of the schema.
    pub namespace: Option<Name>,
    /// The module that it belongs to.
    pub module: Option<Name>,
    /// What its name stands for, in English.
    pub gloss: Option<Name>,
    /// What it does to a specification of the same name; `None` where nothing is said.
    pub mode: Option<Mode>,
    /// The classes that it is in; `None` where nothing is said of classes at all.
    pub classes: Option<Classes>,
    /// Its content; `None` where nothing is said of content at all.
    pub content: Option<Particle>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
    /// The values that its content can have, where it is an element and a list of values stands beside the content.
    pub values: Option<ValueList>,
    /// Where it was read.
    pub place: Place,
}

impl Spec {
    /// A specification that says nothing yet.
    #[must_use]
    pub fn new(kind: Kind, ident: &str) -> Self {
        Self {
            kind,
            ident: ident.into(),
            renamed: None,
            namespace: None,
            module: None,
            gloss: None,
            mode: None,
            classes: None,
            content: None,
            attributes: Vec::new(),
            values: None,
            place: 0,
        }
    }

    /// The name that documents use.
    #[must_use]
    pub fn name(&self) -> &str {
        self.renamed.as_deref().unwrap_or(&self.ident)
    }

    /// The classes that it says it is in.
    pub fn memberships(&self) -> impl Iterator<Item = &Membership> {
        self.classes.iter().flat_map(|classes| &classes.members)
    }
}

/// The classes of a specification.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Classes {
    /// Whether they are changes to the classes that were there, rather than all of them.
    pub change: bool,
    /// The classes.
    pub members: Vec<Membership>,
}

/// That something is in a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// The class.
    pub key: Name,
    /// Whether it is in it no more.
    pub deleted: bool,
    /// How often it stands where the class does, if that is not once.
    pub occurs: Occurs,
}

/// How often something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Occurs {
    /// At least.
    pub min: u32,
    /// At most; `None` without end.
    pub max: Option<u32>,
}

impl Occurs {
    /// Once.
    pub const ONCE: Self = Self { min: 1, max: Some(1) };
}

/// A part of a content model, and how often it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// What stands.
    pub content: Content,
    /// How often.
    pub occurs: Occurs,
    /// Where it was read.
    pub place: Place,
}

impl Particle {
    /// Something that stands once.
    #[must_use]
    pub const fn once(content: Content) -> Self {
        Self { content, occurs: Occurs::ONCE, place: 0 }
    }
}

/// A content model (Guidelines, 22.5).
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// Characters.
    Text,
    /// An element.
    Element(Name),
    /// The members of a class.
    Class(ClassUse),
    /// The content of a macro.
    Macro(Name),
    /// A datatype.
    Data(DataUse),
    /// One of the values of a list.
    Values(ValueList),
    /// Any element.
    Any {
        /// The namespaces that it must be of; none for all.
        require: Vec<Name>,
        /// The namespaces and elements that it may not be of; `None` where the schema's default holds.
        except: Option<Vec<Name>>,
    },
    /// One after another.
    Sequence(Vec<Particle>),
    /// All of them, in any order.
    Interleave(Vec<Particle>),
    /// One of them.
    Alternate(Vec<Particle>),
    /// A pattern in another language (RELAX NG), as who read it counts them.
    Foreign(u32),
}

/// Where a class stands in a content model.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassUse {
    /// The class.
    pub key: Name,
    /// How its members stand there.
    pub expand: Expand,
    /// Only these members.
    pub include: Option<Vec<Name>>,
    /// Not these members.
    pub except: Vec<Name>,
}

/// How the members of a class stand in a content model (`classRef/@expand`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expand {
    /// Nothing is said: one of them.
    Unsaid,
    /// One of them.
    Alternate,
    /// Each once, one after another.
    Sequence,
    /// Each at most once, one after another.
    SequenceOptional,
    /// Each at least once, one after another.
    SequenceRepeatable,
    /// Each as often as one likes, one after another.
    SequenceOptionalRepeatable,
}

/// A datatype where it is used.
#[derive(Debug, Clone, PartialEq)]
pub struct DataUse {
    /// Which.
    pub which: DataName,
    /// A regular expression that narrows it.
    pub restriction: Option<Name>,
    /// Facets that narrow it: name and value.
    pub facets: Vec<(Name, Name)>,
}

/// The name of a datatype.
#[derive(Debug, Clone, PartialEq)]
pub enum DataName {
    /// A datatype of TEI or of the customisation.
    Key(Name),
    /// A datatype of W3C XML Schema.
    Xsd(Name),
}

/// What may stand in a list of attributes.
#[derive(Debug, Clone, PartialEq)]
pub enum Attribute {
    /// An attribute.
    Def(AttributeDef),
    /// A list in the list.
    List(Organisation, Vec<Attribute>),
    /// The attributes of a class, or one of them.
    Class(Name, Option<Name>),
}

/// How the attributes of a list stand together (`attList/@org`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Organisation {
    /// All of them may stand.
    Group,
    /// One of them.
    Choice,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeDef {
    /// Its name in TEI, with the prefix `xml:` where it has it.
    pub ident: Name,
    /// The name that documents use, where it is another.
    pub renamed: Option<Name>,
    /// Its namespace.
    pub namespace: Option<Name>,
    /// What it does to an attribute of the same name; `None` where nothing is said.
    pub mode: Option<Mode>,
    /// How urgent it is; `None` where nothing is said.
    pub usage: Option<Usage>,
    /// Its datatype; `None` where nothing is said.
    pub datatype: Option<AttributeType>,
    /// Its values; `None` where nothing is said.
    pub values: Option<ValueList>,
    /// Its default value.
    pub default: Option<Name>,
    /// Where it was read.
    pub place: Place,
}

impl AttributeDef {
    /// An attribute of which nothing is said yet.
    #[must_use]
    pub fn new(ident: &str) -> Self {
        Self {
            ident: ident.into(),
            renamed: None,
            namespace: None,
            mode: None,
            usage: None,
            datatype: None,
            values: None,
            default: None,
            place: 0,
        }
    }

    /// The name that documents use.
    #[must_use]
    pub fn name(&self) -> &str {
        self.renamed.as_deref().unwrap_or(&self.ident)
    }
}

/// How urgent an attribute is (`@usage`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Usage {
    /// It may stand.
    Optional,
    /// It should stand.
    Recommended,
    /// It must stand.
    Required,
}

/// The datatype of an attribute: how many values, separated by white space, and of what type.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeType {
    /// The type of one value: a datatype, text, or a pattern in another language.
    pub value: Box<Content>,
    /// How many there are; where it is not once, the value is a list.
    pub occurs: Occurs,
}

/// A list of values (`valList`).
#[derive(Debug, Clone, PartialEq)]
pub struct ValueList {
    /// Whether others are allowed too; `None` where nothing is said, which means that they are, or, in a change, what was said.
    pub closure: Option<Closure>,
    /// What it does to a list that was there; `None` where nothing is said.
    pub mode: Option<Mode>,
    /// The values.
    pub items: Vec<Value>,
    /// Where it was read.
    pub place: Place,
}

/// Whether values that are not listed are allowed (`valList/@type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Closure {
    /// No others.
    Closed,
    /// Others too; those listed are recommended.
    Semi,
    /// Others too; those listed are examples.
    Open,
}

/// A value of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The value in TEI.
    pub ident: Name,
    /// What documents use, where it is another.
    pub renamed: Option<Name>,
    /// What it does to a value of the same name.
    pub mode: Option<Mode>,
}

impl Value {
    /// What documents use.
    #[must_use]
    pub fn name(&self) -> &str {
        self.renamed.as_deref().unwrap_or(&self.ident)
    }
}
